"""What a member does: the local row and the wish for TMDB in one transaction. The last wish wins."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from library import outbox
from library.models import Audience, List, ListItem, Mark, Rating, Title, What, halves
from library.turns import take_turn


@transaction.atomic
def rating_set(*, user: Any, title: Title, value: float) -> Rating:
    """0.5 to 10 in halves. Raises ValueError."""
    take_turn(user.pk)
    now = timezone.now()
    rating, _ = Rating.objects.update_or_create(
        user=user,
        title=title,
        defaults={"halves": halves(value), "changed_at": now},
        create_defaults={"halves": halves(value), "changed_at": now, "rated_at": now},
    )
    outbox.wish(user=user, what=What.RATING, title=title, value=rating.value)
    return rating


@transaction.atomic
def rating_clear(*, user: Any, title: Title) -> None:
    take_turn(user.pk)
    Rating.objects.filter(user=user, title=title).delete()
    outbox.wish(user=user, what=What.RATING, title=title, value=None)


@transaction.atomic
def mark_set(*, user: Any, title: Title, kind: str, on: bool) -> None:
    """A favourite, or on the watchlist; or no longer."""
    take_turn(user.pk)
    now = timezone.now()
    if on:
        defaults = {"marked_at": now, "changed_at": now}
        Mark.objects.get_or_create(user=user, title=title, kind=kind, defaults=defaults)
    else:
        Mark.objects.filter(user=user, title=title, kind=kind).delete()
    outbox.wish(user=user, what=kind, title=title, value=on)


@transaction.atomic
def list_create(
    *, user: Any, name: str, description: str = "", audience: str = Audience.CLUB, first: Title | None = None
) -> List:
    """`first`: the title that the list begins with."""
    now = timezone.now()
    made = List.objects.create(
        user=user, name=name, description=description, audience=audience, created_at=now, changed_at=now
    )
    outbox.wish(user=user, what=What.LIST, list_=made, value=True)
    if first:
        list_item_set(list_=made, title=first, on=True)
    return made


@transaction.atomic
def list_edit(*, list_: List, name: str, description: str, audience: str) -> None:
    """Here only: TMDB's third version can't change a list's name or description."""
    take_turn(list_.user_id)
    list_.name, list_.description, list_.audience, list_.changed_at = name, description, audience, timezone.now()
    list_.save(update_fields=["name", "description", "audience", "changed_at"])


@transaction.atomic
def list_delete(*, list_: List) -> None:
    take_turn(list_.user_id)
    list_.refresh_from_db()  # it may have come about at TMDB meanwhile
    user, number, at_tmdb = list_.user, list_.pk, list_.tmdb_id
    outbox.drop_list(user, number)
    outbox.wish(user=user, what=What.LIST, list_id=number, value={"delete": at_tmdb})
    list_.delete()


@transaction.atomic
def list_clear(*, list_: List) -> None:
    take_turn(list_.user_id)
    list_.items.all().delete()
    _touch(list_)
    outbox.drop_list(list_.user, list_.pk)
    outbox.wish(user=list_.user, what=What.LIST_CLEAR, list_=list_, value=True)


@transaction.atomic
def list_item_set(*, list_: List, title: Title, on: bool) -> None:
    """On the list, at its end; or off it. Films only. Raises ValueError."""
    if title.kind != "movie":
        raise ValueError("Lists hold films only.")
    take_turn(list_.user_id)
    now = timezone.now()
    if on:
        last = list_.items.aggregate(last=Max("position"))["last"] or 0
        defaults = {"position": last + 1, "changed_at": now}
        ListItem.objects.get_or_create(list=list_, title=title, defaults=defaults)
    else:
        list_.items.filter(title=title).delete()
    _touch(list_)
    outbox.wish(user=list_.user, what=What.LIST_ITEM, title=title, list_=list_, value=on)


def _touch(list_: List) -> None:
    List.objects.filter(pk=list_.pk).update(changed_at=timezone.now())
