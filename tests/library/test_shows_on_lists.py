"""Lists on TMDB hold shows as well, though its interface takes films alone: they are shown, and spared."""

import pytest
from django.test import Client

from accounts.models import User
from library import services
from library.models import Title
from library.sync import account_states
from library.sync.sync import confirm_merge
from tests.conftest import get_page, sign_in
from tests.library.conftest import FILMS, SHOWS, STRANGE, Tmdb, age, here, link, owls, sync, title, worker

pytestmark = pytest.mark.django_db

TWIN = {"media_type": "tv", "id": 603, "name": "A show with the number of The Matrix"}


def test_shows_on_a_list_come_here_with_the_films(client: Client, bob: User, list_number: int) -> None:
    assert here() == FILMS + SHOWS
    body = get_page(client, owls().get_absolute_url())
    assert "2 films and 2 shows" in body
    assert "Breaking Bad" in body
    assert "2 films and 2 shows" in get_page(client, "/members/bob/lists/")
    assert "takes only films off lists" in body


def test_what_is_not_understood_is_counted_and_spared(client: Client, bob: User, tmdb: Tmdb, list_number: int) -> None:
    for show in SHOWS:
        tmdb.take(list_number, *show)
    age(bob)
    with tmdb.holding(list_number, *STRANGE):
        sync(bob)
        assert "and 2 things this site doesn't understand" in get_page(client, owls().get_absolute_url())
        assert "2 things this site doesn't understand" in get_page(client, f"/lists/{owls().pk}/clear/")
        services.list_clear(list_=owls())
        worker(bob)
    assert tmdb.items(list_number) == []
    assert not tmdb.paths_called("/clear")
    assert len(tmdb.paths_called("/remove_item")) == 2


def test_what_is_no_row_at_all_counts_as_not_understood(bob: User, tmdb: Tmdb, list_number: int) -> None:
    with tmdb.holding(list_number, None, "nonsense", 7):
        sync(bob)
    assert owls().tmdb_unknown == 3


def test_a_film_without_its_kind_is_not_taken_for_a_film(bob: User, tmdb: Tmdb, list_number: int) -> None:
    with tmdb.holding(list_number, {"id": 605, "title": "The Matrix Revolutions"}):
        sync(bob)
    assert here() == FILMS + SHOWS
    assert owls().tmdb_unknown == 1


def test_a_film_that_tmdb_takes_for_a_show_stays_here(bob: User, tmdb: Tmdb, list_number: int) -> None:
    """TMDB may say that it has it already, and mean the show."""
    tmdb.take(list_number, "movie", 603)
    with tmdb.holding(list_number, TWIN):
        sync(bob)
    assert ("movie", 603) in here()


def test_whether_a_film_is_on_a_list_is_not_asked_where_a_show_has_its_number(
    bob: User, tmdb: Tmdb, list_number: int
) -> None:
    tmdb.put(list_number, ("tv", 1399))
    sync(bob)
    title("movie", 1399)
    tmdb.stand_in.calls.clear()
    account_states.refresh(bob.pk, ("lists", 1399))
    assert not tmdb.paths_called("item_status")


def test_a_show_added_here_stays_here_and_says_so(client: Client, bob: User, tmdb: Tmdb, list_number: int) -> None:
    assert "Owls" in get_page(client, "/tv/1399/keep/")
    client.post("/tv/1399/keep/", {"list": owls().pk, "on": "1"})
    assert "On 1 list" in get_page(client, "/tv/1399-game-of-thrones/")
    worker(bob)
    age(bob)
    sync(bob)
    assert ("tv", 1399) in here()
    assert tmdb.items(list_number) == FILMS + SHOWS
    body = get_page(client, owls().get_absolute_url())
    assert (
        body.count("Only on this site: TMDB&#x27;s interface takes films alone")
        + body.count("Only on this site: TMDB's interface takes films alone")
        == 1
    )
    client.post(f"/lists/{owls().pk}/remove/", {"film": "1399", "kind": "tv"})
    assert ("tv", 1399) not in here()


def test_a_list_is_begun_from_a_shows_page(client: Client, bob: User, tmdb: Tmdb) -> None:
    get_page(client, "/tv/1399/")
    assert "/lists/new/?film=1399&amp;kind=tv" in get_page(client, "/tv/1399/keep/")
    assert "Game of Thrones" in get_page(client, "/lists/new/?film=1399&kind=tv")
    client.post("/lists/new/", {"name": "Owls", "audience": "club", "film": "1399", "kind": "tv"})
    assert here() == [("tv", 1399)]


def test_a_show_on_tmdbs_list_cannot_be_taken_off_here(client: Client, bob: User, tmdb: Tmdb, list_number: int) -> None:
    response = client.post(f"/lists/{owls().pk}/remove/", {"film": "1396", "kind": "tv"}, follow=True)
    assert "Take it off on TMDB" in response.content.decode()
    client.post("/tv/1396/keep/", {"list": owls().pk, "on": "0"})
    assert "takes only films off lists" in get_page(client, "/tv/1396/keep/")
    worker(bob)
    assert ("tv", 1396) in here()
    assert not tmdb.paths_called("/remove_item")


def test_a_show_taken_off_on_tmdb_goes_here_too(bob: User, tmdb: Tmdb, list_number: int) -> None:
    services.list_item_set(list_=owls(), title=title("tv", 1399), on=True)
    age(bob)
    tmdb.take(list_number, "tv", 1396)
    sync(bob)
    assert set(here()) == {*FILMS, ("tv", 1400), ("tv", 1399)}


def test_a_list_deleted_on_tmdb_stays_while_it_holds_shows_of_this_site(
    bob: User, tmdb: Tmdb, session: str, list_number: int
) -> None:
    services.list_item_set(list_=owls(), title=title("tv", 1399), on=True)
    age(bob)
    tmdb.write("DELETE", f"/list/{list_number}", session)
    sync(bob)
    assert ("tv", 1399) in here()
    assert owls().tmdb_id is None


def test_a_merge_keeps_the_shows_of_both_sides(bob: User, tmdb: Tmdb) -> None:
    mine = services.list_create(user=bob, name="Owls", audience="everybody")
    for kind, tmdb_id in (("tv", 1399), ("movie", 605)):
        services.list_item_set(list_=mine, title=title(kind, tmdb_id), on=True)
    session = link(bob, agreed=False)
    number = int(tmdb.write("POST", "/list", session, name="Owls", description="")["list_id"])
    tmdb.put(number, *FILMS, *SHOWS)
    sync(bob)
    confirm_merge(user=bob, strategy="mine")
    sync(bob)
    worker(bob)
    assert set(here()) == {*FILMS, *SHOWS, ("tv", 1399), ("movie", 605)}
    assert tmdb.items(number) == [*FILMS, *SHOWS, ("movie", 605)]


def test_others_see_the_shows_and_no_buttons(alice: User, bob: User, list_number: int) -> None:
    body = get_page(sign_in(alice), owls().get_absolute_url())
    assert "Breaking Bad" in body
    assert "Take off" not in body
    assert Title.objects.filter(kind="tv").count() == 2
