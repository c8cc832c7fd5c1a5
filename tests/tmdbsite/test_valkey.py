"""The embedded Valkey, and an operator's Redis, with their memory full."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings

from catalog.gateway.results import CacheMetadata
from catalog.gateway.store import Memory, Store, digest
from jobs import locks, redis_client

ANSWER = f'{{"overview": "{os.urandom(1500).hex()}"}}'.encode()
READ = [f"movie-details?movie_id={number}" for number in range(10)]
KEEP = 2 * 86400  # seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator["redis.Redis"]:
    """A Valkey as `make run` starts it, with a little memory."""
    folder = tmp_path_factory.mktemp("valkey", numbered=True)
    environment = {"DATA_DIR": str(folder), "REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "tmdbsite.settings"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tmdbsite.valkey"], cwd=settings.BASE_DIR, env=os.environ | environment,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    client = redis.Redis(unix_socket_path=str(_socket(folder)))
    try:
        _wait_for(client)
        yield client
    finally:
        process.terminate()
        process.wait(timeout=30)


def _socket(folder: Path) -> Path:
    code = "from tmdbsite import settings; print(settings.VALKEY_SOCKET)"
    environment = os.environ | {"DATA_DIR": str(folder), "REDIS_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    return Path(done.stdout.strip())


def _wait_for(client: "redis.Redis") -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            client.ping()
        except redis.RedisError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("Valkey does not come up")


@pytest.fixture
def full(server: "redis.Redis", monkeypatch: pytest.MonkeyPatch) -> Iterator["redis.Redis"]:
    """Empty, and used by the site; with room for some 900 answers."""
    server.flushall()
    used = int(server.info("memory")["used_memory"])
    server.config_set("maxmemory", str(used + 4_000_000))
    policy = str(server.config_get("maxmemory-policy")["maxmemory-policy"])
    monkeypatch.setattr(redis_client, "client", lambda: server)
    yield server
    server.config_set("maxmemory-policy", policy)


def _store(client: "redis.Redis") -> Store:
    return Store(client, redis_client.RedisGuard(), Memory(), "test:")


def _flood(store: Store, number: int) -> None:
    """Searches for what nobody else looks for."""
    for index in range(number):
        store.write(f"search-multi?query=odd{index}", CacheMetadata(time.time(), digest(ANSWER)), ANSWER, KEEP)


def test_a_flood_of_odd_searches_drops_itself_and_nothing_else(full: "redis.Redis") -> None:
    store = _store(full)
    for key in READ:
        store.write(key, CacheMetadata(time.time(), digest(ANSWER)), ANSWER, KEEP)
        for _ in range(10):
            store.read(key)
    full.lpush("celery:queue", "a task")
    with locks.exclusive_lock("job:exports") as lock:
        assert lock
        _flood(store, 2000)
        assert int(full.info("stats")["evicted_keys"]) > 0
        assert locks.is_held("job:exports")
        with locks.exclusive_lock("job:exports") as another:
            assert another is None
    assert not locks.is_held("job:exports")
    assert full.lrange("celery:queue", 0, -1) == [b"a task"]
    assert sum(store.read(key) is not None for key in READ) == len(READ)


def test_where_nothing_is_evicted_answers_leave_room_for_tasks_and_locks(
    full: "redis.Redis", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.gateway.headroom.CHECK_INTERVAL", 0.0)
    full.config_set("maxmemory-policy", "noeviction")
    store = _store(full)
    _flood(store, 2000)
    assert int(full.lpush("celery:queue", "a task")) == 1
    with locks.exclusive_lock("job:exports") as lock:
        assert lock
    assert store.read("search-multi?query=odd0") is not None
    assert int(full.info("stats")["evicted_keys"]) == 0 or full.dbsize() > 500


def test_a_full_memory_is_no_reason_not_to_read(full: "redis.Redis") -> None:
    full.config_set("maxmemory-policy", "noeviction")
    store = _store(full)
    store.write("kept", CacheMetadata(time.time(), digest(b"{}")), b"{}", KEEP)
    full.config_set("maxmemory", "1")
    store.write("more", CacheMetadata(time.time(), digest(b"{}")), b"{}", KEEP)
    store.note_locale("en-GB", "GB")
    assert full.exists(store.redis_key("kept"))
    assert store.metadata(["kept"])[0] is not None
    assert not full.exists(store.redis_key("more"))


def test_a_redis_that_evicts_everything_is_warned_about(full: "redis.Redis", caplog: pytest.LogCaptureFixture) -> None:
    full.config_set("maxmemory-policy", "allkeys-lru")
    _flood(_store(full), 3)
    assert [record.getMessage() for record in caplog.records if "maxmemory-policy" in record.getMessage()] == [
        "redis evicts tasks and locks policy=allkeys-lru remedy='set maxmemory-policy to volatile-lfu'"
    ]


def test_a_lock_whose_process_was_killed_is_taken_over_and_swept(
    full: "redis.Redis", monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("job:warm", "guest:1"):
        full.set(f"lock:{name}", "1000 of the year 1970")
        assert not locks.is_held(name)
    full.set("lock:push:1", "99999999999 somebody")
    with locks.exclusive_lock("job:warm") as lock:
        assert lock
    assert locks.delete_expired() == 1
    assert locks.is_held("push:1")
    assert full.keys("lock:*") == [b"lock:push:1"]


def test_a_lock_that_is_taken_up_while_others_are_swept_stays(
    full: "redis.Redis", monkeypatch: pytest.MonkeyPatch
) -> None:
    full.set("lock:job:warm", "1000 of the year 1970")
    real = full.eval

    def take_after(*script: Any) -> Any:
        result = real(*script)
        full.set("lock:job:warm", "99999999999 another process")
        return result

    monkeypatch.setattr(full, "eval", take_after)
    monkeypatch.setattr(locks.redis_client, "client", lambda: full)
    locks.delete_expired()
    assert full.get("lock:job:warm") == b"99999999999 another process"
