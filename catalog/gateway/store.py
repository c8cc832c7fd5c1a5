"""The cache of answers and rendered pages: in Redis for all processes; while Redis is away, in this one.

An entry that can't be read (cut off, of another type, written by something else) counts as missing: it is dropped with
a line in the log, and fetched again.
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

from catalog.gateway.headroom import MemoryHeadroom
from catalog.gateway.results import CacheMetadata, Failure
from jobs.redis_client import RedisGuard, RedisUnavailable, is_wrong_type

log = logging.getLogger("catalog.gateway")

T = TypeVar("T")
# Part of each key. Raise it whenever an entry changes its fields, its packing or its meaning, so that no version of the
# site reads what another one wrote.
LAYOUT = 2
UNREADABLE = (ValueError, TypeError, KeyError, zlib.error, msgspec.MsgspecError)
FIELDS = ("at", "digest", "etag", "found", "trouble", "changed")  # of CacheMetadata, in its order, as Redis has them
FAILURE_TTL = 2  # seconds
PACKED = b"z"  # marks a compressed body; plain JSON starts with { or [
PACK_ABOVE = 4096  # bytes
MAX_LOCALES = 100  # the latest that somebody read in

# Compares and sets in one step of Redis: only the answer that was read may get other metadata.
_UPDATE_METADATA = """
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
    """A small LRU cache in this process, read while Redis is away."""

    size: int = 400
    clock: Callable[[], float] = time.time
    _items: "OrderedDict[str, tuple[float, object]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str) -> object | None:
        with self._lock:
            expires_at, value = self._items.get(key, (0.0, None))
            return value if expires_at > self.clock() else None

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
    """Entries by key; each call here survives Redis being away, unless its docstring says otherwise."""

    def __init__(self, client: "redis.Redis", guard: RedisGuard, memory: Memory, prefix: str = "") -> None:
        self._redis, self._guard, self._memory, self._prefix = client, guard, memory, prefix
        self._headroom = MemoryHeadroom(client)

    def metadata(self, keys: Sequence[str]) -> list[CacheMetadata | None]:
        """Return the metadata of each answer, in one round trip."""
        try:
            rows = self._guard.run(lambda: self._read_hashes(keys, FIELDS))
        except RedisUnavailable:
            return [self._remembered(key)[0] for key in keys]
        return [self._decode_or_drop(key, row, _parse_metadata) for key, row in zip(keys, rows, strict=True)]

    def _read_hashes(self, keys: Sequence[str], fields: Sequence[str]) -> list[Any]:
        """Return a row for each key: the values of the fields, or the error for what is no hash."""
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.hmget(self.redis_key(key), fields)
        rows = list(pipe.execute(raise_on_error=False))
        for row in rows:
            if isinstance(row, Exception) and not is_wrong_type(row):
                raise row
        return rows

    def read(self, key: str) -> tuple[CacheMetadata, bytes] | None:
        """Return an answer's metadata and its JSON."""
        try:
            row = self._guard.run(lambda: self._read_hashes([key], (*FIELDS, "body"))[0])
        except RedisUnavailable:
            metadata, body = self._remembered(key)
            return (metadata, unpack(body)) if metadata and body is not None else None
        return self._decode_or_drop(key, row, _parse_entry)

    def _decode_or_drop(self, key: str, value: Any, decode: Callable[[Any], T]) -> T | None:
        """Return the decoded value; drop an entry that can't be decoded, and return None."""
        try:
            return decode(value)
        except UNREADABLE as error:
            log.warning("cache entry dropped key=%s reason=%s", key.partition("?")[0], type(error).__name__)
            self._memory.drop(key)
            self._run_quietly(lambda: self._redis.delete(self.redis_key(key)))
            return None

    def write(self, key: str, metadata: CacheMetadata, body: bytes, keep: int) -> None:
        """Store an answer for `keep` seconds."""
        packed = pack(body)
        self._memory.set(key, (metadata, packed), keep)
        mapping: dict[Any, Any] = {**_to_fields(metadata), "body": packed}

        def command() -> None:
            pipe = self._redis.pipeline()
            pipe.delete(self.redis_key(key))
            pipe.hset(self.redis_key(key), mapping=mapping)
            pipe.expire(self.redis_key(key), keep)
            pipe.execute()

        self._run_quietly(command, needs_headroom=True)

    def update_metadata(self, key: str, expected: CacheMetadata, metadata: CacheMetadata, keep: int) -> None:
        """Replace the metadata of an answer and keep its body, for `keep` seconds from now.

        `expected` is the metadata that was read before: a newer answer that came meanwhile stays as it is.
        """
        remembered, body = self._remembered(key)
        if remembered and (remembered.fetched_at, remembered.digest) == (expected.fetched_at, expected.digest):
            self._memory.set(key, (metadata, body), keep)
        fields = [text for pair in _to_fields(metadata).items() for text in pair]
        values = (repr(expected.fetched_at), expected.digest, keep, *fields)
        self._run_quietly(lambda: self._redis.eval(_UPDATE_METADATA, 1, self.redis_key(key), *values))

    def mark_changed(self, keys: Iterable[str]) -> int:
        """Mark answers as changed, which makes them stale at any age; return how many there were.

        Raises redis.RedisError.
        """
        count = 0
        for key in keys:
            if self._has_answer(key):
                self._redis.hset(self.redis_key(key), "changed", "1")
                count += 1
        return count

    def _has_answer(self, key: str) -> bool:
        try:
            return bool(self._redis.hexists(self.redis_key(key), "at"))
        except redis.ResponseError as error:
            if not is_wrong_type(error):
                raise
            return False

    def iter_keys(self, operation: str) -> Iterator[str]:
        """Yield the keys of all cached answers of an operation; `*` stands for anything. Raises redis.RedisError."""
        prefix_length = len(self.redis_key(""))
        for name in self._redis.scan_iter(match=f"{self.redis_key(operation)}[?#]*", count=1000):
            yield name.decode(errors="replace")[prefix_length:]

    def note_locale(self, language: str, region: str) -> None:
        """Note that somebody reads in a locale, for the job that warms the cache."""
        name, member = self.redis_key("locales"), f"{language} {region}"

        def command() -> None:
            pipe = self._redis.pipeline()
            pipe.zadd(name, {member: time.time()})
            pipe.zremrangebyrank(name, 0, -1 - MAX_LOCALES)
            pipe.execute()

        self._run_quietly(command)

    def recent_locales(self, seconds: int) -> list[tuple[str, str]]:
        """Return the (language, region) of those who read within so many seconds, the latest first.

        Raises RedisUnavailable.
        """
        since = time.time() - seconds
        members = self._guard.run(lambda: self._redis.zrevrangebyscore(self.redis_key("locales"), "+inf", since))
        pairs = [member.decode(errors="replace").partition(" ") for member in cast("list[bytes]", members)]
        return [(language, region) for language, _, region in pairs]

    def store_failure(self, key: str, failure: Failure) -> None:
        """Remember for a moment that an answer could not be fetched."""
        self._memory.set(f"failure:{key}", failure, FAILURE_TTL)
        name, body = self.redis_key(f"failure:{key}"), failure.to_bytes()
        self._run_quietly(lambda: self._redis.set(name, body, ex=FAILURE_TTL))

    def failure(self, key: str) -> Failure | None:
        """Return the failure of the last moment, if there was one."""
        name = f"failure:{key}"
        try:
            body = self._guard.run(lambda: self._read_value(name))
        except RedisUnavailable:
            remembered = self._memory.get(name)
            return remembered if isinstance(remembered, Failure) else None
        return None if body is None else self._decode_or_drop(name, body, Failure.from_bytes)

    def claim(self, key: str, seconds: int) -> bool:
        """Claim a key for so many seconds, and return whether nobody else has: true once, over all processes."""
        name = self.redis_key(f"once:{key}")
        try:
            return bool(self._guard.run(lambda: self._redis.set(name, b"1", nx=True, ex=seconds)))
        except RedisUnavailable:
            is_claimed = self._memory.get(f"once:{key}") is not None
            self._memory.set(f"once:{key}", True, seconds)
            return not is_claimed

    def get_value(self, key: str, decode: Callable[[bytes], T]) -> T | None:
        """Return what `store_value` has stored, as `decode` reads it."""
        body: Any
        name = f"part:{key}"
        try:
            body = self._guard.run(lambda: self._read_value(name))
        except RedisUnavailable:
            body = self._memory.get(name)
        return None if body is None else self._decode_or_drop(name, body, lambda packed: decode(unpack(packed)))

    def store_value(self, key: str, body: bytes, seconds: int) -> None:
        """Store bytes that are no answer, such as a rendered page, for so many seconds."""
        packed = pack(body)
        self._memory.set(f"part:{key}", packed, seconds)
        name = self.redis_key(f"part:{key}")
        self._run_quietly(lambda: self._redis.set(name, packed, ex=seconds), needs_headroom=True)

    def _read_value(self, key: str) -> Any:
        """Return the value of a key: bytes, None, or the error for what is no plain value."""
        try:
            return self._redis.get(self.redis_key(key))
        except redis.ResponseError as error:
            if not is_wrong_type(error):
                raise
            return error

    def _remembered(self, key: str) -> tuple[CacheMetadata | None, bytes | None]:
        remembered = self._memory.get(key)
        return remembered if isinstance(remembered, tuple) else (None, None)

    def _run_quietly(self, command: Callable[[], object], *, needs_headroom: bool = False) -> None:
        try:
            if not needs_headroom or self._guard.run(self._headroom.is_left):
                self._guard.run(command)
        except RedisUnavailable:
            return  # this process's memory has it

    def redis_key(self, key: str) -> str:
        """Return the name under which Redis has an entry."""
        return f"{self._prefix}{LAYOUT}:gateway:{key}"


def _to_fields(metadata: CacheMetadata) -> dict[Any, Any]:
    values = (
        repr(metadata.fetched_at),
        metadata.digest,
        metadata.etag,
        "1" if metadata.exists else "",
        metadata.problem,
        "1" if metadata.is_changed else "",
    )
    return dict(zip(FIELDS, values, strict=True))


def _parse_metadata(row: Sequence[bytes | None]) -> CacheMetadata | None:
    """Parse the values of FIELDS. Raises one of UNREADABLE."""
    fetched_at, content, etag, exists, problem, is_changed = ((value or b"").decode() for value in row)
    if not fetched_at:
        return None
    if not (content and math.isfinite(float(fetched_at))):
        raise ValueError("no metadata")
    return CacheMetadata(float(fetched_at), content, etag, bool(exists), problem, bool(is_changed))


def _parse_entry(row: Sequence[bytes | None]) -> tuple[CacheMetadata, bytes] | None:
    """Parse the values of FIELDS and the body, which has to be the one written with them. Raises one of UNREADABLE."""
    metadata, packed = _parse_metadata(row[:-1]), row[-1]
    if metadata is None:
        return None
    body = unpack(packed or b"")
    if digest(body) != metadata.digest:
        raise ValueError("another body")
    return metadata, body
