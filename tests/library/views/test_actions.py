"""What a member does on the catalogue's pages: with one click, with and without JavaScript."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from library import guests, services
from library.models import Guest, GuestRating, List, Mark, Rating
from library.sync import account_states
from tests.conftest import get_page
from tests.library.conftest import Tmdb, link, title, worker
from tests.stand_in import DOWN

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PLACES = {
    "/movie/603/": ("movie", 603),
    "/tv/1399/": ("tv", 1399),
    "/tv/1399/season/1/episode/2/": ("episode", None),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_rating_is_given_changed_and_taken_back(client: Client, bob: User, place: str) -> None:
    response = client.post(f"{place}rating/", {"value": "8.5"}, headers={"Referer": f"http://testserver{place}"})
    assert (response.status_code, response.headers["Location"]) == (302, place)
    assert Rating.objects.get(user=bob).value == 8.5
    assert "Your rating: 8.5 of 10" in get_page(client, place)
    response = client.post(f"{place}rating/", {"value": "7", "as": "actions"}, headers=HTMX)
    assert "Your rating: 7 of 10" in response.content.decode()
    assert "<html" not in response.content.decode()
    client.post(f"{place}rating/", {"value": ""})
    assert not Rating.objects.exists()
    assert "Your rating" in get_page(client, place)


@pytest.mark.parametrize("value", ["0", "0.3", "11", "x", "nan", "1e999"])
def test_what_is_no_rating_is_a_400(client: Client, value: str) -> None:
    assert client.post("/movie/603/rating/", {"value": value}).status_code == 400
    assert not Rating.objects.exists()


@pytest.mark.parametrize("mark", ["favorite", "watchlist"])
def test_hearts_and_bookmarks(client: Client, bob: User, mark: str) -> None:
    body = get_page(client, "/movie/603-the-matrix/")
    assert f'formaction="/movie/603/{mark}/" name="on" value="1" aria-pressed="false"' in body
    client.post(f"/movie/603/{mark}/", {"on": "1"})
    client.post(f"/movie/603/{mark}/", {"on": "1"})
    assert Mark.objects.get(user=bob).kind == mark
    assert f'formaction="/movie/603/{mark}/" name="on" value="0" aria-pressed="true"' in get_page(client, "/movie/603/")
    client.post(f"/movie/603/{mark}/", {"on": "0"})
    assert not Mark.objects.exists()
    assert client.post(f"/movie/603/{mark}/", {"on": "maybe"}).status_code == 400


def test_every_card_has_them_and_every_episode_its_stars(client: Client, visitor: Client) -> None:
    client.post("/movie/603/rating/", {"value": "8"})
    for address in (
        "/movies/popular/",
        "/search/?q=matrix&type=movie",
        "/discover/movie/",
        "/collection/2344/",
        "/",
        "/tv/popular/",
    ):
        body = get_page(client, address)
        assert "acts-card" in body, address
        assert "acts-card" not in get_page(visitor, address)
    assert "Your rating: 8. Change it" in get_page(client, "/collection/2344/")
    assert "Rate this episode" in get_page(client, "/tv/1399/season/1/")


def test_a_member_sees_what_waits_and_what_was_refused(client: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    get_page(client, "/movie/603-the-matrix/")
    tmdb.stand_in.fault = DOWN
    client.post("/movie/603/rating/", {"value": "8"})
    worker(bob)
    tmdb.stand_in.fault = None
    assert "Waiting for TMDB" in get_page(client, "/movie/603/")
    body = get_page(client, "/me/sync/")
    assert "The Matrix: rated 8" in body
    assert "TMDB isn&#x27;t answering" in body
    client.post("/me/sync/retry/")
    worker(bob)
    assert "Waiting for TMDB" not in get_page(client, "/movie/603/")


def test_the_catalogue_page_is_the_same_for_all_but_for_these_places(
    client: Client, visitor: Client, tmdb: Tmdb
) -> None:
    get_page(visitor, "/movie/603-the-matrix/")
    tmdb.stand_in.calls.clear()
    client.post("/movie/603/rating/", {"value": "8"})
    get_page(client, "/movie/603-the-matrix/")
    get_page(visitor, "/movie/603-the-matrix/")
    assert tmdb.stand_in.page_calls == []
    assert "Your rating" not in get_page(visitor, "/movie/603-the-matrix/")
    assert "ETag" in visitor.get("/movie/603-the-matrix/").headers
    assert "ETag" not in client.get("/movie/603-the-matrix/").headers


def test_a_film_page_costs_a_member_few_queries_however_much_they_have(
    client: Client, bob: User, django_assert_max_num_queries: object
) -> None:
    get_page(client, "/movies/popular/")
    for number in range(600, 640):
        Rating.objects.create(
            user=bob,
            title=title("movie", number),
            halves=8,
            rated_at="2026-01-01T00:00Z",
            changed_at="2026-01-01T00:00Z",
        )
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        get_page(client, "/movies/popular/")


def test_a_page_left_open_until_the_session_ended_leads_to_signing_in(visitor: Client, bob: User) -> None:
    """And nothing of it becomes a guest's rating unnoticed."""
    shown = {"HX-Current-URL": "http://testserver/movies/popular/?page=2"}
    response = visitor.post("/movie/603/rating/", {"value": "8", "member": "1", "as": "card"}, headers=HTMX | shown)
    expected = "/accounts/login/?next=/movies/popular/%3Fpage%3D2"
    assert response.headers["HX-Redirect"] == expected
    assert visitor.post("/movie/603/favorite/", {"on": "1"}, headers=HTMX | shown).headers["HX-Redirect"] == expected
    came = {"Referer": "http://testserver/movies/popular/?page=2"}
    response = visitor.post("/movie/603/rating/", {"value": "8", "member": "1"}, headers=came)
    assert response.headers["Location"] == expected
    assert not Rating.objects.exists()
    assert not GuestRating.objects.exists()


def test_without_javascript_a_card_leads_to_the_stars_and_back_to_where_it_stood(client: Client) -> None:
    get_page(client, "/movies/popular/")
    body = get_page(client, "/movie/603/rate/", referer="http://testserver/movies/popular/?page=2")
    assert '<input type="hidden" name="next" value="/movies/popular/?page=2">' in body
    response = client.post("/movie/603/rating/", {"value": "8", "next": "/movies/popular/?page=2"})
    assert response.headers["Location"] == "/movies/popular/?page=2"


def test_buttons_tell_by_themselves_when_it_has_arrived(client: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    get_page(client, "/movie/603-the-matrix/")
    body = client.post("/movie/603/rating/", {"value": "8", "as": "actions"}, headers=HTMX).content.decode()
    assert "On its way to TMDB" in body
    assert "/movie/603/standing/?as=actions&amp;after=2&amp;seen=8-00100-0" in body
    tmdb.stand_in.fault = DOWN
    worker(bob)
    body = client.get("/movie/603/standing/?as=actions&after=2&seen=8-00100-0", headers=HTMX).content.decode()
    assert "Waiting for TMDB" in body
    assert "after=4" in body
    assert "after" not in client.get("/movie/603/standing/?after=64", headers=HTMX).content.decode()
    body = client.post("/movie/603/rating/", {"value": "8", "as": "actions"}, headers=HTMX).content.decode()
    assert "Waiting for TMDB" in body  # enqueued anew, and not even tried while TMDB is known to be away
    tmdb.stand_in.fault = None
    worker(bob)
    response = client.get("/movie/603/standing/?as=actions&after=4&seen=8-00110-0", headers=HTMX)
    assert "TMDB" not in response.content.decode()
    assert client.get("/movie/603/standing/?as=actions&seen=8-00000-0", headers=HTMX).status_code == 204


def test_a_title_that_was_rated_at_tmdb_shows_it_soon_after_its_page(
    client: Client, bob: User, tmdb: Tmdb, session: str
) -> None:
    """The page asks nobody; a worker does, and the buttons look again."""
    get_page(client, "/movie/603-the-matrix/")
    get_page(client, "/tv/1399/season/1/")
    tmdb.write("POST", "/movie/603/rating", session, value=9)
    tmdb.write("POST", "/tv/1399/season/1/episode/2/rating", session, value=4)
    assert "/movie/603/standing/?as=actions&amp;after=3&amp;seen=0-00000-0" in get_page(
        client, "/movie/603-the-matrix/"
    )
    account_states.refresh(bob.pk, ("movie", 603))
    account_states.refresh(bob.pk, ("season", 1399, 1))
    response = client.get("/movie/603/standing/?as=actions&after=3&seen=0-00000-0", headers=HTMX)
    assert "Your rating: 9 of 10" in response.content.decode()
    assert "Your rating: 4. Change it" in get_page(client, "/tv/1399/season/1/")


def test_an_episode_on_a_shelf_has_its_stars(client: Client, bob: User, tmdb: Tmdb) -> None:
    client.post("/tv/1399/season/1/episode/1/rating/", {"value": "9"})
    body = get_page(client, "/members/bob/ratings/")
    assert 'href="/tv/1399/season/1/episode/1/rate/"' in body
    assert "Your rating: 9. Change it" in body


@pytest.mark.parametrize("address", ["/movies/popular/", "/movie/603-the-matrix/", "/tv/1399/season/1/"])
def test_queries_do_not_grow_with_what_waits(client: Client, bob: User, tmdb: Tmdb, session: str, address: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            get_page(client, address)
        return len(queries)

    def fill(numbers: range) -> None:
        for number in numbers:
            services.rating_set(user=bob, title=title("movie", number), value=8)
            services.mark_set(user=bob, title=title("movie", number), kind="watchlist", on=True)

    fill(range(600, 610))
    count()
    few = count()
    fill(range(610, 620))
    assert count() == few <= 16


def test_lists_open_below_a_films_buttons(client: Client, bob: User, tmdb: Tmdb, session: str) -> None:
    get_page(client, "/movie/603-the-matrix/")
    owls = services.list_create(user=bob, name="Owls", audience="everybody")
    worker(bob)
    number = List.objects.get().tmdb_id
    body = client.get("/movie/603/keep/", headers=HTMX).content.decode()
    assert "<html" not in body
    assert "Owls" in body
    tmdb.write("POST", f"/list/{number}/add_item", session, media_id=603)
    title()
    account_states.refresh(bob.pk, ("lists", 603))  # what a worker does then
    assert "On 1 list" in get_page(client, "/movie/603-the-matrix/")
    body = client.post("/movie/603/keep/", {"list": owls.pk, "on": "0"}, headers=HTMX).content.decode()
    assert 'aria-pressed="false"' in body
    worker(bob)
    assert tmdb.lists(session) == {"Owls": []}


def test_strangers_can_do_nothing(visitor: Client) -> None:
    for address in ("/movie/603/favorite/", "/movie/603/watchlist/", "/tv/1399/favorite/"):
        assert "/accounts/login/" in visitor.post(address, {"on": "1"}).headers["Location"]
    assert not Mark.objects.exists()
    for address in ("/movie/603/keep/", "/lists/new/", "/me/", "/me/sync/"):
        assert visitor.get(address).status_code == 302


def test_forms_want_their_token(bob: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bob)
    assert strict.post("/movie/603/rating/", {"value": "8"}).status_code == 403
    assert not Rating.objects.exists()


def test_what_is_not_there_is_not_rated(client: Client) -> None:
    assert client.post("/tv/1399/season/99/episode/1/rating/", {"value": "8"}).status_code == 404
    assert client.post("/tv/999999999/season/1/episode/1/rating/", {"value": "8"}).status_code == 404
    assert client.get("/movie/999999999/rate/").status_code == 404


def test_nobody_is_led_to_another_site(client: Client) -> None:
    evil = {"Referer": "https://evil.example/"}
    assert client.post("/movie/603/rating/", {"value": "8"}, headers=evil).headers["Location"] == "/movie/603/"
    given = {"value": "8", "next": "//evil.example/"}
    assert client.post("/movie/603/rating/", given).headers["Location"] == "/movie/603/"


def test_a_guest_rates_sees_it_and_keeps_it_when_signing_in(visitor: Client, bob: User, tmdb: Tmdb) -> None:
    assert "Rate as a guest" in get_page(visitor, "/movie/603-the-matrix/")
    assert "Your rating" in get_page(visitor, "/movie/603/rate/")
    visitor.post("/movie/603/rating/", {"value": "8"})
    visitor.post("/tv/1399/season/1/episode/1/rating/", {"value": "9"})
    assert "Rated 8 as a guest" in get_page(visitor, "/movie/603-the-matrix/")
    guest = Guest.objects.get()
    assert guests.due_guest_ids() == [guest.pk]
    guests.push(guest.pk)
    assert guests.due_guest_ids() == []
    body = get_page(visitor, "/guest/")
    assert "The Matrix" in body
    assert "2 counted at TMDB" in body
    session = link(bob)
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    assert {rating.title.tmdb_id: rating.value for rating in Rating.objects.filter(user=bob).select_related("title")}[
        603
    ] == 8
    guests.push(guest.pk)
    guest.refresh_from_db()
    assert guests.count_at_tmdb(guest)["movie"] == 0  # as a member they count, and no longer as a guest
    worker(bob)
    assert tmdb.ratings(session) == {603: 8.0}


def test_a_guests_rating_taken_back_and_a_session_that_ended(visitor: Client, tmdb: Tmdb) -> None:
    visitor.post("/movie/603/rating/", {"value": "8"})
    visitor.post("/movie/604/rating/", {"value": "6"})
    guest = Guest.objects.get()
    guests.push(guest.pk)
    visitor.post("/movie/603/rating/", {"value": ""})
    guests.push(guest.pk)
    assert [rating.title.tmdb_id for rating in GuestRating.objects.select_related("title")] == [604]
    Guest.objects.update(expires_at="2026-01-01T00:00:00Z")
    visitor.post("/movie/604/rating/", {"value": "7"})
    guests.push(guest.pk)
    assert guests.due_guest_ids() == []
    assert guests.count_at_tmdb(Guest.objects.get())["movie"] == 1
    get_page(visitor, "/movie/605-the-matrix-revolutions/")
    tmdb.stand_in.fault = DOWN
    visitor.post("/movie/605/rating/", {"value": "7"})
    guests.push(guest.pk)
    assert guests.due_guest_ids() == [guest.pk]
    assert "Your ratings as a guest" in get_page(visitor, "/guest/")


def test_a_form_that_has_expired_says_so_and_leads_back_to_its_page(bob: User) -> None:
    """To scripts it is one sentence, which they show."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bob)
    strict.get("/movies/popular/")
    given = {"value": "8", "csrfmiddlewaretoken": "x" * 64}
    came = {"Referer": "http://testserver/movies/popular/?page=2"}
    response = strict.post("/movie/603/rating/", given, headers=HTMX | came)
    assert (response.status_code, response.headers["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert response.content.decode() == "This form has expired. Nothing was changed. Reload the page and try again."
    body = strict.post("/movie/603/rating/", given, headers=came).content.decode()
    assert "<h1>This form has expired</h1>" in body
    assert 'href="http://testserver/movies/popular/?page=2"' in body
    evil = {"Referer": "https://evil.example/"}
    assert "evil" not in strict.post("/movie/603/rating/", given, headers=evil).content.decode()
    strict.cookies.pop(settings.CSRF_COOKIE_NAME)
    assert "Allow cookies" in strict.post("/movie/603/rating/", given, headers=came).content.decode()
