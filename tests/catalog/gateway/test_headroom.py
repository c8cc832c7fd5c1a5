"""Answers take only so much of a memory that evicts nothing (against real servers: tests/tmdbsite/test_valkey.py)."""

from typing import Any, cast

import pytest
import redis

from catalog.gateway.headroom import CHECK_INTERVAL, MemoryHeadroom


class Server:
    """A Redis that tells what it is told to tell."""

    def __init__(self, **memory: Any) -> None:
        self.memory, self.checks = memory, 0

    def info(self, section: str) -> dict[str, Any]:
        self.checks += 1
        if not self.memory:
            raise redis.ResponseError("unknown command 'INFO'")
        return self.memory


@pytest.mark.parametrize(
    ("memory", "is_left"),
    [
        ({"maxmemory_policy": "noeviction", "maxmemory": 1000, "used_memory": 749}, True),
        ({"maxmemory_policy": "noeviction", "maxmemory": 1000, "used_memory": 750}, False),
        ({"maxmemory_policy": "noeviction", "maxmemory": 0, "used_memory": 10**12}, True),
        ({"maxmemory_policy": "volatile-lfu", "maxmemory": 1000, "used_memory": 1000}, True),
        ({}, True),
    ],
    ids=["below", "full", "no limit", "evicts", "hidden"],
)
def test_headroom(memory: dict[str, Any], is_left: bool) -> None:
    assert MemoryHeadroom(cast("redis.Redis", Server(**memory))).is_left() is is_left


def test_redis_is_asked_now_and_then() -> None:
    server, now = Server(maxmemory_policy="noeviction", maxmemory=1000, used_memory=0), 0.0
    headroom = MemoryHeadroom(cast("redis.Redis", server), clock=lambda: now)
    assert headroom.is_left()
    server.memory["used_memory"] = 900
    assert headroom.is_left()
    assert server.checks == 1
    now += CHECK_INTERVAL
    assert not headroom.is_left()
    assert server.checks == 2
