"""Shelves are sorted and filtered by what an address says, and by nothing that makes no sense."""

import pytest
from django.http import QueryDict

from accounts.models import User
from library import services
from library.models import Title
from library.shelves import SHELVES, ShelfQuery, build_card, build_page, filter_rows, find_genres, find_years
from tests.library.conftest import title

RATINGS, WATCHLIST = SHELVES["ratings"], SHELVES["watchlist"]


def test_what_makes_no_sense_is_left_out() -> None:
    query = ShelfQuery.parse(QueryDict("sort=worst&type=book&genre=x&year=-1&runtime=7&least=abc&other=1"), RATINGS)
    assert query == ShelfQuery()
    assert not query.is_filtered
    assert query.query_string == ""


def test_what_makes_sense_is_in_the_address_of_other_pages() -> None:
    query = ShelfQuery.parse(QueryDict("sort=title&type=tv&genre=18&year=1999&runtime=90&least=7"), RATINGS)
    assert query.is_filtered
    assert query.query_string == "sort=title&type=tv&genre=18&year=1999&runtime=90&least=7"


def test_only_ratings_are_sorted_by_rating() -> None:
    assert ShelfQuery.parse(QueryDict("sort=rating"), RATINGS).sort == "rating"
    assert ShelfQuery.parse(QueryDict("sort=rating"), WATCHLIST).sort == "newest"


@pytest.mark.parametrize(
    ("fields", "value", "note"),
    [
        ({"date": "1999-03-31"}, None, "1999"),
        ({"date": "1999-03-31"}, 8.5, "1999 · rated 8.5"),
        ({}, 8.0, "rated 8"),
        ({}, None, ""),
        ({"kind": "episode", "show_id": 1, "season": 2, "number": 3, "show_name": "Dark"}, None, "Dark S2 E3"),
        ({"kind": "episode", "show_id": 1, "season": 2, "number": 3}, 9.0, "S2 E3 · rated 9"),
    ],
)
@pytest.mark.usefixtures("stand_in")
def test_cards_say_what_is_known(fields: dict[str, str], value: float | None, note: str) -> None:
    card = build_card(Title(**{"kind": "movie", "tmdb_id": 1} | fields), value)
    assert card.note == note
    assert card.score is None
    assert card.title


@pytest.mark.django_db
@pytest.mark.usefixtures("stand_in")
def test_an_empty_shelf_is_a_page_with_nothing_on_it(bob: User) -> None:
    page = build_page(filter_rows(RATINGS, bob, ShelfQuery()), 7)
    assert (page.cards, page.rows, page.total, page.number, page.pages) == ([], [], 0, 1, 1)
    assert (find_genres(RATINGS, bob), find_years(RATINGS, bob)) == ([], [])


@pytest.mark.django_db
@pytest.mark.usefixtures("stand_in")
def test_titles_without_details_stand_last_and_filter_nothing(bob: User) -> None:
    for number, fields in enumerate(({}, {"date": "1999-01-01", "genres": "|18|x||", "runtime": 90}), start=1):
        services.mark_set(user=bob, title=title("movie", number, **fields), kind="watchlist", on=True)
    assert find_genres(WATCHLIST, bob) == [18]
    assert find_years(WATCHLIST, bob) == ["1999"]
    for sort in ("year", "runtime", "score"):
        rows = filter_rows(WATCHLIST, bob, ShelfQuery(sort=sort))
        assert rows.last().title.tmdb_id == 1, sort
    page = build_page(filter_rows(WATCHLIST, bob, ShelfQuery(runtime="90")), 1, shows_rating=True)
    assert [card.id for card in page.cards] == [2]  # and a mark has no rating to show
