"""The stand-in over its bundled data, asked as a client would."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tmdb_demo.app import Application

TODAY = date(2026, 11, 23)


class Asker:
    """GETs a path below /3 and gives (status, JSON)."""

    def __init__(self, app: Application) -> None:
        self.app = app

    def __call__(self, path: str, query: str = "") -> tuple[int, Any]:
        status, _, body = self.app.get(f"/3{path}", {}, query)
        return status, json.loads(body)

    def fine(self, path: str, query: str = "") -> Any:
        status, data = self(path, query)
        assert status == 200, (path, query, data)
        return data


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Application:
    return Application(tmp_path_factory.mktemp("demo") / "tmdb.sqlite3", today=lambda: TODAY)


@pytest.fixture(scope="session")
def ask(application: Application) -> Asker:
    return Asker(application)


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
