"""A title has a row here when TMDB is known to have it, and not before; what can't be looked up is said, not lost."""

import pytest
from django.test import Client

from accounts.models import User
from catalog import search
from catalog.gateway import Unavailable, UpstreamProblem, gateway
from library import guests
from library.models import GuestRating, List, ListItem, Mark, OutboxEntry, Rating, Title
from tests.conftest import get_page
from tests.library.conftest import Tmdb, new_list, title
from tests.stand_in import DOWN

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
NOWHERE = 999_999_999  # TMDB has no title of that number
UNSEEN = {
    "/movie/604/rating/": {"value": "8"},
    "/tv/1396/watchlist/": {"on": "1"},
    "/tv/1396/season/1/episode/1/rating/": {"value": "8"},
}


def rows() -> list[int]:
    """How much there is of everything that somebody might have done."""
    return [model._default_manager.count() for model in (Title, Rating, Mark, ListItem, GuestRating, OutboxEntry)]


@pytest.mark.parametrize(
    "address",
    [
        f"/movie/{NOWHERE}/rating/",
        f"/tv/{NOWHERE}/watchlist/",
        f"/tv/{NOWHERE}/season/1/episode/1/rating/",
        "/tv/1399/season/99/episode/1/rating/",
        "/tv/1399/season/1/episode/99/rating/",
    ],
)
def test_what_tmdb_does_not_have_gets_no_row(client: Client, visitor: Client, session: str, address: str) -> None:
    given = {"value": "8", "on": "1"}
    for browser in (client, visitor):
        for headers in ({}, HTMX):
            response = browser.post(address, given, headers=headers)
            guests_must_sign_in = "rating" not in address and browser is visitor
            assert guests_must_sign_in or response.status_code == 404
    assert rows() == [0] * 6


def test_nor_does_it_get_onto_a_list(client: Client, bob: User) -> None:
    owls = List.objects.create(user=bob, name="Owls", created_at="2026-01-01T00:00Z", changed_at="2026-01-01T00:00Z")
    assert client.post(f"/movie/{NOWHERE}/keep/", {"list": owls.pk, "on": "1"}).status_code == 404
    assert client.post(f"/lists/new/?film={NOWHERE}", new_list(film=str(NOWHERE))).status_code == 404
    assert rows() == [0] * 6
    assert List.objects.count() == 1


def test_a_row_of_something_that_tmdb_never_had_takes_nothing_more(client: Client, bob: User) -> None:
    """Such rows are there from before."""
    bogus = title("movie", NOWHERE, name="", is_gone=True, filled_at="2026-01-01T00:00Z")
    Rating.objects.create(user=bob, title=bogus, halves=8, rated_at="2026-01-01T00:00Z", changed_at="2026-01-01T00:00Z")
    assert client.post(f"/movie/{NOWHERE}/rating/", {"value": "8"}).status_code == 404
    client.post(f"/movie/{NOWHERE}/rating/", {"value": ""})
    assert not Rating.objects.exists()  # but what was given can be taken back


def test_no_row_for_a_value_that_is_no_rating(client: Client) -> None:
    assert client.post("/movie/603/rating/", {"value": "11"}).status_code == 400
    assert rows() == [0] * 6


@pytest.mark.parametrize("address", UNSEEN)
def test_while_tmdb_is_away_what_was_never_seen_is_not_accepted(
    client: Client, visitor: Client, tmdb: Tmdb, address: str
) -> None:
    """The sentence says so, and the button on its page does it once TMDB is back."""
    tmdb.stand_in.fault = DOWN
    given = UNSEEN[address] | {"next": "/movies/popular/", "as": "card"}
    for browser in (client, visitor):
        response = browser.post(address, given)
        if response.status_code == 302:
            assert "/accounts/login/" in response.headers["Location"]
            continue
        body = response.content.decode()
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert "TMDB isn’t answering, and this title hasn’t been opened here yet" in body
        assert 'href="/movies/popular/"' in body
        assert f'action="{address}"' in body
        for name, value in given.items():
            assert f'name="{name}" value="{value}"' in body
    response = client.post(address, given, headers=HTMX)
    assert response.status_code == 503
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Nothing was saved" in response.content.decode()
    assert rows() == [0] * 6


def test_who_opens_too_many_new_titles_is_told_when_to_go_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Unavailable(UpstreamProblem.TOO_MANY, 7)

    monkeypatch.setattr(gateway(), "read", refuse)
    for headers in ({}, HTMX):
        response = client.post("/movie/604/rating/", {"value": "8"}, headers=headers)
        assert (response.status_code, response.headers["Retry-After"]) == (429, "7")
        assert "Nothing was saved. Try again in 7 seconds." in response.content.decode()
    assert client.post("/lists/new/", new_list(film="604")).status_code == 429
    assert rows() == [0] * 6


@pytest.mark.parametrize("address", UNSEEN)
def test_once_its_page_was_seen_it_is_taken_while_tmdb_is_away(client: Client, tmdb: Tmdb, address: str) -> None:
    where = address.removesuffix("rating/").removesuffix("favorite/").removesuffix("watchlist/")
    client.get(where, follow=True)
    tmdb.stand_in.fault = DOWN
    tmdb.stand_in.calls.clear()
    assert client.post(address, UNSEEN[address]).status_code == 302
    assert Title.objects.get().name
    assert tmdb.stand_in.page_calls == []


def test_an_episode_is_known_from_its_seasons_page(client: Client, tmdb: Tmdb) -> None:
    get_page(client, "/tv/1399/season/1/")
    tmdb.stand_in.fault = DOWN
    for number in (1, 2):
        client.post(f"/tv/1399/season/1/episode/{number}/rating/", {"value": "8"})
    assert [(row.season, row.number, row.show_name) for row in Title.objects.order_by("number")] == [
        (1, 1, "Game of Thrones"),
        (1, 2, "Game of Thrones"),
    ]
    assert client.post("/tv/1399/season/1/episode/99/rating/", {"value": "8"}).status_code == 503


def test_what_the_search_file_has_is_known(client: Client, tmdb: Tmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card on a list, a search result: TMDB's export of the day before names it, so a click asks nobody."""
    hit = search.Hit("movie", 604, "The Matrix Reloaded", "2003", "", 1.0)
    monkeypatch.setattr(
        search.title_index(), "find_by_ids", lambda kind, ids: {604: hit} if (kind, ids) == ("movie", [604]) else {}
    )
    tmdb.stand_in.fault = DOWN
    assert client.post("/movie/604/rating/", {"value": "8"}).status_code == 302
    assert str(Title.objects.get()) == "The Matrix Reloaded"
    assert Title.objects.get().filled_at is None  # a task does that


def test_a_card_of_a_title_that_nobody_opened_is_asked_for_once(client: Client, tmdb: Tmdb) -> None:
    tmdb.stand_in.calls.clear()
    client.post("/movie/605/rating/", {"value": "8"})
    client.post("/movie/605/favorite/", {"on": "1"})
    assert len([call for call in tmdb.stand_in.page_calls if call.startswith("/movie/605")]) == 1


def test_a_guests_rating_waits_for_nothing_that_tmdb_has_not(visitor: Client) -> None:
    visitor.post(f"/movie/{NOWHERE}/rating/", {"value": "8"})
    assert guests.due_guest_ids() == []
