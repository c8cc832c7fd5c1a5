"""Members, hosts (`is_staff`), and admins (`is_superuser`), of whom there is always one.

A host runs the club: invites, helps members back in, looks after what waits for TMDB. An admin runs the site, and makes
hosts and admins.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User


def select_admins() -> QuerySet[User]:
    return User.objects.filter(is_superuser=True, is_active=True)


def would_leave_no_admin(leaving: Iterable[User]) -> bool:
    """Return whether without these the site would have members, and no admin among them."""
    ids = [user.pk for user in leaving]
    has_others = User.objects.exclude(pk__in=ids).exists()
    admins = select_admins()
    return has_others and admins.filter(pk__in=ids).exists() and not admins.exclude(pk__in=ids).exists()


def may_recover(helper: User, member: User) -> bool:
    """Return whether one may hand another a link that sets a new password.

    Whoever has the link can become them.
    """
    if not helper.is_staff or helper == member:
        return False
    return helper.is_superuser or not (member.is_staff or member.is_superuser)
