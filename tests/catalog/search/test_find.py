"""Finding by an id from elsewhere, also with answers that are empty, missing or odd."""

from typing import Any

import pytest

from catalog.gateway import Answer, Unavailable, UpstreamProblem
from catalog.gateway.results import CacheMetadata
from catalog.locale import Locale
from catalog.search.find import SOURCES, FindPage, FindView, recognise_id

LOCALE = Locale("en-GB", "GB")


def view(data: Any) -> FindView:
    return FindPage("tt0133093", "imdb_id", LOCALE).view({"matches": Answer(data, CacheMetadata(0.0, "digest"))})


@pytest.mark.parametrize(
    ("text", "source", "external_id"),
    [
        ("tt0133093", "imdb_id", "tt0133093"),
        ("https://www.imdb.com/name/nm0000206/?ref_=tt", "imdb_id", "nm0000206"),
        ("https://www.wikidata.org/wiki/Q83495", "wikidata_id", "Q83495"),
        ("https://www.facebook.com/TheMatrixMovie", "facebook_id", "TheMatrixMovie"),
        ("https://www.instagram.com/thematrix/", "instagram_id", "thematrix"),
        ("https://twitter.com/TheMatrixMovie", "twitter_id", "TheMatrixMovie"),
        ("https://x.com/TheMatrixMovie", "twitter_id", "TheMatrixMovie"),
        ("https://www.tiktok.com/@thematrix", "tiktok_id", "thematrix"),
        ("https://www.youtube.com/@warnerbros", "youtube_id", "@warnerbros"),
        ("https://thetvdb.com/movies/169", "tvdb_id", "169"),
        ("the matrix", "", "the matrix"),
        ("", "", ""),
    ],
)
def test_an_id_or_an_address_is_recognised(text: str, source: str, external_id: str) -> None:
    assert recognise_id(text) == (source, external_id)
    assert source in {*SOURCES, ""}


def test_without_an_id_or_a_source_nothing_is_sent() -> None:
    for page in (FindPage("", "", LOCALE), FindPage("603", "", LOCALE), FindPage("", "imdb_id", LOCALE)):
        assert not page.calls()
        shown = page.view({})
        assert shown.empty
        assert shown.has_id == bool(page.external_id)


def test_the_only_result_is_where_one_is_led() -> None:
    shown = view({"movie_results": [{"id": 603, "title": "The Matrix"}]})
    assert shown.empty is None
    assert shown.metadata.redirect == "/movie/603-the-matrix/"


def test_of_several_results_one_chooses() -> None:
    shown = view(
        {
            "movie_results": [{"id": 603, "title": "The Matrix"}],
            "person_results": [{"id": 6384, "name": "Keanu Reeves"}],
            "tv_season_results": [{"id": 1, "show_id": 1399, "season_number": 1, "name": "Season 1"}],
            "tv_episode_results": [
                {"id": 2, "show_id": 1399, "season_number": 1, "episode_number": 2, "name": "The Kingsroad"}
            ],
        }
    )
    assert [card.id for card in shown.cards] == [603, 6384]
    assert len(shown.seasons) == len(shown.episodes) == 1
    assert shown.metadata.redirect == ""


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"movie_results": None, "tv_episode_results": "none"},
        {"movie_results": [None, {}], "person_results": {}, "tv_season_results": [7], "tv_episode_results": [[]]},
    ],
)
def test_odd_answers_are_no_results(data: Any) -> None:
    shown = view(data)
    assert shown.empty
    assert shown.empty.heading == "Nothing has that id"
    assert shown.metadata.redirect == ""


def test_an_answer_that_did_not_come_is_raised() -> None:
    with pytest.raises(Unavailable):
        FindPage("tt0133093", "imdb_id", LOCALE).view({"matches": Unavailable(UpstreamProblem.DOWN)})
