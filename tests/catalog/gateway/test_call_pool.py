"""A page's calls side by side: results in their order, errors in their place, for the same visitor."""

import threading
import time

from django.test import RequestFactory

from catalog.gateway import Unavailable, UpstreamProblem, api
from catalog.gateway.call_pool import CallPool
from catalog.visitors import Visitor, current_visitor, visited_by
from tmdb import Call, Deadline

CALLS = [api.movies.details(number) for number in range(1, 5)]


def test_results_come_in_the_order_of_their_calls() -> None:
    def read_slowly(call: Call, deadline: Deadline) -> str:
        time.sleep(0.1 if call is CALLS[0] else 0)
        return call.key

    assert list(CallPool(4).map(read_slowly, CALLS, Deadline.after(4))) == [call.key for call in CALLS]


def test_an_error_stands_in_the_place_of_its_result() -> None:
    def fail_once(call: Call, deadline: Deadline) -> str:
        if call is CALLS[1]:
            raise Unavailable(UpstreamProblem.KEY)
        return call.key

    first, second, *_ = CallPool(4).map(fail_once, CALLS, Deadline.after(4))
    assert first == CALLS[0].key
    assert isinstance(second, Unavailable)
    assert second.problem is UpstreamProblem.KEY


def test_threads_work_for_the_visitor_of_the_page() -> None:
    visitor = Visitor(RequestFactory().get("/"))
    with visited_by(visitor):
        keys = list(CallPool(4).map(lambda call, deadline: current_visitor(), CALLS[:3], Deadline.after(4)))
    assert keys == [visitor.key] * 3


def test_a_visitor_has_three_quarters_of_the_threads() -> None:
    pool, may_end, begun = CallPool(4), threading.Event(), threading.Semaphore(0)

    def wait(call: Call, deadline: Deadline) -> bool:
        begun.release()
        return may_end.wait(10)

    with visited_by(Visitor(RequestFactory().get("/"))):
        running = pool.map(wait, CALLS[:3], Deadline.after(10))
        assert all(begun.acquire(timeout=5) for _ in range(3))
        [refused] = pool.map(wait, CALLS[3:], Deadline.after(10))
    assert isinstance(refused, Unavailable)
    assert refused.problem is UpstreamProblem.TOO_MANY
    may_end.set()
    assert list(running) == [True] * 3


def test_what_has_not_begun_when_the_deadline_ends_never_does() -> None:
    may_end = threading.Event()
    begun: list[Call] = []

    def wait(call: Call, deadline: Deadline) -> None:
        begun.append(call)
        may_end.wait(10)

    pool = CallPool(1)
    results = list(pool.map(wait, CALLS[:3], Deadline.after(0.1)))
    assert [isinstance(result, Unavailable) and result.problem for result in results] == [UpstreamProblem.SLOW] * 3
    may_end.set()
    list(pool.map(lambda call, deadline: None, CALLS[3:], Deadline.after(4)))
    assert begun == CALLS[:1]
