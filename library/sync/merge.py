"""A member who links with rows on both sides: what is where, so that they can choose; and what their choice does."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from library.member_lock import lock_member_rows
from library.models import Action, Kind, List, ListItem, Mark, MarkKind, MergeStrategy, OutboxEntry, Rating, Title
from library.publishing import PUBLIC
from library.sync import outbox
from library.sync.pull import MARGIN, Titles, apply, titles_of
from library.sync.snapshot import Snapshot
from tmdb.payload import get_str

Wish = tuple[str, Title | None, int | None, Any]  # what, about what, on which list, what it shall be

SHOWN = 50  # ratings that differ, of which both are shown
NAMES = {"rating": "Ratings", MarkKind.FAVORITE.value: "Favourites", MarkKind.WATCHLIST.value: "Watchlist"}


def has_own_rows(user: Any) -> bool:
    """Whether the member did something here before they linked: then they are asked what shall become of it."""
    return any(model.objects.filter(user=user).exists() for model in (Rating, Mark, List))


def preview(user: Any, found: Snapshot) -> dict[str, Any]:
    """What is only here, only at TMDB, on both sides, and where the two differ. For JSON."""
    ratings = {(one.title.kind, one.title.tmdb_id): one for one in _ratings(user)}
    rows = [_row(NAMES["rating"], set(ratings), set(found.ratings))]
    for kind in MarkKind.values:
        own = {(one.title.kind, one.title.tmdb_id) for one in _marks(user) if one.kind == kind}
        rows.append(_row(NAMES[kind], own, set(found.marks[kind])))
    public = List.objects.filter(PUBLIC, user=user)
    lists = {one.name.strip() for one in public}
    rows.append(_row("Lists", lists, {get_str(row, "name").strip() for row in found.lists.values()}))
    private = List.objects.filter(user=user).count() - public.count()
    both = [(one, found.ratings[key]) for key, one in ratings.items() if key in found.ratings]
    differing = [[str(one.title), one.value, value] for one, value in both if one.value != value]
    return {"rows": rows, "differ": len(differing), "differing": differing[:SHOWN], "private_lists": private}


def _row(name: str, here: set[Any], there: set[Any]) -> dict[str, Any]:
    return {"name": name, "here": len(here - there), "there": len(there - here), "both": len(here & there)}


def _ratings(user: Any) -> Iterable[Rating]:
    return Rating.objects.filter(user=user).select_related("title").order_by("rated_at", "pk")


def _marks(user: Any) -> Iterable[Mark]:
    return Mark.objects.filter(user=user).select_related("title").order_by("marked_at", "pk")


@transaction.atomic
def carry_out(user: Any, strategy: str, found: Snapshot, started: datetime) -> None:
    """Do what the member chose, with what TMDB has: its things come, and for theirs wishes are noted."""
    lock_member_rows(user.pk)
    OutboxEntry.objects.filter(user=user).delete()
    if strategy == MergeStrategy.REPLACE:
        for model in (Rating, Mark):
            model.objects.filter(user=user).delete()
        List.objects.filter(PUBLIC, user=user).delete()
    else:
        _join_lists(user, found)
        # What was done after the choice, while TMDB's pages were read, counts in any case.
        since = datetime.min.replace(tzinfo=UTC) if strategy == MergeStrategy.MINE else started
        OutboxEntry.objects.bulk_create(_wishes(user, found, titles_of(found), since), batch_size=500)
        # And what was done just before it is not held to be on its way, as it is in other syncs.
        Rating.objects.filter(user=user).update(changed_at=started - MARGIN - timedelta(seconds=1))
    apply(user.pk, found, started)


def _join_lists(user: Any, found: Snapshot) -> None:
    """Lists of the same name become one, if the one here may be on TMDB."""
    known = set(List.objects.filter(user=user).values_list("tmdb_id", flat=True))
    free = {get_str(row, "name").strip(): number for number, row in found.lists.items() if number not in known}
    for own in List.objects.filter(PUBLIC, user=user, tmdb_id=None):
        if number := free.pop(own.name.strip(), None):
            row = found.lists[number]
            own.tmdb_id, own.tmdb_name, own.tmdb_description = number, get_str(row, "name"), get_str(row, "description")
            own.save(update_fields=["tmdb_id", "tmdb_name", "tmdb_description"])


def _wishes(user: Any, found: Snapshot, titles: Titles, since: datetime) -> list[OutboxEntry]:
    """For what TMDB has not, or has otherwise and changed here since, in the order in which it was done here."""
    there = {titles[key].pk: value for key, value in found.ratings.items() if key in titles}
    marked = {kind: {titles[key].pk for key in found.marks[kind] if key in titles} for kind in MarkKind.values}
    made: list[Wish] = [
        (Action.RATING.value, one.title, None, one.value)
        for one in _ratings(user)
        if one.title_id not in there or (one.changed_at >= since and there[one.title_id] != one.value)
    ]
    made += [(one.kind, one.title, None, True) for one in _marks(user) if one.title_id not in marked[one.kind]]
    for list_ in List.objects.filter(PUBLIC, user=user).order_by("created_at", "pk"):
        contents = found.items.get(list_.tmdb_id or 0)
        made += _list_wishes(list_, contents.ids(Kind.MOVIE) if contents else set())
    now = timezone.now()
    return [
        outbox.build_entry(
            user=user, action=action, title=title, list_id=number, value=value, at=now + timedelta(microseconds=at)
        )
        for at, (action, title, number, value) in enumerate(made)
    ]


def _list_wishes(list_: List, there: set[int]) -> list[Wish]:
    itself: list[Wish] = [] if list_.tmdb_id else [(Action.LIST.value, None, list_.pk, True)]
    items = ListItem.objects.filter(list=list_, title__kind=Kind.MOVIE).select_related("title")
    return itself + [
        (Action.LIST_ITEM.value, item.title, list_.pk, True) for item in items if item.title.tmdb_id not in there
    ]
