"""What TMDB says of one title changes the row of the member who looks at it."""

import pytest

from accounts.models import User
from library import services
from library.models import Mark, Rating
from library.sync import account_states
from tests.library.conftest import Tmdb, age, episode, title, worker
from tests.stand_in import Fault

pytestmark = pytest.mark.django_db


def test_account_states_settle_a_doubt(bob: User, tmdb: Tmdb, session: str) -> None:
    film, part = title(), episode(tmdb)
    tmdb.write("POST", "/movie/603/rating", session, value=9)
    tmdb.write("POST", "/account/me/watchlist", session, media_type="movie", media_id=603, watchlist=True)
    tmdb.write("POST", "/tv/1399/season/1/episode/1/rating", session, value=4)
    account_states.refresh(bob.pk, ("movie", 603))
    account_states.refresh(bob.pk, ("episode", 1399, 1, 1))
    assert Rating.objects.get(title=film).value == 9
    assert Rating.objects.get(title=part).value == 4
    assert Mark.objects.get().kind == "watchlist"
    age(bob)
    tmdb.write("DELETE", "/movie/603/rating", session)
    account_states.refresh(bob.pk, ("movie", 603))
    assert not Rating.objects.filter(title=film).exists()
    tmdb.write("POST", "/tv/1399/season/1/episode/1/rating", session, value=6)
    account_states.refresh(bob.pk, ("season", 1399, 1))
    assert Rating.objects.get(title=part).value == 6
    services.rating_set(user=bob, title=film, value=2)
    account_states.refresh(bob.pk, ("movie", 603))
    assert Rating.objects.get(title=film).value == 2  # it is on its way


@pytest.mark.parametrize(
    "states_", [b'"rated":null', b'"rated":[],"watchlist":null', b'"rated":{"value":1e999}', b'"a":1']
)
def test_states_that_make_no_sense_settle_nothing(bob: User, tmdb: Tmdb, session: str, states_: bytes) -> None:
    services.rating_set(user=bob, title=title(), value=9)
    services.mark_set(user=bob, title=title(), kind="watchlist", on=True)
    worker(bob)
    age(bob)
    tmdb.stand_in.fault = Fault("200 OK", b'{"id":603,' + states_ + b"}")
    account_states.refresh(bob.pk, ("movie", 603))
    assert Rating.objects.get().value == 9
    assert Mark.objects.get().kind == "watchlist"
