"""Search: what people type, and what they mean by it."""

import pytest

from tests.tmdb_demo.shelf import Shelf
from tmdb_demo import search
from tmdb_demo.folding import fold, index_names


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.mark.parametrize(
    ("typed", "title", "names"),
    [
        ("amelie", "Amélie", []),
        ("AMÉLIE", "Amélie", []),
        ("fabuleux destin", "Amélie", ["Le Fabuleux Destin d'Amélie Poulain"]),
        ("matr", "The Matrix", []),
        ("rings lord", "The Lord of the Rings", []),
        ("spiderman", "Spider-Man", []),
        ("spider man", "Spider-Man", []),
        ("schindlers list", "Schindler's List", []),
        ("schindler’s list", "Schindler's List", []),
        ("mash", "M*A*S*H", []),
        ("walle", "WALL·E", []),
        ("fast and furious", "Fast & Furious", []),
        ("lodz", "Łódź", []),
        ("strasse", "Straße", []),
        ("千と", "Spirited Away", ["千と千尋の神隠し"]),
        ("神隠し", "Spirited Away", ["千と千尋の神隠し"]),
        ("기생", "Parasite", ["기생충"]),
        ("七人の侍", "Seven Samurai", ["七人の侍"]),
        ("иваново", "Ivan's Childhood", ["Иваново детство"]),
    ],
)
def test_found_by_any_name_however_typed(shelf: Shelf, typed: str, title: str, names: list[str]) -> None:
    film = shelf.movie(title, names=names)
    shelf.movie("Something Else", names=["別の映画", "다른 영화"])
    assert search.movies(shelf.db, typed) == [film]


def test_characters_have_to_stand_together(shelf: Shelf) -> None:
    shelf.movie("Kyoto East", names=["京都東"])
    tokyo = shelf.movie("Tokyo Story", names=["東京物語"])
    assert search.movies(shelf.db, "東京") == [tokyo]
    shelf.movie("Backwards", names=["충생기"])
    parasite = shelf.movie("Parasite", names=["기생충"])
    assert search.movies(shelf.db, "기생") == [parasite]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "?!…",
        '"',
        "'",
        "*",
        '"*^ (',
        "😀",
        "🎬🍿",
        "-",
        "\x00",
        "\ud800",
        "_",
        "((((",
        '""""',
        "{}[]:^~",
        "|",
    ],
)
def test_signs_alone_find_nothing(shelf: Shelf, typed: str) -> None:
    shelf.movie("Film")
    assert search.multi(shelf.db, typed) == []


@pytest.mark.parametrize(
    "typed", ["film AND", "NOT film", "film OR x", "NEAR(film x)", "names:film", 'film" OR "x', "film*^"]
)
def test_words_of_the_index_are_words_like_any(shelf: Shelf, typed: str) -> None:
    shelf.movie("Film")
    assert search.movies(shelf.db, typed) in ([], [1])


def test_a_very_long_text_is_answered(shelf: Shelf) -> None:
    shelf.movie("Film")
    assert search.multi(shelf.db, "x" * 5000) == []
    assert search.multi(shelf.db, "film " * 1000) == [("movie", 1)]
    assert search.multi(shelf.db, "千" * 5000) == []


def test_the_very_name_first_then_the_beginning_then_the_better_known(shelf: Shelf) -> None:
    famous = shelf.movie("Rise of the Alien Kings", popularity=100)
    sequel = shelf.movie("Alien: Covenant", popularity=50)
    exact = shelf.movie("Alien", popularity=1)
    nobody = shelf.movie("My Alien", popularity=1)
    assert search.movies(shelf.db, "alien") == [exact, sequel, famous, nobody]


def test_articles_do_not_keep_a_name_from_being_the_one(shelf: Shelf) -> None:
    shelf.movie("Matrix Reborn", popularity=99)
    the_matrix = shelf.movie("The Matrix", popularity=1)
    assert search.movies(shelf.db, "matrix")[0] == the_matrix


def test_among_the_same_names_the_better_known(shelf: Shelf) -> None:
    old, new = shelf.movie("Dune", popularity=20), shelf.movie("Dune", popularity=90)
    assert search.movies(shelf.db, "dune") == [new, old]


def test_the_year_is_that_of_the_date_shown(shelf: Shelf) -> None:
    old = shelf.movie("Dune", release_date="1984-12-14", popularity=2)
    new = shelf.movie("Dune", release_date="2021-09-15")
    shelf.release(old, "DE", "1984-01-01", type_=1)
    shelf.release(old, "DE", "1985-02-01")
    assert search.movies(shelf.db, "dune", year=1984) == [old]
    assert search.movies(shelf.db, "dune", year=1985) == []
    assert search.movies(shelf.db, "dune", year=1985, region="DE") == [old]
    assert search.movies(shelf.db, "dune", year=1984, region="DE") == []
    assert search.movies(shelf.db, "dune", primary_release_year=2021, region="DE") == [new]
    assert search.movies(shelf.db, "dune", year=21) == []


def test_adult_films_only_on_demand(shelf: Shelf) -> None:
    film = shelf.movie("Film", adult=1)
    assert search.movies(shelf.db, "film") == []
    assert search.movies(shelf.db, "film", include_adult=True) == [film]


def test_the_year_of_a_show_is_that_of_any_episode(shelf: Shelf) -> None:
    show = shelf.show("Twin Peaks", first_air_date="1990-04-08", aired=["1990-04-08", "2017-05-21"])
    assert search.shows(shelf.db, "twin peaks", year=2017) == [show]
    assert search.shows(shelf.db, "twin peaks", first_air_date_year=2017) == []
    assert search.shows(shelf.db, "twin peaks", first_air_date_year=1990) == [show]


def test_films_shows_and_people_in_one_list(shelf: Shelf) -> None:
    film = shelf.movie("Stone", popularity=5)
    show = shelf.show("Stone", popularity=50)
    emma = shelf.person("Emma Stone", popularity=500)
    assert search.multi(shelf.db, "stone") == [("tv", show), ("movie", film), ("person", emma)]
    assert search.people(shelf.db, "stone") == [emma]


def test_companies_collections_and_keywords_by_the_titles_they_have(shelf: Shelf) -> None:
    for number, name in ((1, "Time Works"), (2, "Time Pictures"), (3, "Elsewhere")):
        for kind in ("company", "collection", "keyword"):
            shelf.named(kind, number, name)
    shelf.movie("Film", companies=[2], keywords=[2], collection_id=2)
    assert search.companies(shelf.db, "time") == [2, 1]
    assert search.collections(shelf.db, "time") == [2, 1]
    assert search.keywords(shelf.db, "time") == [2, 1]


def test_folded_texts() -> None:
    assert fold("Amélie") == "amelie"
    assert fold("WALL·E") == "wall e"
    assert fold("千とX") == "千 と x"
    assert fold(" ¿Qué? ") == "que"


def test_names_in_the_index_stand_once_each() -> None:
    assert index_names(["Spider-Man", "spider man", "Spider-Man"]) == "spider man | spiderman"
    assert index_names(["", "…"]) == ""
