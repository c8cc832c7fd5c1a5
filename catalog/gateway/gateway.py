"""The gateway itself. See the package's docstring."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from contextvars import copy_context
from dataclasses import replace
from functools import cache
from typing import Any, Protocol, TypeVar, overload

import msgspec

from catalog.gateway import tmdb_client
from catalog.gateway.places import Places, page_places
from catalog.gateway.results import Answer, CacheMetadata, Failure, NotFound, Unavailable, UpstreamProblem
from catalog.gateway.single_flight import SingleFlight
from catalog.gateway.store import Memory, Store, digest
from catalog.gateway.ttl import NOT_FOUND, TTL, ttl_of
from catalog.visitors import current_visitor
from jobs import dispatch, metrics, redis_client
from tmdb import Call, Deadline, Reply, errors

log = logging.getLogger("catalog.gateway")

PAGE_DEADLINE = 4.0  # seconds that a page may wait for TMDB in all
TASK_DEADLINE = 60.0
RETRY_PAUSE = 60  # seconds between two attempts to refresh the same answer
MAX_BESIDE = 96  # threads for calls of pages that need several; more of them wait in line

Outcome = Answer | NotFound | Unavailable
T = TypeVar("T")


class Upstream(Protocol):
    """What the gateway needs of the client."""

    def send(
        self, call: Call, *, deadline: Deadline, etag: str = "", background: bool = False, visitor: str = ""
    ) -> Reply: ...


class Gateway:
    def __init__(
        self,
        *,
        upstream: Upstream,
        store: Store,
        flights: SingleFlight,
        revalidate: Callable[[Call], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._upstream, self.store, self._flights = upstream, store, flights
        self._revalidate, self._clock = revalidate, clock
        self._places, self._places_beside = page_places(), Places(MAX_BESIDE)
        self._pool = ThreadPoolExecutor(MAX_BESIDE, thread_name_prefix="gateway")

    def stamps(self, calls: Sequence[Call]) -> list[CacheMetadata | None]:
        """What is kept for each call, without reading it. Asks for a refresh of what is old."""
        stamps = self.store.stamps([call.key for call in calls])
        metrics.count("kept", sum(stamp is not None for stamp in stamps))
        metrics.count("asked", len(stamps))
        for call, stamp in zip(calls, stamps, strict=True):
            if stamp and self._is_old(call, stamp):
                self._ask_for_refresh(call)
        return stamps

    def peek(self, call: Call) -> Answer | None:
        """What is kept, and never a request: for what a page can do without. Asks a task to fetch what is missing."""
        answer = self._kept(call)
        if answer is None:
            self._ask_for_refresh(call)
        return answer if answer and answer.stamp.found else None

    def read(self, call: Call, deadline: Deadline) -> Answer:
        """The answer, kept or fetched. Raises NotFound or Unavailable."""
        answer = self._kept(call)
        if answer is None:
            with self._places.take(current_visitor()):
                answer = self._fetch(call, deadline)
        return _required(answer)

    @overload
    def gather(self, calls: Mapping[str, Call], deadline: Deadline) -> dict[str, Outcome]: ...
    @overload
    def gather(self, calls: Sequence[Call], deadline: Deadline) -> list[Outcome]: ...
    def gather(
        self, calls: Mapping[str, Call] | Sequence[Call], deadline: Deadline
    ) -> dict[str, Outcome] | list[Outcome]:
        """Answer calls side by side, by their names or in their order.

        A call that fails has NotFound or Unavailable in its place. Raises Unavailable only for a visitor who opened
        too many pages: such a page is refused whole.
        """
        if isinstance(calls, Mapping):
            return dict(zip(calls, self._gather(list(calls.values()), deadline), strict=True))
        return self._gather(calls, deadline)

    def _gather(self, calls: Sequence[Call], deadline: Deadline) -> list[Outcome]:
        """Return the outcome of each call; a call that stands there twice is sent once."""
        outcomes: dict[str, Outcome] = {}
        missing: dict[str, Call] = {}
        for call in calls:
            if call.key in outcomes or call.key in missing:
                continue
            answer = self._kept(call)
            if answer is None:
                missing[call.key] = call
            else:
                outcomes[call.key] = answer if answer.stamp.found else NotFound()
        if missing:
            outcomes |= self._fetch_all(list(missing.values()), deadline)
        _refuse_excess(outcomes.values())
        return [outcomes[call.key] for call in calls]

    def _fetch_all(self, cold: Sequence[Call], deadline: Deadline) -> dict[str, Outcome]:
        """Return the outcome of each call by its key. The page's thread has one place, however many it waits for."""
        try:
            with self._places.take(current_visitor()):
                if len(cold) == 1:
                    return {cold[0].key: self._outcome(cold[0], deadline)}
                futures = {call.key: self._beside(self._outcome_beside, call, deadline) for call in cold}
                return {key: self._landing(future, deadline) for key, future in futures.items()}
        except Unavailable as problem:
            return dict.fromkeys((call.key for call in cold), problem)

    def _beside(self, work: Callable[[Call, Deadline], T], call: Call, deadline: Deadline) -> "Future[T]":
        """Do it in another thread, for the same visitor."""
        current_visitor()  # looked up here: a thread of the pool would keep a connection to the database
        return self._pool.submit(copy_context().run, work, call, deadline)

    def _landing(self, future: "Future[Outcome]", deadline: Deadline) -> Outcome:
        try:
            return _result(future, deadline)
        except Unavailable as problem:
            return problem

    def _outcome_beside(self, call: Call, deadline: Deadline) -> Outcome:
        """Return the outcome, in a thread of the pool, of which one visitor has three quarters at most."""
        try:
            with self._places_beside.take(current_visitor()):
                return self._outcome(call, deadline)
        except Unavailable as problem:
            return problem

    def _outcome(self, call: Call, deadline: Deadline) -> Outcome:
        """Return what `read` returns or raises; whoever waits for it has a place."""
        try:
            return _required(self._kept(call) or self._fetch(call, deadline))
        except (NotFound, Unavailable) as problem:
            return problem

    def refresh_later(self, calls: Sequence[Call]) -> None:
        """Have answers fetched anew by a task, each once a minute at most."""
        for call in calls:
            self._ask_for_refresh(call)

    def turn(self, key: str, deadline: Deadline) -> AbstractContextManager[bool]:
        """One at a time, of those in this process who do the same."""
        return self._flights.turn(key, deadline)

    def refresh(self, call: Call) -> bool:
        """Fetch an answer anew, for a task: lets visitors go first, and notes trouble with what is kept. Whether TMDB
        answered. Raises OnHold or CircuitOpen where nothing may be sent for a while: the task is to come again."""
        stamp = self.store.stamps([call.key])[0]
        try:
            self._ask(call, stamp, Deadline.after(TASK_DEADLINE), background=True)
        except errors.TMDBError as error:
            log.warning("refresh failed operation=%s reason=%s", call.operation.id, type(error).__name__)
            self._note_trouble(call, stamp, error)
            if isinstance(error, errors.HELD):
                raise
            return False
        return True

    def _note_trouble(self, call: Call, stamp: CacheMetadata | None, error: errors.TMDBError) -> None:
        """Note with what is kept, if anything is, why it could not be fetched anew."""
        if stamp:
            troubled = replace(stamp, trouble=UpstreamProblem.of(error).value)
            self.store.restamp(call.key, stamp, troubled, ttl_of(call.operation.id).keep)

    def renew(self, calls: Sequence[Call], deadline: Deadline) -> None:
        """Fetch answers anew while somebody waits for them, each once a minute at most. What is kept stays where that
        fails. Raises Unavailable."""
        with self._places.take(current_visitor()):
            wanted = [call for call in calls if self.store.once(f"renew:{call.key}", RETRY_PAUSE)]
            futures = [self._beside(self._renew, call, deadline) for call in wanted]
            for future in futures:
                _result(future, deadline)

    def _renew(self, call: Call, deadline: Deadline) -> None:
        stamp = self.store.stamps([call.key])[0]
        try:
            with self._places_beside.take(current_visitor()):
                self._ask(call, stamp, deadline, background=False)
        except errors.TMDBError as error:
            log.warning("not renewed operation=%s reason=%s", call.operation.id, type(error).__name__)
            if error.sent:
                self._note_trouble(call, stamp, error)
            raise Unavailable.of(error) from None

    def _kept(self, call: Call) -> Answer | None:
        found = self.store.read(call.key)
        if found is None:
            return None
        stamp, body = found
        old = self._is_old(call, stamp)
        if old:
            self._ask_for_refresh(call)
        return Answer(msgspec.json.decode(body), stamp, old)

    def _fetch(self, call: Call, deadline: Deadline) -> Answer:
        with self._flights.turn(call.key, deadline) as my_turn:
            if not my_turn:
                raise Unavailable(UpstreamProblem.SLOW)
            return self._landed(call) or self._fly(call, deadline)

    def _landed(self, call: Call) -> Answer | None:
        """What somebody else brought while we waited: an answer, or the failure of their attempt."""
        answer = self._kept(call)
        if answer is None and (failure := self.store.failure(call.key)):
            raise failure.raised()
        return answer

    def _fly(self, call: Call, deadline: Deadline) -> Answer:
        while not deadline.is_over:
            with self._flights.flight(call.key, deadline) as ours:
                if answer := self._landed(call):
                    return answer
                if ours:
                    return self._try(call, deadline)
            # The other one brought nothing, and was refused for reasons of its own: this one tries itself.
        raise Unavailable(UpstreamProblem.SLOW)

    def _try(self, call: Call, deadline: Deadline) -> Answer:
        try:
            return self._ask(call, None, deadline, background=False)
        except errors.TMDBError as error:
            problem = Unavailable.of(error)
            log.warning("no answer operation=%s reason=%s", call.operation.id, type(error).__name__)
            if error.sent:  # else it says nothing of the answer, and the next visitor may have better luck
                self.store.fail(call.key, Failure(problem.trouble.name, problem.retry_after))
            raise problem from None

    def _ask(self, call: Call, stamp: CacheMetadata | None, deadline: Deadline, *, background: bool) -> Answer:
        """What TMDB says now, also that it has no such thing: said once, it takes nothing away that is kept. Raises
        TMDBError."""
        try:
            return self._request(call, stamp, deadline, background=background)
        except errors.NotFound:
            if stamp and stamp.found and stamp.trouble != UpstreamProblem.GONE:
                raise
            return self._write(call, {}, found=False)

    def _request(self, call: Call, stamp: CacheMetadata | None, deadline: Deadline, *, background: bool) -> Answer:
        etag = stamp.etag if stamp and stamp.found else ""
        visitor = "" if background else current_visitor()
        reply = self._upstream.send(
            call, deadline=deadline, etag=etag, background=background or not visitor, visitor=visitor
        )
        if reply.not_modified and stamp:
            confirmed = replace(stamp, at=self._clock(), trouble="", changed=False)
            self.store.restamp(call.key, stamp, confirmed, ttl_of(call.operation.id).keep)
            return Answer({}, confirmed)
        return self._write(call, reply.data, etag=reply.etag or "")

    def _write(self, call: Call, data: Any, *, etag: str = "", found: bool = True) -> Answer:
        body = msgspec.json.encode(data)
        stamp = CacheMetadata(self._clock(), digest(body), etag, found)
        self.store.write(call.key, stamp, body, self._times(call, stamp).keep)
        return Answer(data, stamp)

    def _times(self, call: Call, stamp: CacheMetadata) -> TTL:
        return ttl_of(call.operation.id) if stamp.found else NOT_FOUND

    def _is_old(self, call: Call, stamp: CacheMetadata) -> bool:
        return stamp.changed or self._clock() - stamp.at > self._times(call, stamp).fresh

    def _ask_for_refresh(self, call: Call) -> None:
        if self.store.once(f"refresh:{call.key}", RETRY_PAUSE):
            self._revalidate(call)


def _required(answer: Answer) -> Answer:
    """Return an answer. Raises NotFound for a kept 404."""
    if not answer.stamp.found:
        raise NotFound
    return answer


def _result(future: "Future[T]", deadline: Deadline) -> T:
    """Return what another thread brings. Raises Unavailable when the deadline comes first; what has not begun by then
    never does."""
    try:
        return future.result(timeout=max(0.0, deadline.remaining()))
    except TimeoutError:
        future.cancel()
        raise Unavailable(UpstreamProblem.SLOW) from None


def _refuse_excess(outcomes: Iterable[Outcome]) -> None:
    """A page for which its visitor has no requests left is refused whole, not shown with holes. Raises Unavailable."""
    for outcome in outcomes:
        if isinstance(outcome, Unavailable) and outcome.trouble is UpstreamProblem.TOO_MANY:
            raise outcome


def _enqueue_refresh(call: Call) -> None:
    """Have a worker fetch an answer again. Without a broker nothing happens: the next visitor asks anew."""
    dispatch.enqueue("catalog.tasks.refresh", call.to_json())


_building = threading.Lock()


def gateway() -> Gateway:
    """The gateway of this process: just one, even when its first requests come together."""
    with _building:
        return build_gateway()


@cache
def build_gateway() -> Gateway:
    client, guard, prefix = redis_client.client(), redis_client.RedisGuard(), f"{tmdb_client.identity()}:"
    return Gateway(
        upstream=tmdb_client.requestor(),
        store=Store(client, guard, Memory(), prefix),
        flights=SingleFlight(client, guard, prefix),
        revalidate=_enqueue_refresh,
    )
