"""The transport against real sockets."""

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

from tmdb import Deadline, RequestsTransport
from tmdb.transport import Request, TimedOut, TooLarge, TransportError
from tmdb.wsgi_adapter import WSGIAdapter

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
        for connection in waiting:
            connection.setblocking(False)
            connection.connect_ex(full.getsockname())
        with pytest.raises(TransportError) as caught:
            send(f"http://127.0.0.1:{full.getsockname()[1]}", 5)
        for connection in waiting:
            connection.close()
    assert not isinstance(caught.value, TimedOut)


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with server(whole) as address:
        monkeypatch.setenv("http_proxy", address)
        response = RequestsTransport().send(Request("GET", "http://api.tmdb.invalid/3/x"), Deadline.after(5))
    assert response.body == b'{"id": 603}'


def test_each_thread_has_connections_of_its_own() -> None:
    adapters: list[WSGIAdapter] = []

    def create_adapter() -> WSGIAdapter:
        adapters.append(WSGIAdapter(lambda environ, start_response: (start_response("200 OK", []), [b"{}"])[1]))
        return adapters[-1]

    transport = RequestsTransport({"http://app.invalid": create_adapter})

    def send_twice() -> None:
        for _ in range(2):
            transport.send(Request("GET", "http://app.invalid/"), Deadline.after(5))

    threads = [threading.Thread(target=send_twice) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(adapters) == 2
