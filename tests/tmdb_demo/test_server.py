"""The stand-in alone, as a server for any client."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tmdb import Client, Requestor, RequestsTransport, errors

ROOT = Path(__file__).parents[2]


def test_it_answers_over_http_until_it_is_ended(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "tmdb_demo",
        "--port",
        str(port),
        "--database",
        str(tmp_path / "x.sqlite3"),
        "--require-key",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert f"http://127.0.0.1:{port}/3" in process.stdout.readline()
        address = f"http://127.0.0.1:{port}/3"
        client = Client(Requestor(RequestsTransport(), token="anything", base_url=address))
        assert client.movies.details(603)["title"] == "The Matrix"
        assert client.configuration.details()["images"]["base_url"] == f"http://127.0.0.1:{port}/t/p/"
        with pytest.raises(errors.AuthenticationFailed) as caught:
            Client(Requestor(RequestsTransport(), base_url=address)).movies.details(603)
        assert caught.value.tmdb_code == 7
    finally:
        process.terminate()
        process.wait(timeout=10)
        assert process.stdout
        process.stdout.close()


def test_a_broken_data_set_is_said_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tmdb_demo", "--data", str(tmp_path), "--database", str(tmp_path / "x.sqlite3")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode != 0
    assert "holds no data set" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
