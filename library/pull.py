"""From TMDB to here: all pages of a member's ratings, favourites, watchlist and lists, then one transaction.

Nothing that was wished and has not arrived is overwritten, nor what changed while the pages were read (TMDB may take
seconds to agree with itself). What is gone at TMDB is gone here.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from accounts.linking import ask
from accounts.models import TmdbLink
from catalog import upstream
from catalog.reading import JSON, number, rows, text, whole
from library.models import Intent, Kind, List, ListItem, Mark, MarkKind, Rating, Sync, Title, What, halves
from library.titles import titles_save
from tmdb import Call, Deadline, errors

log = logging.getLogger("library.pull")

PATIENCE = 30.0  # seconds for a page
MARGIN = timedelta(seconds=30)  # for which TMDB may still show what was before
BATCH = 500
LAST_PAGE = 500

Progress = Callable[[int, int], None]


@dataclass
class Snapshot:
    """What TMDB has of a member: values by (kind, id there)."""

    ratings: dict[tuple[str, int], float] = field(default_factory=dict)
    marks: dict[str, set[tuple[str, int]]] = field(default_factory=lambda: {kind: set() for kind in MarkKind.values})
    lists: dict[int, JSON] = field(default_factory=dict)
    items: dict[int, list[int]] = field(default_factory=dict)
    titles: dict[tuple[str, int], JSON] = field(default_factory=dict)

    def add(self, kind: str, row: JSON) -> tuple[str, int]:
        key = (kind, whole(row, "id"))
        self.titles[key] = row
        return key


class Reader:
    """Reads all pages of a collection, and counts them: `progress` gets (read so far, known so far)."""

    def __init__(self, link: TmdbLink, progress: Progress) -> None:
        self.account_id, self.session = link.account_id, link.session_id()
        self._progress, self.done, self.total = progress, 0, 0

    def expect(self, pages: int) -> None:
        self.total += pages
        self._progress(self.done, self.total)

    def pages(self, page: Callable[[int], Call], key: str = "results") -> Iterator[JSON]:
        """All rows. The first page was expected before it was read."""
        first = self._read(page(1))
        last = max(1, min(whole(first, "total_pages"), LAST_PAGE))
        self.total += last - 1
        self._step()
        yield from rows(first, key)
        for number_ in range(2, last + 1):
            found = rows(self._read(page(number_)), key)
            self._step()
            yield from found

    def _read(self, call: Call) -> Any:
        return upstream.requestor().send(call, deadline=Deadline.after(PATIENCE), blocking=True).data

    def _step(self) -> None:
        self.done += 1
        self._progress(self.done, self.total)


def snapshot(reader: Reader) -> Snapshot:
    """Raises TMDBError."""
    me, session, found = reader.account_id, {"session_id": reader.session}, Snapshot()
    ratings = (
        (Kind.MOVIE, lambda n: ask.account.rated_movies(me, page=n, **session)),
        (Kind.TV, lambda n: ask.account.rated_tv(me, page=n, **session)),
        (Kind.EPISODE, lambda n: ask.account.rated_episodes(me, page=n, **session)),
    )
    marks = (
        (MarkKind.FAVORITE, Kind.MOVIE, lambda n: ask.account.favorite_movies(me, page=n, **session)),
        (MarkKind.FAVORITE, Kind.TV, lambda n: ask.account.favorite_tv(me, page=n, **session)),
        (MarkKind.WATCHLIST, Kind.MOVIE, lambda n: ask.account.watchlist_movies(me, page=n, **session)),
        (MarkKind.WATCHLIST, Kind.TV, lambda n: ask.account.watchlist_tv(me, page=n, **session)),
    )
    reader.expect(len(ratings) + len(marks) + 1)
    for kind, page in ratings:
        for row in reader.pages(page):
            found.ratings[found.add(kind, row)] = number(row, "rating")
    for mark, kind, page in marks:
        found.marks[mark].update(found.add(kind, row) for row in reader.pages(page))
    _lists(reader, found)
    return found


def _lists(reader: Reader, found: Snapshot) -> None:
    me, session = reader.account_id, reader.session
    for row in reader.pages(lambda n: ask.account.lists(me, page=n, session_id=session)):
        found.lists[whole(row, "id")] = row
    reader.expect(len(found.lists))
    for list_id in found.lists:
        films = [row for row in _items(reader, list_id) if text(row, "media_type") in {"", "movie"}]
        found.items[list_id] = [found.add(Kind.MOVIE, row)[1] for row in films]


def _items(reader: Reader, list_id: int) -> Iterable[JSON]:
    return reader.pages(lambda n: ask.lists.details(list_id, page=n), "items")


def pull(user_id: int, progress: Progress) -> Snapshot:
    """Read everything, then make it so here. Raises TMDBError and sealing.Unopenable."""
    link = TmdbLink.objects.get(user_id=user_id)
    started = timezone.now()
    found = snapshot(Reader(link, progress))
    apply(user_id, found, started)
    Sync.objects.filter(user_id=user_id).update(finished_at=timezone.now())
    log.info("pulled user=%s ratings=%d lists=%d", user_id, len(found.ratings), len(found.lists))
    return found


def apply(user_id: int, found: Snapshot, started: datetime) -> None:
    """Make the member's rows what TMDB has, but for what is on its way there."""
    titles = _titles(found)
    with transaction.atomic():
        moving = Moving.of(user_id, started)
        _apply_ratings(user_id, found, titles, moving)
        for kind in MarkKind.values:
            _apply_marks(user_id, kind, found.marks[kind], titles, moving)
        _apply_lists(user_id, found, titles, moving)


def _titles(found: Snapshot) -> dict[tuple[str, int], Title]:
    titles: dict[tuple[str, int], Title] = {}
    for kind in Kind.values:
        saved = titles_save(kind, [row for (one, _), row in found.titles.items() if one == kind])
        titles |= {(kind, number_): title for number_, title in saved.items()}
    return titles


@dataclass(frozen=True)
class Moving:
    """What must not be touched: things with a wish that waits or just arrived, and rows changed since."""

    since: datetime
    keys: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, user_id: int, started: datetime) -> "Moving":
        since = started - MARGIN
        open_ = ~Q(state=Intent.State.DONE) | Q(done_at__gte=since)
        wishes = Intent.objects.filter(open_, user_id=user_id).values_list("what", "key")
        return cls(since, frozenset(wishes))

    def has(self, what: str, title: Title) -> bool:
        return (what, str(title.pk)) in self.keys


def _apply_ratings(user_id: int, found: Snapshot, titles: dict[tuple[str, int], Title], moving: Moving) -> None:
    known = {rating.title_id: rating for rating in Rating.objects.filter(user_id=user_id)}
    now, there, changed = timezone.now(), set[int](), list[Rating]()
    for key, value in found.ratings.items():
        title = titles.get(key)
        if title is None:
            continue
        there.add(title.pk)
        if moving.has(What.RATING, title) or not _is_value(value):
            continue
        own = known.get(title.pk)
        if own is None:
            changed.append(Rating(user_id=user_id, title=title, halves=halves(value), rated_at=now, changed_at=now))
        elif own.halves != halves(value) and own.changed_at < moving.since:
            own.halves, own.changed_at = halves(value), now
            changed.append(own)
    _save(Rating, changed, ["user", "title"], ["halves", "changed_at"])
    _remove(Rating, [one for one in known.values() if one.title_id not in there], What.RATING, moving)


def _is_value(value: float) -> bool:
    return 0.5 <= value <= 10 and value * 2 == int(value * 2)


def _apply_marks(
    user_id: int, kind: str, there: set[tuple[str, int]], titles: dict[tuple[str, int], Title], moving: Moving
) -> None:
    known = {mark.title_id: mark for mark in Mark.objects.filter(user_id=user_id, kind=kind)}
    now = timezone.now()
    wanted = {titles[key].pk: titles[key] for key in there if key in titles}
    new = [
        Mark(user_id=user_id, title=title, kind=kind, marked_at=now, changed_at=now)
        for number_, title in wanted.items()
        if number_ not in known and not moving.has(kind, title)
    ]
    _save(Mark, new, ["user", "title", "kind"], ["changed_at"])
    _remove(Mark, [one for one in known.values() if one.title_id not in wanted], kind, moving)


def _save(model: type[Model], changed: list[Any], unique: list[str], fields: list[str]) -> None:
    model._default_manager.bulk_create(
        changed, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=BATCH
    )


def _remove(model: type[Model], gone: list[Any], what: str, moving: Moving) -> None:
    """What is gone at TMDB, if it did not change here in between."""
    keys = [one.pk for one in gone if (what, str(one.title_id)) not in moving.keys and one.changed_at < moving.since]
    for start in range(0, len(keys), BATCH):
        model._default_manager.filter(pk__in=keys[start : start + BATCH]).delete()


def _apply_lists(user_id: int, found: Snapshot, titles: dict[tuple[str, int], Title], moving: Moving) -> None:
    known = {one.tmdb_id: one for one in List.objects.filter(user_id=user_id, tmdb_id__isnull=False)}
    going = {wish.get("delete") for wish in _deletions(user_id) if isinstance(wish, dict)}
    now = timezone.now()
    for number_, row in found.lists.items():
        if number_ in going:
            continue
        own = known.get(number_)
        if own is None:
            own = _adopted(user_id, number_, row, now)
        _apply_items(own, [titles[Kind.MOVIE, film] for film in found.items.get(number_, [])], moving)
    gone = [one.pk for number_, one in known.items() if number_ not in found.lists and one.changed_at < moving.since]
    List.objects.filter(pk__in=gone).delete()


def _deletions(user_id: int) -> Iterable[Any]:
    open_ = Intent.objects.filter(user_id=user_id, what=What.LIST)
    return open_.filter(Q(done_at__isnull=True) | Q(done_at__gte=timezone.now() - MARGIN)).values_list(
        "wish", flat=True
    )


def _adopted(user_id: int, number_: int, row: JSON, now: datetime) -> List:
    return List.objects.create(
        user_id=user_id,
        tmdb_id=number_,
        name=text(row, "name")[:200] or "Nameless",
        description=text(row, "description")[:5000],
        created_at=now,
        changed_at=now,
    )


def _apply_items(own: List, wanted: list[Title], moving: Moving) -> None:
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
    gone = [
        item.pk
        for item in known.values()
        if item.title_id not in there and not moves(item.title_id) and item.changed_at < moving.since
    ]
    ListItem.objects.filter(pk__in=gone).delete()


# What goes wrong while pulling, in words.
def sentence(error: errors.TMDBError) -> str:
    if isinstance(error, errors.SessionDenied) or error.tmdb_code == 3:
        return "TMDB no longer takes the permission. Link again."
    if isinstance(error, errors.RateLimited):
        return "TMDB asks us to slow down."
    return "TMDB isn't answering."
