"""Pages of the catalogue look up the visitor's session, so they need the database."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from catalog import search
from catalog.datasets import export_download, exports
from tests.stand_in import StandIn
from tmdb_demo.app import Application

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    pass


@pytest.fixture
def morning(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is TODAY, and its exports are there; the files that were made go afterwards."""
    app = stand_in.app
    stand_in.app = Application(app.database, today=lambda: TODAY, now=lambda: NOON)
    monkeypatch.setattr(exports, "utc_now", lambda: NOON)
    monkeypatch.setattr(export_download, "RETRY_PAUSE", 0.01)
    yield
    stand_in.app = app
    for path in exports.folder().glob("*"):
        path.unlink()
    search.title_index().path.unlink(missing_ok=True)
