"""The transport against real sockets, and the adapter for apps in the same process."""

import gzip
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tmdb import Call, Client, Deadline, Endpoints, LocalLimiter, Requestor, RequestsTransport, errors
from tmdb.transport import Request, TimedOut, TooLarge, TransportError
from tmdb.wsgi_adapter import WSGIAdapter

ask: Endpoints[Call] = Endpoints(lambda call: call)
Serve = Callable[[socket.socket], None]


@contextmanager
def server(serve: Serve) -> Iterator[str]:
    """Accepts connections and leaves each to `serve`."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(5)
        stop = threading.Event()

        def accept() -> None:
            while not stop.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(3)
                    try:
                        connection.recv(65536)
                        serve(connection)
                    except OSError:
                        continue

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        stop.set()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"


def whole(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 11\r\n\r\n" + b'{"id": 603}')


def cut_off(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n" + b'{"id": 603')


def trickling(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(100):
        connection.sendall(b" ")
        time.sleep(0.05)


def trickling_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        connection.sendall(b"X-%d: 1\r\n" % number)
        time.sleep(0.05)


def silent_after_a_while(connection: socket.socket) -> None:
    time.sleep(0.3)
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n{")
    time.sleep(1.5)


def chunked_and_zipped(connection: socket.socket) -> None:
    body = gzip.compress(json.dumps({"overview": "x" * 200_000}).encode())
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
    for start in range(0, len(body), 7):
        piece = body[start : start + 7]
        connection.sendall(b"%x\r\n" % len(piece) + piece + b"\r\n")
    connection.sendall(b"0\r\n\r\n")


def zipped_and_cut_off(connection: socket.socket) -> None:
    body = gzip.compress(random.Random(1).randbytes(1000))
    length = b"Content-Length: %d\r\n\r\n" % len(body)
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\n" + length + body[:500])


def chunked_and_cut_off(connection: socket.socket) -> None:
    connection.sendall(HEAD + b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"id"\r\n')


def huge(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    for _ in range(40):
        connection.sendall(b" " * 1024 * 1024)


def redirecting(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")


def silent(connection: socket.socket) -> None:
    time.sleep(1.5)


def send(address: str, seconds: float) -> Any:
    return RequestsTransport().send(Request("GET", f"{address}/x"), Deadline.after(seconds))


def test_an_answer_arrives() -> None:
    with server(whole) as address:
        response = send(address, 5)
    assert (response.status, response.body) == (200, b'{"id": 603}')


@pytest.mark.parametrize("serve", [cut_off, zipped_and_cut_off, chunked_and_cut_off])
def test_a_cut_off_answer_is_an_error(serve: Serve) -> None:
    with server(serve) as address, pytest.raises(TransportError) as caught:
        send(address, 5)
    assert not isinstance(caught.value, TimedOut)


def test_an_answer_may_come_zipped_and_in_pieces() -> None:
    with server(chunked_and_zipped) as address:
        assert len(json.loads(send(address, 5).body)["overview"]) == 200_000


def test_an_answer_larger_than_any_of_tmdbs_is_not_read_to_its_end() -> None:
    with server(huge) as address, pytest.raises(TooLarge):
        send(address, 5)


def test_a_redirection_is_not_followed() -> None:
    with server(redirecting) as address:
        assert send(address, 5).status == 302


def test_a_connection_is_used_again() -> None:
    """And a deadline that one answer had is not the next one's."""
    connections: list[int] = []

    def serve(connection: socket.socket) -> None:
        connections.append(1)
        for _ in range(2):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            connection.recv(65536)
            time.sleep(0.6)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    transport = RequestsTransport()
    with server(serve) as address:
        for seconds in (0.5, 5, 5):
            assert transport.send(Request("GET", address), Deadline.after(seconds)).body == b"{}"
    assert connections == [1]


@pytest.mark.parametrize("serve", [silent, trickling, trickling_headers, silent_after_a_while])
def test_nobody_waits_beyond_the_deadline(serve: Serve) -> None:
    with server(serve) as address:
        started = time.monotonic()
        with pytest.raises(TimedOut):
            send(address, 0.4)
        assert time.monotonic() - started < 0.65


def test_a_refused_connection_is_an_error_without_the_address() -> None:
    with pytest.raises(TransportError) as caught:
        send("http://127.0.0.1:1", 2)
    assert "127.0.0.1" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_netrc_does_not_replace_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    seen: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ.get("HTTP_AUTHORIZATION", ""))
        start_response("200 OK", [])
        return [b"{}"]

    transport = RequestsTransport({"http://app.invalid": lambda: WSGIAdapter(app)})
    transport.send(Request("GET", "http://app.invalid/", {"Authorization": "Bearer t"}), Deadline.after(5))
    assert seen == ["Bearer t"]


def test_a_connection_that_is_slow_to_come_about_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tmdb.transport.CONNECT_TIMEOUT", 0.1)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        with pytest.raises(TransportError) as caught:
            send(f"http://127.0.0.1:{full.getsockname()[1]}", 5)
        for one in waiting:
            one.close()
    assert not isinstance(caught.value, TimedOut)


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with server(whole) as address:
        monkeypatch.setenv("http_proxy", address)
        response = RequestsTransport().send(Request("GET", "http://api.tmdb.invalid/3/x"), Deadline.after(5))
    assert response.body == b'{"id": 603}'


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


def test_each_thread_has_connections_of_its_own() -> None:
    transport = RequestsTransport()
    sessions: list[object] = []
    threads = [threading.Thread(target=lambda: sessions.append(transport._session())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sessions[0] is not sessions[1]
    assert transport._session() is transport._session()


def test_the_client_performs_what_its_methods_describe() -> None:
    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        found = environ["PATH_INFO"] == "/3/movie/603"
        start_response("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
        return [b'{"id":603,"title":"The Matrix"}' if found else b'{"status_code":34,"status_message":"not found"}']

    transport = RequestsTransport({"http://app.invalid": lambda: WSGIAdapter(app)})
    client = Client(Requestor(transport, token="t", base_url="http://app.invalid/3", limiter=LocalLimiter()))
    assert client.movies.details(603)["title"] == "The Matrix"
    with pytest.raises(errors.NotFound):
        client.movies.details(604)
