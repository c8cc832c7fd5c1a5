"""From TMDB to here: all pages are read first (library.sync.snapshot), then one transaction.

Nothing that was wished and has not arrived is overwritten, nor what changed while the pages were read (TMDB may take
seconds to agree with itself). What is gone at TMDB is gone here.
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
from library.models import Action, Kind, List, ListItem, Mark, MarkKind, OutboxEntry, Rating, Title, halves
from library.publishing import NOT_ON_TMDB
from library.sync.imported_order import ceiling, moments
from library.sync.snapshot import Key, ListContents, Progress, Reader, Snapshot, snapshot
from library.titles import titles_save
from tmdb.payload import JSON, get_str

log = logging.getLogger("library.sync.pull")

MARGIN = timedelta(seconds=30)  # for which TMDB may still show what was before
BATCH = 500

Titles = dict[Key, Title]


def read(user_id: int, progress: Progress) -> Snapshot:
    """Raises TMDBError and sealing.Unopenable."""
    return snapshot(Reader(TmdbLink.objects.get(user_id=user_id), progress))


def apply(user_id: int, found: Snapshot, started: datetime) -> None:
    """Make the member's rows what TMDB has, but for what is on its way there. `started`: when reading began."""
    titles = titles_of(found)
    with transaction.atomic():
        lock_member_rows(user_id)
        moving = Moving.of(user_id, started)
        _apply_ratings(user_id, found, titles, moving)
        for kind in MarkKind.values:
            _apply_marks(user_id, kind, found, titles, moving)
        _apply_lists(user_id, found, titles, moving)
    log.info("pulled user=%s ratings=%d lists=%d", user_id, len(found.ratings), len(found.lists))


def titles_of(found: Snapshot) -> Titles:
    titles: Titles = {}
    for kind in Kind.values:
        saved = titles_save(kind, [row for (one, _), row in found.titles.items() if one == kind])
        titles |= {(kind, number_): title for number_, title in saved.items()}
    return titles


@dataclass(frozen=True)
class Moving:
    """What must not be touched: things with a wish that waits or just arrived, and rows changed since."""

    since: datetime
    keys: frozenset[tuple[str, str]]
    lists: frozenset[int | None]  # ids here, of lists of which anything is wished
    deleted: frozenset[int | None]  # ids at TMDB, of lists deleted here
    made: frozenset[str]  # names of lists made here, which TMDB may know already while their rows do not know it yet

    @classmethod
    def of(cls, user_id: int, started: datetime) -> "Moving":
        since = started - MARGIN
        open_ = ~Q(state=OutboxEntry.State.DONE) | Q(done_at__gte=since)
        wishes = list(OutboxEntry.objects.filter(open_, user_id=user_id))
        gone = [(wish.desired or {}).get("delete") for wish in wishes if wish.action == Action.LIST_DELETE]
        new = [wish.list_id or 0 for wish in wishes if wish.action == Action.LIST]
        names = List.objects.filter(pk__in=new, tmdb_id=None).values_list("name", flat=True)
        return cls(
            since,
            frozenset((wish.action, wish.key) for wish in wishes),
            frozenset(wish.list_id for wish in wishes),
            frozenset(gone),
            frozenset(name.strip() for name in names),
        )

    def has(self, what: str, title: Title) -> bool:
        return (what, str(title.pk)) in self.keys

    def has_item(self, own: List, title_id: int) -> bool:
        return (Action.LIST_ITEM, f"{title_id}:{own.pk}") in self.keys

    def lets_go(self, what: str, row: Rating | Mark) -> bool:
        """Whether a row that TMDB does not have may be deleted."""
        return (what, str(row.title_id)) not in self.keys and row.changed_at < self.since


def _apply_ratings(user_id: int, found: Snapshot, titles: Titles, moving: Moving) -> None:
    known = {rating.title_id: rating for rating in Rating.objects.filter(user_id=user_id).select_related("title")}
    now, there, changed = timezone.now(), set[int](), list[Rating]()
    values = [(titles[key], value) for key, value in found.ratings.items() if key in titles]
    since = (known[title.pk].rated_at if title.pk in known else None for title, _ in values)
    for (title, value), at in zip(values, moments(since, ceiling(user_id, Rating)), strict=True):
        there.add(title.pk)
        if moving.has(Action.RATING, title) or not _is_value(value):
            continue
        own = known.get(title.pk)
        if own is None:
            fields = {"halves": halves(value), "rated_at": at, "changed_at": now, "is_imported": True}
            changed.append(Rating(user_id=user_id, title=title, **fields))
        elif own.halves != halves(value) and own.changed_at < moving.since:
            own.halves, own.changed_at = halves(value), now
            changed.append(own)
    _save(Rating, changed, ["user", "title"], ["halves", "changed_at"])
    gone = [one for one in known.values() if one.title_id not in there and moving.lets_go(Action.RATING, one)]
    _remove(Rating, [one.pk for one in gone if ("rating", one.title.kind) not in found.partial])


def _is_value(value: float) -> bool:
    return 0.5 <= value <= 10 and value * 2 == int(value * 2)


def _apply_marks(user_id: int, kind: str, found: Snapshot, titles: Titles, moving: Moving) -> None:
    known = {mark.title_id: mark for mark in Mark.objects.filter(user_id=user_id, kind=kind).select_related("title")}
    now = timezone.now()
    wanted = {titles[key].pk: titles[key] for key in found.marks[kind] if key in titles}
    since = {title_id: one.marked_at for title_id, one in known.items()}
    order = moments((since.get(title_id) for title_id in wanted), ceiling(user_id, Mark, kind=kind))
    new = [
        Mark(user_id=user_id, title=title, kind=kind, marked_at=at, changed_at=now, is_imported=True)
        for (number_, title), at in zip(wanted.items(), order, strict=True)
        if number_ not in known and not moving.has(kind, title)
    ]
    _save(Mark, new, ["user", "title", "kind"], ["changed_at"])
    gone = [one for one in known.values() if one.title_id not in wanted and moving.lets_go(kind, one)]
    _remove(Mark, [one.pk for one in gone if (kind, one.title.kind) not in found.partial])


def _save(model: type[Model], changed: list[Any], unique: list[str], fields: list[str]) -> None:
    model._default_manager.bulk_create(
        changed, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=BATCH
    )


def _remove(model: type[Model], keys: list[int]) -> None:
    for start in range(0, len(keys), BATCH):
        model._default_manager.filter(pk__in=keys[start : start + BATCH]).delete()


def _apply_lists(user_id: int, found: Snapshot, titles: Titles, moving: Moving) -> None:
    lists = List.objects.select_related("user").filter(user_id=user_id, tmdb_id__isnull=False)
    known = {one.tmdb_id: one for one in lists}
    now = timezone.now()
    for number_, row in found.lists.items():
        own = known.get(number_)
        if number_ in moving.deleted or (own is None and get_str(row, "name").strip() in moving.made):
            continue
        if own is None:
            own = _adopted(user_id, number_, now)
        _follow(own, row)
        _apply_items(own, found.items[number_], titles, moving)
    if ("lists",) not in found.partial:
        gone = [own for number_, own in known.items() if number_ not in found.lists]
        _let_go([one for one in gone if one.changed_at < moving.since and one.pk not in moving.lists])


def _adopted(user_id: int, number_: int, now: datetime) -> List:
    """A list that was made on TMDB is there because the member put it there."""
    return List.objects.create(user_id=user_id, tmdb_id=number_, also_on_tmdb=True, created_at=now, changed_at=now)


def _let_go(gone: list[List]) -> None:
    """Delete lists that TMDB no longer has, but for those of which something is only here."""
    private = {one.pk for one in gone if one.is_undecided}
    shows = ListItem.objects.filter(list__in=gone, title__kind=Kind.TV, is_on_tmdb=False)
    here = private | set(shows.values_list("list_id", flat=True))
    _remove(List, [one.pk for one in gone if one.pk not in here])
    ListItem.objects.filter(list__in=here).update(is_on_tmdb=False)
    List.objects.filter(pk__in=here).update(**NOT_ON_TMDB)


def _follow(own: List, row: JSON) -> None:
    """A name or description that changed at TMDB changes here; one that was changed here stays, since TMDB's third
    version can't be told of it."""
    name, description = get_str(row, "name").strip()[:200], get_str(row, "description")[:5000]
    if (name, description) == (own.tmdb_name, own.tmdb_description) and own.name:
        return
    if name != own.tmdb_name or not own.name:
        own.name = name or "Nameless"
    if description != own.tmdb_description:
        own.description = description
    own.tmdb_name, own.tmdb_description = name, description
    own.save(update_fields=["name", "description", "tmdb_name", "tmdb_description"])


def _apply_items(own: List, contents: ListContents, titles: Titles, moving: Moving) -> None:
    """Of a list that is on its way to be cleared, films are left as they are here."""
    clears = (Action.LIST_CLEAR, str(own.pk)) in moving.keys
    there = {titles[key].pk: titles[key] for key in contents.titles if key in titles}
    items = list(own.items.select_related("title"))
    known = {item.title_id for item in items}
    now = timezone.now()
    new = [
        ListItem(list=own, title=title, position=place, is_on_tmdb=True, changed_at=now)
        for place, title in enumerate(there.values(), start=1)
        if title.pk not in known and not moving.has_item(own, title.pk) and not (clears and title.kind == Kind.MOVIE)
    ]
    _save(ListItem, new, ["list", "title"], ["position", "is_on_tmdb"])
    _note_what_is_there(own, contents, [item.pk for item in items if item.title_id in there and not item.is_on_tmdb])
    if contents.is_whole and not clears and not own.is_undecided:
        missing = (item for item in items if item.title_id not in there and item.changed_at < moving.since)
        gone = [item.pk for item in missing if not moving.has_item(own, item.title_id) and _went(item, contents)]
        _remove(ListItem, gone)


def _note_what_is_there(own: List, contents: ListContents, items: list[int]) -> None:
    """Of what is on the list here, what is on TMDB's as well; and how much is there besides."""
    for start in range(0, len(items), BATCH):
        ListItem.objects.filter(pk__in=items[start : start + BATCH]).update(is_on_tmdb=True)
    if own.tmdb_unknown != contents.unknown and (contents.is_whole or contents.unknown > own.tmdb_unknown):
        List.objects.filter(pk=own.pk).update(tmdb_unknown=contents.unknown)


def _went(item: ListItem, contents: ListContents) -> bool:
    """Return whether an item that TMDB's list has not was there once. Shows that were put on the list here never were;
    and of a film whose number something else there has, TMDB can't be told."""
    if item.title.kind == Kind.TV:
        return item.is_on_tmdb
    return not contents.shares_number(item.title.tmdb_id)
