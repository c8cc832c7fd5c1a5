"""Changes are told of when something has changed, and nothing else."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.tmdb_demo.conftest import Clock, Demo
from tmdb_demo.app import Application


def feed(fresh: Demo, kind: str, query: str = "") -> list[int]:
    return [row["id"] for row in fresh.get_ok(f"/{kind}/changes", query)["results"]]


@pytest.mark.parametrize("kind", ["movie", "tv", "person"])
def test_every_id_of_the_feed_has_changes_and_the_picture_is_there(fresh: Demo, kind: str) -> None:
    span = "start_date=2026-11-10&end_date=2026-11-23"
    ids = feed(fresh, kind, span)
    assert ids
    for number in ids[:10]:
        by_key = {row["key"]: row["items"] for row in fresh.get_ok(f"/{kind}/{number}/changes", span)["changes"]}
        assert by_key.keys() <= {"images", "season"}
        if "images" not in by_key:  # a show of whose seasons one has changed
            continue
        added = [item for item in by_key["images"] if item["action"] == "added"][-1]
        assert "2026-11-10" <= added["time"][:10] <= "2026-11-23"
        (role,) = added["value"]
        images = fresh.get_ok(f"/{kind}/{number}/images")
        assert added["value"][role]["file_path"] in [image["file_path"] for image in images[f"{role}s"]]


def test_what_is_not_in_the_feed_has_no_changes(fresh: Demo) -> None:
    changed = set(feed(fresh, "movie", "start_date=2026-11-20&end_date=2026-11-23"))
    (still, *_) = (row["id"] for row in fresh.get_ok("/movie/popular")["results"] if row["id"] not in changed)
    assert fresh.get_ok(f"/movie/{still}/changes", "start_date=2026-11-20&end_date=2026-11-23") == {"changes": []}


def test_a_day_is_meant_where_none_is_named(fresh: Demo, clock: Clock) -> None:
    day = feed(fresh, "movie")
    longer = feed(fresh, "movie", "start_date=2026-11-10")
    assert set(day) < set(longer)
    clock.forward(days=28)
    assert set(feed(fresh, "movie")) & set(day)  # each title has its day, every four weeks


def test_the_feed_has_a_hundred_rows_a_page(fresh: Demo) -> None:
    page = fresh.get_ok("/person/changes", "start_date=2026-11-10&end_date=2026-11-23")
    assert list(page) == ["results", "page", "total_pages", "total_results"]
    assert len(page["results"]) == 100
    assert page["total_pages"] == -(-page["total_results"] // 100)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("start_date=2026-11-01&end_date=2026-11-16", 20),
        ("start_date=2026-11-08", 20),
        ("start_date=2026-11-16&end_date=2026-11-01", 20),
        ("start_date=16.11.2026", 23),
        ("end_date=2026-02-30", 23),
        ("page=0", 22),
    ],
)
def test_a_range_that_is_none(fresh: Demo, query: str, code: int) -> None:
    for path in ("/movie/changes", "/tv/changes", "/person/changes"):
        assert fresh(path, query)[1]["status_code"] == code
    if code != 22:
        assert fresh("/movie/603/changes", query)[1]["status_code"] == code


def test_fourteen_days_are_not_too_many(fresh: Demo) -> None:
    today = date(2026, 11, 23)
    assert fresh("/movie/changes", f"start_date={today - timedelta(days=14)}&end_date={today}")[0] == 200


def test_a_new_state_of_the_data_set_is_told_field_by_field(small_data: Path, tmp_path: Path, clock: Clock) -> None:
    database = tmp_path / "tmdb.sqlite3"
    before = Application(database, data=small_data, now=clock)
    before.prepare()
    clock.forward(hours=1)
    film = json.loads((small_data / "movies.jsonl").read_text())
    (small_data / "movies.jsonl").write_text(json.dumps(film | {"runtime": 99, "title": "The Film"}) + "\n")
    (small_data / "texts").mkdir()
    (small_data / "texts" / "movies.fr.jsonl").write_text(json.dumps({"id": 7, "overview": "Un film."}) + "\n")
    after = Demo(Application(database, data=small_data, now=clock))
    assert 7 in feed(after, "movie")
    changes = {
        row["key"]: row["items"][0] for row in after.get_ok("/movie/7/changes")["changes"] if row["key"] != "images"
    }
    assert set(changes) == {"runtime", "title", "overview"}
    assert (changes["title"]["original_value"], changes["title"]["value"]) == ("A Film", "The Film")
    assert changes["title"]["action"] == "updated"
    assert (changes["overview"]["action"], changes["overview"]["iso_639_1"]) == ("added", "fr")
    assert "original_value" not in changes["overview"]


def test_another_data_set_is_no_change(small_data: Path, tmp_path: Path, clock: Clock) -> None:
    other = tmp_path / "other"
    shutil.copytree(small_data, other)
    text = (other / "movies.jsonl").read_text()
    (other / "movies.jsonl").write_text(text.replace("A Film", "Another"))
    database = tmp_path / "tmdb.sqlite3"
    Application(database, data=small_data, now=clock).prepare()
    after = Demo(Application(database, data=other, now=clock))
    assert [row["key"] for row in after.get_ok("/movie/7/changes")["changes"] if row["key"] != "images"] == []


def values(fresh: Demo, path: str, key: str) -> list[object]:
    """What the changes of a fortnight under a key name."""
    changes = fresh.get_ok(f"{path}/changes", "start_date=2026-11-10&end_date=2026-11-23")["changes"]
    return [
        item["value"] for row in changes if row["key"] == key for item in row["items"] if item["action"] != "deleted"
    ]


def test_a_season_changes_with_its_episodes_and_a_show_with_its_seasons(fresh: Demo) -> None:
    count = 0
    for season in fresh.get_ok("/tv/1399", "append_to_response=season/1,season/2,season/3")["seasons"][1:4]:
        number = season["season_number"]
        for episode in fresh.get_ok(f"/tv/1399/season/{number}")["episodes"]:
            stills = [value["still"]["file_path"] for value in values(fresh, f"/tv/episode/{episode['id']}", "images")]
            named = {"episode_id": episode["id"], "episode_number": episode["episode_number"]}
            assert (named in values(fresh, f"/tv/season/{season['id']}", "episode")) is bool(stills)
            if stills:
                there = fresh.get_ok(f"/tv/1399/season/{number}/episode/{episode['episode_number']}/images")["stills"]
                assert set(stills) <= {still["file_path"] for still in there}
                named = {"season_id": season["id"], "season_number": number}
                assert named in values(fresh, "/tv/1399", "season")
                count += 1
    assert count
    assert 1399 in feed(fresh, "tv", "start_date=2026-11-10&end_date=2026-11-23")


def test_seasons_and_episodes_go_by_their_own_ids(fresh: Demo) -> None:
    assert fresh("/tv/season/999999999/changes")[0] == 404
    assert fresh("/tv/episode/x/changes")[1]["status_code"] == 6
