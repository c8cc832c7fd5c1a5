"""Reading an export, however long it is."""

import gzip
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from catalog.datasets.export_download import fetch
from catalog.datasets.export_reader import ExportRow, read_popularity, read_rows
from catalog.datasets.exports import Export
from tests.catalog.conftest import TODAY


def test_rows_have_titles_in_their_own_language() -> None:
    rows = list(read_rows(fetch(Export("movie", TODAY))))
    assert {row.id: row.title for row in rows}[129] == "千と千尋の神隠し"
    assert len(rows) == 448


def test_popularity_is_read_of_the_same_lines() -> None:
    path = fetch(Export("movie", TODAY))
    popularity = {row.id: row.popularity for row in read_popularity(path)}
    assert popularity == {row.id: row.popularity for row in read_rows(path)}


def test_a_title_is_what_there_is() -> None:
    assert ExportRow(id=1, original_name=" A show ").title == "A show"
    assert ExportRow(id=1, name="A person").title == "A person"
    assert ExportRow(id=1).title == ""


def test_the_reader_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "movie.json.gz"
    path.write_bytes(gzip.compress(b'{"id":1}\n' * 300_000))
    read: list[int] = []
    assert sum(1 for _ in read_rows(path, read.append)) == 300_000
    assert read == sorted(read)
    assert read[-1] == path.stat().st_size


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
