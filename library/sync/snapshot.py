"""Reading all that TMDB has of a member, page by page.

Pages shift while they are read, when something is removed at the same time. So a collection counts as read whole only
if it was as large at the end as at the beginning, and holds as many things as it says; otherwise it is read again, and
believed when it says the same twice. Of what was not read whole, nothing is taken for gone.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Protocol

from accounts.models import TmdbLink
from catalog.gateway import api, tmdb_client
from library.models import Kind, MarkKind
from tmdb import Call, errors
from tmdb.payload import JSON, get_float, get_int, get_rows, get_str, get_value

PATIENCE = 30.0  # seconds for a page
LAST_PAGE = 500  # TMDB has no page after it
PAGE = 20  # rows
AGAIN = 3  # times that a collection which shifts is read

Progress = Callable[[int, int], None]
Key = tuple[str, int]  # a title's kind, and its id at TMDB


@dataclass(frozen=True)
class ListContents:
    """What a list on TMDB holds, in its order: rows by (kind, id there); `unknown` other things, which this site does
    not understand, `unknown_ids` with these numbers. `is_whole`: whether it stood still while it was read."""

    titles: dict[Key, JSON]
    unknown: int
    unknown_ids: frozenset[int]
    is_whole: bool

    def ids(self, kind: str) -> set[int]:
        return {number_ for one, number_ in self.titles if one == kind}

    def shares_number(self, film: int) -> bool:
        """Return whether something else on the list has the film's number, so that TMDB may take the one for the
        other."""
        return (Kind.TV, film) in self.titles or film in self.unknown_ids


@dataclass
class Snapshot:
    """What TMDB has of a member, oldest first: values by (kind, id there). `partial`: what was not read whole."""

    ratings: dict[Key, float] = field(default_factory=dict)
    marks: dict[str, dict[Key, None]] = field(default_factory=lambda: {kind: {} for kind in MarkKind.values})
    lists: dict[int, JSON] = field(default_factory=dict)
    items: dict[int, ListContents] = field(default_factory=dict)
    titles: dict[Key, JSON] = field(default_factory=dict)
    partial: set[tuple[Any, ...]] = field(default_factory=set)

    def add(self, kind: str, row: JSON) -> Key:
        key = (kind, get_int(row, "id"))
        self.titles[key] = row
        return key


class PageReader(Protocol):
    """What reads pages; `expect` is told of `pages` more that will be read."""

    def read(self, call: Call) -> JSON: ...

    def expect(self, pages: int) -> None: ...


class Reader:
    """Reads pages, and counts them: `progress` gets (read so far, known so far)."""

    def __init__(self, link: TmdbLink, progress: Progress) -> None:
        self.account_id, self.session = link.account_id, link.decrypt_session()
        self._progress, self.done, self.total = progress, 0, 0

    def expect(self, pages: int) -> None:
        self.total += pages
        self._progress(self.done, self.total)

    def read(self, call: Call) -> JSON:
        found: JSON = tmdb_client.send(call, PATIENCE)
        self.done += 1
        self._progress(self.done, self.total)
        return found


@dataclass
class Collection:
    """Something with pages. `call` makes the call for a page, in the order that is asked for; `key` has the rows."""

    reader: PageReader
    call: Callable[[int, str], Call]
    key: str = "results"
    is_sorted: bool = True
    first: JSON = field(default_factory=dict)
    is_whole: bool = True
    _is_readable: bool = True

    def begin(self) -> "Collection":
        """Read the first page, which tells how many there are. It was expected."""
        self.first = self.reader.read(self.call(1, "created_at.asc"))
        self.reader.expect(self._pages() - 1)
        return self

    def _pages(self) -> int:
        most = 2 * LAST_PAGE if self.is_sorted else LAST_PAGE
        return max(1, min(get_int(self.first, "total_pages"), most))

    def rows(self) -> list[JSON]:
        """All of them, each once. Sets `is_whole`."""
        self._is_readable = True
        found, is_sure = self._read()
        for _ in range(AGAIN - 1):
            if is_sure:
                break
            self.reader.expect(1)
            self.begin()
            before, (found, is_sure) = found, self._read()
            is_sure = is_sure or list(found) == list(before)
        self.is_whole = is_sure and self._is_readable and get_int(self.first, "total_pages") <= self._pages()
        return list(found.values())

    def _read(self) -> tuple[dict[tuple[str, int | str], JSON], bool]:
        total = get_int(self.first, "total_results") or get_int(self.first, "item_count")
        pages, last = [self.first], self._pages()
        pages += [self.reader.read(self.call(page, "created_at.asc")) for page in range(2, min(last, LAST_PAGE) + 1)]
        found = {_identity(row): row for page in pages for row in get_rows(page, self.key)}
        # What lies behind the last page that can be asked for is read from the other end.
        for page in range(last - LAST_PAGE, 0, -1):
            pages.append(self.reader.read(self.call(page, "created_at.desc")))
            for row in reversed(list(get_rows(pages[-1], self.key))):
                found.setdefault(_identity(row), row)
        self._is_readable = self._is_readable and all(map(self._can_read, pages))
        ends = get_int(pages[-1], "total_results") or get_int(pages[-1], "item_count")
        return found, len(pages) == 1 or (ends == total and len(found) >= total)

    def _can_read(self, page: JSON) -> bool:
        """Return whether all of a page is understood: how many there are, and each row. Else what it seems not to have
        may be there."""
        found, names = get_value(page, self.key), ("total_pages", "total_results")
        counts = [get_value(page, name) for name in names if self.key == "results" or name in page]
        is_counted = all(isinstance(count, int) and count >= 0 for count in counts)
        return is_counted and isinstance(found, list) and all(isinstance(row, dict) for row in found)


def _identity(row: JSON) -> tuple[str, int | str]:
    """What has no id is told from others by all that it says."""
    return get_str(row, "media_type"), get_int(row, "id") or json.dumps(row, sort_keys=True)


def snapshot(reader: Reader) -> Snapshot:
    """All of it. The first pages come first, so that the length of the way is known early. Raises TMDBError."""
    found = Snapshot()
    reader.expect(8)
    begun = {name: Collection(reader, call).begin() for name, call in _collections(reader).items()}
    lists = Collection(reader, lambda page, _: _lists_call(reader, page), is_sorted=False).begin()
    listed = lists.rows()
    found.lists = {get_int(row, "id"): row for row in listed if get_int(row, "id")}
    reader.expect(sum(_pages(row) for row in found.lists.values()))
    for (what, kind), collection in begun.items():
        for row in collection.rows():
            if not get_int(row, "id"):
                found.partial.add((what, kind))
                continue
            key = found.add(kind, row)
            if what == "rating":
                found.ratings[key] = get_float(row, "rating")
            else:
                found.marks[what][key] = None
        if not collection.is_whole:
            found.partial.add((what, kind))
    if not lists.is_whole or len(found.lists) < len(listed):
        found.partial.add(("lists",))
    for number_ in list(found.lists):
        _read_list(reader, found, number_)
    return found


def _collections(reader: Reader) -> dict[tuple[str, str], Callable[[int, str], Call]]:
    me = reader.account_id

    def paged(make: Callable[..., Call]) -> Callable[[int, str], Call]:
        return lambda page, order: make(me, page=page, sort_by=order, session_id=reader.session)

    return {
        ("rating", Kind.MOVIE.value): paged(api.account.rated_movies),
        ("rating", Kind.TV.value): paged(api.account.rated_tv),
        ("rating", Kind.EPISODE.value): paged(api.account.rated_episodes),
        (MarkKind.FAVORITE.value, Kind.MOVIE.value): paged(api.account.favorite_movies),
        (MarkKind.FAVORITE.value, Kind.TV.value): paged(api.account.favorite_tv),
        (MarkKind.WATCHLIST.value, Kind.MOVIE.value): paged(api.account.watchlist_movies),
        (MarkKind.WATCHLIST.value, Kind.TV.value): paged(api.account.watchlist_tv),
    }


def _lists_call(reader: Reader, page: int) -> Call:
    return api.account.lists(reader.account_id, page=page, session_id=reader.session)


def _pages(row: JSON) -> int:
    return max(1, min(ceil(get_int(row, "item_count") / PAGE), LAST_PAGE))


def _read_list(reader: Reader, found: Snapshot, number_: int) -> None:
    """What is on a list. One that was deleted in between is as if it had not been there."""
    expected = _pages(found.lists[number_])
    reader.expect(1 - expected)
    try:
        contents = read_list(reader, number_)
    except errors.NotFound:
        del found.lists[number_]
        reader.expect(-1)
        return
    found.items[number_] = contents
    found.titles |= contents.titles
    if not contents.is_whole:
        found.partial.add(("items", number_))


def read_list(reader: PageReader, number_: int) -> ListContents:
    """Return what a list holds now. Its first page is expected already. Raises TMDBError."""
    pages = Collection(reader, lambda page, _: api.lists.details(number_, page=page), "items", is_sorted=False)
    rows_ = pages.begin().rows()
    titles = {key: row for row in rows_ if (key := _listed_key(row))}
    others = frozenset(get_int(row, "id") for row in rows_ if not _listed_key(row))
    said = max(get_int(pages.first, "total_results"), get_int(pages.first, "item_count"), len(rows_))
    return ListContents(titles, said - len(titles), others, pages.is_whole)


def _listed_key(row: JSON) -> Key | None:
    """A film or a show; None for what this site does not understand: TMDB's numbers of these overlap, so nothing is
    taken for a film that does not say that it is one."""
    kind, number_ = get_str(row, "media_type"), get_int(row, "id")
    return (kind, number_) if kind in {Kind.MOVIE, Kind.TV} and number_ > 0 else None
