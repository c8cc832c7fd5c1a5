"""Credentials, retries, deadlines, and what an answer becomes."""

import email.utils
import time

import pytest

from tests.tmdb.fakes import KEY, SOON, TOKEN, FakeClock, FakeTransport, answer, requestor
from tests.tmdb.methods import api
from tmdb import Deadline, errors
from tmdb.hold import DEFAULT_HOLD
from tmdb.requestor import FIRST_BACKOFF, classify_credential
from tmdb.transport import TimedOut, TooLarge, TransportError

MATRIX = api.movies.details(603, language="de-DE")


def test_a_token_travels_in_a_header_and_never_in_the_address() -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    assert requestor(transport).send(MATRIX, deadline=SOON).data == {"id": 603}
    request = transport.requests[0]
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.url == "https://api.themoviedb.org/3/movie/603?language=de-DE"
    assert TOKEN not in repr(request)


@pytest.mark.parametrize("name", ["token", "api_key"])
def test_key_and_token_are_told_apart_whatever_they_were_given_as(name: str) -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    requestor(transport, **{name: KEY}).send(MATRIX, deadline=SOON)
    assert f"api_key={KEY}" in transport.requests[0].url
    assert "Authorization" not in transport.requests[0].headers
    requestor(transport, **{name: TOKEN}).send(MATRIX, deadline=SOON)
    assert transport.requests[1].headers["Authorization"].endswith(TOKEN)
    assert (classify_credential(KEY), classify_credential(TOKEN)) == ("key", "token")


@pytest.mark.parametrize("credential", [f"{TOKEN}\n", f" {KEY} \n"])
def test_blanks_around_a_credential_are_not_part_of_it(credential: str) -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    requestor(transport, token=credential).send(MATRIX, deadline=SOON)
    sent = transport.requests[0]
    assert sent.headers.get("Authorization") == f"Bearer {TOKEN}" or sent.url.endswith(f"api_key={KEY}")


@pytest.mark.parametrize("credential", [KEY[:-1], f"{KEY}0", TOKEN.rpartition(".")[0], "your-key-here"])
def test_a_credential_that_is_none_is_called_so_when_tmdb_refuses_it(credential: str) -> None:
    body = {"status_code": 7, "status_message": "Invalid API key.", "success": False}
    with pytest.raises(errors.AuthenticationFailed, match=r"neither a v3 key .* nor a v4 token") as caught:
        requestor(FakeTransport([answer(401, body)]), token=credential).send(MATRIX, deadline=SOON)
    assert str(caught.value).startswith("Invalid API key.")
    assert credential not in str(caught.value)


@pytest.mark.parametrize("credential", [KEY, TOKEN])
def test_one_that_tmdb_takes_back_is_not_called_malformed(credential: str) -> None:
    body = {"status_code": 7, "status_message": "Invalid API key.", "success": False}
    with pytest.raises(errors.AuthenticationFailed) as caught:
        requestor(FakeTransport([answer(401, body)]), token=credential).send(MATRIX, deadline=SOON)
    assert caught.value.message == "Invalid API key."


@pytest.mark.parametrize("credential", ["ключ", "two words", "two\nlines", "\x00"])
def test_what_no_header_takes_is_not_sent(credential: str) -> None:
    transport = FakeTransport([answer(data={"id": 603})])
    with pytest.raises(errors.AuthenticationFailed, match="neither a v3 key") as caught:
        requestor(transport, token=credential).send(MATRIX, deadline=SOON)
    assert credential not in str(caught.value)
    assert transport.requests == []


def test_reads_are_tried_again_and_then_given_up() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503), answer(502, body=b"<html>"), answer(data={"id": 603})])
    assert requestor(transport, clock).send(MATRIX, deadline=clock.deadline(60)).data == {"id": 603}
    assert len(transport.requests) == 3
    assert all(0 <= pause <= 2 for pause in clock.slept)
    broken = FakeTransport([answer(503)])
    with pytest.raises(errors.Unavailable):
        requestor(broken, clock).send(MATRIX, deadline=clock.deadline(60))
    assert len(broken.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_what_will_not_change_is_not_tried_again(status: int) -> None:
    transport = FakeTransport([answer(status)])
    with pytest.raises(errors.TMDBError):
        requestor(transport).send(MATRIX, deadline=SOON)
    assert len(transport.requests) == 1


def test_writes_are_never_tried_again() -> None:
    transport = FakeTransport([answer(503)])
    with pytest.raises(errors.Unavailable):
        requestor(transport).send(api.movies.add_rating(603, value=8.5), deadline=SOON)
    assert len(transport.requests) == 1
    assert transport.requests[0].body == b'{"value": 8.5}'


def test_a_task_waits_as_long_as_it_is_asked_to_when_there_is_time() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers={"Retry-After": "3"}), answer(data={"id": 603})])
    requestor(transport, clock).send(MATRIX, deadline=clock.deadline(60), background=True)
    assert clock.slept == [3.0]


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "1"}])
def test_a_page_never_tries_again_after_429(headers: dict[str, str]) -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers=headers)])
    with pytest.raises(errors.RateLimited) as caught:
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(4), visitor="alice")
    assert len(transport.requests) == 1
    assert clock.slept == []
    assert caught.value.retry_after == (1.0 if headers else DEFAULT_HOLD)


def test_retry_after_beyond_the_deadline_ends_at_once() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(429, headers={"Retry-After": "120"})])
    with pytest.raises(errors.RateLimited) as caught:
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(4))
    assert caught.value.retry_after == 120
    assert clock.slept == []
    assert len(transport.requests) == 1


def test_a_server_that_is_down_may_say_for_how_long() -> None:
    clock = FakeClock()
    transport = FakeTransport([answer(503, headers={"Retry-After": "2"}), answer(data={"id": 603})])
    requestor(transport, clock).send(MATRIX, deadline=clock.deadline(60))
    assert clock.slept == [2.0]


def test_pauses_differ_and_grow() -> None:
    first, second = [], []
    for _ in range(60):
        clock = FakeClock()
        with pytest.raises(errors.Unavailable):
            requestor(FakeTransport([answer(503)]), clock).send(MATRIX, deadline=clock.deadline(60))
        first.append(clock.slept[0])
        second.append(clock.slept[1])
    assert len({round(pause, 4) for pause in first}) > 30
    assert max(first) <= FIRST_BACKOFF < max(second) <= 2 * FIRST_BACKOFF


def test_retry_after_may_be_a_date() -> None:
    date = email.utils.formatdate(time.time() + 30, usegmt=True)
    with pytest.raises(errors.RateLimited) as caught:
        requestor(FakeTransport([answer(429, headers={"Retry-After": date})])).send(MATRIX, deadline=Deadline.after(1))
    assert caught.value.retry_after == pytest.approx(30, abs=2)


def test_the_deadline_holds_for_all_attempts_together() -> None:
    clock = FakeClock()
    transport = FakeTransport([TimedOut("late")])
    with pytest.raises(errors.DeadlineExceeded):
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(4))
    assert len(transport.requests) == 1
    with pytest.raises(errors.DeadlineExceeded):
        requestor(transport, clock).send(MATRIX, deadline=clock.deadline(-1))
    assert len(transport.requests) == 1


def test_trouble_with_the_connection_is_unavailable() -> None:
    clock = FakeClock()
    with pytest.raises(errors.Unavailable):
        requestor(FakeTransport([TransportError("refused")]), clock).send(MATRIX, deadline=clock.deadline(60))
    with pytest.raises(errors.BadAnswer):
        requestor(FakeTransport([TooLarge("much")])).send(MATRIX, deadline=SOON)


def test_conditional_requests() -> None:
    transport = FakeTransport([answer(304, headers={"ETag": 'W/"abc"', "Cache-Control": "public, max-age=600"})])
    reply = requestor(transport).send(MATRIX, deadline=SOON, etag='W/"abc"')
    assert transport.requests[0].headers["If-None-Match"] == 'W/"abc"'
    assert reply.not_modified
    assert reply.data is None
    assert reply.max_age == 600
