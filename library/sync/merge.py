"""Merging for a member who links with rows on both sides: the preview that they choose by, and what the choice does."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from library.member_lock import lock_member_rows
from library.models import Action, Kind, List, ListItem, Mark, MarkKind, MergeStrategy, OutboxEntry, Rating, Title
from library.publishing import PUBLIC
from library.sync import outbox
from library.sync.pull import TMDB_LAG, TitlesByKey, apply_snapshot, save_titles
from library.sync.snapshot import Snapshot
from tmdb.payload import get_str

MAX_DIFFERING_RATINGS = 50  # of which the preview shows both values
ROW_NAMES = {"rating": "Ratings", MarkKind.FAVORITE.value: "Favourites", MarkKind.WATCHLIST.value: "Watchlist"}


class MergeChange(NamedTuple):
    """Something that TMDB is to be told."""

    action: str
    title: Title | None
    list_id: int | None
    value: Any


def has_own_rows(user: Any) -> bool:
    """Return whether the member did something here before they linked, so that they are asked how to merge."""
    return any(model.objects.filter(user=user).exists() for model in (Rating, Mark, List))


def build_preview(user: Any, snapshot: Snapshot) -> dict[str, Any]:
    """Return how much is only here, only at TMDB, and on both sides, and which ratings differ. For JSON."""
    ratings = {(rating.title.kind, rating.title.tmdb_id): rating for rating in _get_ratings(user)}
    rows = [_build_row(ROW_NAMES["rating"], set(ratings), set(snapshot.ratings))]
    for kind in MarkKind.values:
        keys = {(mark.title.kind, mark.title.tmdb_id) for mark in _get_marks(user) if mark.kind == kind}
        rows.append(_build_row(ROW_NAMES[kind], keys, set(snapshot.marks[kind])))
    public = List.objects.filter(PUBLIC, user=user)
    names = {list_.name.strip() for list_ in public}
    rows.append(_build_row("Lists", names, {get_str(row, "name").strip() for row in snapshot.lists.values()}))
    private = List.objects.filter(user=user).count() - public.count()
    pairs = [(rating, snapshot.ratings[key]) for key, rating in ratings.items() if key in snapshot.ratings]
    differing = [[str(rating.title), rating.value, value] for rating, value in pairs if rating.value != value]
    return {
        "rows": rows,
        "differ": len(differing),
        "differing": differing[:MAX_DIFFERING_RATINGS],
        "private_lists": private,
    }


def _build_row(name: str, here: set[Any], there: set[Any]) -> dict[str, Any]:
    return {"name": name, "here": len(here - there), "there": len(there - here), "both": len(here & there)}


def _get_ratings(user: Any) -> Iterable[Rating]:
    return Rating.objects.filter(user=user).select_related("title").order_by("rated_at", "pk")


def _get_marks(user: Any) -> Iterable[Mark]:
    return Mark.objects.filter(user=user).select_related("title").order_by("marked_at", "pk")


@transaction.atomic
def apply_merge(user: Any, strategy: str, snapshot: Snapshot, started: datetime) -> None:
    """Merge the two sides as the member chose: TMDB's rows come, and what only this side has is enqueued."""
    lock_member_rows(user.pk)
    OutboxEntry.objects.filter(user=user).delete()
    if strategy == MergeStrategy.REPLACE:
        for model in (Rating, Mark):
            model.objects.filter(user=user).delete()
        List.objects.filter(PUBLIC, user=user).delete()
    else:
        _join_lists(user, snapshot)
        # What was done after the choice, while TMDB's pages were read, counts in any case.
        since = datetime.min.replace(tzinfo=UTC) if strategy == MergeStrategy.MINE else started
        OutboxEntry.objects.bulk_create(_build_entries(user, snapshot, since), batch_size=500)
        # What was done just before it does not count as being on its way, as it does in other syncs.
        Rating.objects.filter(user=user).update(changed_at=started - TMDB_LAG - timedelta(seconds=1))
    apply_snapshot(user.pk, snapshot, started)


def _join_lists(user: Any, snapshot: Snapshot) -> None:
    """Make lists of the same name one, if the one here may be on TMDB."""
    tmdb_ids = set(List.objects.filter(user=user).values_list("tmdb_id", flat=True))
    free = {get_str(row, "name").strip(): number for number, row in snapshot.lists.items() if number not in tmdb_ids}
    for list_ in List.objects.filter(PUBLIC, user=user, tmdb_id=None):
        if number := free.pop(list_.name.strip(), None):
            row = snapshot.lists[number]
            list_.tmdb_id, list_.tmdb_name = number, get_str(row, "name")
            list_.tmdb_description = get_str(row, "description")
            list_.save(update_fields=["tmdb_id", "tmdb_name", "tmdb_description"])


def _build_entries(user: Any, snapshot: Snapshot, since: datetime) -> list[OutboxEntry]:
    now = timezone.now()
    return [
        outbox.build_entry(
            user=user,
            action=change.action,
            title=change.title,
            list_id=change.list_id,
            value=change.value,
            at=now + position * outbox.ENTRY_INTERVAL,
        )
        for position, change in enumerate(_find_changes(user, snapshot, save_titles(snapshot), since))
    ]


def _find_changes(user: Any, snapshot: Snapshot, titles: TitlesByKey, since: datetime) -> list[MergeChange]:
    """Return what TMDB lacks, or has otherwise though it changed here since, in the order in which it was done here."""
    there = {titles[key].pk: value for key, value in snapshot.ratings.items() if key in titles}
    marked = {kind: {titles[key].pk for key in snapshot.marks[kind] if key in titles} for kind in MarkKind.values}
    changes = [
        MergeChange(Action.RATING.value, rating.title, None, rating.value)
        for rating in _get_ratings(user)
        if rating.title_id not in there or (rating.changed_at >= since and there[rating.title_id] != rating.value)
    ]
    changes += [
        MergeChange(mark.kind, mark.title, None, True)
        for mark in _get_marks(user)
        if mark.title_id not in marked[mark.kind]
    ]
    for list_ in List.objects.filter(PUBLIC, user=user).order_by("created_at", "pk"):
        contents = snapshot.items.get(list_.tmdb_id or 0)
        changes += _find_list_changes(list_, contents.ids(Kind.MOVIE) if contents else set())
    return changes


def _find_list_changes(list_: List, films_there: set[int]) -> list[MergeChange]:
    creation = [] if list_.tmdb_id else [MergeChange(Action.LIST.value, None, list_.pk, True)]
    items = ListItem.objects.filter(list=list_, title__kind=Kind.MOVIE).select_related("title")
    return creation + [
        MergeChange(Action.LIST_ITEM.value, item.title, list_.pk, True)
        for item in items
        if item.title.tmdb_id not in films_there
    ]
