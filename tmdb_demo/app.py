"""The stand-in as a WSGI app.

`/3/…` is the API, `/t/p/…` the pictures, `/p/exports/…` the daily files, and `/authenticate/…` the page on which a
member approves a token.
"""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tmdb_demo import approval, differences, exports, faults, loader, members, pictures
from tmdb_demo.api import API, conditional_answer
from tmdb_demo.errors import APIError
from tmdb_demo.http import REASONS, Answer, Headers, Request, json_answer, parse_wsgi
from tmdb_demo.limit import Limit
from tmdb_demo.state import State, format_time, transaction
from tmdb_demo.store import Store

CACHE_FOREVER = "public, max-age=31536000, immutable"


class Application:
    """The WSGI app, over a data set and what members did.

    `database` is built from `data` (the bundled set by default) at the first request; what members do is stored in a
    file beside it. `today` is the date of the charts, `now` the clock of tokens and changes. `limit` is the number of
    requests a second above which it answers 429, None for no limit. `fault_file`: see `tmdb_demo.faults`.
    """

    def __init__(
        self,
        database: Path,
        *,
        data: Path | None = None,
        image_base_url: str = "/t/p/",
        require_key: bool = False,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        limit: int | None = None,
        fault_file: Path | None = None,
    ) -> None:
        self.database, self._data, self._fault_file, self._now = database, data, fault_file, now
        self.store = Store(database)
        self.state = State(database.with_name(f"{database.stem}-state.sqlite3"), self._fill)
        self._api = API(self.store, self.state, Limit(limit), image_base_url, require_key, today, now)
        self._is_prepared = False

    def prepare(self) -> None:
        """Load the data set, if that has not been done yet."""
        if not self._is_prepared:
            loader.ensure(self.database, self._data, self._record_replacement)
            self.state.connect()
            self._is_prepared = True

    def _fill(self, state: sqlite3.Connection) -> None:
        members.fill(state, self.store.connect()[0], (self._data or loader.BUNDLED) / "lists.jsonl")

    def _record_replacement(self, old: str, new: str) -> None:
        """Record what a new version of the data set changes."""
        if not self.state.exists():
            return
        state = self.state.connect()
        with transaction(state):
            differences.record(state, old, new, format_time(self._now()))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        request = parse_wsgi(environ)
        status, fields, body = self.answer(request)
        fields.setdefault("Content-Length", str(len(body)))
        start_response(f"{status} {REASONS[status]}", list(fields.items()))
        return [] if request.method == "HEAD" else [body]

    def get(self, path: str, headers: Headers, query: str = "") -> Answer:
        """Return the answer to a GET: (status, headers, body)."""
        return self.answer(Request("GET", path, query, {name.lower(): value for name, value in headers.items()}))

    def answer(self, request: Request) -> Answer:
        """Return (status, headers, body), or what the fault file puts in its place."""
        self.prepare()
        fault = faults.read_fault(self._fault_file)
        if not fault or not fault.applies_to(request.path):
            return self._answer(request)
        fault.wait()
        return fault.answer() or fault.spoil(self._answer(request))

    def _answer(self, request: Request) -> Answer:
        path = request.path
        if path.startswith("/3/"):
            return self._api.answer(request)
        if path.startswith("/t/p/"):
            return self._picture(request)
        if path.startswith("/p/exports/"):
            return exports.answer(request, self.store.connect()[0], self.store.identity(), self._now())
        if path.startswith("/authenticate/"):
            return approval.answer(request, self.state.connect(), self._now())
        error = APIError(2 if path[1:2].isdecimal() else 34)  # another version of the API is an unknown service
        return json_answer(error.to_json(), error.status)

    def _picture(self, request: Request) -> Answer:
        svg = pictures.draw_file(self.store.connect()[0], request.path.removeprefix("/t/p/"))
        if svg is None:
            return 404, {"Content-Type": "text/plain"}, b"Not found"
        headers = {"Content-Type": "image/svg+xml", "Cache-Control": CACHE_FOREVER}
        return conditional_answer(svg.encode(), request, headers)
