"""Films, shows and people as TMDB answers them, over a small data set whose every fact is known."""

from datetime import date
from pathlib import Path

import pytest

from tests.tmdb_demo import small
from tests.tmdb_demo.conftest import Demo
from tmdb_demo.app import Application


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder: Path = tmp_path_factory.mktemp("small")
    data = small.write(folder / "data")
    return Demo(Application(folder / "tmdb.sqlite3", data=data, today=lambda: date(2024, 1, 5)))


@pytest.mark.parametrize(
    ("language", "title", "overview", "genre"),
    [
        ("en-US", "The Well", "Someone looks into a well.", "Drama"),
        ("de-DE", "Der Brunnen", "Jemand schaut in einen Brunnen.", "Schauspiel"),
        ("ja-JP", "井戸", "", "Drama"),
        ("fi-FI", "井戸", "", "Drama"),
    ],
)
def test_a_film_in_the_language_asked_for(demo: Demo, language: str, title: str, overview: str, genre: str) -> None:
    film = demo.get_ok("/movie/1", f"language={language}")
    assert (film["title"], film["overview"], film["genres"][0]["name"]) == (title, overview, genre)
    assert film["original_title"] == "井戸"
    row = next(row for row in demo.get_ok("/movie/popular", f"language={language}")["results"] if row["id"] == 1)
    assert (row["title"], row["overview"]) == (title, overview)


def test_a_film_of_which_nothing_is_known_has_tmdbs_blanks(demo: Demo) -> None:
    film = demo.get_ok("/movie/3")
    assert (film["original_title"], film["release_date"], film["tagline"], film["homepage"]) == (
        "Nothing Known", "", "", "",
    )  # fmt: skip
    assert (film["runtime"], film["imdb_id"], film["belongs_to_collection"]) == (0, None, None)


def test_translations_name_the_english_title_of_a_foreign_film(demo: Demo) -> None:
    def titles(film: int) -> dict[str, str]:
        translations = demo.get_ok(f"/movie/{film}/translations")["translations"]
        return {row["iso_639_1"]: row["data"]["title"] for row in translations}

    assert titles(1) == {"de": "Der Brunnen", "en": "The Well"}
    assert titles(3) == {"en": ""}, "as TMDB has it where the title is the original one"


def test_alternative_titles_are_answered_and_found_by_search(demo: Demo) -> None:
    film = demo.get_ok("/movie/1/alternative_titles")["titles"]
    assert [(row["iso_3166_1"], row["title"], row["type"]) for row in film] == [
        ("FR", "Le Puits", ""), ("ES", "El pozo", ""), ("JP", "Ido", "romanisation"),
    ]  # fmt: skip
    assert [row["title"] for row in demo.get_ok("/tv/1/alternative_titles")["results"]] == ["La Jetée"]
    assert [row["id"] for row in demo.get_ok("/search/movie", "query=el+pozo")["results"]] == [1]
    assert [row["id"] for row in demo.get_ok("/search/tv", "query=jetee")["results"]] == [1]


def test_a_network_goes_by_other_names(demo: Demo) -> None:
    answer = demo.get_ok("/network/7/alternative_names")
    assert answer == {"id": 7, "results": [{"name": "C7", "type": ""}]}


def test_credits_in_billing_order_and_the_department_of_each_job(demo: Demo) -> None:
    credits = demo.get_ok("/movie/1/credits")
    assert list(credits) == ["id", "cast", "crew"]
    assert [(row["name"], row["character"], row["order"]) for row in credits["cast"]] == [
        ("Ann Actor", "Reiko", 0), ("Bob Player", "Ryuji", 1),
    ]  # fmt: skip
    assert [(row["department"], row["job"]) for row in credits["crew"]] == [
        ("Directing", "Director"), ("Writing", "Writer"),
    ]  # fmt: skip
    assert credits["cast"][1]["profile_path"] is None


def test_release_dates_by_country_and_rows_with_the_regions_date(demo: Demo) -> None:
    releases = {row["iso_3166_1"]: row["release_dates"] for row in demo.get_ok("/movie/1/release_dates")["results"]}
    assert [release["certification"] for release in releases["US"]] == ["", "R"]
    assert releases["DE"][0]["note"] == "Kinostart"
    for region, day in (("US", "1999-02-01"), ("DE", "1999-06-17"), ("FR", "1998-11-28"), ("us", "1999-02-01")):
        (row, *_) = demo.get_ok("/search/movie", f"query=the+well&region={region}")["results"]
        assert row["release_date"] == day, "a premiere is no release"


def test_where_to_watch_in_each_country_in_its_order(demo: Demo) -> None:
    offers = demo.get_ok("/movie/1/watch/providers")["results"]
    assert [offer["provider_name"] for offer in offers["US"]["flatrate"]] == ["Eight", "Three"]
    assert [offer["provider_id"] for offer in offers["DE"]["rent"]] == [3]
    assert demo.get_ok("/movie/2/watch/providers")["results"] == {}


def test_videos_are_only_those_of_the_languages_asked_for(demo: Demo) -> None:
    def videos(query: str) -> list[str]:
        return [video["key"] for video in demo.get_ok("/movie/1/videos", query)["results"]]

    assert videos("") == videos("language=en-US") == ["aaa"]
    assert videos("language=de-DE") == []
    assert videos("language=de-DE&include_video_language=de,en,null") == ["aaa"]


def test_posters_carry_the_title_in_their_language(demo: Demo) -> None:
    posters = {poster["iso_639_1"]: poster["file_path"] for poster in demo.get_ok("/movie/1/images")["posters"]}
    assert set(posters) == {"en", "de", "ja"}
    for language, title in (("en", "The Well"), ("de", "Der Brunnen"), ("ja", "井戸")):
        assert demo.get_ok("/movie/1", f"language={language}")["poster_path"] == posters[language]
        status, _, body = demo.app.get(f"/t/p/w342{posters[language]}", {})
        assert status == 200
        assert f"<title>{title}</title>" in body.decode()
    assert demo.get_ok("/movie/2")["poster_path"] is None
    assert demo.get_ok("/movie/2/images")["posters"] == []


@pytest.mark.parametrize(
    "name", ["person-11-poster-1.jpg", "movie-4-poster-en-1.jpg", "movie-1-poster-en-0.jpg", "movie-1-poster-en.jpg"]
)
def test_no_picture_of_what_there_is_not(demo: Demo, name: str) -> None:
    assert demo.app.get(f"/t/p/w342/{name}", {})[0] == 404


def test_a_collection_in_order_of_release(demo: Demo) -> None:
    collection = demo.get_ok("/collection/5", "language=de")
    assert collection["name"] == "Der Brunnen Filmreihe"
    assert [part["id"] for part in collection["parts"]] == [1, 2]
    assert demo.get_ok("/movie/2")["belongs_to_collection"]["name"] == "The Well Collection"


def test_reviews_and_a_single_one(demo: Demo) -> None:
    (row,) = demo.get_ok("/movie/1/reviews")["results"]
    assert (row["author"], row["author_details"]["rating"], row["content"]) == ("Old Hand", 8, "*Damp.*")
    assert demo.get_ok(f"/review/{row['id']}")["media_title"] == "The Well"


def test_a_show_counts_no_specials_and_knows_its_last_and_next_episode(demo: Demo) -> None:
    show = demo.get_ok("/tv/1")
    assert (show["number_of_seasons"], show["number_of_episodes"]) == (1, 2)
    assert [season["season_number"] for season in show["seasons"]] == [0, 1]
    assert show["last_episode_to_air"]["name"] == "Ebb"
    assert show["next_episode_to_air"]["name"] == "Flow"
    assert show["networks"][0]["name"] == "Channel Seven"
    assert show["created_by"][0]["name"] == "Cleo Maker"


def test_a_season_by_its_route_and_appended(demo: Demo) -> None:
    season = demo.get_ok("/tv/1/season/1")
    assert (season["overview"], len(season["episodes"])) == ("Tides.", 2)
    appended = demo.get_ok("/tv/1", "append_to_response=season/1,season/0,season/9,season/1/credits")
    assert appended["season/1"] == {key: value for key, value in season.items() if key != "id"}
    assert appended["season/0"]["episodes"] == []
    assert appended["season/1/credits"]["cast"][0]["name"] == "Ann Actor"
    assert "season/9" not in appended


def test_roles_are_counted_in_episodes(demo: Demo) -> None:
    credits = demo.get_ok("/tv/1/aggregate_credits")
    assert [(row["name"], row["order"], row["total_episode_count"]) for row in credits["cast"]] == [
        ("Ann Actor", 0, 2), ("Bob Player", 1, 2), ("Dot Double", 2, 2),
    ]  # fmt: skip
    assert [(role["character"], role["episode_count"]) for role in credits["cast"][2]["roles"]] == [
        ("Nurse", 1), ("Doctor", 1),
    ]  # fmt: skip
    assert [(row["department"], row["jobs"][0]["job"], row["total_episode_count"]) for row in credits["crew"]] == [
        ("Directing", "Director", 2), ("Writing", "Writer", 1),
    ]  # fmt: skip
    assert demo.get_ok("/tv/1/season/0/aggregate_credits")["crew"] == []
    credits = demo.get_ok("/person/12/combined_credits")["cast"]
    assert {row["id"]: row.get("episode_count") for row in credits if row["media_type"] == "tv"} == {1: 2}
    assert demo.get_ok("/person/12/tv_credits")["cast"][0]["character"] == "Bob"
    assert {row["id"] for row in demo.get_ok("/person/12/movie_credits")["cast"]} == {1, 2}


def test_a_single_credit_says_where(demo: Demo) -> None:
    guest = demo.get_ok("/tv/1/season/1/episode/2/credits")["guest_stars"][0]
    assert list(guest)[:3] == ["character", "credit_id", "order"]
    credit = demo.get_ok(f"/credit/{guest['credit_id']}")
    assert [episode["name"] for episode in credit["media"]["episodes"]] == ["Flow"]
    regular = demo.get_ok("/tv/1/credits")["cast"][0]["credit_id"]
    assert [season["name"] for season in demo.get_ok(f"/credit/{regular}")["media"]["seasons"]] == ["Season 1"]


def test_a_person_and_what_they_are_known_for(demo: Demo) -> None:
    assert demo.get_ok("/person/11")["biography"] == "She acts."
    assert demo.get_ok("/person/11", "language=de")["biography"] == ""
    (row,) = demo.get_ok("/search/person", "query=bob")["results"]
    assert row["known_for"][0]["id"] == 1
    assert demo.get_ok("/person/11/tagged_images")["page"] == 0


def test_found_by_another_sites_id(demo: Demo) -> None:
    results = demo.get_ok("/find/tt0000001", "external_source=imdb_id")
    assert [row["id"] for row in results["movie_results"]] == [1]
    assert [len(rows) for rows in results.values()] == [1, 0, 0, 0, 0]
    assert demo("/find/tt0000001", "external_source=elsewhere")[0] == 422
