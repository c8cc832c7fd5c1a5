"""The stand-in alone, as a server for any client."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tmdb import Client, Requestor, RequestsTransport, errors
from tmdb_demo.app import Application

ROOT = Path(__file__).parents[2]


@pytest.fixture
def switch(tmp_path: Path) -> Path:
    return tmp_path / "fault.json"


@pytest.fixture
def port(application: Application, tmp_path: Path, switch: Path) -> Iterator[int]:
    """The port of a separate server, which logs nothing about its requests."""
    application.prepare()
    (tmp_path / "x.sqlite3").symlink_to(application.database)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tmdb_demo", "--port", str(number), "--database", str(tmp_path / "x.sqlite3")]
    command += ["--require-key", "--fault-file", str(switch)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert f"http://127.0.0.1:{number}/3" in process.stdout.readline()
        yield number
    finally:
        process.terminate()
        _, output = process.communicate(timeout=10)
    assert output == ""


def test_it_answers_over_http_until_it_is_ended(port: int, switch: Path) -> None:
    address = f"http://127.0.0.1:{port}/3"
    requestor = partial(Requestor, RequestsTransport(), token="anything", base_url=address, sleep=lambda seconds: None)
    client = Client(requestor())
    assert client.movies.details(603)["title"] == "The Matrix"
    assert client.configuration.details()["images"]["base_url"] == f"http://127.0.0.1:{port}/t/p/"
    with pytest.raises(errors.AuthenticationFailed) as caught:
        Client(Requestor(RequestsTransport(), base_url=address)).movies.details(603)
    assert caught.value.tmdb_code == 7
    for fault, error in (("half", errors.BadAnswer), ("cut", errors.Unavailable), ("html", errors.Unavailable)):
        switch.write_text(json.dumps({"body": fault}))
        with pytest.raises(error):
            Client(requestor()).movies.details(603)  # one that knows nothing of the failures before
    switch.unlink()
    assert client.search.movies("千と千尋")["results"][0]["id"] == 129


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        ("GET /3/movie/\xff\xfe?query=\xff HTTP/1.1", "", b"401"),
        ("GET /3/search/movie?api_key=x&query=\xe5\x8d\x83 HTTP/1.1", "", b"200"),
        ("POST /3/movie/603/rating?api_key=x HTTP/1.1", "Content-Length: many\r\n", b"4"),
        ("POST /3/movie/603/rating?api_key=x HTTP/1.1", "Content-Length: -1\r\n", b"4"),
        ("PUT /3/movie/603?api_key=x HTTP/1.1", "", b"405"),
        ("GET /authenticate/x%0d%0aA:b/allow HTTP/1.1", "", b"404"),
        ("GET /t/p/w342/..%2f..%2fetc HTTP/1.1", "", b"404"),
    ],
)
def test_odd_requests_are_answered_too(port: int, request_line: str, headers: str, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"{request_line}\r\nHost: x\r\n{headers}\r\n".encode("latin-1"))
        answer = connection.makefile("rb").read()
    assert answer.split(b" ", 2)[1].startswith(status), answer[:300]


def test_a_broken_data_set_is_said_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tmdb_demo", "--data", str(tmp_path), "--database", str(tmp_path / "x.sqlite3")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode != 0
    assert "holds no data set" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
