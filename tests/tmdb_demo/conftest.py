"""The stand-in over its bundled data, used as a client would."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tmdb_demo.app import Application
from tmdb_demo.http import Request

TODAY = date(2026, 11, 23)


class Clock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


class Demo:
    """A client of the stand-in: a call is a GET below /3, and returns (status, JSON)."""

    def __init__(self, app: Application) -> None:
        self.app = app

    def __call__(self, path: str, query: str = "") -> tuple[int, Any]:
        status, _, body = self.app.get(f"/3{path}", {}, query)
        return status, json.loads(body)

    def write(self, method: str, path: str, query: str = "", **fields: Any) -> tuple[int, Any]:
        """A POST or DELETE with its fields in JSON."""
        body = json.dumps(fields).encode() if fields else b""
        status, _, answer = self.app.answer(Request(method, f"/3{path}", query, {}, body))
        return status, json.loads(answer)

    def session(self, username: str) -> str:
        """A session of one of the demo's members."""
        return str(
            self.write("POST", "/authentication/session/convert/4", access_token=f"demo.{username}.write")[1][
                "session_id"
            ]
        )

    def get_ok(self, path: str, query: str = "") -> Any:
        status, data = self(path, query)
        assert status == 200, (path, query, data)
        return data


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Application:
    return Application(tmp_path_factory.mktemp("demo") / "tmdb.sqlite3", today=lambda: TODAY)


@pytest.fixture(scope="session")
def demo(application: Application) -> Demo:
    return Demo(application)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fresh(application: Application, tmp_path: Path, clock: Clock) -> Demo:
    """A stand-in whose members and clock are the test's own."""
    application.prepare()
    copy = tmp_path / "tmdb.sqlite3"
    copy.symlink_to(application.database)
    return Demo(Application(copy, today=lambda: clock.now.date(), now=clock))


@pytest.fixture
def small_data(tmp_path: Path) -> Path:
    """A data set of one film, in the documented format."""
    folder = tmp_path / "data"
    folder.mkdir()
    film = {
        "id": 7,
        "title": "A Film",
        "original_title": "Ein Film",
        "original_language": "de",
        "release_date": "1999-01-02",
    }
    (folder / "movies.jsonl").write_text(json.dumps(film) + "\n")
    return folder
