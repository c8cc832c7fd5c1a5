"""Points of popularity: of the best known and of the club's titles, fewer with age."""

from datetime import timedelta

import pytest

from catalog.datasets import popularity
from catalog.datasets.export_reader import PopularityRow
from catalog.models import PopularityPoint
from library.models import Kind, Title
from tests.catalog.conftest import TODAY


def test_points_are_kept_for_the_best_and_for_what_the_club_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popularity, "MAX_POPULAR", 10)
    rows = [PopularityRow(id=n, popularity=float(n % 1000)) for n in range(1, 3000)]
    points = dict(popularity.select_points(rows, {5}))
    assert points[5] == 5.0
    assert sorted(points.values())[1:] == sorted((float(n % 1000) for n in range(1, 3000)), reverse=True)[:10][::-1]
    popularity.store_points("movie", TODAY, points.items())
    popularity.store_points("movie", TODAY, [(5, 7.0)])
    assert PopularityPoint.objects.get(tmdb_id=5).value == 7.0


def test_old_points_become_fewer() -> None:
    for back in range(1200):
        PopularityPoint.objects.create(kind="movie", tmdb_id=1, day=TODAY - timedelta(days=back), value=1.0)
    popularity.thin_points(TODAY)
    days = list(PopularityPoint.objects.order_by("day").values_list("day", flat=True))
    assert len([day for day in days if day >= TODAY - popularity.DAILY_RETENTION]) == 101
    assert all(day.weekday() == 0 or day.day == 1 for day in days if day < TODAY - popularity.DAILY_RETENTION)
    assert 200 < len(days) < 330


def test_the_clubs_titles_are_known_to_popularity() -> None:
    Title.objects.create(kind=Kind.MOVIE, tmdb_id=603)
    Title.objects.create(kind=Kind.TV, tmdb_id=1399)
    assert popularity.club_title_ids("movie") == {603}
    assert popularity.club_title_ids("tv") == {1399}
    assert popularity.club_title_ids("person") == set()


def test_movers_are_those_that_rose_and_fell_most() -> None:
    assert popularity.find_movers("movie", 7) == (None, [])
    popularity.store_points("movie", TODAY, [(1, 5.0), (2, 1.0), (3, 3.0), (4, 9.0)])
    assert popularity.find_movers("movie", 7) == (TODAY, [])
    popularity.store_points("movie", TODAY - timedelta(days=9), [(1, 1.0), (2, 5.0), (3, 3.0)])
    day, movers = popularity.find_movers("movie", 7)
    assert day == TODAY
    assert movers[:3] == [(1, 5.0, 1.0), (3, 3.0, 3.0), (2, 1.0, 5.0)]
