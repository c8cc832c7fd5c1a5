"""Loading: once, whole or not at all, of any data set in the format."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tmdb_demo.conftest import Demo
from tmdb_demo import loader
from tmdb_demo.app import Application
from tmdb_demo.loader import BrokenData


def test_the_smallest_data_set_works(small_data: Path, tmp_path: Path) -> None:
    demo = Demo(Application(tmp_path / "x.sqlite3", data=small_data))
    film = demo.get_ok("/movie/7", "language=en-US&append_to_response=credits,images,similar,watch/providers")
    assert film["title"] == "A Film"
    assert film["runtime"] == 0
    assert film["overview"] == ""
    assert film["credits"]["cast"] == []
    for path in (
        "/movie/now_playing",
        "/trending/all/day",
        "/tv/popular",
        "/person/popular",
        "/configuration/countries",
    ):
        demo.get_ok(path)


@pytest.mark.parametrize("line", ['{"id": 8, "title"', "[]", '{"title": "no id"}'])
def test_a_broken_line_is_named_and_nothing_is_lost(small_data: Path, tmp_path: Path, line: str) -> None:
    database = tmp_path / "x.sqlite3"
    loader.ensure(database, small_data)
    with (small_data / "movies.jsonl").open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(BrokenData, match=r"movies.jsonl, line 2"):
        loader.ensure(database, small_data)
    with sqlite3.connect(database) as db:
        assert db.execute("select title from movie").fetchall() == [("A Film",)]


@pytest.mark.parametrize(
    ("file", "body", "place"),
    [
        ("movies.jsonl", '{"id": 8}', "movies.jsonl, line 1"),
        ("movies.jsonl", '{"id": 8, "title": null}', "movies.jsonl, line 1"),
        ("movies.jsonl", '{"id": 8, "title": "x", "cast": [5]}', "movies.jsonl, line 1"),
        ("releases.jsonl", '{"id": 7}\n{"id": 8, "US": "1999"}', "releases.jsonl, line 2"),
        ("texts/films.de.jsonl", '{"id": 7}', "films.de.jsonl, line 1"),
        ("config/genres.json", "{", "genres.json"),
    ],
)
def test_what_is_not_in_the_format_is_named(small_data: Path, tmp_path: Path, file: str, body: str, place: str) -> None:
    (small_data / file).parent.mkdir(exist_ok=True)
    (small_data / file).write_text(f"{body}\n")
    with pytest.raises(BrokenData, match=place):
        loader.ensure(tmp_path / "x.sqlite3", small_data)


def test_a_folder_without_data_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(BrokenData, match="holds no data set"):
        loader.ensure(tmp_path / "x.sqlite3", tmp_path)


def test_it_loads_once_and_again_when_the_data_change(small_data: Path, tmp_path: Path) -> None:
    database = tmp_path / "x.sqlite3"
    loader.ensure(database, small_data)
    first = database.stat().st_ino
    loader.ensure(database, small_data)
    assert database.stat().st_ino == first
    app = Application(database, data=small_data)
    assert Demo(app).get_ok("/movie/7")["title"] == "A Film"
    film = json.loads((small_data / "movies.jsonl").read_text()) | {"title": "Another Film"}
    (small_data / "movies.jsonl").write_text(json.dumps(film))
    loader.ensure(database, small_data)
    assert Demo(app).get_ok("/movie/7", "language=en")["title"] == "Another Film"


def test_a_file_that_is_no_database_is_made_anew(small_data: Path, tmp_path: Path) -> None:
    database = tmp_path / "x.sqlite3"
    database.write_bytes(b"not a database" * 100)
    assert Demo(Application(database, data=small_data)).get_ok("/movie/7")["id"] == 7


def test_processes_that_start_together_load_once(small_data: Path, tmp_path: Path) -> None:
    database = tmp_path / "x.sqlite3"
    paths = f"Path({str(database)!r}), Path({str(small_data)!r})"
    code = f"from pathlib import Path; from tmdb_demo import loader; loader.ensure({paths})"
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2]) for _ in range(4)]
    assert [process.wait(timeout=60) for process in processes] == [0] * 4
    with sqlite3.connect(database) as db:
        assert db.execute("select count(*) from movie").fetchone() == (1,)


def test_the_bundled_data_hold_together(application: Application) -> None:
    application.prepare()
    assert application.store
    db, _ = application.store.connect()
    for table, column, target in (
        ("credit", "person_id", "person"),
        ("title_company", "company_id", "company"),
        ("title_keyword", "keyword_id", "keyword"),
        ("tv_network", "network_id", "network"),
        ("created_by", "person_id", "person"),
    ):
        sql = f"select count(*) from {table} where {column} not in (select id from {target})"
        assert db.execute(sql).fetchone()[0] == 0, table
    assert db.execute("select count(*) from movie").fetchone()[0] == 448
    assert db.execute("select count(*) from tv").fetchone()[0] >= 52
