"""Members with accounts at the stand-in; what they do there is forgotten after each test."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts import tmdb_link
from accounts.models import TmdbLink, User
from library.models import Kind, List, ListItem, Mark, OutboxEntry, Rating, Sync, Title
from library.sync.pull import read_snapshot
from library.sync.push import push_due
from library.sync.snapshot import Snapshot
from library.sync.sync import sync_run
from tests.conftest import end_hold, sign_in
from tests.stand_in import WSGI, StandIn, Start
from tmdb_demo.app import Application
from tmdb_demo.http import Request

LONG_AGO = "2026-01-01T00:00:00Z"


@dataclass
class Tmdb:
    """The stand-in, as somebody who uses TMDB's own site sees it: what an account has there."""

    stand_in: StandIn

    def get(self, path: str, session: str = "", **query: Any) -> Any:
        parameters = "&".join(f"{key}={value}" for key, value in ({"session_id": session} | query).items() if value)
        status, _, body = self.stand_in.app.get(f"/3{path}", {}, parameters)
        assert status == 200, body
        return json.loads(body)

    def write(self, method: str, path: str, session: str, **fields: Any) -> Any:
        request = Request(method, f"/3{path}", f"session_id={session}", {}, json.dumps(fields).encode())
        return json.loads(self.stand_in.app.answer(request)[2])

    def ratings(self, session: str, kind: str = "movies") -> dict[int, float]:
        page = self.get(f"/account/me/rated/{kind}", session)
        return {row["id"]: row["rating"] for row in page["results"]}

    def marked(self, session: str, kind: str, media: str = "movies") -> list[int]:
        return [row["id"] for row in self.get(f"/account/me/{kind}/{media}", session)["results"]]

    def lists(self, session: str) -> dict[str, list[int]]:
        """The films on each."""

        def films(number: int) -> list[int]:
            items = self.get(f"/list/{number}")["items"]
            return [item["id"] for item in items if item["media_type"] == "movie"]

        rows = self.get("/account/me/lists", session)["results"]
        return {row["name"]: films(row["id"]) for row in rows}

    def items(self, number: int) -> list[tuple[str, int]]:
        """All that is on a list."""
        return [(item["media_type"], item["id"]) for item in self.get(f"/list/{number}")["items"]]

    def put(self, number: int, *items: tuple[str, int]) -> None:
        """Put films and shows on a list, as somebody does on TMDB's own site."""
        sql = "insert into list_item values (?, ?, ?, (select coalesce(max(position), 0) + 1 from list_item))"
        for kind, tmdb_id in items:
            self.state().execute(sql, (number, kind, tmdb_id))

    def take(self, number: int, kind: str, tmdb_id: int) -> None:
        self.state().execute("delete from list_item where list_id = ? and type = ? and id = ?", (number, kind, tmdb_id))

    def paths_called(self, part: str) -> list[str]:
        """Return the paths that were called and have this part."""
        return [path for call in self.stand_in.calls if part in (path := call.partition("?")[0])]

    @contextmanager
    def holding(self, number: int, *rows: Any) -> Iterator[None]:
        """A list that holds other things as well."""

        def add(body: Any) -> None:
            body["items"] += rows
            body["item_count"] += len(rows)
            body["total_results"] += len(rows)

        with self.rewriting(f"/3/list/{number}", add):
            yield

    @contextmanager
    def rewriting(self, path: str, rewrite: Callable[[Any], None]) -> Iterator[None]:
        """TMDB answers a GET of the path with what `rewrite` makes of it."""

        def answer(real: WSGI, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
            if (environ["PATH_INFO"], environ["REQUEST_METHOD"]) != (path, "GET"):
                return real(environ, start)
            head: list[Any] = []
            body = json.loads(b"".join(real(environ, lambda *values: head.extend(values))))
            if head[0].startswith("200"):
                rewrite(body)
            start(head[0], [("Content-Type", "application/json")])
            return [json.dumps(body).encode()]

        with self.answering(answer):
            yield

    @contextmanager
    def happening(self, after: str, event: Callable[[], object], times: int = 1) -> Iterator[None]:
        """Something happens after a request with `after` in its address, before TMDB's answer is read."""
        left = [times]

        def answer(real: WSGI, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
            body = real(environ, start)
            if left[0] and after in f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}":
                left[0] -= 1
                event()
            return body

        with self.answering(answer):
            yield

    @contextmanager
    def answering(self, answer: Callable[[WSGI, dict[str, Any], Start], Iterable[bytes]]) -> Iterator[None]:
        """TMDB answers as it is told, which is given the real one."""
        real: Any = self.stand_in.app
        wrapped: Any = partial(answer, real)
        wrapped.get, wrapped.answer, wrapped.state, wrapped.store = real.get, real.answer, real.state, real.store
        self.stand_in.app = wrapped
        try:
            yield
        finally:
            self.stand_in.app = real

    def state(self) -> Any:
        return self.stand_in.app.state.connect()


def refuse_deletion(real: WSGI, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """TMDB answers that it failed, whenever it is to delete something."""
    if environ["REQUEST_METHOD"] != "DELETE":
        return real(environ, start)
    start("500 Internal Server Error", [("Content-Type", "application/json")])
    return [b'{"success":false,"status_code":11,"status_message":"Oops"}']


@pytest.fixture
def tmdb(stand_in: StandIn, tmp_path: Path) -> Iterator[Tmdb]:
    application = stand_in.app
    application.prepare()
    (tmp_path / "tmdb.sqlite3").symlink_to(application.database)
    stand_in.app = Application(tmp_path / "tmdb.sqlite3")
    stand_in.app.prepare()
    yield Tmdb(stand_in)
    stand_in.app = application


def link(user: User, name: str = "newcomer", *, agreed: bool = True) -> str:
    """The session of the account that the member is linked with now."""
    account = tmdb_link.fetch_account_by_v4_token(f"demo.{name}.write")
    tmdb_link.link_set(user=user, account=account)
    if agreed:
        Sync.objects.filter(user=user).update(confirmed_at=LONG_AGO)
    return TmdbLink.objects.get(user=user).decrypt_session()


@pytest.fixture
def session(tmdb: Tmdb, bob: User) -> str:
    """Bob is linked, with an account that has nothing so far."""
    return link(bob)


@pytest.fixture
def client(bob: User, tmdb: Tmdb) -> Client:
    return sign_in(bob)


def confirm(client: Client, address: str, question: str = "", **fields: str) -> HttpResponse:
    """Press the button below the question that is on the page `question`, or on the address itself."""
    body = client.get(question or address).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', body)
    assert seen
    response: HttpResponse = client.post(address, fields | {"seen": seen[1]})
    return response


def title(kind: str = "movie", tmdb_id: int = 603, **fields: Any) -> Title:
    row, _ = Title.objects.get_or_create(kind=kind, tmdb_id=tmdb_id, defaults={"name": f"{kind} {tmdb_id}"} | fields)
    return row


def episode(tmdb: Tmdb, number: int = 1) -> Title:
    row = tmdb.get(f"/tv/1399/season/1/episode/{number}")
    return title(Kind.EPISODE, row["id"], name=row["name"], show_id=1399, season=1, number=number)


def worker(user: User) -> int:
    """What a worker does for a member when every pause is over, and the hold of the whole site."""
    end_hold()
    OutboxEntry.objects.filter(user=user, state="waiting").update(due_at=LONG_AGO)
    Sync.objects.filter(user=user, backoff_until__isnull=False).update(backoff_until=LONG_AGO)
    return push_due(user.pk)


def age(user: User) -> None:
    """As if everything had been done long ago."""
    for model in (Rating, Mark, List):
        model._default_manager.filter(user=user).update(changed_at=LONG_AGO)
    ListItem.objects.filter(list__user=user).update(changed_at=LONG_AGO)
    OutboxEntry.objects.filter(user=user, state="done").update(done_at=LONG_AGO)


def rate_at_tmdb(tmdb: Tmdb, kind: str, number: int) -> None:
    """So many ratings of the newcomer's, from 2026-01-01 on."""
    database = tmdb.stand_in.app.store.connect()[0]
    ids = [row["id"] for row in database.execute(f"select id from {kind} order by id limit {number}")]
    rows = [("account:9100103", kind, tmdb_id, 7.0, "2026-01-01 00:00:00 UTC", at) for at, tmdb_id in enumerate(ids)]
    tmdb.state().executemany("insert into rating values (?, ?, ?, ?, ?, ?)", rows)


def read_all(user: User) -> Snapshot:
    return read_snapshot(user.pk, lambda done, total: None)


def sync(user: User) -> Sync:
    """What a worker does for a member, but for filling in runtimes, which is a task of its own."""
    with patch("library.titles.fill_titles_soon"):
        sync_run(user.pk)
    return Sync.objects.get(user=user)


FILMS = [("movie", 603), ("movie", 604)]
SHOWS = [("tv", 1396), ("tv", 1400)]
STRANGE = ({"media_type": "episode", "id": 62085, "name": "Pilot"}, {"media_type": "movie", "title": "No number"})


@pytest.fixture
def list_number(bob: User, tmdb: Tmdb, session: str) -> int:
    """The number of bob's list on TMDB, with two films and two shows; it came here with a sync."""
    number = int(tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"])
    tmdb.put(number, *FILMS, *SHOWS)
    sync(bob)
    age(bob)
    return number


def here() -> list[tuple[str, int]]:
    return [(item.title.kind, item.title.tmdb_id) for item in List.objects.get().items.select_related("title")]


def owls() -> List:
    return List.objects.get()


def new_list(**fields: str) -> dict[str, str]:
    return {"name": "Owls", "description": "", "audience": "club"} | fields
