"""The limit of requests, the visitors who share it, and what one trouble with TMDB teaches all: through the site."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from catalog import tasks
from catalog.gateway import Unavailable, api, gateway, reset_caches, tmdb_client
from catalog.gateway.bulkhead import MAX_WAITING_PAGES, page_bulkhead
from catalog.gateway.results import Answer, UpstreamProblem
from catalog.visitors import Visitor, network_of, visited_by
from jobs import dispatch, redis_client
from jobs.models import Run
from tests.catalog.test_gateway import MATRIX, eventually, grown_old, matrix_call
from tests.conftest import end_hold, page, signed_in
from tests.stand_in import CRASH, DOWN, SILENCE, SLOW_DOWN, StandIn
from tmdb import Call, Deadline, Reply, SharedLimiter, errors
from tmdb_demo.app import Application


@pytest.fixture
def limited(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """TMDB with its limit, and the site with its own."""
    unlimited = stand_in.app
    stand_in.app = Application(unlimited._database, limit=40)
    monkeypatch.setattr(tmdb_client, "limiter", lambda: SharedLimiter(redis_client.client()))
    reset_caches()
    yield stand_in
    stand_in.app = unlimited


@pytest.fixture
def few(limited: StandIn, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A visitor may start six requests."""
    monkeypatch.setattr("tmdb.limits.VISITOR_ALLOWANCE", 6)
    return limited


def cold(number: int) -> str:
    """A page that nobody has opened, and that costs one request."""
    return f"/search/?type=company&q=word{number}"


def anonymous(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def test_five_visitors_who_open_21_pages_each_at_once_see_them_all(
    limited: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tmdb_demo.limit.SECOND", 0.7)  # a busy machine delays one request, and not the next
    visits = [(visitor, cold(100 * visitor + number)) for number in range(21) for visitor in range(5)]
    with ThreadPoolExecutor(48) as pool:
        answers = pool.map(lambda visit: anonymous(f"203.0.113.{visit[0]}").get(visit[1]).status_code, visits)
        assert Counter(answers) == {200: 105}
    assert len(limited.calls) == 105


def test_a_page_that_can_not_have_its_turn_in_time_says_so_at_once(limited: StandIn) -> None:
    crowd = SharedLimiter(redis_client.client())
    with suppress(errors.QueueFull):
        while True:
            crowd.reserve(max_wait=4.0)
    response = anonymous("203.0.113.1").get(cold(1))
    assert response.status_code == 503
    assert UpstreamProblem.BUSY.value in response.content.decode()
    assert int(response.headers["Retry-After"]) > 0
    assert limited.calls == []


def test_the_demo_has_no_limit(stand_in: StandIn) -> None:
    with visited_by(Visitor(RequestFactory().get("/"))):
        for number in range(150):
            gateway().read(api.search.companies(query=f"word {number}"), Deadline.after(4))
    assert len(stand_in.page_calls) == 150


def test_a_visitor_who_opens_too_many_new_pages_is_told_to_wait(few: StandIn, visitor: Client) -> None:
    page(visitor, MATRIX)
    for number in range(5):
        page(visitor, cold(number))
    response = visitor.get(cold(6))
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 10
    assert "You opened many new pages within a few seconds." in response.content.decode()
    assert len(few.page_calls) == 6
    page(visitor, MATRIX)  # what is kept costs nothing
    page(visitor, cold(3))
    page(anonymous("203.0.113.9"), cold(6))  # and nobody else is told so


def test_what_is_asked_while_typing_counts(few: StandIn, visitor: Client) -> None:
    for number in range(6):
        page(visitor, f"/search/suggest/?q=word{number}")
    response = visitor.get("/search/suggest/?q=word7")
    assert response.status_code == 429
    assert response.headers["Retry-After"]
    assert "You opened many new pages" in response.content.decode()
    assert visitor.get("/").status_code == 429  # refused whole, not shown without its shelves
    assert len(few.page_calls) == 6


def test_members_behind_one_address_are_not_one_visitor(few: StandIn, bob: User, charlie: User) -> None:
    clients = [signed_in(bob), signed_in(charlie), Client()]
    for number, client in enumerate(clients):
        for step in range(6):
            page(client, cold(10 * number + step))
    assert [client.get(cold(100 + number)).status_code for number, client in enumerate(clients)] == [429] * 3
    other_browser = signed_in(bob)
    other_browser.defaults["REMOTE_ADDR"] = "203.0.113.200"
    page(other_browser, cold(200), status=429)


@pytest.mark.parametrize("proxies", [0, 1])
def test_behind_a_proxy_its_word_counts_and_else_nobodys(few: StandIn, settings: Settings, proxies: int) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    statuses = [
        Client().get(cold(number), headers={"X-Forwarded-For": f"10.9.8.7, 203.0.113.{number}"}).status_code
        for number in range(8)
    ]
    assert statuses == ([200] * 8 if proxies else [200] * 6 + [429] * 2)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("unix:", ""),
    ],
)
def test_an_address_of_ipv6_stands_for_its_network(address: str, network: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_no_address_and_no_name_is_in_redis(limited: StandIn, visitor: Client, bob: User) -> None:
    page(visitor, cold(1))
    page(signed_in(bob), cold(2))
    kept = redis_client.client().hkeys("tmdb:limit:visitors")
    assert len(kept) == 2
    assert not any(b"127.0.0.1" in key or b"member" in key for key in kept)


class Picky:
    """A client of TMDB that has nothing left for one visitor."""

    def __init__(self, refused: str, started: threading.Event, go_on: threading.Event) -> None:
        self.refused, self.started, self.go_on = refused, started, go_on

    def send(self, call: Call, *, visitor: str = "", **_: Any) -> Reply:
        if visitor != self.refused:
            return Reply({"id": 603})
        self.started.set()
        self.go_on.wait(10)
        raise errors.VisitorLimited


def test_who_waits_for_what_another_was_refused_tries_themselves(stand_in: StandIn) -> None:
    greedy, patient = (Visitor(RequestFactory().get("/", REMOTE_ADDR=f"203.0.113.{n}")) for n in (1, 2))
    started, go_on = threading.Event(), threading.Event()
    gateway()._upstream = Picky(greedy.key, started, go_on)
    outcomes: dict[str, Any] = {}

    def read(visitor: Visitor) -> None:
        with visited_by(visitor):
            outcomes[visitor.key] = gateway()._outcome(api.movies.details(603), Deadline.after(8))

    threads = [threading.Thread(target=read, args=(visitor,)) for visitor in (greedy, patient)]
    threads[0].start()
    started.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join()
    assert outcomes[greedy.key].problem is UpstreamProblem.TOO_MANY
    assert outcomes[patient.key].data == {"id": 603}


def test_one_visitor_can_not_take_all_places_of_those_who_wait(stand_in: StandIn) -> None:
    alone = Visitor(RequestFactory().get("/"))
    with ExitStack() as places, visited_by(alone):
        for _ in range(MAX_WAITING_PAGES * 3 // 4):
            places.enter_context(page_bulkhead().enter(alone.key))
        with pytest.raises(Unavailable) as caught:
            gateway().read(api.movies.details(603), Deadline.after(4))
        assert caught.value.problem is UpstreamProblem.TOO_MANY
        page_bulkhead().enter("somebody else").__enter__()


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
    assert page_bulkhead()._taken.total() == 0


NO_HEADER = replace(SLOW_DOWN, headers=())


@pytest.mark.parametrize("fault", [SLOW_DOWN, NO_HEADER])
def test_after_a_429_no_other_page_makes_a_request(
    visitor: Client, stand_in: StandIn, fault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tmdb.hold.DEFAULT_HOLD", 30.0)  # longer than twenty pages take on a busy machine
    stand_in.fault = fault
    for number in range(20):
        response = visitor.get(cold(number))
        assert response.status_code == 503
        assert UpstreamProblem.LIMIT.value in response.content.decode()
        assert 0 < int(response.headers["Retry-After"]) <= 30
    assert len(stand_in.calls) == 1
    stand_in.fault = None
    end_hold()
    page(visitor, cold(20))


@pytest.mark.parametrize("fault", [DOWN, SILENCE])
def test_an_outage_costs_five_requests_and_ends_with_the_first_answer(
    visitor: Client, stand_in: StandIn, fault: Any
) -> None:
    stand_in.fault = fault
    for number in range(20):
        kind = "company" if number % 2 else "keyword"
        page(visitor, f"/search/?type={kind}&q=word{number}", status=503)
    assert len(set(stand_in.calls)) == 5
    stand_in.forget()
    stand_in.fault = None
    page(visitor, cold(20), status=503)
    redis_client.client().hset("tmdb:hold", "probe", 1)  # five seconds later
    page(visitor, cold(21))
    page(visitor, cold(22))
    assert len(stand_in.calls) == 2


def test_who_reloads_a_page_that_tmdb_fails_at_stops_nobody_else(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = CRASH
    for _ in range(4):
        page(visitor, MATRIX, status=503)
        redis_client.client().delete(gateway().store.redis_key(f"failure:{matrix_call().key}"))  # two seconds later
    stand_in.fault = None
    page(anonymous("203.0.113.9"), cold(1))


class Unanswered:
    """A client of TMDB whose requests all wait."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def send(self, call: Call, **_: Any) -> Reply:
        self.go_on.wait(60)
        return Reply({"id": int(dict(call.path_values)["movie_id"]), "results": []})


@pytest.mark.parametrize("way", ["gather", "refresh_now"])
def test_no_more_threads_wait_for_pages_of_several_calls_than_may(stand_in: StandIn, way: str) -> None:
    tmdb = gateway()._upstream = Unanswered()
    outcomes: list[Any] = []

    def wait_for(number: int) -> None:
        calls = [api.movies.details(2 * number + step) for step in (1, 2)]
        with visited_by(Visitor(RequestFactory().get("/", REMOTE_ADDR=f"203.0.113.{number}"))):
            try:
                outcomes.append(getattr(gateway(), way)(calls, Deadline.after(30)))
            except Unavailable as problem:
                outcomes.append([problem])

    threads = [threading.Thread(target=wait_for, args=(number,), daemon=True) for number in range(144)]
    for thread in threads:
        thread.start()
    try:
        eventually(lambda: len(outcomes) == 144 - MAX_WAITING_PAGES, 20)
        assert {outcome.problem for row in outcomes for outcome in row} == {UpstreamProblem.BUSY}
    finally:
        tmdb.go_on.set()
        for thread in threads:
            thread.join(60)
    if way == "gather":
        assert sum(all(isinstance(outcome, Answer) for outcome in row) for row in outcomes) == MAX_WAITING_PAGES
    assert page_bulkhead()._taken.total() == gateway()._pool._bulkhead._taken.total() == 0


def test_a_stale_page_is_served_as_it_is_while_nothing_may_be_sent(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, MATRIX)
    grown_old(matrix_call(), 7)
    stand_in.fault = SLOW_DOWN
    page(visitor, cold(1), status=503)
    stand_in.calls.clear()
    assert "Keanu Reeves" in page(visitor, MATRIX)
    dispatch.drain()  # its refresh
    assert stand_in.calls == []
    assert "7 hours ago" in page(visitor, MATRIX)


@pytest.mark.parametrize(
    ("task", "arguments", "least"),
    [("refresh", lambda: (matrix_call().to_json(),), 25.0), ("run_job", lambda: ("warm",), 60.0)],
)
def test_tasks_come_again_when_a_hold_is_over(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, task: str, arguments: Callable[[], Any], least: float
) -> None:
    stand_in.fault = SLOW_DOWN
    with pytest.raises(Unavailable):
        gateway().read(api.movies.details(604), Deadline.after(4))
    stand_in.calls.clear()
    waits: list[float] = []

    def retry(countdown: float, exc: Exception) -> Exception:
        waits.append(countdown)
        return exc

    monkeypatch.setattr(getattr(tasks, task), "retry", retry)
    getattr(tasks, task).apply(arguments())
    assert waits
    assert least <= waits[0] <= 65
    assert stand_in.calls == []


def test_a_refresh_that_is_held_for_long_is_no_failure(stand_in: StandIn) -> None:
    stand_in.fault = SLOW_DOWN
    with pytest.raises(Unavailable):
        gateway().read(api.movies.details(604), Deadline.after(4))
    tasks.refresh.apply((matrix_call().to_json(),))
    assert not Run.objects.exists()


def test_what_nobody_waits_for_lets_visitors_go_first(limited: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refreshes, jobs and whatever else runs without a request."""
    sent: list[tuple[bool, bool]] = []
    send = tmdb_client.requestor().send

    def noted(call: Call, *, background: bool = False, visitor: str = "", **options: Any) -> Reply:
        sent.append((background, bool(visitor)))
        return send(call, background=background, visitor=visitor, **options)

    monkeypatch.setattr(tmdb_client.requestor(), "send", noted)
    gateway().refresh(matrix_call())
    gateway().read(api.movies.details(604), Deadline.after(4))
    tmdb_client.send(api.movies.details(605), 4)
    page(anonymous("203.0.113.7"), cold(1))
    assert sent == [(True, False)] * 3 + [(False, True)]
