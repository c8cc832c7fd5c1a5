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

PAGE_TIMEOUT = 30.0  # seconds
LAST_PAGE = 500  # TMDB has no page after it
PAGE_SIZE = 20  # rows
MAX_READS = 3  # of a collection that shifts while it is read

ReportPages = Callable[[int, int], None]  # takes the number of pages read so far, and of those known so far
PageCall = Callable[[int, str], Call]  # makes the call for a page, in an order
Key = tuple[str, int]  # a title's kind, and its id at TMDB


@dataclass(frozen=True)
class ListContents:
    """What a list on TMDB holds, in its order: rows by (kind, id there).

    There are `unknown` other things, which this site does not understand, with the numbers `unknown_ids`. `is_whole`
    is False if the list changed while it was read.
    """

    titles: dict[Key, JSON]
    unknown: int
    unknown_ids: frozenset[int]
    is_whole: bool

    def ids(self, kind: str) -> set[int]:
        return {tmdb_id for row_kind, tmdb_id in self.titles if row_kind == kind}

    def shares_number(self, film: int) -> bool:
        """Return whether something else on the list has the film's number, so that TMDB may confuse the two."""
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

    def add_collection(self, action: str, kind: str, rows: list[JSON], is_whole: bool) -> None:
        """Add the rows of a collection of ratings or marks; without an id for each, it is not whole."""
        for row in rows:
            if tmdb_id := get_int(row, "id"):
                self._add(action, (kind, tmdb_id), row)
            else:
                is_whole = False
        if not is_whole:
            self.partial.add((action, kind))

    def _add(self, action: str, key: Key, row: JSON) -> None:
        self.titles[key] = row
        if action == "rating":
            self.ratings[key] = get_float(row, "rating")
        else:
            self.marks[action][key] = None


class PageReader(Protocol):
    """Something that reads pages, and is told beforehand to `expect` some more of them."""

    def read(self, call: Call) -> JSON: ...

    def expect(self, pages: int) -> None: ...


class Reader:
    """Reads a member's pages, counts them, and reports the progress."""

    def __init__(self, link: TmdbLink, report: ReportPages) -> None:
        self.account_id, self.session_id = link.account_id, link.decrypt_session()
        self._report, self.done, self.total = report, 0, 0

    def expect(self, pages: int) -> None:
        self.total += pages
        self._report(self.done, self.total)

    def read(self, call: Call) -> JSON:
        data: JSON = tmdb_client.send(call, PAGE_TIMEOUT)
        self.done += 1
        self._report(self.done, self.total)
        return data


@dataclass
class PagedRows:
    """Something with pages, whose rows are under `key` in each."""

    reader: PageReader
    call: PageCall
    key: str = "results"
    is_sorted: bool = True
    first: JSON = field(default_factory=dict)
    is_whole: bool = True
    _is_readable: bool = True

    def begin(self) -> "PagedRows":
        """Read the first page, which tells how many there are. It was expected."""
        self.first = self.reader.read(self.call(1, "created_at.asc"))
        self.reader.expect(self._page_count() - 1)
        return self

    def _page_count(self) -> int:
        readable = 2 * LAST_PAGE if self.is_sorted else LAST_PAGE
        return max(1, min(get_int(self.first, "total_pages"), readable))

    def rows(self) -> list[JSON]:
        """Return all rows, each once, and set `is_whole`."""
        self._is_readable = True
        rows, is_sure = self._read()
        for _ in range(MAX_READS - 1):
            if is_sure:
                break
            self.reader.expect(1)
            self.begin()
            before, (rows, is_sure) = rows, self._read()
            is_sure = is_sure or list(rows) == list(before)
        self.is_whole = is_sure and self._is_readable and get_int(self.first, "total_pages") <= self._page_count()
        return list(rows.values())

    def _read(self) -> tuple[dict[tuple[str, int | str], JSON], bool]:
        """Return the rows by their identity, and whether they are sure to be all."""
        total, last = _row_count(self.first), self._page_count()
        pages = [self.first]
        pages += [self.reader.read(self.call(page, "created_at.asc")) for page in range(2, min(last, LAST_PAGE) + 1)]
        rows = {_identity(row): row for page in pages for row in get_rows(page, self.key)}
        # What lies behind the last page that can be read is read from the other end.
        for number in range(last - LAST_PAGE, 0, -1):
            pages.append(self.reader.read(self.call(number, "created_at.desc")))
            for row in reversed(list(get_rows(pages[-1], self.key))):
                rows.setdefault(_identity(row), row)
        self._is_readable = self._is_readable and all(map(self._can_read, pages))
        return rows, len(pages) == 1 or (_row_count(pages[-1]) == total and len(rows) >= total)

    def _can_read(self, page: JSON) -> bool:
        """Return whether all of a page is understood: the counts, and each row. Otherwise it may hold more."""
        rows, names = get_value(page, self.key), ("total_pages", "total_results")
        counts = [get_value(page, name) for name in names if self.key == "results" or name in page]
        is_counted = all(isinstance(count, int) and count >= 0 for count in counts)
        return is_counted and isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _row_count(page: JSON) -> int:
    return get_int(page, "total_results") or get_int(page, "item_count")


def _identity(row: JSON) -> tuple[str, int | str]:
    """Return what tells a row from others: its id, or without one all that it says."""
    return get_str(row, "media_type"), get_int(row, "id") or json.dumps(row, sort_keys=True)


def take_snapshot(reader: Reader) -> Snapshot:
    """Read everything, the first pages first, so that the total is known early. Raises TMDBError."""
    snapshot = Snapshot()
    calls = _collection_calls(reader)
    reader.expect(len(calls) + 1)
    collections = {name: PagedRows(reader, call).begin() for name, call in calls.items()}
    lists = PagedRows(reader, lambda page, _: _lists_call(reader, page), is_sorted=False).begin()
    list_rows = lists.rows()
    snapshot.lists = {get_int(row, "id"): row for row in list_rows if get_int(row, "id")}
    reader.expect(sum(_list_page_count(row) for row in snapshot.lists.values()))
    for (action, kind), collection in collections.items():
        rows = collection.rows()
        snapshot.add_collection(action, kind, rows, collection.is_whole)
    if not lists.is_whole or len(snapshot.lists) < len(list_rows):
        snapshot.partial.add(("lists",))
    for number in list(snapshot.lists):
        _add_list(reader, snapshot, number)
    return snapshot


def _collection_calls(reader: Reader) -> dict[tuple[str, str], PageCall]:
    account_id = reader.account_id

    def paged(make_call: Callable[..., Call]) -> PageCall:
        return lambda page, order: make_call(account_id, page=page, sort_by=order, session_id=reader.session_id)

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
    return api.account.lists(reader.account_id, page=page, session_id=reader.session_id)


def _list_page_count(row: JSON) -> int:
    return max(1, min(ceil(get_int(row, "item_count") / PAGE_SIZE), LAST_PAGE))


def _add_list(reader: Reader, snapshot: Snapshot, number: int) -> None:
    """Add what is on a list; forget a list that was deleted in between."""
    reader.expect(1 - _list_page_count(snapshot.lists[number]))
    try:
        contents = read_list(reader, number)
    except errors.NotFound:
        del snapshot.lists[number]
        reader.expect(-1)
        return
    snapshot.items[number] = contents
    snapshot.titles |= contents.titles
    if not contents.is_whole:
        snapshot.partial.add(("items", number))


def read_list(reader: PageReader, number: int) -> ListContents:
    """Return what a list holds now. Its first page is expected already. Raises TMDBError."""
    pages = PagedRows(reader, lambda page, _: api.lists.details(number, page=page), "items", is_sorted=False)
    rows = pages.begin().rows()
    titles = {key: row for row in rows if (key := _get_key(row))}
    unknown_ids = frozenset(get_int(row, "id") for row in rows if not _get_key(row))
    total = max(get_int(pages.first, "total_results"), get_int(pages.first, "item_count"), len(rows))
    return ListContents(titles, total - len(titles), unknown_ids, pages.is_whole)


def _get_key(row: JSON) -> Key | None:
    """Return the key of a film or show; None for what this site does not understand.

    TMDB's numbers of these overlap, so nothing is taken for a film that does not say that it is one.
    """
    kind, tmdb_id = get_str(row, "media_type"), get_int(row, "id")
    return (kind, tmdb_id) if kind in {Kind.MOVIE, Kind.TV} and tmdb_id > 0 else None
