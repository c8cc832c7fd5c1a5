"""From TMDB to here: all pages are read first (library.reading), then one transaction.

Nothing that was wished and has not arrived is overwritten, nor what changed while the pages were read (TMDB may take
seconds to agree with itself). What is gone at TMDB is gone here.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from accounts.models import TmdbLink
from catalog.reading import JSON, text
from library.models import Intent, Kind, List, ListItem, Mark, MarkKind, Rating, Title, What, halves
from library.reading import Key, Progress, Reader, Snapshot, snapshot
from library.titles import titles_save
from library.turns import take_turn

log = logging.getLogger("library.pull")

MARGIN = timedelta(seconds=30)  # for which TMDB may still show what was before
BATCH = 500
INSTANT = timedelta(milliseconds=1)

Titles = dict[Key, Title]


def read(user_id: int, progress: Progress) -> Snapshot:
    """Raises TMDBError and sealing.Unopenable."""
    return snapshot(Reader(TmdbLink.objects.get(user_id=user_id), progress))


def apply(user_id: int, found: Snapshot, started: datetime) -> None:
    """Make the member's rows what TMDB has, but for what is on its way there. `started`: when reading began."""
    titles = titles_of(found)
    with transaction.atomic():
        take_turn(user_id)
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
        open_ = ~Q(state=Intent.State.DONE) | Q(done_at__gte=since)
        wishes = list(Intent.objects.filter(open_, user_id=user_id))
        about = [wish for wish in wishes if wish.what == What.LIST]
        gone = [wish.wish.get("delete") for wish in about if isinstance(wish.wish, dict)]
        new = [wish.list_id or 0 for wish in about if not isinstance(wish.wish, dict)]
        names = List.objects.filter(pk__in=new, tmdb_id=None).values_list("name", flat=True)
        return cls(
            since,
            frozenset((wish.what, wish.key) for wish in wishes),
            frozenset(wish.list_id for wish in wishes),
            frozenset(gone),
            frozenset(name.strip() for name in names),
        )

    def has(self, what: str, title: Title) -> bool:
        return (what, str(title.pk)) in self.keys

    def lets_go(self, what: str, row: Rating | Mark) -> bool:
        """Whether a row that TMDB does not have may be deleted."""
        return (what, str(row.title_id)) not in self.keys and row.changed_at < self.since


def _moments(number: int) -> list[datetime]:
    """TMDB says in which order things were rated or marked, and not when."""
    now = timezone.now()
    return [now - INSTANT * (number - place) for place in range(number)]


def _apply_ratings(user_id: int, found: Snapshot, titles: Titles, moving: Moving) -> None:
    known = {rating.title_id: rating for rating in Rating.objects.filter(user_id=user_id).select_related("title")}
    now, there, changed = timezone.now(), set[int](), list[Rating]()
    for (key, value), at in zip(found.ratings.items(), _moments(len(found.ratings)), strict=True):
        title = titles.get(key)
        if title is None:
            continue
        there.add(title.pk)
        if moving.has(What.RATING, title) or not _is_value(value):
            continue
        own = known.get(title.pk)
        if own is None:
            changed.append(Rating(user_id=user_id, title=title, halves=halves(value), rated_at=at, changed_at=now))
        elif own.halves != halves(value) and own.changed_at < moving.since:
            own.halves, own.changed_at = halves(value), now
            changed.append(own)
    _save(Rating, changed, ["user", "title"], ["halves", "changed_at"])
    gone = [one for one in known.values() if one.title_id not in there and moving.lets_go(What.RATING, one)]
    _remove(Rating, [one.pk for one in gone if ("rating", one.title.kind) not in found.partial])


def _is_value(value: float) -> bool:
    return 0.5 <= value <= 10 and value * 2 == int(value * 2)


def _apply_marks(user_id: int, kind: str, found: Snapshot, titles: Titles, moving: Moving) -> None:
    known = {mark.title_id: mark for mark in Mark.objects.filter(user_id=user_id, kind=kind).select_related("title")}
    now = timezone.now()
    wanted = {titles[key].pk: titles[key] for key in found.marks[kind] if key in titles}
    new = [
        Mark(user_id=user_id, title=title, kind=kind, marked_at=at, changed_at=now)
        for (number_, title), at in zip(wanted.items(), _moments(len(wanted)), strict=True)
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
    known = {one.tmdb_id: one for one in List.objects.filter(user_id=user_id, tmdb_id__isnull=False)}
    now = timezone.now()
    for number_, row in found.lists.items():
        own = known.get(number_)
        if number_ in moving.deleted or (own is None and text(row, "name").strip() in moving.made):
            continue
        if own is None:
            own = _adopted(user_id, number_, now)
        _follow(own, row)
        films = [titles[Kind.MOVIE, film] for film in found.items.get(number_, []) if (Kind.MOVIE, film) in titles]
        _apply_items(own, films, moving, is_whole=("items", number_) not in found.partial)
    if ("lists",) not in found.partial:
        gone = [own for number_, own in known.items() if number_ not in found.lists]
        _remove(List, [one.pk for one in gone if one.changed_at < moving.since and one.pk not in moving.lists])


def _adopted(user_id: int, number_: int, now: datetime) -> List:
    return List.objects.create(user_id=user_id, tmdb_id=number_, created_at=now, changed_at=now)


def _follow(own: List, row: JSON) -> None:
    """A name or description that changed at TMDB changes here; one that was changed here stays, since TMDB's third
    version can't be told of it."""
    name, description = text(row, "name").strip()[:200], text(row, "description")[:5000]
    if (name, description) == (own.tmdb_name, own.tmdb_description) and own.name:
        return
    if name != own.tmdb_name or not own.name:
        own.name = name or "Nameless"
    if description != own.tmdb_description:
        own.description = description
    own.tmdb_name, own.tmdb_description = name, description
    own.save(update_fields=["name", "description", "tmdb_name", "tmdb_description"])


def _apply_items(own: List, wanted: list[Title], moving: Moving, *, is_whole: bool) -> None:
    if (What.LIST_CLEAR, str(own.pk)) in moving.keys:
        return
    known = {item.title_id: item for item in own.items.all()}
    now = timezone.now()

    def moves(title_id: int) -> bool:
        return (What.LIST_ITEM, f"{title_id}:{own.pk}") in moving.keys

    new = [
        ListItem(list=own, title=title, position=place, changed_at=now)
        for place, title in enumerate(wanted, start=1)
        if title.pk not in known and not moves(title.pk)
    ]
    _save(ListItem, new, ["list", "title"], ["position"])
    there = {title.pk for title in wanted}
    if is_whole:
        missing: Iterable[ListItem] = (item for item in known.values() if item.title_id not in there)
        gone = [item.pk for item in missing if not moves(item.title_id) and item.changed_at < moving.since]
        _remove(ListItem, gone)
