"""Guests: visitors who rate without an account, through a guest session of TMDB's."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.invitations import invitation_create
from accounts.models import User
from catalog.gateway import tmdb_client
from library import guests
from library.models import Guest, GuestRating, Rating
from library.tasks import tidy
from tests.conftest import await_mails, get_page
from tests.library.conftest import Tmdb
from tests.stand_in import DOWN, Fault
from tmdb import Call, Reply

pytestmark = pytest.mark.django_db

MATRIX = "/movie/603/rating/"
LONG_AGO = timezone.now() - timedelta(days=60)


def rated(client: Client, value: str = "8", address: str = MATRIX) -> Guest:
    assert client.post(address, {"value": value}).status_code == 302
    return Guest.objects.latest("pk")


def test_who_joins_keeps_it_even_before_their_mail_is_confirmed(
    visitor: Client, tmdb: Tmdb, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.SENDS_MAIL, settings.ACCOUNT_EMAIL_VERIFICATION = True, "mandatory"
    rated(visitor)
    visitor.get(invitation_create(created_by=None, days=1, max_uses=1).get_absolute_url())
    password = "a long enough one"
    form = {"username": "dora", "email": "dora@example.org", "password1": password, "password2": password}
    visitor.post("/accounts/signup/", form)
    await_mails()
    assert len(mailoutbox) == 1
    assert "_auth_user_id" not in visitor.session
    assert Rating.objects.get(user__username="dora").value == 8


def test_a_member_who_was_a_guest_does_not_count_twice_at_tmdb(visitor: Client, bob: User, tmdb: Tmdb) -> None:
    guest = rated(visitor)
    guests.push(guest.pk)
    guest.refresh_from_db()
    assert guests.count_at_tmdb(guest)["movie"] == 1
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    assert Rating.objects.get(user=bob).value == 8
    assert guests.due_guest_ids() == [guest.pk]
    guests.push(guest.pk)
    assert guests.count_at_tmdb(guest)["movie"] == 0
    assert guests.due_guest_ids() == []


def test_a_session_that_tmdb_forgot_early_is_had_anew(visitor: Client, tmdb: Tmdb) -> None:
    guest = rated(visitor)
    guests.push(guest.pk)
    tmdb.state().execute("delete from guest")
    tmdb.state().commit()
    rated(visitor, "4")
    for _ in range(2):
        guests.push(guest.pk)
    assert guests.due_guest_ids() == []


def test_the_page_stands_while_tmdb_is_down_or_the_key_has_changed(visitor: Client, tmdb: Tmdb) -> None:
    get_page(visitor, "/movie/603-the-matrix/")
    guest = rated(visitor)
    guests.push(guest.pk)
    tmdb.stand_in.fault = DOWN
    assert "The Matrix" in get_page(visitor, "/guest/")
    tmdb.stand_in.fault = None
    Guest.objects.update(encrypted_session="under a lost key")
    assert "The Matrix" in get_page(visitor, "/guest/")


def test_a_guest_who_loads_their_page_again_and_again_asks_tmdb_once(visitor: Client, tmdb: Tmdb) -> None:
    guests.push(rated(visitor).pk)
    tmdb.stand_in.forget()
    for _ in range(5):
        get_page(visitor, "/guest/")
    assert len(tmdb.stand_in.calls) == 3  # films, shows, episodes
    guests.push(rated(visitor, "6", "/tv/1396/rating/").pk)
    assert "2 counted at TMDB" in get_page(visitor, "/guest/")


def test_a_guests_page_counts_for_its_visitor(visitor: Client, tmdb: Tmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[bool, bool]] = []
    send = tmdb_client.requestor().send

    def noted(call: Call, *, background: bool = False, visitor: str = "", **options: Any) -> Reply:
        sent.append((background, bool(visitor)))
        return send(call, background=background, visitor=visitor, **options)

    guests.push(rated(visitor).pk)
    monkeypatch.setattr(tmdb_client.requestor(), "send", noted)
    get_page(visitor, "/guest/")
    assert sent == [(False, True)] * 3


@pytest.mark.parametrize("number", ['"many"', "[1]", "1e999", "{}"])
def test_a_count_that_is_none_breaks_no_page(visitor: Client, tmdb: Tmdb, number: str) -> None:
    guests.push(rated(visitor).pk)
    body = f'{{"page": 1, "results": [], "total_pages": 1, "total_results": {number}}}'
    tmdb.stand_in.fault = Fault("200 OK", body.encode())
    assert "The Matrix" in get_page(visitor, "/guest/")


def test_guests_who_do_not_come_back_are_forgotten(visitor: Client, tmdb: Tmdb) -> None:
    recent, old, empty = rated(visitor), rated(Client()), Guest.objects.create()
    Guest.objects.filter(pk__in=[old.pk, empty.pk]).update(created_at=LONG_AGO)
    GuestRating.objects.filter(guest=old).update(rated_at=LONG_AGO)
    Guest.objects.filter(pk=recent.pk).update(created_at=LONG_AGO)  # came long ago, and again today
    tidy()
    assert list(Guest.objects.all()) == [recent]


def test_one_address_does_not_make_guests_without_end(tmdb: Tmdb) -> None:
    for _ in range(guests.MAX_GUESTS_PER_HOUR):
        rated(Client())
    response = Client().post(MATRIX, {"value": "8"})
    assert response.status_code == 429
    assert "Not so fast" in response.content.decode()
    assert Guest.objects.count() == guests.MAX_GUESTS_PER_HOUR
