"""Whatever is sent to TMDB's operations: an answer, or one of TMDB's errors. Never a 500, never a traceback.

Each of the 152 is asked with wrong ids, wrong types, texts in every script, broken dates and pages, and bodies that are
none: once as requests to the stand-in, once through the client's methods.
"""

import json
import operator
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.tmdb.methods import call_with, client_methods, parameters_of
from tests.tmdb_demo.addresses import VALUES
from tests.tmdb_demo.conftest import Demo
from tmdb import OPERATIONS, Client, NoLimiter, Operation, Requestor, RequestsTransport, errors
from tmdb.wsgi_adapter import WSGIAdapter
from tmdb_demo.errors import CODES
from tmdb_demo.http import Request

TEXTS = (
    "", "0", "1.5", "abc", "9" * 5000, "٣", "مرحبا", "千と千尋の神隠し", "🎬" * 5000, "\x00'; drop table movie",
    "2026-02-30", "|,|",
)  # fmt: skip
BODIES = (
    b"", b"null", b"[]", b'"x"', b"1", b"{", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"value":' + b"9" * 5000 + b"}",
    b'{"value":[],"media_type":{"a":1},"media_id":[603],"favorite":1,"watchlist":{},"name":[],"description":{}}',
    b'{"value":"1e-999999","media_type":"movie","media_id":1e400,"favorite":null,"watchlist":null}',
    b'{"value":NaN,"media_id":NaN,"name":5,"language":5}',
    b'{"request_token":["x"],"access_token":{},"username":1,"password":[],"session_id":{},"guest_session_id":[1]}',
    json.dumps(dict.fromkeys(("request_token", "access_token", "username", "password", "name"), "\ud800")).encode(),
    json.dumps({"name": "🎬" * 5000, "description": "مرحبا", "value": "千", "media_type": "千"}).encode(),
    b"x" * 1_200_000,
)  # fmt: skip
METHODS = client_methods()
UNNAMED = {"credit_id": "x", "review_id": "x", "account_id": "{account_id}", "guest_session_id": "x"}


def path_of(operation: Operation, **other: str) -> str:
    values = VALUES | UNNAMED | other
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], operation.path)


def bad_reads(operation: Operation) -> Iterator[tuple[str, str]]:
    """(path, query): one thing wrong at a time, then much at once."""
    for name in re.findall(r"\{(\w+)\}", operation.path):
        for text in TEXTS:
            yield path_of(operation, **{name: text or " "}), ""
    for name in operation.query:
        needed = {key: "x" for key in ("query", "external_source") if key in operation.query}
        for text in TEXTS:
            yield path_of(operation), urlencode(needed | {name: text})
    yield path_of(operation), "%ff%fe=%ff&=&&==&;a&page=%ff"
    yield path_of(operation), "page=1&page=2&language=de&language=🎬&query=a&query=b&callback=a&callback="


def check(answer: tuple[int, dict[str, str], bytes], request: object) -> None:
    status, headers, body = answer
    data = json.loads(body)
    assert status < 500, (request, data)
    assert all("\n" not in value and value.isascii() for value in headers.values()), (request, headers)
    if status >= 400:
        assert data["success"] is False, request
        assert status == CODES[data["status_code"]][0] or data["status_code"] == 5, request
        assert data["status_message"], request


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_the_stand_in_answers_bad_input_with_one_of_tmdbs_errors(
    demo: Demo, bad_session: str, operation: Operation
) -> None:
    session = f"session_id={bad_session}&"
    body = b'{"value":8,"media_type":"movie","media_id":603}' if operation.body else b""
    for path, query in bad_reads(operation):
        request = Request(operation.method, f"/3{path}", session + query, {}, body)
        check(demo.app.answer(request), (path[:80], query[:80]))
    if operation.method != "GET":
        for body in BODIES:
            for query in (session, ""):
                request = Request(operation.method, f"/3{path_of(operation)}", query, {}, body)
                check(demo.app.answer(request), body[:80])


@pytest.fixture(scope="session")
def bad_session(demo: Demo) -> str:
    return demo.session("otto")


@pytest.fixture(scope="session")
def client(demo: Demo) -> Client:
    transport = RequestsTransport({"http://demo.invalid": lambda: WSGIAdapter(demo.app)})
    return Client(Requestor(transport, base_url="http://demo.invalid/3", limiter=NoLimiter()))


WRONG: tuple[Any, ...] = (None, "..", -1, float("nan"), "9" * 5000, "🎬 مرحبا" * 700, "half \ud800", ["a"] * 30)


@pytest.mark.parametrize("name", METHODS)
def test_the_clients_methods_raise_nothing_but_its_own_errors(client: Client, bad_session: str, name: str) -> None:
    method = operator.attrgetter(name)(client)
    parameters = parameters_of(method)
    required = {
        parameter.name: value_of(parameter.name, bad_session)
        for parameter in parameters.values()
        if parameter.default is parameter.empty
    }
    for parameter in parameters:
        for value in WRONG:
            result = result_of(method, required | {parameter: value})
            assert isinstance(result, dict | list | errors.TMDBError)
            assert not isinstance(result, errors.Unavailable | errors.BadAnswer), (parameter, value, result)
            assert str(result), (parameter, value)


def result_of(method: Any, arguments: dict[str, Any]) -> Any:
    """Return the answer, or the client's error."""
    try:
        return call_with(method, arguments)
    except errors.TMDBError as error:
        return error


def value_of(name: str, session: str) -> Any:
    values: dict[str, Any] = VALUES | UNNAMED | {
        "session_id": session, "query": "x", "external_source": "imdb_id", "value": 8, "media_type": "movie",
        "media_id": 603, "confirm": False,
    }  # fmt: skip
    return values.get(name, "x")


@pytest.mark.parametrize(
    "path", ["/p/exports/", "/t/p/", "/t/p/w342/", "/authenticate/", f"/authenticate/{'a' * 40}/", "/", "//", "/3"]
)
def test_bad_addresses_beside_the_api(demo: Demo, path: str) -> None:
    for text in TEXTS:
        for method in ("GET", "POST", "HEAD"):
            query = f"redirect_to={quote(text)}"
            status, headers, _ = demo.app.answer(Request(method, path + text, query, {}, text.encode()))
            assert status in {302, 403, 404, 501}, (method, path, text)
            assert all("\n" not in value and value.isascii() for value in headers.values())
