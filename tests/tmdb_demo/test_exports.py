"""The daily export files."""

import gzip
import json

import pytest

from tests.tmdb_demo.conftest import Clock, Demo
from tmdb_demo.exports import KINDS
from tmdb_demo.http import Request


def read(fresh: Demo, kind: str, day: str = "11_23_2026") -> list[dict[str, object]]:
    status, _, body = fresh.app.get(f"/p/exports/{kind}_ids_{day}.json.gz", {})
    assert status == 200
    return [json.loads(line) for line in gzip.decompress(body).splitlines()]


KEYS = {
    "movie": ["adult", "id", "original_title", "popularity", "video"],
    "tv_series": ["id", "original_name", "popularity"],
    "person": ["adult", "id", "name", "popularity"],
    "collection": ["id", "name"],
    "tv_network": ["id", "name"],
    "keyword": ["id", "name"],
    "production_company": ["id", "name"],
    "adult_movie": ["adult", "id", "original_title", "popularity", "video"],
    "adult_tv_series": ["id", "original_name", "popularity"],
    "adult_person": ["adult", "id", "name", "popularity"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_tmdbs_keys(fresh: Demo, kind: str) -> None:
    rows = read(fresh, kind)
    assert rows
    assert {tuple(row) for row in rows} == {tuple(KEYS[kind])}


def test_a_file_holds_what_the_api_knows(fresh: Demo) -> None:
    films = {row["id"]: row["original_title"] for row in read(fresh, "movie")}
    assert films[129] == "千と千尋の神隠し"
    assert len(films) == fresh.get_ok("/discover/movie")["total_results"]


def test_popularity_moves_and_a_day_stays_as_it_is(fresh: Demo) -> None:
    first, again, before = (
        {row["id"]: row["popularity"] for row in read(fresh, "movie", day)}
        for day in ("11_23_2026", "11_23_2026", "11_01_2026")
    )
    assert first == again
    assert sum(first[number] != before[number] for number in first) > len(first) * 0.9


@pytest.mark.parametrize(
    "name",
    [
        "movie_ids_11_24_2026", "movie_ids_08_01_2026", "movie_ids_13_45_2026", "nonsense_ids_11_23_2026", "movie_ids",
        "movie_ids_02_30_2026",
    ],
)  # fmt: skip
def test_what_is_not_there_is_denied(fresh: Demo, name: str) -> None:
    status, headers, body = fresh.app.get(f"/p/exports/{name}.json.gz", {})
    assert (status, headers["Content-Type"]) == (403, "application/xml")
    assert b"AccessDenied" in body


def test_todays_file_comes_at_eight(fresh: Demo, clock: Clock) -> None:
    clock.forward(hours=-5)
    assert fresh.app.get("/p/exports/movie_ids_11_23_2026.json.gz", {})[0] == 403
    assert fresh.app.get("/p/exports/movie_ids_11_22_2026.json.gz", {})[0] == 200


def test_a_download_can_be_taken_up_where_it_ended(fresh: Demo) -> None:
    path = "/p/exports/movie_ids_11_23_2026.json.gz"
    _, headers, whole = fresh.app.get(path, {})
    status, fields, rest = fresh.app.answer(Request("GET", path, "", {"range": "bytes=1000-"}))
    assert (status, rest) == (206, whole[1000:])
    assert fields["Content-Range"] == f"bytes 1000-{len(whole) - 1}/{len(whole)}"
    other = Request("GET", path, "", {"range": "bytes=1000-", "if-range": '"another"'})
    assert fresh.app.answer(other)[0] == 200
    assert fresh.app.answer(Request("GET", path, "", {"range": "bytes=99999999-"}))[0] == 416
    assert fresh.app.get(path, {"If-None-Match": headers["ETag"]})[0] == 304
