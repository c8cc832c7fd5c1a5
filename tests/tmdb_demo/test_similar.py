"""Similar and recommended titles."""

import pytest

from tests.tmdb_demo.shelf import Shelf
from tmdb_demo import similar

ACTION, DRAMA, WESTERN, HORROR = 28, 18, 37, 27


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_a_rare_keyword_says_more_than_a_common_one(shelf: Shelf) -> None:
    common, rare = 1, 2
    film = shelf.movie("Film", genres=[DRAMA], keywords=[common, rare])
    for number in range(10):
        shelf.movie(f"Common {number}", genres=[DRAMA], keywords=[common, 100 + number])
    kin = shelf.movie("Kin", genres=[DRAMA], keywords=[rare, 99])
    similar.build_traits(shelf.db)
    assert similar.similar(shelf.db, "movie", film)[0] == kin


def test_similar_is_about_themes_and_recommended_about_people(shelf: Shelf) -> None:
    director, star = shelf.person("Director"), shelf.person("Star")
    film = shelf.movie("Film", genres=[WESTERN], keywords=[1, 2, 3], cast=[star], crew={director: "Director"})
    themes = shelf.movie("Same themes", genres=[WESTERN], keywords=[1, 2, 3])
    people = shelf.movie("Same people", genres=[WESTERN], cast=[star], crew={director: "Director"})
    for number in range(10):
        shelf.movie(f"Other {number}", genres=[DRAMA], keywords=[1, 10, 11])
    similar.build_traits(shelf.db)
    assert similar.similar(shelf.db, "movie", film)[0] == themes
    assert similar.recommended(shelf.db, "movie", film)[0] == people


def test_the_next_part_of_a_series_is_recommended(shelf: Shelf) -> None:
    film = shelf.movie("Part One", genres=[ACTION], collection_id=1)
    for number in range(5):
        shelf.movie(f"Other {number}", genres=[ACTION], popularity=90, vote_average=8.0)
    sequel = shelf.movie("Part Two", genres=[ACTION], collection_id=1)
    similar.build_traits(shelf.db)
    assert similar.recommended(shelf.db, "movie", film)[0] == sequel


def test_without_keywords_language_and_time_tell(shelf: Shelf) -> None:
    film = shelf.movie("Tokyo Story", genres=[DRAMA], original_language="ja", release_date="1953-11-03")
    for number in range(10):
        shelf.movie(f"Drama {number}", genres=[DRAMA], release_date="2019-01-01", popularity=50)
    cars = shelf.movie("Drive My Car", genres=[DRAMA], original_language="ja", release_date="2021-08-18")
    ikiru = shelf.movie("Ikiru", genres=[DRAMA], original_language="ja", release_date="1952-10-09")
    similar.build_traits(shelf.db)
    assert similar.recommended(shelf.db, "movie", film)[:2] == [ikiru, cars]
    assert similar.similar(shelf.db, "movie", film)[:2] == [ikiru, cars]


def test_of_two_alike_the_better_one_is_recommended(shelf: Shelf) -> None:
    film = shelf.movie("Film", genres=[HORROR])
    shelf.movie("Poor", genres=[HORROR], vote_average=5.0)
    good = shelf.movie("Good", genres=[HORROR], vote_average=8.5)
    similar.build_traits(shelf.db)
    assert similar.recommended(shelf.db, "movie", film)[0] == good


def test_never_itself_and_forty_at_most(shelf: Shelf) -> None:
    films = [shelf.movie(f"Film {number}", genres=[DRAMA]) for number in range(60)]
    similar.build_traits(shelf.db)
    for which in (similar.similar, similar.recommended):
        ids = which(shelf.db, "movie", films[0])
        assert len(ids) == len(set(ids)) == 40
        assert films[0] not in ids


def test_shows_by_network_and_makers_and_never_films(shelf: Shelf) -> None:
    maker = shelf.person("Maker")
    show = shelf.show("Show", genres=[DRAMA], networks=[1])
    shelf.movie("Film", genres=[DRAMA])
    for number in range(5):
        shelf.show(f"Other {number}", genres=[DRAMA], networks=[2])
    kin = shelf.show("Kin", genres=[DRAMA], networks=[1])
    for number in (show, kin):
        shelf.insert("created_by", tv_id=number, person_id=maker, credit_id=str(number), position=0)
    similar.build_traits(shelf.db)
    ids = similar.recommended(shelf.db, "tv", show)
    assert ids[0] == kin
    assert len(ids) == 6


def test_what_is_like_nothing_or_unknown_has_nothing(shelf: Shelf) -> None:
    alone = shelf.movie("Alone", genres=[WESTERN], original_language="is")
    shelf.movie("Other", genres=[DRAMA])
    similar.build_traits(shelf.db)
    assert similar.similar(shelf.db, "movie", alone) == []
    assert similar.recommended(shelf.db, "movie", 999) == []
