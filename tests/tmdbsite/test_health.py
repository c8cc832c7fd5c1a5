"""What a watcher is told, and what an admin is."""

import json
import threading
import time

import pytest
from django.test import Client

from accounts.models import User
from jobs import redis_client
from tests.conftest import sign_in
from tests.stand_in import BAD_KEY, DOWN, SLOW_DOWN, StandIn
from tmdbsite import tmdb_check

pytestmark = pytest.mark.django_db


def let_time_pass(seconds: float) -> None:
    """Make the last answer of TMDB about the key older."""
    client = redis_client.client()
    value = client.get(tmdb_check.RESULT_KEY)
    assert isinstance(value, bytes)
    at, problem = json.loads(value)
    client.set(tmdb_check.RESULT_KEY, json.dumps([at - seconds, problem]))


def test_alive(visitor: Client) -> None:
    assert visitor.get("/healthz").content == b"ok\n"


def test_ready_when_all_is_there(visitor: Client) -> None:
    response = visitor.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_key_that_is_revoked_shows_within_a_minute(visitor: Client, stand_in: StandIn) -> None:
    assert visitor.get("/readyz").status_code == 200
    stand_in.fault = BAD_KEY
    let_time_pass(60)
    response = visitor.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    stand_in.fault = None
    let_time_pass(60)
    assert visitor.get("/readyz").status_code == 200


def test_not_ready_without_tmdb(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = DOWN
    assert visitor.get("/readyz").status_code == 503


def test_a_tmdb_that_asks_to_wait_is_there(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = SLOW_DOWN
    assert visitor.get("/readyz").status_code == 200


def test_a_stranger_who_asks_again_and_again_has_tmdb_asked_once(visitor: Client, stand_in: StandIn) -> None:
    for _ in range(50):
        visitor.get("/readyz")
    assert len(stand_in.calls) == 1


def test_while_tmdb_is_being_asked_others_hear_what_it_said_last(stand_in: StandIn) -> None:
    assert tmdb_check.find_problem() == ""
    let_time_pass(60)
    stand_in.latency = 1.0
    first = threading.Thread(target=tmdb_check.find_problem)
    first.start()
    while not redis_client.client().exists(tmdb_check.LOCK_KEY):
        time.sleep(0.01)
    began_at = time.monotonic()
    assert tmdb_check.find_problem() == ""
    assert time.monotonic() - began_at < 0.5
    first.join()
    assert len(stand_in.calls) == 2


@pytest.mark.parametrize("value", [b"", b"\xff", b"[1]", b'["soon", ""]', b"null", b"TMDB does not take it."])
def test_what_was_not_written_here_is_no_result(value: bytes) -> None:
    redis_client.client().set(tmdb_check.RESULT_KEY, value)
    assert tmdb_check.find_problem() == ""


def test_what_is_wrong_is_for_admins_alone(alice: User, bob: User, visitor: Client, stand_in: StandIn) -> None:
    assert sign_in(alice).get("/readyz").json() == {"database": "", "broker": "", "tmdb": ""}
    stand_in.fault = BAD_KEY
    let_time_pass(60)
    response = sign_in(alice).get("/readyz")
    assert response.status_code == 503
    assert response.json()["tmdb"] == tmdb_check.KEY_REFUSED
    User.objects.filter(pk=bob.pk).update(is_staff=True)  # a host
    for client in (sign_in(bob), visitor):
        assert (client.get("/readyz").status_code, client.get("/readyz").content) == (503, b"not ready\n")
