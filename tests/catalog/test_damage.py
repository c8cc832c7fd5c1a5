"""A wrong answer never takes the place of a good one, and what can't be read in the cache is not there."""

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from catalog.datasets import export_download
from catalog.gateway import api, gateway
from catalog.gateway.results import Failure, UpstreamProblem
from catalog.gateway.store import LAYOUT
from catalog.pages.person.person import PersonView
from catalog.search import matching
from catalog.search.build import build
from catalog.search.index import Index
from jobs import dispatch, metrics, redis_client, worker_signals
from tests.catalog.test_gateway import grown_old, matrix_call
from tests.conftest import page, signed_in
from tests.stand_in import GONE, HTML, Fault, StandIn

MATRIX = "/movie/603-the-matrix/"
ANOTHER = json.dumps({"id": 604, "title": "The Matrix Reloaded"}).encode()
GATEWAY_404 = Fault("404 Not Found", b'{"message":"no Route matched with those values"}')

WRONG = {
    "a list": Fault("200 OK", b"[]"),
    "an empty object": Fault("200 OK", b"{}"),
    "another film": Fault("200 OK", ANOTHER),
    "HTML": HTML,
    "a 404 of something in front of TMDB": GATEWAY_404,
    "a 403 of something in front of TMDB": Fault("403 Forbidden", b'{"message":"Forbidden"}'),
    "a 304 that nobody asked for": Fault("304 Not Modified", b""),
    "nested without end": Fault("200 OK", b'{"id":603,"a":' + b"[" * 900 + b"]" * 900 + b"}"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_to_a_cold_page_is_called_so_and_not_kept(visitor: Client, stand_in: StandIn, name: str) -> None:
    stand_in.fault = WRONG[name]
    response = visitor.get(MATRIX)
    assert response.status_code == 503
    assert UpstreamProblem.NONSENSE.value in response.content.decode().replace("&#x27;", "'")
    stand_in.fault = None
    redis_client.client().delete(
        gateway().store.redis_key(f"failure:{matrix_call().key}")
    )  # which is remembered for two seconds
    assert "Keanu Reeves" in page(visitor, MATRIX)


@pytest.mark.parametrize("name", [name for name in WRONG if "304" not in name])
def test_a_wrong_answer_takes_nothing_away_that_is_kept(visitor: Client, stand_in: StandIn, name: str) -> None:
    page(visitor, MATRIX)
    grown_old(matrix_call(), 7)
    stand_in.fault = WRONG[name]
    for _ in range(2):
        assert not gateway().refresh(matrix_call())
    body = page(visitor, MATRIX).replace("&#x27;", "'")
    assert "Keanu Reeves" in body
    assert f"{UpstreamProblem.NONSENSE.value} This page is from 7 hours ago." in body


def test_one_404_of_tmdbs_own_takes_nothing_away_and_a_second_one_does(
    visitor: Client, stand_in: StandIn, bob: User
) -> None:
    page(visitor, MATRIX)
    stand_in.fault = GONE
    body = signed_in(bob).post(MATRIX, follow=True).content.decode()
    assert "TMDB no longer lists this. The page stays as it was." in body
    stand_in.fault = None
    assert gateway().refresh(matrix_call())
    assert "TMDB no longer lists this." not in page(visitor, MATRIX), "it was a slip"
    stand_in.fault = GONE
    for _ in range(2):
        gateway().refresh(matrix_call())
    page(visitor, MATRIX, status=404)


def _set(name: str, value: Any) -> None:
    redis_client.client().delete(name)
    if isinstance(value, dict):
        redis_client.client().hset(name, mapping=value)
    else:
        redis_client.client().set(name, value)


def _field(field: str, change: Callable[[bytes], bytes]) -> Callable[[str], None]:
    def damage(name: str) -> None:
        value = redis_client.client().hget(name, field)
        redis_client.client().hset(name, field, change(value))  # type: ignore[arg-type]

    return damage


DAMAGE: dict[str, Callable[[str], None]] = {
    "a body cut off": _field("body", lambda body: body[: len(body) // 2]),
    "a body of zeros": _field("body", lambda body: b"\0" * len(body)),
    "another body": _field("body", lambda body: b'{"id":604}'),
    "no body": lambda name: redis_client.client().hdel(name, "body"),  # type: ignore[dict-item, return-value]
    "a time that is none": _field("at", lambda at: b"yesterday"),
    "a time without end": _field("at", lambda at: b"inf"),
    "a digest that is no text": _field("digest", lambda at: b"\xff\xfe"),
    "a text for an object": lambda name: _set(name, "what an older version kept"),
    "an object of something else": lambda name: _set(name, {"at": "1", "value": "x"}),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_can_not_be_read_in_the_cache_is_fetched_again(
    visitor: Client, stand_in: StandIn, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    page(visitor, MATRIX)
    key = gateway().store.redis_key(matrix_call().key)
    for part in redis_client.client().scan_iter("*:part:*"):
        redis_client.client().delete(part)
    DAMAGE[name](key)
    stand_in.forget()
    for _ in range(2):
        assert "Keanu Reeves" in page(visitor, MATRIX)
    assert len(stand_in.page_calls) == 1, "once, and kept again"
    assert name == "no body" or "cache entry dropped key=movie-details" in caplog.text
    assert page(visitor, "/movie/604/"), "Redis itself is well"
    assert redis_client.client().exists(gateway().store.redis_key(api.configuration.details().key))


@pytest.mark.parametrize("value", [b"z\0\0", b"{}", b'{"title":1}', b"\xff", {"a": "hash"}])
def test_a_damaged_rendered_page_is_rendered_again(visitor: Client, stand_in: StandIn, value: Any) -> None:
    body = page(visitor, MATRIX)
    [part] = redis_client.client().scan_iter("*:part:*")
    _set(part, value)
    assert page(visitor, MATRIX) == body
    assert page(visitor, MATRIX) == body
    assert stand_in.page_calls == stand_in.page_calls[:1]


@pytest.mark.parametrize("value", [b"x", b"{}", b'{"kind":"WHATEVER","retry_after":5}', {"a": "hash"}])
def test_a_damaged_note_of_a_failure_is_none(visitor: Client, value: Any) -> None:
    _set(gateway().store.redis_key(f"failure:{matrix_call().key}"), value)
    assert "Keanu Reeves" in page(visitor, MATRIX)


def test_what_another_version_kept_is_not_read(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page(visitor, MATRIX)
    assert gateway().store.read(matrix_call().key)
    monkeypatch.setattr("catalog.gateway.store.LAYOUT", LAYOUT + 1)
    assert gateway().store.read(matrix_call().key) is None
    assert gateway().store.metadata([matrix_call().key]) == [None]


def test_the_layout_has_a_number_for_what_is_kept_today() -> None:
    """Whoever changes what is kept raises LAYOUT, and then this."""
    from catalog.gateway.store import FIELDS, PACKED

    assert (LAYOUT, FIELDS, PACKED) == (2, ("at", "digest", "etag", "found", "trouble", "changed"), b"z")
    assert set(Failure.__dataclass_fields__) == {"kind", "retry_after"}


def test_changes_pass_over_what_is_damaged(visitor: Client) -> None:
    page(visitor, MATRIX)
    _set(gateway().store.redis_key("movie-details?movie_id=9&"), "text")
    keys = list(gateway().store.iter_keys("movie-details"))
    assert gateway().store.mark_changed(keys) == len(keys) - 1


def test_a_page_that_can_not_be_made_of_an_answer_is_a_502_and_not_kept(
    visitor: Client, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(view: PersonView) -> str:
        raise KeyError("what nobody thought of")

    with monkeypatch.context() as patch:
        patch.setattr(PersonView, "department", property(fails))
        response = visitor.get("/person/6384-keanu-reeves/")
    assert response.status_code == 502
    assert response.headers["Cache-Control"] == "no-store"
    assert "TMDB sent something that this page can't show." in response.content.decode()
    [line] = [one.getMessage() for one in caplog.records if one.name == "catalog"]
    assert "operations=person-details path=/person/6384-keanu-reeves/" in line
    assert "test_damage.py" in line
    assert "Traceback" not in caplog.text
    assert "Acting" in page(visitor, "/person/6384-keanu-reeves/")


def test_what_is_counted_and_noted_in_redis_may_be_damaged(alice: User) -> None:
    minute = int(time.time() // 60)
    for key, value in (
        (f"counts:{minute}", {"kept": "x", "asked": "3"}),
        (f"counts:{minute - 1}", {"asked": "-"}),
        (worker_signals.WORKERS_KEY, {"quick": "soon", "jobs": "nan"}),
        ("beat:seen", b"\xff"),
        ("key:verdict", b"\xff"),
    ):
        _set(key, value)
    assert metrics.read_counts(2)["asked"] == 3
    assert "no sign of it" in page(signed_in(alice), "/admin/tmdb/")


def test_a_damaged_note_of_an_export_is_none(tmp_path: Path) -> None:
    part = tmp_path / "movie_ids.json.part"
    for noted in (b"\xff\xfe", b"two\nlines", b""):
        part.with_suffix(".etag").write_bytes(noted)
        assert "If-Range" not in export_download._headers(part, 10)
    part.with_suffix(".etag").write_text('W/"abc"')
    assert export_download._headers(part, 10)["If-Range"] == 'W/"abc"'


@pytest.mark.parametrize("damage", ["a page in the middle", "the beginning", "cut off", "no database"])
def test_a_damaged_search_file_goes_and_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    path = tmp_path / "titles.sqlite3"
    build(path, [("movie", number, f"The Matrix {number}", 1.0) for number in range(1, 2000)], [])
    published: list[tuple[object, ...]] = []
    monkeypatch.setattr(dispatch, "publish", lambda *task: published.append(task))
    content = bytearray(path.read_bytes())
    if damage == "a page in the middle":
        content[8192:] = b"\xaa" * (len(content) - 8192)
    elif damage == "the beginning":
        content[:100] = b"\xaa" * 100
    elif damage == "cut off":
        content = content[: 3 * 4096]
    else:
        content = bytearray(b"what is this?" * 1000)
    path.write_bytes(content)
    index = Index(path)
    assert index.find("matrix") == []
    assert index.find_by_ids("movie", [1]) == {}
    assert (index.suggest_name("matrx"), index.size(), index.built_at()) == ("", 0, 0.0)
    assert not path.exists()
    dispatch.drain()
    assert published == [("jobs.tasks.run_job", "index")]


def test_a_search_file_that_is_only_busy_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "titles.sqlite3"
    build(path, [("movie", 603, "The Matrix", 1.0)], [])

    def busy(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    index = Index(path)
    with monkeypatch.context() as patch:
        patch.setattr(matching, "find_hits", busy)
        assert index.find("matrix") == []
    assert [hit.id for hit in index.find("matrix")] == [603]
