"""Charts: in order, the same for everybody, and never empty."""

from datetime import date, timedelta

import pytest

from tests.tmdb_demo.shelf import Shelf
from tmdb_demo import charts

TODAY = date(2026, 11, 23)
LEAP_DAY = date(2028, 2, 29)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def _every_fortnight(shelf: Shelf) -> None:
    """Twenty-six films and shows through the year 2003."""
    for weeks in range(0, 52, 2):
        day = (date(2003, 1, 1) + timedelta(weeks=weeks)).isoformat()
        shelf.movie(f"Film of {day}", release_date=day, popularity=weeks)
        shelf.show(f"Show of {day}", first_air_date=day, aired=[day], popularity=weeks)


def test_popular(shelf: Shelf) -> None:
    quiet, loud = shelf.movie("Quiet", popularity=1), shelf.movie("Loud", popularity=9)
    nobody, somebody = shelf.person("Nobody", popularity=1), shelf.person("Somebody", popularity=9)
    assert charts.popular(shelf.db, "movie") == [loud, quiet]
    assert charts.popular_people(shelf.db) == [somebody, nobody]


@pytest.mark.parametrize("kind", ["movie", "tv"])
def test_top_rated_weighs_a_score_by_its_votes(shelf: Shelf, kind: str) -> None:
    add = shelf.movie if kind == "movie" else shelf.show
    loved = add("Loved by many", vote_average=8.7, vote_count=25_000)
    fair = add("Fair", vote_average=6.0, vote_count=25_000)
    young = add("Loved by some", vote_average=9.0, vote_count=400)
    add("Loved by two", vote_average=10.0, vote_count=2)
    assert charts.top_rated(shelf.db, kind) == [loved, young, fair]


def test_top_rated_has_titles_even_if_nobody_voted_much(shelf: Shelf) -> None:
    good, bad = shelf.show("Good", vote_average=9, vote_count=5), shelf.show("Bad", vote_average=3, vote_count=5)
    assert charts.top_rated(shelf.db, "tv") == [good, bad]
    assert charts.top_rated(shelf.db, "movie") == []


def test_films_come_back_around_their_anniversary(shelf: Shelf) -> None:
    for number in range(25):
        shelf.movie(f"Spring {number}", release_date="1990-04-15", popularity=100)
        shelf.movie(f"November {number}", release_date="1990-11-10", popularity=1)
        shelf.movie(f"December {number}", release_date="1990-12-10", popularity=1)
    (first, last), playing = charts.now_playing(shelf.db, region=None, today=TODAY)
    assert (first, last) == ("2026-10-26", "2026-11-23")
    assert {_title(shelf, number).split()[0] for number in playing} == {"November"}
    (first, last), coming = charts.upcoming(shelf.db, region=None, today=TODAY)
    assert (first, last) == ("2026-11-24", "2026-12-21")
    assert {_title(shelf, number).split()[0] for number in coming} == {"December"}


def test_what_truly_is_new_comes_first(shelf: Shelf) -> None:
    shelf.movie("Old", release_date="1990-11-10", popularity=100)
    new = shelf.movie("New", release_date="2026-11-20", popularity=1)
    soon = shelf.movie("Soon", release_date="2026-12-01", popularity=1)
    shelf.movie("Next autumn", release_date="2027-11-10", popularity=100)
    playing = charts.now_playing(shelf.db, region=None, today=TODAY)[1]
    coming = charts.upcoming(shelf.db, region=None, today=TODAY)[1]
    assert [_title(shelf, number) for number in playing] == ["New", "Old"]
    assert [_title(shelf, number) for number in coming] == ["Soon", "Old", "New"]
    assert playing[0] == new
    assert coming[0] == soon


def test_a_region_has_its_own_dates(shelf: Shelf) -> None:
    film = shelf.movie("Film", release_date="2026-06-01")
    other = shelf.movie("Other", release_date="2000-11-20")
    shelf.release(film, "DE", "2026-11-19", type_=3)
    shelf.release(film, "DE", "2026-05-01", type_=1)
    assert charts.now_playing(shelf.db, region="DE", today=TODAY)[1] == [film, other]
    assert charts.now_playing(shelf.db, region="US", today=TODAY)[1] == [other, film]


@pytest.mark.parametrize(
    "today",
    [date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 28), date(2027, 3, 1), LEAP_DAY, date(2100, 3, 1)],
)
def test_no_chart_is_empty_on_any_day(shelf: Shelf, today: date) -> None:
    _every_fortnight(shelf)
    assert len(charts.now_playing(shelf.db, region="DE", today=today)[1]) >= 20
    assert len(charts.upcoming(shelf.db, region=None, today=today)[1]) >= 20
    assert len(charts.on_the_air(shelf.db, today=today)) >= 8
    assert len(charts.airing_today(shelf.db, today=today)) >= 8


def test_the_window_reaches_over_the_turn_of_the_year(shelf: Shelf) -> None:
    for number in range(20):
        shelf.movie(f"Summer {number}", release_date="1990-07-15", popularity=100)
    december = [shelf.movie(f"December {number}", release_date="1990-12-28") for number in range(20)]
    january = [shelf.movie(f"January {number}", release_date="1990-01-05") for number in range(20)]
    assert charts.now_playing(shelf.db, region=None, today=date(2027, 1, 2))[1] == december
    assert charts.upcoming(shelf.db, region=None, today=date(2027, 1, 2))[1] == january
    assert charts.upcoming(shelf.db, region=None, today=date(2026, 12, 20))[1] == [*december, *january]


@pytest.mark.parametrize(
    ("today", "last", "next_"),
    [
        (date(2027, 2, 28), date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2027, 2, 28), LEAP_DAY),
        (LEAP_DAY, LEAP_DAY, LEAP_DAY),
        (date(2028, 2, 28), date(2027, 2, 28), LEAP_DAY),
    ],
)
def test_anniversaries_of_a_leap_day(today: date, last: date, next_: date) -> None:
    born = date(2004, 2, 29)
    assert charts.last_anniversary(born, today) == last
    assert charts.next_anniversary(born, today) == next_


def test_shows_are_on_the_air_when_an_episode_has_its_day(shelf: Shelf) -> None:
    for number in range(20):
        shelf.show(f"Summer {number}", aired=["2012-07-01"], popularity=100)
    week = [shelf.show(f"Week {number}", aired=["2012-03-01", "2012-11-29"], popularity=5) for number in range(10)]
    day = [shelf.show(f"Day {number}", aired=["2012-11-23"], popularity=9) for number in range(10)]
    again = shelf.show("Again", aired=["2026-11-24"], popularity=1)
    assert charts.on_the_air(shelf.db, today=TODAY) == [again, *day, *week]
    assert charts.airing_today(shelf.db, today=TODAY) == day


def test_a_day_without_shows_is_filled_with_the_nearest(shelf: Shelf) -> None:
    shows = [
        shelf.show(f"Show {number}", aired=[f"2012-12-{number:02d}"], popularity=number) for number in range(1, 20)
    ]
    today = shelf.show("Today", aired=["2012-11-23"], popularity=0)
    assert charts.airing_today(shelf.db, today=TODAY) == [today, *shows[:7]]


def test_broken_dates_are_passed_over(shelf: Shelf) -> None:
    shelf.movie("Unknown", release_date="")
    shelf.movie("Broken", release_date="2003-02-30")
    shelf.show("Unknown", aired=["", "2003-02-30"])
    assert charts.now_playing(shelf.db, region=None, today=TODAY)[1] == []
    assert charts.airing_today(shelf.db, today=TODAY) == []


def test_trending_is_the_same_for_all_and_another_every_day(shelf: Shelf) -> None:
    for number in range(60):
        shelf.movie(f"Film {number}", popularity=60 - number)

    def day(today: date, window: str = "day") -> list[tuple[str, int]]:
        return charts.trending(shelf.db, "movie", window, today=today)

    assert day(TODAY) == day(TODAY)
    assert day(TODAY)[:20] != day(TODAY + timedelta(days=1))[:20]
    assert day(date(2026, 11, 23), "week") == day(date(2026, 11, 29), "week")
    assert day(date(2026, 11, 29), "week")[:20] != day(date(2026, 11, 30), "week")[:20]
    assert sorted(day(TODAY)) == [("movie", number) for number in range(1, 61)]


def test_trending_keeps_the_well_known_in_front(shelf: Shelf) -> None:
    for number in range(500):
        shelf.movie(f"Film {number}", popularity=500 / (1 + number))
    first = [number for _, number in charts.trending(shelf.db, "movie", "day", today=TODAY)[:20]]
    assert sum(number <= 100 for number in first) > 15


def test_trending_mixes_all_kinds(shelf: Shelf) -> None:
    for number in range(30):
        shelf.movie(f"Film {number}", popularity=3)
        shelf.show(f"Show {number}", popularity=300)
        shelf.person(f"Person {number}", popularity=30)
    first = charts.trending(shelf.db, "all", "week", today=TODAY)[:20]
    assert {kind for kind, _ in first} == {"movie", "tv", "person"}
    assert {kind for kind, _ in charts.trending(shelf.db, "person", "week", today=TODAY)} == {"person"}


def test_charts_of_nothing_are_empty(shelf: Shelf) -> None:
    assert charts.trending(shelf.db, "all", "day", today=TODAY) == []
    assert charts.now_playing(shelf.db, region=None, today=TODAY)[1] == []
    assert charts.on_the_air(shelf.db, today=TODAY) == []
    assert charts.popular(shelf.db, "tv") == []


def _title(shelf: Shelf, number: int) -> str:
    return str(shelf.db.execute("select title from movie where id = ?", (number,)).fetchone()[0])
