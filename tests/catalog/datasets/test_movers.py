"""Who rises and falls, of those that the search file has a name for."""

from datetime import date
from pathlib import Path

import pytest

from catalog import search
from catalog.datasets import movers, popularity_file
from catalog.datasets.movers import MOVER_KINDS, MOVER_WINDOWS, build_movers
from catalog.search.build import build
from catalog.search.index import Index

ROWS = [(603, 30.0, 10.0), (604, 15.0, 10.0), (999, 12.0, 10.0), (605, 5.0, 10.0), (606, 1.0, 10.0)]


@pytest.fixture
def moving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles with names, and one without."""
    path = tmp_path / "titles.sqlite3"
    build(path, [("movie", number, f"Film {number}", 1.0) for number in (603, 604, 605, 606)], [])
    monkeypatch.setattr(search, "title_index", lambda: Index(path))
    monkeypatch.setattr(popularity_file, "movers", lambda kind, days: (date(2026, 11, 23), ROWS))


@pytest.mark.usefixtures("moving")
def test_those_who_rose_most_and_those_who_fell_most_come_first() -> None:
    view = build_movers("movie", "week")
    assert [(mover.card.id, mover.percent) for mover in view.risers] == [(603, 200), (604, 50)]
    assert [(mover.card.id, mover.percent) for mover in view.fallers] == [(606, -90), (605, -50)]
    assert view.risers[0].card.url == "/movie/603-film-603/"
    assert view.day == "23 November 2026"


@pytest.mark.usefixtures("moving")
def test_there_are_so_many_of_each_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(movers, "MAX_MOVERS", 1)
    view = build_movers("movie", "day")
    assert (len(view.risers), len(view.fallers)) == (1, 1)


@pytest.mark.parametrize("kind", MOVER_KINDS)
@pytest.mark.parametrize("window", MOVER_WINDOWS)
def test_without_a_file_nobody_moves(kind: str, window: str) -> None:
    view = build_movers(kind, window)
    assert (view.day, view.risers, view.fallers) == ("", [], [])
    assert [label for label, _, is_current in view.tabs if is_current] == [MOVER_KINDS[kind]]
    assert [label for label, _, is_current in view.windows if is_current] == [MOVER_WINDOWS[window][0]]


def test_tabs_keep_what_they_do_not_change() -> None:
    view = build_movers("tv", "month")
    assert ("Films", "?type=movie&window=month", False) in view.tabs
    assert ("In a week", "?type=tv&window=week", False) in view.windows
