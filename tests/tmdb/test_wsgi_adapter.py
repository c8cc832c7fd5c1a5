"""An app in the same process answers in place of a server."""

from collections.abc import Iterator
from typing import Any

from tmdb import Deadline, RequestsTransport
from tmdb.transport import Request
from tmdb.wsgi_adapter import WSGIAdapter


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start_response("201 Created", [("X-Path", environ["PATH_INFO"]), ("X-Query", environ["QUERY_STRING"])])
    return [environ["REQUEST_METHOD"].encode(), b" ", environ.get("HTTP_X_A", "").encode(), b" ", body]


def test_an_app_in_the_same_process_is_asked_like_a_server() -> None:
    transport = RequestsTransport({"http://app.invalid": lambda: WSGIAdapter(echo)})
    request = Request("POST", "http://app.invalid/a%20b?c=1", {"X-A": "header"}, b"body")
    response = transport.send(request, Deadline.after(5))
    assert response.status == 201
    assert response.body == b"POST header body"
    assert response.headers["x-path"] == "/a b"
    assert response.headers["x-query"] == "c=1"


def test_an_apps_answer_may_come_in_pieces_and_is_closed() -> None:
    closed: list[bool] = []

    class Pieces:
        def __iter__(self) -> Iterator[bytes]:
            yield b"in "
            yield b"pieces"

        def close(self) -> None:
            closed.append(True)

    def app(environ: dict[str, Any], start_response: Any) -> Pieces:
        start_response("200 OK", [])(b"written, ")
        return Pieces()

    transport = RequestsTransport({"http://app.invalid": lambda: WSGIAdapter(app)})
    assert transport.send(Request("GET", "http://app.invalid/"), Deadline.after(5)).body == b"written, in pieces"
    assert closed == [True]
