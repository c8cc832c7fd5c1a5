"""Threads in which a page's calls are answered side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from catalog.gateway.bulkhead import Bulkhead
from catalog.gateway.results import Unavailable, UpstreamProblem
from catalog.visitors import current_visitor
from tmdb import Call, Deadline

MAX_THREADS = 96  # further calls wait for one of them

T = TypeVar("T")


class CallPool:
    """A pool whose threads work for the visitor of the thread that submits; one visitor has three quarters at most."""

    def __init__(self, size: int = MAX_THREADS) -> None:
        self._executor = ThreadPoolExecutor(size, thread_name_prefix="gateway")
        self._bulkhead = Bulkhead(size)

    def map(
        self, work: Callable[[Call, Deadline], T], calls: Sequence[Call], deadline: Deadline
    ) -> Iterator[T | Unavailable]:
        """Start the work on all calls at once, and return an iterator over its results in their order.

        A result is Unavailable where the work raised it, where the visitor may have no further thread, and where the
        deadline comes first; work that has not begun by then never does.
        """
        current_visitor()  # looked up here: a thread of the pool would keep a connection to the database
        futures = [self._executor.submit(copy_context().run, self._run, work, call, deadline) for call in calls]
        return _results(futures, deadline)

    def _run(self, work: Callable[[Call, Deadline], T], call: Call, deadline: Deadline) -> T:
        with self._bulkhead.enter(current_visitor()):
            return work(call, deadline)


def _results(futures: "Iterable[Future[T]]", deadline: Deadline) -> Iterator[T | Unavailable]:
    for future in futures:
        try:
            yield future.result(timeout=max(0.0, deadline.remaining()))
        except TimeoutError:
            future.cancel()
            yield Unavailable(UpstreamProblem.SLOW)
        except Unavailable as error:
            yield error
