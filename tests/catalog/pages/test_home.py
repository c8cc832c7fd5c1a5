"""The first page: shelves that TMDB answers or not, genres, and the film of the day."""

from typing import Any

import pytest

from catalog.gateway import NotFound, Outcome, Unavailable, UpstreamProblem
from catalog.pages.home import HomePage, HomeView
from tests.catalog.answers import BRITISH, ODD_VALUES, answer

DOWN = Unavailable(UpstreamProblem.DOWN)
PAGE = HomePage(BRITISH, "2026-11-23")
NAMES = list(PAGE.calls())


def film(tmdb_id: int, **more: Any) -> dict[str, Any]:
    return {
        "id": tmdb_id,
        "title": f"Film {tmdb_id}",
        "backdrop_path": "/b.jpg",
        "overview": "Somebody wakes up.",
    } | more


def home(page: HomePage = PAGE, **answers: Outcome) -> HomeView:
    """Build the view from the answers given, all others being empty lists."""
    empty: dict[str, Outcome] = {name: answer({"results": []}) for name in NAMES}
    return page.view(empty | {name.replace("_", "-"): outcome for name, outcome in answers.items()})


def test_its_calls_have_names() -> None:
    assert NAMES == ["trending", "now-playing", "upcoming", "on-the-air", "popular", "genres", "top-rated"]
    assert PAGE.calls()["popular"].operation.id == "person-popular-list"


def test_each_shelf_leads_to_all_of_its_chart() -> None:
    shelves = {shelf.id: shelf.url for shelf in home().shelves}
    assert shelves == {
        "trending-today": "/trending/",
        "now-playing": "/movies/now-playing/",
        "upcoming-films": "/movies/upcoming/",
        "on-the-air": "/tv/on-the-air/",
        "popular-people": "/people/popular/",
    }


def test_a_shelf_shows_cards_of_its_kind() -> None:
    view = home(on_the_air=answer({"results": [{"id": 1399, "name": "Game of Thrones"}]}))
    [card] = view.shelves[3].cards
    assert (card.kind, card.url) == ("tv", "/tv/1399-game-of-thrones/")


@pytest.mark.parametrize("problem", [DOWN, NotFound()])
def test_a_shelf_without_an_answer_says_so_and_the_others_stand(problem: Outcome) -> None:
    view = home(upcoming=problem, now_playing=answer({"results": [film(1)]}))
    assert [shelf.failed for shelf in view.shelves] == [False, False, True, False, False]
    assert [card.id for card in view.shelves[1].cards] == [1]


def test_without_any_answer_there_is_no_page() -> None:
    with pytest.raises(Unavailable):
        PAGE.view(dict.fromkeys(NAMES, DOWN))


def test_genres_lead_to_discover() -> None:
    view = home(genres=answer({"genres": [{"id": 27, "name": "Horror"}, {"id": 0, "name": "Nothing"}]}))
    assert [(genre.text, genre.url) for genre in view.genres] == [("Horror", "/discover/movie/?with_genres=27")]


def test_another_film_each_day() -> None:
    top_rated = answer({"results": [film(1), film(2), film(3)]})
    days = [HomePage(BRITISH, f"2026-11-{day}") for day in (23, 24, 25, 26)]
    films = [home(page, top_rated=top_rated).film_of_the_day for page in days]
    ids = [shown.card.id for shown in films if shown]
    assert set(ids) == {1, 2, 3}
    assert ids[0] == ids[3], "they come round"


@pytest.mark.parametrize(
    ("votes", "words"), [(25310, "25,310 people can't all be wrong"), (12, "fewer people know it")]
)
def test_the_film_of_the_day_has_a_reason(votes: int, words: str) -> None:
    shown = home(top_rated=answer({"results": [film(1, vote_count=votes)]})).film_of_the_day
    assert shown
    assert words in shown.reason
    assert shown.overview == "Somebody wakes up."


@pytest.mark.parametrize("lacking", [{"backdrop_path": None}, {"overview": " "}, {"id": 0}, {"id": "x"}])
def test_a_film_that_says_nothing_is_none_of_the_day(lacking: dict[str, Any]) -> None:
    assert home(top_rated=answer({"results": [film(1, **lacking)]})).film_of_the_day is None


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_answers_leave_shelves_empty(value: Any) -> None:
    for data in (value, {"results": value, "genres": value}):
        view = PAGE.view({name: answer(data) for name in NAMES})
        assert [shelf.cards for shelf in view.shelves] == [[]] * 5
        assert view.genres == []
        assert view.film_of_the_day is None


def test_it_has_a_title() -> None:
    assert home().metadata.title == "Films, shows and people"
