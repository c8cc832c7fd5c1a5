"""The gateway itself. See the package's docstring."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache
from typing import Any, Protocol

import msgspec

from catalog.gateway import tmdb_client
from catalog.gateway.bulkhead import page_bulkhead
from catalog.gateway.call_pool import CallPool
from catalog.gateway.results import Answer, CacheMetadata, Failure, NotFound, Unavailable, UpstreamProblem
from catalog.gateway.single_flight import SingleFlight
from catalog.gateway.store import Memory, Store, digest
from catalog.gateway.ttl import NOT_FOUND, TTL, ttl_of
from catalog.visitors import current_visitor
from jobs import dispatch, metrics, redis_client
from tmdb import Call, Deadline, Reply, errors

log = logging.getLogger("catalog.gateway")

PAGE_DEADLINE = 4.0  # seconds that a page may wait for TMDB in all
TASK_DEADLINE = 60.0  # seconds
REFRESH_INTERVAL = 60  # seconds between two attempts to refresh the same answer

Outcome = Answer | NotFound | Unavailable


class Upstream(Protocol):
    """The part of the client that the gateway needs."""

    def send(
        self, call: Call, *, deadline: Deadline, etag: str = "", background: bool = False, visitor: str = ""
    ) -> Reply: ...


class Gateway:
    """Answers calls from the store, or from TMDB within a deadline.

    Three ways to get an answer again: `refresh_later` asks a task for it, `refresh` is what that task does, and
    `refresh_now` is for a visitor who waits for it.
    """

    def __init__(
        self,
        *,
        upstream: Upstream,
        store: Store,
        single_flight: SingleFlight,
        enqueue_refresh: Callable[[Call], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._upstream, self.store, self._single_flight = upstream, store, single_flight
        self._enqueue_refresh, self._clock = enqueue_refresh, clock
        self._bulkhead, self._pool = page_bulkhead(), CallPool()

    def metadata(self, calls: Sequence[Call]) -> list[CacheMetadata | None]:
        """Return the metadata of each call's cached answer, in one round trip; stale answers are refreshed later."""
        rows = self.store.metadata([call.key for call in calls])
        metrics.count("kept", sum(metadata is not None for metadata in rows))
        metrics.count("asked", len(rows))
        for call, metadata in zip(calls, rows, strict=True):
            if metadata and self._is_stale(call, metadata):
                self._refresh_later(call)
        return rows

    def peek(self, call: Call) -> Answer | None:
        """Return the cached answer without ever sending a request, for what a page can do without.

        A missing answer is fetched later, by a task.
        """
        answer = self._read_cached(call)
        if answer is None:
            self._refresh_later(call)
        return answer if answer and answer.metadata.exists else None

    def read(self, call: Call, deadline: Deadline) -> Answer:
        """Return the answer, cached or fetched. Raises NotFound or Unavailable."""
        answer = self._read_cached(call)
        if answer is None:
            with self._bulkhead.enter(current_visitor()):
                answer = self._fetch(call, deadline)
        return _existing(answer)

    def gather(self, calls: Mapping[str, Call], deadline: Deadline) -> dict[str, Outcome]:
        """Answer calls side by side, and return their outcomes by the same names.

        A call that fails has NotFound or Unavailable as its outcome; a call with two names is sent once. Raises
        Unavailable only for a visitor who opened too many pages: such a page is refused whole, not shown with holes.
        """
        outcomes: dict[str, Outcome] = {}
        missing: dict[str, Call] = {}
        for key, call in {call.key: call for call in calls.values()}.items():
            answer = self._read_cached(call)
            if answer is None:
                missing[key] = call
            else:
                outcomes[key] = answer if answer.metadata.exists else NotFound()
        if missing:
            outcomes |= self._fetch_all(missing, deadline)
        _refuse_excess(outcomes.values())
        return {name: outcomes[call.key] for name, call in calls.items()}

    def _fetch_all(self, missing: Mapping[str, Call], deadline: Deadline) -> dict[str, Outcome]:
        """Return outcomes by key; the page's thread has one place in the bulkhead, however many calls it waits for."""
        calls = list(missing.values())
        try:
            with self._bulkhead.enter(current_visitor()):
                if len(calls) == 1:
                    return {calls[0].key: self._outcome(calls[0], deadline)}
                return dict(zip(missing, self._pool.map(self._outcome, calls, deadline), strict=True))
        except Unavailable as error:
            return dict.fromkeys(missing, error)

    def _outcome(self, call: Call, deadline: Deadline) -> Outcome:
        """Return what `read` returns or raises; the caller has a place in the bulkhead."""
        try:
            return _existing(self._read_cached(call) or self._fetch(call, deadline))
        except (NotFound, Unavailable) as error:
            return error

    def process_lock(self, key: str, deadline: Deadline) -> AbstractContextManager[bool]:
        """Wait to be alone with a key in this process; give False when the deadline ends first."""
        return self._single_flight.process_lock(key, deadline)

    def refresh_later(self, calls: Sequence[Call]) -> None:
        """Have answers refreshed by a task, each once a minute at most."""
        for call in calls:
            self._refresh_later(call)

    def _refresh_later(self, call: Call) -> None:
        if self.store.claim(f"refresh:{call.key}", REFRESH_INTERVAL):
            self._enqueue_refresh(call)

    def refresh(self, call: Call) -> bool:
        """Fetch an answer again in a task, letting visitors go first, and return whether TMDB answered.

        A failure is noted in the metadata of the cached answer. Raises OnHold or CircuitOpen where nothing may be sent
        for a while: the task should retry.
        """
        metadata = self.store.metadata([call.key])[0]
        try:
            self._request(call, metadata, Deadline.after(TASK_DEADLINE), background=True)
        except errors.TMDBError as error:
            log.warning("refresh failed operation=%s reason=%s", call.operation.id, type(error).__name__)
            self._note_problem(call, metadata, error)
            if isinstance(error, errors.HELD):
                raise
            return False
        return True

    def _note_problem(self, call: Call, metadata: CacheMetadata | None, error: errors.TMDBError) -> None:
        if metadata:
            problem = UpstreamProblem.of(error).value
            self.store.update_metadata(call.key, metadata, replace(metadata, problem=problem), _keep_time(call))

    def refresh_now(self, calls: Sequence[Call], deadline: Deadline) -> None:
        """Fetch answers again while a visitor waits, each once a minute at most.

        Where that fails the cached answers stay. Raises Unavailable.
        """
        with self._bulkhead.enter(current_visitor()):
            due = [call for call in calls if self.store.claim(f"renew:{call.key}", REFRESH_INTERVAL)]
            for error in self._pool.map(self._refresh_now, due, deadline):
                if error:
                    raise error

    def _refresh_now(self, call: Call, deadline: Deadline) -> None:
        metadata = self.store.metadata([call.key])[0]
        try:
            self._request(call, metadata, deadline, background=False)
        except errors.TMDBError as error:
            log.warning("immediate refresh failed operation=%s reason=%s", call.operation.id, type(error).__name__)
            if error.sent:
                self._note_problem(call, metadata, error)
            raise Unavailable.of(error) from None

    def _read_cached(self, call: Call) -> Answer | None:
        """Return the cached answer, also a cached 404; a stale one is refreshed later."""
        entry = self.store.read(call.key)
        if entry is None:
            return None
        metadata, body = entry
        is_stale = self._is_stale(call, metadata)
        if is_stale:
            self._refresh_later(call)
        return Answer(msgspec.json.decode(body), metadata, is_stale)

    def _fetch(self, call: Call, deadline: Deadline) -> Answer:
        """Fetch an answer in single flight: one thread of this process competes with the other processes to lead."""
        with self._single_flight.process_lock(call.key, deadline) as is_alone:
            if not is_alone:
                raise Unavailable(UpstreamProblem.SLOW)
            return self._read_leaders_result(call) or self._lead_or_follow(call, deadline)

    def _read_leaders_result(self, call: Call) -> Answer | None:
        """Return what a leader fetched while this thread waited. Raises Unavailable where the leader failed."""
        answer = self._read_cached(call)
        if answer is None and (failure := self.store.failure(call.key)):
            raise failure.to_error()
        return answer

    def _lead_or_follow(self, call: Call, deadline: Deadline) -> Answer:
        while not deadline.is_over:
            with self._single_flight.leader(call.key, deadline) as is_leader:
                if answer := self._read_leaders_result(call):
                    return answer
                if is_leader:
                    return self._fetch_as_leader(call, deadline)
            # The leader left no result: it was refused for reasons of its own, so this process tries to lead.
        raise Unavailable(UpstreamProblem.SLOW)

    def _fetch_as_leader(self, call: Call, deadline: Deadline) -> Answer:
        try:
            return self._request(call, None, deadline, background=False)
        except errors.TMDBError as error:
            log.warning("fetch failed operation=%s reason=%s", call.operation.id, type(error).__name__)
            unavailable = Unavailable.of(error)
            if error.sent:  # else it says nothing of the answer, and the next visitor may have better luck
                self.store.store_failure(call.key, Failure.of(unavailable))
            raise unavailable from None

    def _request(self, call: Call, metadata: CacheMetadata | None, deadline: Deadline, *, background: bool) -> Answer:
        """Send a call and store its answer, also a 404. Raises TMDBError.

        The first 404 for an answer that exists in the cache is raised instead: it may be a slip of TMDB's.
        """
        try:
            return self._send(call, metadata, deadline, background=background)
        except errors.NotFound:
            if metadata and metadata.exists and metadata.problem != UpstreamProblem.GONE:
                raise
            return self._store_answer(call, {}, exists=False)

    def _send(self, call: Call, metadata: CacheMetadata | None, deadline: Deadline, *, background: bool) -> Answer:
        etag = metadata.etag if metadata and metadata.exists else ""
        visitor = "" if background else current_visitor()
        reply = self._upstream.send(
            call, deadline=deadline, etag=etag, background=background or not visitor, visitor=visitor
        )
        if reply.not_modified and metadata:
            confirmed = replace(metadata, fetched_at=self._clock(), problem="", is_changed=False)
            self.store.update_metadata(call.key, metadata, confirmed, _keep_time(call))
            return Answer({}, confirmed)
        return self._store_answer(call, reply.data, etag=reply.etag or "")

    def _store_answer(self, call: Call, data: Any, *, etag: str = "", exists: bool = True) -> Answer:
        body = msgspec.json.encode(data)
        metadata = CacheMetadata(self._clock(), digest(body), etag, exists)
        self.store.write(call.key, metadata, body, _ttl(call, metadata).keep)
        return Answer(data, metadata)

    def _is_stale(self, call: Call, metadata: CacheMetadata) -> bool:
        return metadata.is_changed or self._clock() - metadata.fetched_at > _ttl(call, metadata).fresh


def _ttl(call: Call, metadata: CacheMetadata) -> TTL:
    return ttl_of(call.operation.id) if metadata.exists else NOT_FOUND


def _keep_time(call: Call) -> int:
    return ttl_of(call.operation.id).keep


def _existing(answer: Answer) -> Answer:
    """Return the answer. Raises NotFound for a cached 404."""
    if not answer.metadata.exists:
        raise NotFound
    return answer


def _refuse_excess(outcomes: Iterable[Outcome]) -> None:
    """Raise the Unavailable of a visitor who opened too many pages, if one of the outcomes is that."""
    for outcome in outcomes:
        if isinstance(outcome, Unavailable) and outcome.problem is UpstreamProblem.TOO_MANY:
            raise outcome


def _enqueue_refresh(call: Call) -> None:
    """Enqueue the task that refreshes an answer; without a broker nothing happens, and the next visitor asks again."""
    dispatch.enqueue("catalog.tasks.refresh", call.to_json())


_build_lock = threading.Lock()


def gateway() -> Gateway:
    """Return the gateway of this process: just one, even when its first requests come together."""
    with _build_lock:
        return _build_gateway()


@cache
def _build_gateway() -> Gateway:
    client, guard, prefix = redis_client.client(), redis_client.RedisGuard(), f"{tmdb_client.identity()}:"
    return Gateway(
        upstream=tmdb_client.requestor(),
        store=Store(client, guard, Memory(), prefix),
        single_flight=SingleFlight(client, guard, prefix),
        enqueue_refresh=_enqueue_refresh,
    )


def reset_caches() -> None:
    """Forget the gateway of this process, its bulkhead and its client, for tests and benchmarks."""
    _build_gateway.cache_clear()
    page_bulkhead.cache_clear()
    tmdb_client.requestor.cache_clear()
