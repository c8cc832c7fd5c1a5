"""Where answers are kept: in Redis for all processes; while Redis is away, in this one.

What can't be read there (cut off, of another type, written by something else) is not there: it is dropped with a line
in the log, and fetched again.
"""

import hashlib
import logging
import math
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import msgspec
import redis

from catalog.gateway.results import CacheMetadata, Failure
from catalog.gateway.room import Room
from jobs.redis_client import RedisGuard, RedisUnavailable, is_wrong_type

log = logging.getLogger("catalog.gateway")

T = TypeVar("T")
# Part of each key. Raise it whenever what is kept changes its fields, its packing or its meaning, so that no version of
# the site reads what another one wrote.
LAYOUT = 2
UNREADABLE = (ValueError, TypeError, KeyError, zlib.error, msgspec.MsgspecError)
FIELDS = ("at", "digest", "etag", "found", "trouble", "changed")
FAILURE_SECONDS = 2
PACKED = b"z"  # marks a compressed body; plain JSON starts with { or [
PACK_ABOVE = 4096  # bytes
MAX_LOCALES = 100  # that are known to be read in, the latest

# Only where the answer is the one that was read, which nobody may change in between: so in one step of Redis.
_RESTAMP = """
local kept = redis.call('HMGET', KEYS[1], 'at', 'digest')
if kept[1] ~= ARGV[1] or kept[2] ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
return redis.call('EXPIRE', KEYS[1], ARGV[3])
"""


def pack(body: bytes) -> bytes:
    return PACKED + zlib.compress(body, 1) if len(body) > PACK_ABOVE else body


def unpack(body: bytes) -> bytes:
    return zlib.decompress(body[1:]) if body[:1] == PACKED else body


def digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=12).hexdigest()


@dataclass
class Memory:
    """The newest things of this process, for the time that Redis is away."""

    size: int = 400
    clock: Callable[[], float] = time.time
    _items: "OrderedDict[str, tuple[float, object]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str) -> object | None:
        with self._lock:
            expires, value = self._items.get(key, (0.0, None))
            return value if expires > self.clock() else None

    def set(self, key: str, value: object, seconds: float) -> None:
        with self._lock:
            self._items[key] = (self.clock() + seconds, value)
            self._items.move_to_end(key)
            while len(self._items) > self.size:
                self._items.popitem(last=False)

    def drop(self, key: str) -> None:
        with self._lock:
            self._items.pop(key, None)


class Store:
    def __init__(self, client: "redis.Redis", guard: RedisGuard, memory: Memory, prefix: str = "") -> None:
        self._redis, self._guard, self._memory, self._prefix = client, guard, memory, prefix
        self._room = Room(client)

    def stamps(self, keys: Sequence[str]) -> list[CacheMetadata | None]:
        """What is known of each answer, in one round trip."""
        try:
            rows = self._guard.run(lambda: self._hashes(keys, FIELDS))
        except RedisUnavailable:
            return [self._remembered(key)[0] for key in keys]
        return [self._readable(key, row, _stamp) for key, row in zip(keys, rows, strict=True)]

    def _hashes(self, keys: Sequence[str], fields: Sequence[str]) -> list[Any]:
        """Return a row for each key: the values of the fields, or the error for what is no hash."""
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.hmget(self._name(key), fields)
        rows = list(pipe.execute(raise_on_error=False))
        for row in rows:
            if isinstance(row, Exception) and not is_wrong_type(row):
                raise row
        return rows

    def read(self, key: str) -> tuple[CacheMetadata, bytes] | None:
        """An answer's stamp and its JSON."""
        try:
            row = self._guard.run(lambda: self._hashes([key], (*FIELDS, "body"))[0])
        except RedisUnavailable:
            stamp, body = self._remembered(key)
            return (stamp, unpack(body)) if stamp and body is not None else None
        return self._readable(key, row, _stamp_and_body)

    def _readable(self, key: str, value: Any, decode: Callable[[Any], T]) -> T | None:
        """Return what `decode` makes of a value; of what it can't read nothing, and the entry is dropped."""
        try:
            return decode(value)
        except UNREADABLE as error:
            log.warning("cache entry dropped key=%s reason=%s", key.partition("?")[0], type(error).__name__)
            self._memory.drop(key)
            self._quietly(lambda: self._redis.delete(self._name(key)))
            return None

    def write(self, key: str, stamp: CacheMetadata, body: bytes, keep: int) -> None:
        packed = pack(body)
        self._memory.set(key, (stamp, packed), keep)
        mapping: dict[Any, Any] = {**_row(stamp), "body": packed}

        def command() -> None:
            pipe = self._redis.pipeline()
            pipe.delete(self._name(key))
            pipe.hset(self._name(key), mapping=mapping)
            pipe.expire(self._name(key), keep)
            pipe.execute()

        self._quietly(command, needs_room=True)

    def restamp(self, key: str, before: CacheMetadata, stamp: CacheMetadata, keep: int) -> None:
        """Keep the body, with another stamp (TMDB confirmed it, or could not be asked). `before`: the stamp that was
        read with it; a newer answer that came meanwhile stays as it is."""
        remembered = self._memory.get(key)
        if isinstance(remembered, tuple) and (remembered[0].at, remembered[0].digest) == (before.at, before.digest):
            self._memory.set(key, (stamp, remembered[1]), keep)
        fields = [text for pair in _row(stamp).items() for text in pair]
        values = (repr(before.at), before.digest, keep, *fields)
        self._quietly(lambda: self._redis.eval(_RESTAMP, 1, self._name(key), *values))

    def mark_changed(self, keys: Iterable[str]) -> int:
        """That kept answers are past their time, how new they ever are: the next visitor has them fetched anew. Their
        number. Raises redis.RedisError."""
        number = 0
        for key in keys:
            if self._is_kept(key):
                self._redis.hset(self._name(key), "changed", "1")
                number += 1
        return number

    def _is_kept(self, key: str) -> bool:
        """Return whether there is an answer. Raises redis.RedisError."""
        try:
            return bool(self._redis.hexists(self._name(key), "at"))
        except redis.ResponseError as error:
            if not is_wrong_type(error):
                raise
            return False

    def held(self, operation: str) -> Iterator[str]:
        """Keys of all kept answers of an operation. Raises redis.RedisError."""
        start = len(self._name(""))
        for name in self._redis.scan_iter(match=f"{self._name(operation)}[?#]*", count=1000):
            yield name.decode(errors="replace")[start:]

    def note_locale(self, language: str, region: str) -> None:
        """That somebody reads so, for those who fetch things beforehand."""
        name, member = self._name("locales"), f"{language} {region}"

        def command() -> None:
            pipe = self._redis.pipeline()
            pipe.zadd(name, {member: time.time()})
            pipe.zremrangebyrank(name, 0, -1 - MAX_LOCALES)
            pipe.execute()

        self._quietly(command)

    def locales(self, seconds: int) -> list[tuple[str, str]]:
        """(language, region) of those who read in the last so many seconds, the latest first."""
        since = time.time() - seconds
        found = self._guard.run(lambda: self._redis.zrevrangebyscore(self._name("locales"), "+inf", since))
        pairs = [member.decode(errors="replace").partition(" ") for member in cast("list[bytes]", found)]
        return [(language, region) for language, _, region in pairs]

    def fail(self, key: str, failure: Failure) -> None:
        self._memory.set(f"failure:{key}", failure, FAILURE_SECONDS)
        name, body = self._name(f"failure:{key}"), failure.to_bytes()
        self._quietly(lambda: self._redis.set(name, body, ex=FAILURE_SECONDS))

    def failure(self, key: str) -> Failure | None:
        """The failure of the last moment, if there was one."""
        name = f"failure:{key}"
        try:
            body = self._guard.run(lambda: self._value(name))
        except RedisUnavailable:
            remembered = self._memory.get(name)
            return remembered if isinstance(remembered, Failure) else None
        return None if body is None else self._readable(name, body, Failure.from_bytes)

    def once(self, key: str, seconds: int) -> bool:
        """True for the first to ask within that time, over all processes."""
        name = self._name(f"once:{key}")
        try:
            return bool(self._guard.run(lambda: self._redis.set(name, b"1", nx=True, ex=seconds)))
        except RedisUnavailable:
            seen = self._memory.get(f"once:{key}") is not None
            self._memory.set(f"once:{key}", True, seconds)
            return not seen

    def get_part(self, key: str, decode: Callable[[bytes], T]) -> T | None:
        """Return a rendered part of a page, as `decode` reads it."""
        body: Any
        name = f"part:{key}"
        try:
            body = self._guard.run(lambda: self._value(name))
        except RedisUnavailable:
            body = self._memory.get(name)
        return None if body is None else self._readable(name, body, lambda packed: decode(unpack(packed)))

    def _value(self, key: str) -> Any:
        """Return what is kept under a key: bytes, None, or the error for what is no plain value."""
        try:
            return self._redis.get(self._name(key))
        except redis.ResponseError as error:
            if not is_wrong_type(error):
                raise
            return error

    def set_part(self, key: str, body: bytes, seconds: int) -> None:
        packed = pack(body)
        self._memory.set(f"part:{key}", packed, seconds)
        self._quietly(lambda: self._redis.set(self._name(f"part:{key}"), packed, ex=seconds), needs_room=True)

    def _remembered(self, key: str) -> tuple[CacheMetadata | None, bytes | None]:
        remembered = self._memory.get(key)
        return remembered if isinstance(remembered, tuple) else (None, None)

    def _quietly(self, command: Callable[[], object], *, needs_room: bool = False) -> None:
        try:
            if not needs_room or self._guard.run(self._room.is_left):
                self._guard.run(command)
        except RedisUnavailable:
            return  # this process's memory has it

    def _name(self, key: str) -> str:
        return f"{self._prefix}{LAYOUT}:gateway:{key}"


def _row(stamp: CacheMetadata) -> dict[Any, Any]:
    return {
        "at": repr(stamp.at),
        "digest": stamp.digest,
        "etag": stamp.etag,
        "found": "1" if stamp.found else "",
        "trouble": stamp.trouble,
        "changed": "1" if stamp.changed else "",
    }


def _stamp(row: Sequence[bytes | None]) -> CacheMetadata | None:
    """Return the stamp of a row of FIELDS. Raises one of UNREADABLE."""
    at, content, etag, found, trouble, changed = ((value or b"").decode() for value in row)
    if not at:
        return None
    if not (content and math.isfinite(float(at))):
        raise ValueError("no stamp")
    return CacheMetadata(float(at), content, etag, bool(found), trouble, bool(changed))


def _stamp_and_body(row: Sequence[bytes | None]) -> tuple[CacheMetadata, bytes] | None:
    """Return both, if the body is the one that was written with the stamp. Raises one of UNREADABLE."""
    stamp, packed = _stamp(row[:-1]), row[-1]
    if stamp is None:
        return None
    body = unpack(packed or b"")
    if digest(body) != stamp.digest:
        raise ValueError("another body")
    return stamp, body
