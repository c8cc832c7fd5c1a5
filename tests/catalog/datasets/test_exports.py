"""Which exports there are, and which lie here."""

import os
from datetime import date, datetime, timedelta

import pytest
from pytest_django import Settings

from catalog.datasets import exports
from catalog.datasets.exports import Export
from tests.catalog.conftest import NOON, TODAY
from tests.catalog.datasets.conftest import YESTERDAY


@pytest.mark.parametrize(("hour", "day"), [(0, YESTERDAY), (7, YESTERDAY), (8, TODAY), (23, TODAY)])
def test_a_days_files_are_there_at_eight(monkeypatch: pytest.MonkeyPatch, hour: int, day: date) -> None:
    now: datetime = NOON.replace(hour=hour)
    monkeypatch.setattr(exports, "utc_now", lambda: now)
    assert exports.latest_day() == day


def test_files_have_tmdbs_names(settings: Settings) -> None:
    names = [export.name for export in exports.list_exports(date(2026, 1, 2))]
    assert names[:2] == ["movie_ids_01_02_2026.json.gz", "tv_series_ids_01_02_2026.json.gz"]
    assert len(names) == 7
    settings.TMDB_ADULT_EXPORTS = True
    assert exports.list_exports(TODAY)[7].name == "adult_movie_ids_11_23_2026.json.gz"


def test_the_newest_file_of_the_last_week_counts() -> None:
    assert exports.newest("movie") is None
    for back in (1, 3, 8):
        write(Export("movie", TODAY - timedelta(days=back)))
    assert exports.newest("movie") == Export("movie", YESTERDAY)
    assert exports.newest("tv") is None
    Export("movie", YESTERDAY).path.unlink()
    Export("movie", TODAY - timedelta(days=3)).path.unlink()
    assert exports.newest("movie") is None


def write(export: Export) -> None:
    export.path.parent.mkdir(parents=True, exist_ok=True)
    export.path.write_bytes(b"")


def test_old_files_and_forgotten_parts_are_deleted() -> None:
    for back in range(5):
        write(Export("movie", TODAY - timedelta(days=back)))
    write(Export("tv", TODAY - timedelta(days=9)))
    somebody_elses = exports.folder() / "my_ids_of_films.json.gz"
    old_part, new_part = (exports.folder() / f"{name}.part" for name in ("old", "new"))
    for path in (somebody_elses, old_part, new_part):
        path.write_bytes(b"")
    os.utime(old_part, (1, 1))
    exports.delete_old(keep=[Export("movie", TODAY - timedelta(days=4))])
    assert {path.name for path in exports.folder().glob("*")} == {
        *(Export("movie", TODAY - timedelta(days=back)).name for back in (0, 1, 4)),
        Export("tv", TODAY - timedelta(days=9)).name,
        somebody_elses.name,
        new_part.name,
    }
