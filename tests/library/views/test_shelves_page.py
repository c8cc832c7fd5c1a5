"""Members' pages: sorted, filtered, paged; and who may see them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from library import services
from tests.conftest import get_page, sign_in
from tests.library.conftest import Tmdb, link, sync, title

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(bob: User, tmdb: Tmdb) -> User:
    """Bob, with all that mona has at TMDB."""
    link(bob, "mona")
    sync(bob)
    return bob


def test_the_pages_of_a_member(client: Client, busy: User) -> None:
    body = get_page(client, "/me/")
    for words in ("bob", "Ratings", "186", "Favourites", "18", "Watchlist", "26", "Lists", "Space, seriously"):
        assert words in body
    for slug, words in (("ratings", "186 in all"), ("favorites", "18 in all"), ("watchlist", "26 in all")):
        assert words in get_page(client, f"/members/bob/{slug}/")
    assert "1 of 5" in get_page(client, "/members/bob/ratings/")
    assert "Sunday afternoons" in get_page(client, "/members/bob/lists/")


def words_of(body: str, element: str) -> str:
    """The text in the first such element."""
    inside = body[body.index(f"<{element}") : body.index(f"</{element}>")]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def names(body: str) -> list[str]:
    return re.findall(r'<span class="card-title"[^>]*>([^<]+)</span>', body)


def test_each_sort_is_what_it_says(client: Client, bob: User) -> None:
    for number, name, date, score, runtime, value in (
        (1, "Beta", "1990-01-01", 6.0, 120, 8),
        (2, "Alpha", "2010-01-01", 8.0, 90, 6),
        (3, "Gamma", "", None, None, 9),
    ):
        film = title("movie", number, name=name, date=date, vote_average=score, runtime=runtime, genres="|18|")
        services.rating_set(user=bob, title=film, value=value)
    names_by_sort = {
        "newest": "Gamma Alpha Beta", "oldest": "Beta Alpha Gamma", "title": "Alpha Beta Gamma",
        "rating": "Gamma Beta Alpha", "nonsense": "Gamma Alpha Beta",
        "year": "Alpha Beta Gamma", "score": "Alpha Beta Gamma", "runtime": "Alpha Beta Gamma",
    }  # fmt: skip
    for sort, order in names_by_sort.items():
        assert names(get_page(client, f"/members/bob/ratings/?sort={sort}")) == order.split(), sort


def test_filters(client: Client, bob: User) -> None:
    services.rating_set(
        user=bob, title=title("movie", 1, name="Short", genres="|18|80|", runtime=80, date="1999-01-01"), value=4
    )
    services.rating_set(
        user=bob, title=title("movie", 2, name="Long", genres="|8|", runtime=200, date="2001-01-01"), value=9
    )
    services.rating_set(user=bob, title=title("tv", 3, name="Serial", genres="|18|"), value=7)
    for query, expected in (
        ("type=movie", {"Short", "Long"}),
        ("type=tv", {"Serial"}),
        ("genre=18", {"Short", "Serial"}),
        ("genre=8", {"Long"}),
        ("year=1999", {"Short"}),
        ("runtime=90", {"Short"}),
        ("least=7", {"Long", "Serial"}),
        ("type=movie&least=9", {"Long"}),
        ("genre=x&year=-1&runtime=7&least=abc&type=zzz", {"Short", "Long", "Serial"}),
    ):
        assert set(names(get_page(client, f"/members/bob/ratings/?{query}"))) == expected, query
    assert "Nothing fits" in get_page(client, "/members/bob/ratings/?year=1900")


def test_empty_shelves_help(client: Client, bob: User, charlie: User) -> None:
    for slug, words in (
        ("ratings", "Nothing rated yet"),
        ("favorites", "No favourites yet"),
        ("watchlist", "Nothing waits"),
    ):
        body = get_page(client, f"/members/bob/{slug}/")
        assert words in body
        assert "Find something" in body
        assert "Find something" not in get_page(sign_in(charlie), f"/members/bob/{slug}/")
    assert "No lists yet" in get_page(client, "/members/bob/lists/")


@pytest.mark.parametrize(
    "address", ["/members/bob/", "/members/bob/ratings/", "/members/bob/favorites/", "/members/bob/lists/"]
)
def test_queries_do_not_grow_with_what_a_member_has(client: Client, bob: User, address: str) -> None:
    def fill(start: int, number: int) -> None:
        for tmdb_id in range(start, start + number):
            services.rating_set(user=bob, title=title("movie", tmdb_id), value=8)
            services.mark_set(user=bob, title=title("movie", tmdb_id), kind="favorite", on=True)
        services.list_create(user=bob, name=f"List {start}")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            get_page(client, address)
        return len(queries)

    fill(1, 20)
    count()
    few = count()
    fill(100, 20)
    assert count() == few < 25


def test_a_list_for_oneself_stands_in_nobodys_overview(bob: User, charlie: User) -> None:
    services.list_create(user=bob, name="Secret owls", audience="nobody")
    assert "Secret owls" in get_page(sign_in(bob), "/members/bob/lists/")
    assert "Secret owls" not in get_page(sign_in(charlie), "/members/bob/lists/")
    assert "Secret owls" not in get_page(sign_in(charlie), "/members/bob/")


def test_a_page_says_who_sees_it(bob: User) -> None:
    assert "Members of the club see these pages" in get_page(sign_in(bob), "/me/")
    User.objects.filter(pk=bob.pk).update(is_private=True)
    assert "Nobody else sees these pages" in get_page(sign_in(bob), "/me/")


def test_the_front_page_begins_with_what_waits(client: Client, bob: User, visitor: Client) -> None:
    services.mark_set(user=bob, title=title("movie", 603, name="The Matrix"), kind="watchlist", on=True)
    assert "Waiting on your watchlist" in get_page(client, "/")
    assert "Waiting on your watchlist" not in get_page(visitor, "/")
