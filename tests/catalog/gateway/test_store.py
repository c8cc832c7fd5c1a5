"""What the cache keeps and gives back, and that what can't be read there is not there."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from django.test import Client

from catalog.codes import LANGUAGES
from catalog.gateway import UpstreamProblem, api, gateway
from catalog.gateway.results import CacheMetadata, Failure
from catalog.gateway.store import FIELDS, LAYOUT, MAX_LOCALES, PACKED, Memory, Store, digest
from jobs import redis_client
from jobs.redis_client import RedisGuard
from tests.catalog.cached_answers import MATRIX, MATRIX_CALL, write_to_redis
from tests.conftest import get_page
from tests.stand_in import StandIn

BODY = b'{"id":603}'
LONG_BODY = b'{"id":603,"overview":"' + b"x" * 5000 + b'"}'
METADATA = CacheMetadata(time.time(), digest(BODY), "etag", problem="TMDB isn't answering.", is_changed=True)


@pytest.fixture(params=["redis", "away"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store with Redis, and one that has only its own memory."""
    if request.param == "redis":
        yield Store(redis_client.client(), RedisGuard(), Memory(size=0), "tests:")
        return
    client = redis.Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    yield Store(client, RedisGuard(), Memory(), "tests:")
    client.close()


@pytest.mark.parametrize("body", [BODY, LONG_BODY])
def test_an_answer_comes_back_as_it_was_stored(store: Store, body: bytes) -> None:
    metadata = CacheMetadata(METADATA.fetched_at, digest(body), "etag", problem="p", is_changed=True)
    store.write("film", metadata, body, 60)
    assert store.read("film") == (metadata, body)
    assert store.metadata(["film", "another"]) == [metadata, None]
    assert store.read("another") is None


def test_metadata_is_updated_only_for_the_answer_that_was_read(store: Store) -> None:
    store.write("film", METADATA, BODY, 60)
    confirmed = CacheMetadata(METADATA.fetched_at + 5, METADATA.digest)
    store.update_metadata("film", METADATA, confirmed, 60)
    assert store.read("film") == (confirmed, BODY)
    store.update_metadata("film", METADATA, CacheMetadata(METADATA.fetched_at + 9, METADATA.digest), 60)
    assert store.metadata(["film"]) == [confirmed]


def test_a_key_is_claimed_by_one(store: Store) -> None:
    assert [store.claim("refresh:film", 60) for _ in range(3)] == [True, False, False]
    assert store.claim("refresh:another", 60)


def test_a_failure_is_remembered(store: Store) -> None:
    assert store.failure("film") is None
    store.store_failure("film", Failure("DOWN", 7))
    failure = store.failure("film")
    assert failure
    error = failure.to_error()
    assert (error.problem, error.retry_after) == (UpstreamProblem.DOWN, 7)


def test_other_bytes_come_back_as_they_are_decoded(store: Store) -> None:
    assert store.get_value("page", bytes.decode) is None
    store.store_value("page", LONG_BODY, 60)
    assert store.get_value("page", bytes.decode) == LONG_BODY.decode()


def test_what_this_process_remembers_has_an_end() -> None:
    now = 100.0
    memory = Memory(size=2, clock=lambda: now)
    for number in range(3):
        memory.set(str(number), number, 10)
    assert [memory.get(str(number)) for number in range(3)] == [None, 1, 2]
    now = 111.0
    assert memory.get("2") is None


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
    "a time that is none": _field("at", lambda value: b"yesterday"),
    "a time without end": _field("at", lambda value: b"inf"),
    "a digest that is no text": _field("digest", lambda value: b"\xff\xfe"),
    "a text for an object": lambda name: write_to_redis(name, "what an older version kept"),
    "an object of something else": lambda name: write_to_redis(name, {"at": "1", "value": "x"}),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_can_not_be_read_in_the_cache_is_fetched_again(
    visitor: Client, stand_in: StandIn, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    get_page(visitor, MATRIX)
    key = gateway().store.redis_key(MATRIX_CALL.key)
    for part in redis_client.client().scan_iter("*:part:*"):
        redis_client.client().delete(part)
    DAMAGE[name](key)
    stand_in.forget()
    for _ in range(2):
        assert "Keanu Reeves" in get_page(visitor, MATRIX)
    assert len(stand_in.page_calls) == 1, "once, and kept again"
    assert name == "no body" or "cache entry dropped key=movie-details" in caplog.text
    assert get_page(visitor, "/movie/604/"), "Redis itself is well"
    assert redis_client.client().exists(gateway().store.redis_key(api.configuration.details().key))


@pytest.mark.parametrize("value", [b"z\0\0", b"{}", b'{"title":1}', b"\xff", {"a": "hash"}])
def test_a_damaged_rendered_page_is_rendered_again(visitor: Client, stand_in: StandIn, value: Any) -> None:
    body = get_page(visitor, MATRIX)
    [part] = redis_client.client().scan_iter("*:part:*")
    write_to_redis(part, value)
    assert get_page(visitor, MATRIX) == body
    assert get_page(visitor, MATRIX) == body
    assert stand_in.page_calls == stand_in.page_calls[:1]


@pytest.mark.parametrize("value", [b"x", b"{}", b'{"kind":"WHATEVER","retry_after":5}', {"a": "hash"}])
def test_a_damaged_note_of_a_failure_is_none(visitor: Client, value: Any) -> None:
    write_to_redis(gateway().store.redis_key(f"failure:{MATRIX_CALL.key}"), value)
    assert "Keanu Reeves" in get_page(visitor, MATRIX)


def test_what_another_version_kept_is_not_read(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    get_page(visitor, MATRIX)
    assert gateway().store.read(MATRIX_CALL.key)
    monkeypatch.setattr("catalog.gateway.store.LAYOUT", LAYOUT + 1)
    assert gateway().store.read(MATRIX_CALL.key) is None
    assert gateway().store.metadata([MATRIX_CALL.key]) == [None]


def test_the_layout_has_a_number_for_what_is_kept_today() -> None:
    """Whoever changes what is kept raises LAYOUT, and then this."""
    assert (LAYOUT, FIELDS, PACKED) == (2, ("at", "digest", "etag", "found", "trouble", "changed"), b"z")
    assert set(Failure.__dataclass_fields__) == {"kind", "retry_after"}


def test_changes_pass_over_what_is_damaged(visitor: Client) -> None:
    get_page(visitor, MATRIX)
    write_to_redis(gateway().store.redis_key("movie-details?movie_id=9&"), "text")
    keys = list(gateway().store.iter_keys("movie-details"))
    assert gateway().store.mark_changed(keys) == len(keys) - 1


def test_the_languages_in_use_have_an_end() -> None:
    store = gateway().store
    for language in sorted(LANGUAGES):
        store.note_locale(f"{language}-GB", "GB")
    assert len(store.recent_locales(3600)) == MAX_LOCALES
    assert store.recent_locales(3600)[0] == ("zu-GB", "GB")
