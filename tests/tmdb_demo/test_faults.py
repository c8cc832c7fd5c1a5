"""Every code of TMDB's: those that a request can cause, by a request; all of them by the switch. And the limit."""

import json
import time
from pathlib import Path

import pytest

from tests.tmdb_demo.conftest import Clock, Demo
from tmdb import Call, Client, Deadline, Endpoints, Requestor, RequestsTransport, errors
from tmdb.wsgi_adapter import WSGIAdapter
from tmdb_demo.app import Application
from tmdb_demo.errors import CODES
from tmdb_demo.http import Request
from tmdb_demo.untidy import KINDS

demo: Endpoints[Call] = Endpoints(lambda call: call)

# code: method, path, query, headers, body
REQUESTS: dict[int, tuple[str, str, str, dict[str, str], object]] = {
    2: ("GET", "/5/movie/603", "", {}, None),
    3: ("GET", "/3/account", "", {}, None),
    4: ("GET", "/3/movie/603.xml", "", {}, None),
    5: ("GET", "/3/find/tt0133093", "", {}, None),
    6: ("GET", "/3/movie/x", "", {}, None),
    7: ("GET", "/3/movie/603", "", {"keyless": "yes"}, None),
    10: ("GET", "/3/movie/603", "api_key=suspended", {}, None),
    14: ("GET", "/3/movie/603", "", {"authorization": "Basic eDp5"}, None),
    17: ("POST", "/3/authentication/session/new", "", {}, {"request_token": "x"}),
    19: ("GET", "/3/movie/603", "", {"accept": "text/html"}, None),
    20: ("GET", "/3/movie/changes", "start_date=2026-01-01&end_date=2026-02-01", {}, None),
    22: ("GET", "/3/movie/popular", "page=501", {}, None),
    23: ("GET", "/3/movie/changes", "start_date=x", {}, None),
    26: ("POST", "/3/authentication/token/validate_with_login", "", {}, {"username": "mona"}),
    27: ("GET", "/3/movie/603", "append_to_response=" + ",".join(["a"] * 21), {}, None),
    28: ("GET", "/3/tv/airing_today", "timezone=Moon/Tycho", {}, None),
    34: ("GET", "/3/movie/999999999", "", {}, None),
    35: ("POST", "/3/authentication/session/convert/4", "", {}, {"access_token": "x"}),
    37: ("DELETE", "/3/authentication/session", "", {}, {"session_id": "x"}),
    42: ("PUT", "/3/movie/603/rating", "", {}, {"value": 5}),
    47: ("GET", "/3/search/movie", "", {}, None),
}
LOGIN = "/authentication/token/validate_with_login"
PERSON = {"username": "otto", "password": "demo"}
# What needs a member: code: (method, path, whose session, fields), with `{list}` for a list of Mona's that holds 603,
# `{empty}` for one that holds nothing, and "TOKEN" for a new token.
OF_MEMBERS: dict[int, tuple[str, str, str, dict[str, object]]] = {
    1: ("POST", "/movie/604/rating", "mona", {"value": 8}),
    8: ("POST", "/list/{list}/add_item", "mona", {"media_id": 603}),
    12: ("POST", "/list/{list}/add_item", "mona", {"media_id": 604}),
    13: ("POST", "/list/{list}/remove_item", "mona", {"media_id": 603}),
    18: ("POST", "/movie/603/rating", "mona", {"value": 11}),
    21: ("POST", "/list/{empty}/remove_item", "mona", {"media_id": 603}),
    29: ("POST", "/list/{list}/clear", "mona", {}),
    30: ("POST", LOGIN, "", PERSON | {"password": "wrong", "request_token": "TOKEN"}),
    31: ("POST", LOGIN, "", PERSON | {"username": "gone", "request_token": "TOKEN"}),
    32: ("POST", LOGIN, "", PERSON | {"username": "unread", "request_token": "TOKEN"}),
    33: ("POST", LOGIN, "", PERSON | {"request_token": "x"}),
    36: ("POST", "/authentication/session/convert/4", "", {"access_token": "demo.mona.read"}),
    38: ("POST", "/list/{list}/add_item", "otto", {"media_id": 604}),
    39: ("POST", "/account/9100102/favorite", "mona", {"media_type": "movie", "media_id": 603, "favorite": True}),
    40: ("POST", "/list/{empty}/clear", "mona", {"confirm": True}),
    45: ("POST", "/movie/603/rating", "sleeper", {"value": 8}),
}
# A request too many, and a broken file: test_above_the_limit…, and test_a_file_that_is_broken… in test_members.py.
OF_CIRCUMSTANCES = {9, 25}
# Only the switch causes them. TMDB answers so when it is at fault itself (11, 15, 24, 43, 44, 46), or never, as far as
# anybody has seen: devices are a thing of the past (16), and a token that is not approved is answered with 17 (41).
OF_TMDB = {11, 15, 16, 24, 41, 43, 44, 46}


def test_all_47_codes_are_caused_somewhere() -> None:
    several = [*REQUESTS, *OF_MEMBERS, *OF_CIRCUMSTANCES, *OF_TMDB]
    assert sorted(several) == sorted(CODES) == list(range(1, 48))


@pytest.mark.parametrize("code", OF_MEMBERS)
def test_what_a_member_does_causes_a_code(fresh: Demo, code: int) -> None:
    method, path, whose, fields = OF_MEMBERS[code]
    session = f"session_id={fresh.session('mona')}"
    full, empty = (fresh.write("POST", "/list", session, name="Owls", description="")[1]["list_id"] for _ in range(2))
    fresh.write("POST", f"/list/{full}/add_item", session, media_id=603)
    token = fresh.get_ok("/authentication/token/new")["request_token"]
    values = {name: token if value == "TOKEN" else value for name, value in fields.items()}
    query = f"session_id={fresh.session(whose)}" if whose else ""
    status, data = fresh.write(
        method, path.replace("{list}", str(full)).replace("{empty}", str(empty)), query, **values
    )
    assert data["status_code"] == code
    assert data["success"] is (code in errors.SUCCESS_CODES)
    assert status == (201 if code == 1 else CODES[code][0])
    if code != 18:
        assert data["status_message"] == CODES[code][1]


@pytest.mark.parametrize("code", REQUESTS)
def test_a_request_causes_a_code(application: Application, code: int) -> None:
    method, path, query, headers, fields = REQUESTS[code]
    app = Application(application.database, require_key=True) if "keyless" in headers else application
    body = json.dumps(fields).encode() if fields else b""
    status, _, answer = app.answer(Request(method, path, query, headers, body))
    data = json.loads(answer)
    assert (status, data["status_code"], data["status_message"]) == (CODES[code][0], code, CODES[code][1])
    assert data["success"] is False


@pytest.fixture
def switch(tmp_path: Path) -> Path:
    return tmp_path / "fault.json"


@pytest.fixture
def client(application: Application, switch: Path) -> Client:
    faulty = Application(application.database, fault_file=switch)
    transport = RequestsTransport({"http://demo.invalid": lambda: WSGIAdapter(faulty)})
    return Client(Requestor(transport, base_url="http://demo.invalid/3", sleep=lambda seconds: None))


def deadline() -> Deadline:
    return Deadline.after(5.0)


@pytest.mark.parametrize("code", sorted(set(CODES) - errors.SUCCESS_CODES))
def test_the_client_has_an_error_for_every_code(client: Client, switch: Path, code: int) -> None:
    switch.write_text(json.dumps({"code": code}))
    with pytest.raises(errors.ERRORS_BY_CODE[code]) as caught:
        client.movies.details(603)
    assert caught.value.tmdb_code == code
    assert caught.value.http_status == CODES[code][0]
    switch.unlink()
    assert client.movies.details(603)["title"] == "The Matrix"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"body": "html"}, errors.Unavailable),
        ({"body": "html", "status": 404}, errors.BadAnswer),
        ({"body": "half"}, errors.BadAnswer),
        ({"body": "cut"}, errors.Unavailable),
        ({"status": 502, "body": "empty"}, errors.Unavailable),
        ({"status": 503, "body": "down for lunch"}, errors.Unavailable),
        ({"code": 25, "retry_after": 7}, errors.RateLimited),
    ],
)
def test_misbehaviour(client: Client, switch: Path, fault: dict[str, object], error: type[Exception]) -> None:
    switch.write_text(json.dumps(fault))
    with pytest.raises(error):
        client.movies.details(603)


def test_silence_and_only_where_it_is_wanted(client: Client, switch: Path) -> None:
    switch.write_text(json.dumps({"seconds": 0.3, "paths": "/account|/rating"}))
    started = time.monotonic()
    client.movies.details(603)
    assert time.monotonic() - started < 0.25
    with pytest.raises(errors.NotAllowed):
        client.account.details("me", session_id="x")
    assert time.monotonic() - started > 0.3


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"code": 99}', '{"nonsense": 1}'])
def test_a_broken_switch_breaks_nothing(application: Application, switch: Path, text: str) -> None:
    switch.write_text(text)
    assert Application(application.database, fault_file=switch).get("/3/movie/603", {})[0] == 200


def test_without_the_switch_no_file_is_looked_for(application: Application, switch: Path) -> None:
    switch.write_text('{"code": 46}')
    assert application.get("/3/movie/603", {})[0] == 200


def test_above_the_limit_it_is_429_with_the_seconds_to_wait(application: Application) -> None:
    narrow = Application(application.database, limit=3)
    answers = [narrow.get("/3/movie/603", {}) for _ in range(5)]
    assert [status for status, _, _ in answers[:3]] == [200, 200, 200]
    status, headers, body = answers[-1]
    assert (status, headers["Retry-After"]) == (429, "1")
    assert json.loads(body)["status_code"] == 25


def test_time_of_the_clock(fresh: Demo, clock: Clock) -> None:
    assert fresh.get_ok("/authentication/token/new")["expires_at"] == "2026-11-23 13:00:00 UTC"
    assert fresh.get_ok("/authentication/guest_session/new")["expires_at"] == "2026-11-24 12:00:00 UTC"


@pytest.mark.parametrize("kind", KINDS)
def test_answers_may_be_untidy(client: Client, switch: Path, kind: str) -> None:
    plain = client.movies.details(603, append_to_response=["credits"])
    switch.write_text(json.dumps({"untidy": kind, "paths": "/movie/"}))
    untidy = client.movies.details(603, append_to_response=["credits"])
    assert untidy["id"] == 603
    assert untidy != plain
