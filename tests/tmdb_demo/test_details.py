"""Films, shows and people as TMDB answers them, over a small data set whose every fact is known."""

from datetime import date
from pathlib import Path

import pytest

from tests.tmdb_demo import small
from tests.tmdb_demo.conftest import Asker
from tmdb_demo.app import Application


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    folder: Path = tmp_path_factory.mktemp("small")
    data = small.write(folder / "data")
    return Asker(Application(folder / "tmdb.sqlite3", data=data, today=lambda: date(2024, 1, 5)))


@pytest.mark.parametrize(
    ("language", "title", "overview", "genre"),
    [
        ("en-US", "The Well", "Someone looks into a well.", "Drama"),
        ("de-DE", "Der Brunnen", "Jemand schaut in einen Brunnen.", "Schauspiel"),
        ("ja-JP", "井戸", "", "Drama"),
        ("fi-FI", "井戸", "", "Drama"),
    ],
)
def test_a_film_in_the_language_asked_for(ask: Asker, language: str, title: str, overview: str, genre: str) -> None:
    film = ask.fine("/movie/1", f"language={language}")
    assert (film["title"], film["overview"], film["genres"][0]["name"]) == (title, overview, genre)
    assert film["original_title"] == "井戸"
    row = next(row for row in ask.fine("/movie/popular", f"language={language}")["results"] if row["id"] == 1)
    assert (row["title"], row["overview"]) == (title, overview)


def test_a_film_of_which_nothing_is_known_has_tmdbs_blanks(ask: Asker) -> None:
    film = ask.fine("/movie/3")
    assert (film["original_title"], film["release_date"], film["tagline"], film["homepage"]) == (
        "Nothing Known", "", "", "",
    )  # fmt: skip
    assert (film["runtime"], film["imdb_id"], film["belongs_to_collection"]) == (0, None, None)


def test_translations_name_the_english_title_of_a_foreign_film(ask: Asker) -> None:
    def titles(film: int) -> dict[str, str]:
        found = ask.fine(f"/movie/{film}/translations")["translations"]
        return {row["iso_639_1"]: row["data"]["title"] for row in found}

    assert titles(1) == {"de": "Der Brunnen", "en": "The Well"}
    assert titles(3) == {"en": ""}, "as TMDB has it where the title is the original one"


def test_alternative_titles_are_answered_and_found_by_search(ask: Asker) -> None:
    film = ask.fine("/movie/1/alternative_titles")["titles"]
    assert [(row["iso_3166_1"], row["title"], row["type"]) for row in film] == [
        ("FR", "Le Puits", ""), ("ES", "El pozo", ""), ("JP", "Ido", "romanisation"),
    ]  # fmt: skip
    assert [row["title"] for row in ask.fine("/tv/1/alternative_titles")["results"]] == ["La Jetée"]
    assert [row["id"] for row in ask.fine("/search/movie", "query=el+pozo")["results"]] == [1]
    assert [row["id"] for row in ask.fine("/search/tv", "query=jetee")["results"]] == [1]


def test_a_network_goes_by_other_names(ask: Asker) -> None:
    found = ask.fine("/network/7/alternative_names")
    assert found == {"id": 7, "results": [{"name": "C7", "type": ""}]}


def test_credits_in_billing_order_and_the_department_of_each_job(ask: Asker) -> None:
    credits = ask.fine("/movie/1/credits")
    assert list(credits) == ["id", "cast", "crew"]
    assert [(row["name"], row["character"], row["order"]) for row in credits["cast"]] == [
        ("Ann Actor", "Reiko", 0), ("Bob Player", "Ryuji", 1),
    ]  # fmt: skip
    assert [(row["department"], row["job"]) for row in credits["crew"]] == [
        ("Directing", "Director"), ("Writing", "Writer"),
    ]  # fmt: skip
    assert credits["cast"][1]["profile_path"] is None


def test_release_dates_by_country_and_rows_with_the_regions_date(ask: Asker) -> None:
    found = {row["iso_3166_1"]: row["release_dates"] for row in ask.fine("/movie/1/release_dates")["results"]}
    assert [one["certification"] for one in found["US"]] == ["", "R"]
    assert found["DE"][0]["note"] == "Kinostart"
    for region, day in (("US", "1999-02-01"), ("DE", "1999-06-17"), ("FR", "1998-11-28"), ("us", "1999-02-01")):
        (row, *_) = ask.fine("/search/movie", f"query=the+well&region={region}")["results"]
        assert row["release_date"] == day, "a premiere is no release"


def test_where_to_watch_in_each_country_in_its_order(ask: Asker) -> None:
    found = ask.fine("/movie/1/watch/providers")["results"]
    assert [one["provider_name"] for one in found["US"]["flatrate"]] == ["Eight", "Three"]
    assert [one["provider_id"] for one in found["DE"]["rent"]] == [3]
    assert ask.fine("/movie/2/watch/providers")["results"] == {}


def test_videos_are_only_those_of_the_languages_asked_for(ask: Asker) -> None:
    def videos(query: str) -> list[str]:
        return [one["key"] for one in ask.fine("/movie/1/videos", query)["results"]]

    assert videos("") == videos("language=en-US") == ["aaa"]
    assert videos("language=de-DE") == []
    assert videos("language=de-DE&include_video_language=de,en,null") == ["aaa"]


def test_posters_carry_the_title_in_their_language(ask: Asker) -> None:
    posters = {one["iso_639_1"]: one["file_path"] for one in ask.fine("/movie/1/images")["posters"]}
    assert set(posters) == {"en", "de", "ja"}
    for language, title in (("en", "The Well"), ("de", "Der Brunnen"), ("ja", "井戸")):
        assert ask.fine("/movie/1", f"language={language}")["poster_path"] == posters[language]
        status, _, body = ask.app.get(f"/t/p/w342{posters[language]}", {})
        assert status == 200
        assert f"<title>{title}</title>" in body.decode()
    assert ask.fine("/movie/2")["poster_path"] is None
    assert ask.fine("/movie/2/images")["posters"] == []


@pytest.mark.parametrize(
    "name", ["person-11-poster-1.jpg", "movie-4-poster-en-1.jpg", "movie-1-poster-en-0.jpg", "movie-1-poster-en.jpg"]
)
def test_no_picture_of_what_there_is_not(ask: Asker, name: str) -> None:
    assert ask.app.get(f"/t/p/w342/{name}", {})[0] == 404


def test_a_collection_in_order_of_release(ask: Asker) -> None:
    found = ask.fine("/collection/5", "language=de")
    assert found["name"] == "Der Brunnen Filmreihe"
    assert [part["id"] for part in found["parts"]] == [1, 2]
    assert ask.fine("/movie/2")["belongs_to_collection"]["name"] == "The Well Collection"


def test_reviews_and_a_single_one(ask: Asker) -> None:
    (row,) = ask.fine("/movie/1/reviews")["results"]
    assert (row["author"], row["author_details"]["rating"], row["content"]) == ("Old Hand", 8, "*Damp.*")
    assert ask.fine(f"/review/{row['id']}")["media_title"] == "The Well"


def test_a_show_counts_no_specials_and_knows_its_last_and_next_episode(ask: Asker) -> None:
    show = ask.fine("/tv/1")
    assert (show["number_of_seasons"], show["number_of_episodes"]) == (1, 2)
    assert [season["season_number"] for season in show["seasons"]] == [0, 1]
    assert show["last_episode_to_air"]["name"] == "Ebb"
    assert show["next_episode_to_air"]["name"] == "Flow"
    assert show["networks"][0]["name"] == "Channel Seven"
    assert show["created_by"][0]["name"] == "Cleo Maker"


def test_a_season_by_its_route_and_appended(ask: Asker) -> None:
    season = ask.fine("/tv/1/season/1")
    assert (season["overview"], len(season["episodes"])) == ("Tides.", 2)
    appended = ask.fine("/tv/1", "append_to_response=season/1,season/0,season/9,season/1/credits")
    assert appended["season/1"] == {key: value for key, value in season.items() if key != "id"}
    assert appended["season/0"]["episodes"] == []
    assert appended["season/1/credits"]["cast"][0]["name"] == "Ann Actor"
    assert "season/9" not in appended


def test_roles_are_counted_in_episodes(ask: Asker) -> None:
    found = ask.fine("/tv/1/aggregate_credits")
    assert [(row["name"], row["order"], row["total_episode_count"]) for row in found["cast"]] == [
        ("Ann Actor", 0, 2), ("Bob Player", 1, 2), ("Dot Double", 2, 2),
    ]  # fmt: skip
    assert [(role["character"], role["episode_count"]) for role in found["cast"][2]["roles"]] == [
        ("Nurse", 1), ("Doctor", 1),
    ]  # fmt: skip
    assert [(row["department"], row["jobs"][0]["job"], row["total_episode_count"]) for row in found["crew"]] == [
        ("Directing", "Director", 2), ("Writing", "Writer", 1),
    ]  # fmt: skip
    assert ask.fine("/tv/1/season/0/aggregate_credits")["crew"] == []
    credits = ask.fine("/person/12/combined_credits")["cast"]
    assert {row["id"]: row.get("episode_count") for row in credits if row["media_type"] == "tv"} == {1: 2}
    assert ask.fine("/person/12/tv_credits")["cast"][0]["character"] == "Bob"
    assert {row["id"] for row in ask.fine("/person/12/movie_credits")["cast"]} == {1, 2}


def test_a_single_credit_says_where(ask: Asker) -> None:
    guest = ask.fine("/tv/1/season/1/episode/2/credits")["guest_stars"][0]
    assert list(guest)[:3] == ["character", "credit_id", "order"]
    found = ask.fine(f"/credit/{guest['credit_id']}")
    assert [one["name"] for one in found["media"]["episodes"]] == ["Flow"]
    regular = ask.fine("/tv/1/credits")["cast"][0]["credit_id"]
    assert [one["name"] for one in ask.fine(f"/credit/{regular}")["media"]["seasons"]] == ["Season 1"]


def test_a_person_and_what_they_are_known_for(ask: Asker) -> None:
    assert ask.fine("/person/11")["biography"] == "She acts."
    assert ask.fine("/person/11", "language=de")["biography"] == ""
    (row,) = ask.fine("/search/person", "query=bob")["results"]
    assert row["known_for"][0]["id"] == 1
    assert ask.fine("/person/11/tagged_images")["page"] == 0


def test_found_by_another_sites_id(ask: Asker) -> None:
    found = ask.fine("/find/tt0000001", "external_source=imdb_id")
    assert [row["id"] for row in found["movie_results"]] == [1]
    assert [len(rows) for rows in found.values()] == [1, 0, 0, 0, 0]
    assert ask("/find/tt0000001", "external_source=elsewhere")[0] == 422
