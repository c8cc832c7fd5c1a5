"""Downloads: whatever goes wrong on the way, the file of the day before stays, and the next try goes on."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from catalog.datasets import exports
from catalog.datasets.export_download import fetch
from catalog.datasets.export_reader import BrokenExport
from catalog.datasets.exports import Export, NotPublished
from tests.catalog.conftest import TODAY
from tests.catalog.datasets.conftest import Answering, give, pack_lines, read_whole, serve
from tests.stand_in import StandIn


def test_an_export_is_fetched_once() -> None:
    path = fetch(Export("movie", TODAY))
    before = path.stat().st_mtime_ns
    assert fetch(Export("movie", TODAY)).stat().st_mtime_ns == before


def test_a_day_that_is_not_there() -> None:
    with pytest.raises(NotPublished):
        fetch(Export("movie", TODAY + timedelta(days=1)))
    assert not list(exports.folder().glob("*.part"))


def break_off(body: bytes, requests: list[tuple[str, str]]) -> Callable[[Answering], Answering]:
    """The first time, half of that body and the promise of the whole."""

    def around(app: Answering) -> Answering:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            requests.append((environ.get("HTTP_RANGE", ""), environ.get("HTTP_IF_RANGE", "")))
            if len(requests) > 1:
                return app(environ, start)
            start("200 OK", [("Content-Length", str(len(body))), ("ETag", '"first"')])
            return [body[: len(body) // 2]]

        return answer

    return around


def test_a_download_that_breaks_off_is_taken_up(stand_in: StandIn) -> None:
    export = Export("movie", TODAY)
    requests: list[tuple[str, str]] = []
    body = read_whole(stand_in, export)
    with serve(stand_in, break_off(body, requests)):
        fetch(export)
    assert requests == [("", ""), (f"bytes={len(body) // 2}-", '"first"')]
    assert export.path.read_bytes() == body
    assert [path.name for path in exports.folder().glob("movie*")] == [export.name]


def test_a_part_of_what_was_replaced_in_between_is_thrown_away(stand_in: StandIn) -> None:
    """The server made the file anew: its second half does not belong to our first."""
    export = Export("movie", TODAY)
    requests: list[tuple[str, str]] = []
    with serve(stand_in, break_off(pack_lines([b'{"id":1,"original_title":"Of yesterday"}'] * 999), requests)):
        fetch(export)
    assert requests[1][1] == '"first"'
    assert export.path.read_bytes() == read_whole(stand_in, export)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>no</html>", "not gzip"),
        (gzip.compress(b'{"id":1}\n')[:-6], "cut off"),
        (pack_lines([b'{"id":1}', b'{"id":"x"}', b'{"id":3}']), "movie_ids_11_23_2026.json.gz, line 2"),
        (pack_lines([b'{"id":1}', b"", b'{"id":2}', b"{"]), "line 4"),
        (pack_lines([json.dumps({"id": n}).encode() for n in range(50_123)] + [b'{"id":"x"}']), "line 50124"),
        (pack_lines([]), "no lines"),
        (gzip.compress(b" " * (6 << 20)), "no lines of a length"),
    ],
    ids=["no gzip", "cut off", "wrong type", "half a line", "line 50124", "empty", "no lines"],
)
def test_a_file_that_can_not_be_read_is_not_kept(stand_in: StandIn, body: bytes, words: str) -> None:
    with serve(stand_in, give(body)), pytest.raises(BrokenExport, match=words):
        fetch(Export("movie", TODAY))
    assert list(exports.folder().glob("*")) == []


def test_a_full_disk_is_said_and_leaves_room() -> None:
    """A limit on the size of files, as of a quota: the system says no in the middle of the download."""
    code = """
import resource, signal, django
django.setup()
from catalog.datasets import exports
from catalog.datasets.export_download import DiskFull, fetch
from catalog.gateway import tmdb_client
from catalog.datasets.exports import Export
from datetime import date
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
tmdb_client.demo().prepare()
export = Export("person", exports.latest_day())
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    fetch(export)
except DiskFull as error:
    print(error, list(exports.folder().glob("person*")))
"""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "", "PYTEST_XDIST_WORKER": "full"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("The disk is full: there is no room for person_ids"), done.stderr
    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize(
    ("note", "if_range"), [(b"\xff\xfe", ""), (b"two\nlines", ""), (b"", ""), (b'W/"abc"', 'W/"abc"')]
)
def test_a_damaged_note_of_an_export_is_none(stand_in: StandIn, note: bytes, if_range: str) -> None:
    """A part whose version nobody knows is resumed, and found out at its end if it is of another file."""
    export = Export("movie", TODAY)
    part = export.path.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(read_whole(stand_in, export)[:10])
    part.with_suffix(".etag").write_bytes(note)
    requests: list[tuple[str, str]] = []

    def around(app: Answering) -> Answering:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            requests.append((environ.get("HTTP_RANGE", ""), environ.get("HTTP_IF_RANGE", "")))
            return app(environ, start)

        return answer

    with serve(stand_in, around):
        fetch(export)
    assert requests == [("bytes=10-", if_range)]
    assert export.path.read_bytes() == read_whole(stand_in, export)
