"""Discover's filters, as TMDB documents them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.tmdb_demo.shelf import Shelf
from tmdb_demo import discover
from tmdb_demo.errors import APIError

TODAY = date(2026, 11, 23)
CERTIFICATIONS = {
    "certifications": {
        "US": [
            {"certification": name, "order": order}
            for name, order in (("R", 4), ("G", 1), ("NR", 0), ("PG-13", 3), ("PG", 2), ("NC-17", 5))
        ]
    }
}

Ask = Callable[..., list[str]]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def films(shelf: Shelf) -> Ask:
    """Titles of the films found by filters; a dot in a name is written as two underscores."""

    def demo(**filters: Any) -> list[str]:
        ids = discover.movies(shelf.db, _query(filters), today=TODAY)
        return [shelf.db.execute("select title from movie where id = ?", (number,)).fetchone()[0] for number in ids]

    return demo


@pytest.fixture
def shows(shelf: Shelf) -> Ask:
    def demo(**filters: Any) -> list[str]:
        ids = discover.shows(shelf.db, _query(filters), today=TODAY)
        return [shelf.db.execute("select name from tv where id = ?", (number,)).fetchone()[0] for number in ids]

    return demo


def _query(filters: dict[str, Any]) -> dict[str, str]:
    return {name.replace("__", "."): str(value) for name, value in filters.items()}


def test_without_filters_everything_by_popularity_and_ties_by_id(shelf: Shelf, films: Ask) -> None:
    for title, popularity in (("Quiet", 1), ("First", 5), ("Second", 5), ("Loud", 9)):
        shelf.movie(title, popularity=popularity)
    assert films() == ["Loud", "First", "Second", "Quiet"]


def test_adult_films_and_videos_only_on_demand(shelf: Shelf, films: Ask) -> None:
    shelf.movie("Film")
    shelf.movie("Adult", adult=1)
    shelf.movie("Video", video=1)
    assert films() == ["Film"]
    assert films(include_adult="true") == ["Film", "Adult"]
    assert films(include_video="true") == ["Film", "Video"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"with_{}": "1"}, ["Both", "One"]),
        ({"with_{}": "1,2"}, ["Both"]),
        ({"with_{}": "1|2"}, ["Both", "One", "Two"]),
        ({"with_{}": "1,2|3"}, ["Both"]),
        ({"without_{}": "2"}, ["One", "None"]),
        ({"without_{}": "1,2"}, ["None"]),
        ({"with_{}": "1", "without_{}": "2"}, ["One"]),
        ({"with_{}": "no number"}, []),
        ({"with_{}": "99999999999999999999"}, []),
        ({"with_{}": ""}, ["Both", "One", "Two", "None"]),
        ({"with_{}": " , |"}, ["Both", "One", "Two", "None"]),
    ],
)
@pytest.mark.parametrize("things", ["genres", "keywords", "companies"])
def test_comma_is_and_pipe_is_or(
    shelf: Shelf, films: Ask, shows: Ask, things: str, filters: dict[str, str], expected: list[str]
) -> None:
    for title, values in (("Both", [1, 2]), ("One", [1]), ("Two", [2]), ("None", [])):
        has: dict[str, Any] = {things: values}
        shelf.movie(title, **has)
        shelf.show(title, **has)
    named = {name.format(things): value for name, value in filters.items()}
    assert films(**named) == expected
    assert shows(**named) == expected


def test_ids_of_films_and_shows_do_not_mix(shelf: Shelf, films: Ask) -> None:
    shelf.show("Show", genres=[18])
    shelf.movie("Film", genres=[35])
    assert films(with_genres=18) == []


def test_people_in_front_of_the_camera_and_behind(shelf: Shelf, films: Ask) -> None:
    ford, leigh = shelf.person("Ford"), shelf.person("Leigh")
    shelf.movie("Acted", cast=[ford])
    shelf.movie("Made", crew={ford: "Director"}, cast=[leigh])
    assert films(with_cast=ford) == ["Acted"]
    assert films(with_crew=ford) == ["Made"]
    assert films(with_people=ford) == ["Acted", "Made"]
    assert films(with_people=f"{ford},{leigh}") == ["Made"]
    assert films(with_cast=f"{ford}|{leigh}") == ["Acted", "Made"]


def test_language_and_country(shelf: Shelf, films: Ask) -> None:
    shelf.movie("Ran", original_language="ja", countries=["JP", "FR"])
    shelf.movie("Playtime", original_language="fr", countries=["FR"])
    assert films(with_original_language="ja") == ["Ran"]
    assert films(with_original_language="ja|fr") == ["Ran", "Playtime"]
    assert films(with_original_language="ja-JP") == []
    assert films(with_origin_country="JP") == ["Ran"]
    assert films(with_origin_country="JP|FR") == ["Ran", "Playtime"]


def test_numbers_within_bounds(shelf: Shelf, films: Ask) -> None:
    shelf.movie("Short", runtime=80, vote_average=6.5, vote_count=10)
    shelf.movie("Long", runtime=200, vote_average=8.5, vote_count=5000)
    assert films(with_runtime__gte=80, with_runtime__lte=100) == ["Short"]
    assert films(vote_average__gte=8.5) == ["Long"]
    assert films(vote_count__lte="10.0") == ["Short"]


def test_dates_and_years_leave_out_what_has_none(shelf: Shelf, films: Ask) -> None:
    shelf.movie("Old", release_date="1999-03-31")
    shelf.movie("New", release_date="2021-12-22")
    shelf.movie("Never", release_date="")
    assert films(primary_release_date__lte="1999-03-31") == ["Old"]
    assert films(primary_release_date__gte="1999-03-31") == ["Old", "New"]
    assert films(primary_release_year=2021) == films(year=2021) == ["New"]
    assert films(release_date__lte="2000-01-01") == ["Old"]


def test_releases_in_a_region(shelf: Shelf, films: Ask) -> None:
    """TMDB's own example: what runs in German cinemas in these weeks."""
    both = shelf.movie("Both", release_date="2016-01-01")
    shelf.release(both, "DE", "2016-11-24", 3)
    shelf.release(both, "US", "2016-02-01", 3)
    disc = shelf.movie("Disc", release_date="2015-01-01")
    shelf.release(disc, "DE", "2016-11-20", 5)
    shelf.movie("Nowhere", release_date="2016-11-20")
    weeks = {"release_date__gte": "2016-11-16", "release_date__lte": "2016-12-02"}
    assert films(region="DE", with_release_type="2|3", **weeks) == ["Both"]
    assert films(region="DE", **weeks) == ["Both", "Disc"]
    assert films(region="US", **weeks) == []
    assert films(region="US") == ["Both"]
    assert films(with_release_type="5") == ["Disc"]
    assert films(**weeks) == ["Nowhere"]
    assert films(region="DE", year=2016) == ["Both", "Disc"]


def test_two_release_types_are_two_releases(shelf: Shelf, films: Ask) -> None:
    film = shelf.movie("Film")
    shelf.release(film, "DE", "2016-11-24", 3)
    shelf.release(film, "DE", "2017-03-24", 5)
    assert films(region="DE", with_release_type="3,5") == ["Film"]
    assert films(region="DE", with_release_type="3,6") == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"certification": "R"}, ["R"]),
        ({"certification": "R|PG"}, ["PG", "R"]),
        ({"certification__lte": "PG"}, ["G", "PG"]),
        ({"certification__gte": "PG-13"}, ["R"]),
        ({"certification__gte": "G", "certification__lte": "R"}, ["G", "PG", "R"]),
        ({"certification__lte": "12"}, []),
        ({"certification": "NR"}, ["NR"]),
    ],
)
def test_certifications_go_by_the_countrys_order(
    shelf: Shelf, films: Ask, filters: dict[str, str], expected: list[str]
) -> None:
    shelf.config("certification_movie_list", CERTIFICATIONS)
    for name in ("NR", "G", "PG", "R"):
        shelf.release(shelf.movie(name), "US", "2000-01-01", certification=name)
    assert films(certification_country="US", **filters) == expected
    assert films(certification_country="DE", **filters) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"with_watch_providers": "8"}, ["Stream"]),
        ({"with_watch_providers": "8|9"}, ["Stream", "Rent"]),
        ({"with_watch_monetization_types": "rent"}, ["Rent"]),
        ({"with_watch_monetization_types": "flatrate|rent"}, ["Stream", "Rent"]),
        ({"with_watch_providers": "8", "with_watch_monetization_types": "rent"}, []),
        ({"without_watch_providers": "8"}, ["Rent", "Elsewhere"]),
    ],
)
def test_where_to_watch_in_a_country(shelf: Shelf, films: Ask, filters: dict[str, str], expected: list[str]) -> None:
    shelf.offer("movie", shelf.movie("Stream"), "DE", "flatrate", 8)
    shelf.offer("movie", shelf.movie("Rent"), "DE", "rent", 9)
    shelf.offer("movie", shelf.movie("Elsewhere"), "US", "flatrate", 8)
    assert films(watch_region="DE", **filters) == expected
    assert len(films(**filters)) == 3, "without a region nothing is asked for"


@pytest.mark.parametrize(
    ("sort_by", "expected"),
    [
        ("title.asc", ["apple", "Banana", "Cherry"]),
        ("title.desc", ["Cherry", "Banana", "apple"]),
        ("revenue.desc", ["Banana", "apple", "Cherry"]),
        ("vote_average.asc", ["Cherry", "apple", "Banana"]),
        ("vote_count.desc", ["apple", "Cherry", "Banana"]),
        ("primary_release_date.asc", ["Banana", "apple", "Cherry"]),
        ("primary_release_date.desc", ["apple", "Banana", "Cherry"]),
        ("popularity.asc", ["apple", "Banana", "Cherry"]),
        ("nonsense.asc", ["Cherry", "Banana", "apple"]),
        ("title", ["Cherry", "Banana", "apple"]),
        ("id; drop table movie.asc", ["Cherry", "Banana", "apple"]),
    ],
)
def test_orders(shelf: Shelf, films: Ask, sort_by: str, expected: list[str]) -> None:
    """What has no date stands last in both directions; an unknown order is the usual one."""
    rows = (
        ("apple", 1, 5, 7, 30, "2001-01-01"),
        ("Banana", 2, 9, 9, 10, "1999-01-01"),
        ("Cherry", 3, 1, 5, 20, ""),
    )
    for title, popularity, revenue, score, votes, day in rows:
        facts: dict[str, Any] = {"vote_average": score, "vote_count": votes, "release_date": day}
        shelf.movie(title, popularity=popularity, revenue=revenue, **facts)
    assert films(sort_by=sort_by) == expected


def test_release_dates_of_a_region_sort_its_films(shelf: Shelf, films: Ask) -> None:
    late, early = shelf.movie("Late", release_date="1999-01-01"), shelf.movie("Early", release_date="2001-01-01")
    shelf.release(late, "DE", "2005-01-01")
    shelf.release(early, "DE", "2001-06-01")
    assert films(region="DE", sort_by="release_date.asc") == ["Early", "Late"]
    assert films(sort_by="release_date.asc") == ["Late", "Early"]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("primary_release_date.gte", "soon", 23),
        ("primary_release_date.lte", "2024-02-30", 23),
        ("release_date.gte", "20240101", 23),
        ("vote_count.gte", "many", 5),
        ("vote_average.lte", "nan", 5),
        ("with_runtime.lte", "inf", 5),
        ("year", "MCMXCIX", 5),
        ("with_keywords", ",".join(map(str, range(5000))), 5),
    ],
)
def test_what_cannot_be_read_is_refused(shelf: Shelf, name: str, value: str, code: int) -> None:
    with pytest.raises(APIError) as refused:
        discover.movies(shelf.db, {name: value}, today=TODAY)
    assert refused.value.code == code


def test_a_very_long_or_is_answered(shelf: Shelf, films: Ask) -> None:
    shelf.movie("Film", keywords=[7])
    assert films(with_keywords="|".join(map(str, range(20_000)))) == ["Film"]


def test_quotes_are_values_not_sql(shelf: Shelf, films: Ask) -> None:
    shelf.movie("Film")
    assert films(with_original_language="' or 1=1 --") == []
    assert films(region="'; drop table release; --") == []
    assert films() == ["Film"]


def test_shows_by_status_type_and_network(shelf: Shelf, shows: Ask) -> None:
    shelf.show("Running", status="Returning Series", type="Scripted", networks=[1])
    shelf.show("Over", status="Ended", type="Documentary", networks=[1, 2])
    assert shows(with_status="0") == ["Running"]
    assert shows(with_status="0|3") == ["Running", "Over"]
    assert shows(with_status="0,3") == []
    assert shows(with_status="9") == []
    assert shows(with_type="0") == ["Over"]
    assert shows(with_networks="1") == ["Running", "Over"]
    assert shows(with_networks="1,2") == ["Over"]


def test_shows_with_an_episode_in_a_span_of_days(shelf: Shelf, shows: Ask) -> None:
    shelf.show("Around", aired=["2020-01-01", "2020-03-01"])
    shelf.show("Within", aired=["2020-02-01", ""])
    assert shows(air_date__gte="2020-01-15", air_date__lte="2020-02-15") == ["Within"]
    assert shows(air_date__lte="2019-12-31") == []
    assert shows(air_date__gte="2020-02-15") == ["Around"]


def test_shows_by_the_date_of_their_first_episode(shelf: Shelf, shows: Ask) -> None:
    shelf.show("Old", first_air_date="1999-09-01")
    shelf.show("Unknown", first_air_date="")
    assert shows() == ["Old"]
    assert shows(include_null_first_air_dates="true") == ["Old", "Unknown"]
    assert shows(first_air_date_year=1999) == shows(first_air_date__lte="1999-09-01") == ["Old"]
    assert shows(first_air_date__gte="1999-09-02") == []


def test_shows_by_the_length_of_their_episodes(shelf: Shelf, shows: Ask) -> None:
    shelf.show("Half an hour", aired=["2020-01-01"], episode_runtime=25)
    shelf.show("An hour", aired=["2020-01-01"], episode_runtime=55)
    assert shows(with_runtime__lte=30) == ["Half an hour"]


def test_no_show_is_known_to_have_run_in_cinemas(shelf: Shelf, shows: Ask) -> None:
    shelf.show("Show")
    assert shows(screened_theatrically="true") == []
    assert shows(screened_theatrically="false") == ["Show"]


def test_time_zones_have_to_exist(shelf: Shelf, shows: Ask) -> None:
    shelf.config("configuration_timezones", [{"iso_3166_1": "DE", "zones": ["Europe/Berlin"]}])
    shelf.show("Show")
    assert shows(timezone="Europe/Berlin") == ["Show"]
    with pytest.raises(APIError) as refused:
        shows(timezone="Mars/Olympus_Mons")
    assert refused.value.code == 28
