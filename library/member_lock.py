"""The lock by which a member's rows are changed by one at a time: two devices, a sync, an answer of TMDB's."""

from typing import Any

from accounts.models import User


def lock_member_rows(user_id: Any) -> None:
    """Lock the member's rows until the transaction ends; wait for whoever has the lock.

    Without it, a sync on PostgreSQL could read a rating, and overwrite it after the member has changed it in between.
    SQLite has one writer in any case.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=user_id)
