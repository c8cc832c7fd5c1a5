"""From TMDB to here: all pages are read first (library.sync.snapshot), then one transaction applies them.

Nothing is overwritten that waits in the outbox, nor what changed while the pages were read (TMDB may take seconds to
agree with itself). What is gone at TMDB is deleted here.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from accounts.models import TmdbLink
from library.member_lock import lock_member_rows
from library.models import Action, Kind, List, ListItem, Mark, MarkKind, OutboxEntry, Rating, Title, to_halves
from library.publishing import NOT_ON_TMDB
from library.sync.imported_order import assign_times, imported_before
from library.sync.snapshot import Key, ListContents, Reader, ReportPages, Snapshot, take_snapshot
from library.titles import titles_save
from tmdb.payload import JSON, get_str

log = logging.getLogger("library.sync.pull")

TMDB_LAG = timedelta(seconds=30)  # for which TMDB may still show what was there before a change
BATCH_SIZE = 500

TitlesByKey = dict[Key, Title]


def read_snapshot(user_id: int, report: ReportPages) -> Snapshot:
    """Read all that TMDB has of the member. Raises TMDBError and CannotDecrypt."""
    return take_snapshot(Reader(TmdbLink.objects.get(user_id=user_id), report))


def apply_snapshot(user_id: int, snapshot: Snapshot, started: datetime) -> None:
    """Make the member's rows what TMDB has, but for what is on its way there. `started`: when reading began."""
    titles = save_titles(snapshot)
    with transaction.atomic():
        lock_member_rows(user_id)
        pending = PendingChanges.load(user_id, started)
        _apply_ratings(user_id, snapshot, titles, pending)
        for kind in MarkKind.values:
            _apply_marks(user_id, kind, snapshot, titles, pending)
        _apply_lists(user_id, snapshot, titles, pending)
    log.info("pull succeeded user=%s ratings=%d lists=%d", user_id, len(snapshot.ratings), len(snapshot.lists))


def save_titles(snapshot: Snapshot) -> TitlesByKey:
    """Upsert the rows of all titles that the member has at TMDB."""
    titles: TitlesByKey = {}
    for kind in Kind.values:
        rows = [row for (row_kind, _), row in snapshot.titles.items() if row_kind == kind]
        titles |= {(kind, tmdb_id): title for tmdb_id, title in titles_save(kind, rows).items()}
    return titles


@dataclass(frozen=True)
class PendingChanges:
    """What a pull must not change: things that wait in the outbox or have just arrived, and rows changed `since`.

    `list_ids` are those of lists, here, of which anything is in the outbox; `deleted_lists` are ids at TMDB of lists
    deleted here; `new_list_names` are names of lists that TMDB may have already while their rows have no id of it yet.
    """

    since: datetime
    keys: frozenset[tuple[str, str]]
    list_ids: frozenset[int | None]
    deleted_lists: frozenset[int | None]
    new_list_names: frozenset[str]

    @classmethod
    def load(cls, user_id: int, started: datetime) -> "PendingChanges":
        """Load what is pending for a pull whose reading began at `started`."""
        since = started - TMDB_LAG
        is_open = ~Q(state=OutboxEntry.State.DONE) | Q(done_at__gte=since)
        entries = list(OutboxEntry.objects.filter(is_open, user_id=user_id))
        deleted = [(entry.desired or {}).get("delete") for entry in entries if entry.action == Action.LIST_DELETE]
        new = [entry.list_id or 0 for entry in entries if entry.action == Action.LIST]
        names = List.objects.filter(pk__in=new, tmdb_id=None).values_list("name", flat=True)
        return cls(
            since,
            frozenset((entry.action, entry.key) for entry in entries),
            frozenset(entry.list_id for entry in entries),
            frozenset(deleted),
            frozenset(name.strip() for name in names),
        )

    def has(self, action: str, title_id: int) -> bool:
        return (action, str(title_id)) in self.keys

    def has_item(self, list_: List, title_id: int) -> bool:
        return (Action.LIST_ITEM, f"{title_id}:{list_.pk}") in self.keys

    def has_clearing(self, list_: List) -> bool:
        return (Action.LIST_CLEAR, str(list_.pk)) in self.keys

    def may_delete(self, action: str, row: Rating | Mark) -> bool:
        """Return whether a row that TMDB does not have may be deleted."""
        return not self.has(action, row.title_id) and row.changed_at < self.since


def _apply_ratings(user_id: int, snapshot: Snapshot, titles: TitlesByKey, pending: PendingChanges) -> None:
    ratings = {rating.title_id: rating for rating in Rating.objects.filter(user_id=user_id).select_related("title")}
    values = [(titles[key], value) for key, value in snapshot.ratings.items() if key in titles]
    rated_at = (ratings[title.pk].rated_at if title.pk in ratings else None for title, _ in values)
    times = assign_times(rated_at, imported_before(user_id, Rating))
    now, changed = timezone.now(), list[Rating]()
    for (title, value), at in zip(values, times, strict=True):
        if pending.has(Action.RATING, title.pk) or not _is_rating(value):
            continue
        rating = ratings.get(title.pk)
        if rating is None:
            fields = {"halves": to_halves(value), "rated_at": at, "changed_at": now, "is_imported": True}
            changed.append(Rating(user_id=user_id, title=title, **fields))
        elif rating.halves != to_halves(value) and rating.changed_at < pending.since:
            rating.halves, rating.changed_at = to_halves(value), now
            changed.append(rating)
    _upsert(Rating, changed, ["user", "title"], ["halves", "changed_at"])
    _delete_ratings(ratings, {title.pk for title, _ in values}, snapshot, pending)


def _delete_ratings(ratings: dict[int, Rating], there: set[int], snapshot: Snapshot, pending: PendingChanges) -> None:
    gone = [
        rating
        for title_id, rating in ratings.items()
        if title_id not in there and pending.may_delete(Action.RATING, rating)
    ]
    _delete(Rating, [rating.pk for rating in gone if ("rating", rating.title.kind) not in snapshot.partial])


def _is_rating(value: float) -> bool:
    return 0.5 <= value <= 10 and value * 2 == int(value * 2)


def _apply_marks(user_id: int, kind: str, snapshot: Snapshot, titles: TitlesByKey, pending: PendingChanges) -> None:
    marks = {mark.title_id: mark for mark in Mark.objects.filter(user_id=user_id, kind=kind).select_related("title")}
    there = {titles[key].pk: titles[key] for key in snapshot.marks[kind] if key in titles}
    marked_at = (marks[title_id].marked_at if title_id in marks else None for title_id in there)
    times = assign_times(marked_at, imported_before(user_id, Mark, kind=kind))
    now = timezone.now()
    new = [
        Mark(user_id=user_id, title=title, kind=kind, marked_at=at, changed_at=now, is_imported=True)
        for (title_id, title), at in zip(there.items(), times, strict=True)
        if title_id not in marks and not pending.has(kind, title_id)
    ]
    _upsert(Mark, new, ["user", "title", "kind"], ["changed_at"])
    gone = [mark for mark in marks.values() if mark.title_id not in there and pending.may_delete(kind, mark)]
    _delete(Mark, [mark.pk for mark in gone if (kind, mark.title.kind) not in snapshot.partial])


def _upsert(model: type[Model], rows: list[Any], unique: list[str], fields: list[str]) -> None:
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=BATCH_SIZE
    )


def _delete(model: type[Model], keys: list[int]) -> None:
    for start in range(0, len(keys), BATCH_SIZE):
        model._default_manager.filter(pk__in=keys[start : start + BATCH_SIZE]).delete()


def _apply_lists(user_id: int, snapshot: Snapshot, titles: TitlesByKey, pending: PendingChanges) -> None:
    rows = List.objects.select_related("user").filter(user_id=user_id, tmdb_id__isnull=False)
    lists = {list_.tmdb_id: list_ for list_ in rows}
    now = timezone.now()
    for number, row in snapshot.lists.items():
        list_ = lists.get(number)
        is_new_here = list_ is None and get_str(row, "name").strip() in pending.new_list_names
        if number in pending.deleted_lists or is_new_here:
            continue
        if list_ is None:
            list_ = _create_list(user_id, number, now)
        _update_name(list_, row)
        _apply_items(list_, snapshot.items[number], titles, pending)
    if ("lists",) not in snapshot.partial:
        gone = [list_ for number, list_ in lists.items() if number not in snapshot.lists]
        _remove_lists([row for row in gone if row.changed_at < pending.since and row.pk not in pending.list_ids])


def _create_list(user_id: int, number: int, now: datetime) -> List:
    """Create the row of a list that was made on TMDB; it may be there, since the member put it there."""
    return List.objects.create(user_id=user_id, tmdb_id=number, also_on_tmdb=True, created_at=now, changed_at=now)


def _remove_lists(lists: list[List]) -> None:
    """Delete lists that TMDB no longer has; keep those of which something is only here."""
    private = {list_.pk for list_ in lists if list_.is_undecided}
    shows = ListItem.objects.filter(list__in=lists, title__kind=Kind.TV, is_on_tmdb=False)
    staying = private | set(shows.values_list("list_id", flat=True))
    _delete(List, [list_.pk for list_ in lists if list_.pk not in staying])
    ListItem.objects.filter(list__in=staying).update(is_on_tmdb=False)
    List.objects.filter(pk__in=staying).update(**NOT_ON_TMDB)


def _update_name(list_: List, row: JSON) -> None:
    """Take over a name or description that has changed at TMDB.

    One that was changed here stays, since TMDB's third version can't be told of it.
    """
    name, description = get_str(row, "name").strip()[:200], get_str(row, "description")[:5000]
    if (name, description) == (list_.tmdb_name, list_.tmdb_description) and list_.name:
        return
    if name != list_.tmdb_name or not list_.name:
        list_.name = name or "Nameless"
    if description != list_.tmdb_description:
        list_.description = description
    list_.tmdb_name, list_.tmdb_description = name, description
    list_.save(update_fields=["name", "description", "tmdb_name", "tmdb_description"])


def _apply_items(list_: List, contents: ListContents, titles: TitlesByKey, pending: PendingChanges) -> None:
    """Make the list hold what TMDB's holds; while a clearing is pending, leave its films as they are here."""
    is_cleared = pending.has_clearing(list_)
    there = {titles[key].pk: titles[key] for key in contents.titles if key in titles}
    items = list(list_.items.select_related("title"))
    title_ids = {item.title_id for item in items}
    now = timezone.now()
    new = [
        ListItem(list=list_, title=title, position=position, is_on_tmdb=True, changed_at=now)
        for position, title in enumerate(there.values(), start=1)
        if title.pk not in title_ids
        and not pending.has_item(list_, title.pk)
        and not (is_cleared and title.kind == Kind.MOVIE)
    ]
    _upsert(ListItem, new, ["list", "title"], ["position", "is_on_tmdb"])
    _update_on_tmdb(list_, contents, [item.pk for item in items if item.title_id in there and not item.is_on_tmdb])
    if contents.is_whole and not is_cleared and not list_.is_undecided:
        missing = [item for item in items if item.title_id not in there and item.changed_at < pending.since]
        _delete_items([item for item in missing if not pending.has_item(list_, item.title_id)], contents)


def _update_on_tmdb(list_: List, contents: ListContents, item_ids: list[int]) -> None:
    """Note which items are on TMDB's list as well, and how much is there that this site does not understand."""
    for start in range(0, len(item_ids), BATCH_SIZE):
        ListItem.objects.filter(pk__in=item_ids[start : start + BATCH_SIZE]).update(is_on_tmdb=True)
    if list_.tmdb_unknown != contents.unknown and (contents.is_whole or contents.unknown > list_.tmdb_unknown):
        List.objects.filter(pk=list_.pk).update(tmdb_unknown=contents.unknown)


def _delete_items(items: list[ListItem], contents: ListContents) -> None:
    _delete(ListItem, [item.pk for item in items if _was_removed(item, contents)])


def _was_removed(item: ListItem, contents: ListContents) -> bool:
    """Return whether an item that TMDB's list lacks was taken off there.

    Shows that were put on the list here never were there; and TMDB can't be told of a film whose number something else
    on its list has.
    """
    if item.title.kind == Kind.TV:
        return item.is_on_tmdb
    return not contents.shares_number(item.title.tmdb_id)
