"""Daily exports: whatever goes wrong on the way, the files of the day before stay, and the operator is told what."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from accounts.models import User
from catalog import search
from catalog.datasets import exports
from catalog.datasets.export_download import fetch
from catalog.datasets.export_reader import BrokenExport, read_rows
from catalog.datasets.exports import Export, NotPublished
from jobs import runner
from jobs.models import Run
from tests.catalog.conftest import NOON, TODAY
from tests.conftest import page, signed_in
from tests.stand_in import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]
YESTERDAY = TODAY - timedelta(days=1)
Answering = Callable[[dict[str, Any], Any], Any]


@contextmanager
def served(stand_in: StandIn, answering: Callable[[Answering], Answering]) -> Iterator[None]:
    """The stand-in, behind something that may answer in its place."""
    kept = stand_in.app
    stand_in.app = answering(kept)
    try:
        yield
    finally:
        stand_in.app = kept


def giving(body: bytes, only: str = "") -> Callable[[Answering], Answering]:
    """That body for each export, or for those with `only` in their name."""

    def around(kept: Answering) -> Answering:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            if only not in environ["PATH_INFO"]:
                return kept(environ, start)
            start("200 OK", [("Content-Length", str(len(body)))])
            return [body]

        return answer

    return around


def whole(stand_in: StandIn, export: Export) -> bytes:
    body: bytes = stand_in.app.get(f"/p/exports/{export.name}", {})[2]
    return body


def packed(lines: list[bytes]) -> bytes:
    return gzip.compress(b"\n".join(lines))


def test_an_export_is_fetched_once_and_read_as_a_stream() -> None:
    path = fetch(Export("movie", TODAY))
    found = list(read_rows(path))
    assert {row.id: row.title for row in found}[129] == "千と千尋の神隠し"
    assert len(found) == 448
    before = path.stat().st_mtime_ns
    assert fetch(Export("movie", TODAY)).stat().st_mtime_ns == before


def test_a_day_that_is_not_there() -> None:
    with pytest.raises(NotPublished):
        fetch(Export("movie", TODAY + timedelta(days=1)))
    assert not list(exports.folder().glob("*.part"))


def breaking(body: bytes, asked: list[tuple[str, str]]) -> Callable[[Answering], Answering]:
    """The first time, half of that body and the promise of the whole."""

    def around(kept: Answering) -> Answering:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            asked.append((environ.get("HTTP_RANGE", ""), environ.get("HTTP_IF_RANGE", "")))
            if len(asked) > 1:
                return kept(environ, start)
            start("200 OK", [("Content-Length", str(len(body))), ("ETag", '"first"')])
            return [body[: len(body) // 2]]

        return answer

    return around


def test_a_download_that_breaks_off_is_taken_up(stand_in: StandIn) -> None:
    export = Export("movie", TODAY)
    asked: list[tuple[str, str]] = []
    body = whole(stand_in, export)
    with served(stand_in, breaking(body, asked)):
        fetch(export)
    assert asked == [("", ""), (f"bytes={len(body) // 2}-", '"first"')]
    assert export.path.read_bytes() == body
    assert [path.name for path in exports.folder().glob("movie*")] == [export.name]


def test_a_part_of_what_was_replaced_in_between_is_thrown_away(stand_in: StandIn) -> None:
    """The server made the file anew: its second half does not belong to our first."""
    export = Export("movie", TODAY)
    asked: list[tuple[str, str]] = []
    with served(stand_in, breaking(packed([b'{"id":1,"original_title":"Of before"}'] * 999), asked)):
        fetch(export)
    assert asked[1][1] == '"first"'
    assert export.path.read_bytes() == whole(stand_in, export)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>no</html>", "not gzip"),
        (gzip.compress(b'{"id":1}\n')[:-6], "cut off"),
        (packed([b'{"id":1}', b'{"id":"x"}', b'{"id":3}']), "movie_ids_11_23_2026.json.gz, line 2"),
        (packed([b'{"id":1}', b"", b'{"id":2}', b"{"]), "line 4"),
        (packed([json.dumps({"id": n}).encode() for n in range(50_123)] + [b'{"id":"x"}']), "line 50124"),
        (packed([]), "no lines"),
        (gzip.compress(b" " * (6 << 20)), "no lines of a length"),
    ],
    ids=["no gzip", "cut off", "wrong type", "half a line", "line 50124", "empty", "no lines"],
)
def test_a_file_that_can_not_be_read_is_not_kept(stand_in: StandIn, body: bytes, words: str) -> None:
    with served(stand_in, giving(body)), pytest.raises(BrokenExport, match=words):
        fetch(Export("movie", TODAY))
    assert list(exports.folder().glob("*")) == []


def test_one_broken_file_leaves_the_others_alone_and_its_own_of_the_day_before(stand_in: StandIn, alice: User) -> None:
    runner.run("exports", day=str(YESTERDAY))
    broken = packed([b'{"id":1,"name":"A"}'] * 2000 + [b'{"id":"oops"}'] + [b'{"id":1}'] * 2000)
    with served(stand_in, giving(broken, only="person")), pytest.raises(runner.PartialFailure):
        runner.run("exports")
    assert exports.newest("person") == Export("person", YESTERDAY)
    assert exports.newest("movie") == Export("movie", TODAY)
    body = page(signed_in(alice), "/admin/tmdb/")
    assert "6 of 7 files of 2026-11-23" in body
    assert "person_ids_11_23_2026.json.gz, line 2001" in body
    assert "of 23 November: movie, tv" in body
    runner.run("index")
    assert search.title_index().find("keanu reeves")[0].id == 6384


def test_where_nothing_lies_yet_and_tmdb_is_late_an_older_day_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "utc_now", lambda: NOON + timedelta(days=1))
    with pytest.raises(runner.PartialFailure, match="TMDB has no movie_ids"):
        runner.run("exports")
    assert exports.newest("movie") == Export("movie", TODAY)


def test_a_given_day_is_fetched_and_stays() -> None:
    for day in (TODAY, YESTERDAY, TODAY - timedelta(days=40)):
        runner.run("exports", day=str(day))
    assert Export("movie", TODAY - timedelta(days=40)).path.is_file()
    assert exports.newest("movie") == Export("movie", TODAY)


def test_exports_for_adults_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    runner.run("exports")
    runner.run("index")
    assert not search.title_index().find("curtains drawn")
    monkeypatch.setattr(settings, "TMDB_ADULT_EXPORTS", True)
    assert "10 files" in runner.run("exports").result
    runner.run("index")
    assert search.title_index().find("curtains drawn")


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


def test_memory_stays_flat_however_long_a_file_is(tmp_path: Path) -> None:
    """300,000 lines, 25 MB of JSON: reading them takes a few megabytes."""
    path = tmp_path / "long.json.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for number in range(300_000):
            file.write(b'{"id":%d,"original_title":"A title of some length, as they are","popularity":1.5}\n' % number)
    code = f"""
import django, resource
django.setup()
from pathlib import Path
from catalog.datasets.export_reader import read_rows
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert sum(1 for _ in read_rows(Path({str(path)!r}))) == 300_000
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "", "PYTEST_XDIST_WORKER": "flat"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 20, "megabytes"


def test_a_failed_run_says_why_in_its_own_words() -> None:
    with pytest.raises(NotPublished):
        runner.run("index")
    assert Run.objects.get().result == "The exports have to be fetched first."
