"""Only some threads wait for TMDB, of one visitor three quarters of these; the others serve what is cached."""

import re
import threading
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory

from catalog.gateway import Answer, Gateway, Unavailable, UpstreamProblem, api, gateway, tmdb_client
from catalog.gateway.bulkhead import MAX_WAITING_PAGES, Bulkhead, page_bulkhead
from catalog.gateway.single_flight import SingleFlight
from catalog.gateway.store import Memory, Store
from catalog.visitors import Visitor, visited_by
from jobs import redis_client
from tests.catalog.cached_answers import wait_until
from tests.stand_in import StandIn
from tmdb import Call, Deadline, Reply, errors
from tmdbsite import databases
from tmdbsite.request_limits import MAX_READERS


def test_a_visitor_has_three_quarters_of_the_places_and_gives_them_back() -> None:
    bulkhead = Bulkhead(4)
    with ExitStack() as places:
        for _ in range(3):
            places.enter_context(bulkhead.enter("greedy"))
        with pytest.raises(Unavailable) as too_many, bulkhead.enter("greedy"):
            pass
        assert too_many.value.problem is UpstreamProblem.TOO_MANY
        with bulkhead.enter("another"):
            with pytest.raises(Unavailable) as busy, bulkhead.enter("a third"):
                pass
            assert busy.value.problem is UpstreamProblem.BUSY
            assert bulkhead.in_use == 4
    assert bulkhead.in_use == 0


def test_a_task_may_take_all_places() -> None:
    bulkhead = Bulkhead(4)
    with ExitStack() as places:
        for _ in range(4):
            places.enter_context(bulkhead.enter())
        assert bulkhead.in_use == 4


def test_nobody_waits_in_a_line_that_is_too_long(stand_in: StandIn) -> None:
    """Only some of a process's threads may wait for TMDB."""
    with ExitStack() as places:
        for _ in range(MAX_WAITING_PAGES):
            places.enter_context(page_bulkhead().enter())
        with pytest.raises(Unavailable) as caught:
            gateway().read(api.movies.details(603), Deadline.after(1))
    assert caught.value.problem is UpstreamProblem.BUSY
    assert gateway().read(api.movies.details(603), Deadline.after(4)).data["id"] == 603


def test_some_of_a_servers_threads_are_left_for_what_is_kept_whatever_others_wait_for() -> None:
    threads = re.search(r"--blocking-threads (\d+)", (settings.BASE_DIR / "tmdbsite" / "supervisord.conf").read_text())
    assert threads
    assert int(threads[1]) - MAX_WAITING_PAGES - MAX_READERS - databases.MAX_BLOCKED >= 12


def test_one_visitor_can_not_take_all_places_of_those_who_wait(stand_in: StandIn) -> None:
    alone = Visitor(RequestFactory().get("/"))
    with ExitStack() as places, visited_by(alone):
        for _ in range(MAX_WAITING_PAGES * 3 // 4):
            places.enter_context(page_bulkhead().enter(alone.key))
        with pytest.raises(Unavailable) as caught:
            gateway().read(api.movies.details(603), Deadline.after(4))
        assert caught.value.problem is UpstreamProblem.TOO_MANY
        places.enter_context(page_bulkhead().enter("somebody else"))


def test_a_call_whose_answer_is_not_kept_takes_a_place_too(stand_in: StandIn) -> None:
    alone = Visitor(RequestFactory().get("/"))
    with ExitStack() as places, visited_by(alone):
        for number in range(MAX_WAITING_PAGES):
            places.enter_context(page_bulkhead().enter(str(number % 2)))
        with pytest.raises(errors.QueueFull):
            tmdb_client.send(api.movies.details(603), 4)
    assert stand_in.calls == []
    with visited_by(alone):
        tmdb_client.send(api.movies.details(603), 4)
    assert page_bulkhead().in_use == 0


class Unanswered:
    """A client of TMDB whose requests all wait."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()

    def send(self, call: Call, **_: Any) -> Reply:
        self.may_answer.wait(60)
        return Reply({"id": int(dict(call.path_values)["movie_id"]), "results": []})


@pytest.mark.parametrize("method", ["gather", "refresh_now"])
def test_no_more_threads_wait_for_pages_of_several_calls_than_may(stand_in: StandIn, method: str) -> None:
    upstream = Unanswered()
    client, guard = redis_client.client(), redis_client.RedisGuard()
    waiting = Gateway(
        upstream=upstream,
        store=Store(client, guard, Memory(), "waiting:"),
        single_flight=SingleFlight(client, guard, "waiting:"),
        enqueue_refresh=lambda call: None,
    )
    outcomes: list[list[Any]] = []

    def open_page(number: int) -> None:
        calls = {str(step): api.movies.details(2 * number + step) for step in (1, 2)}
        with visited_by(Visitor(RequestFactory().get("/", REMOTE_ADDR=f"203.0.113.{number}"))):
            try:
                if method == "gather":
                    outcomes.append(list(waiting.gather(calls, Deadline.after(30)).values()))
                else:
                    waiting.refresh_now(list(calls.values()), Deadline.after(30))
                    outcomes.append([])
            except Unavailable as error:
                outcomes.append([error])

    threads = [threading.Thread(target=open_page, args=(number,), daemon=True) for number in range(144)]
    for thread in threads:
        thread.start()
    try:
        wait_until(lambda: len(outcomes) == 144 - MAX_WAITING_PAGES, 20)
        assert {outcome.problem for row in outcomes for outcome in row} == {UpstreamProblem.BUSY}
    finally:
        upstream.may_answer.set()
        for thread in threads:
            thread.join(60)
    if method == "gather":
        assert sum(all(isinstance(outcome, Answer) for outcome in row) for row in outcomes) == MAX_WAITING_PAGES
    assert page_bulkhead().in_use == 0
