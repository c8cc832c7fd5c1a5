"""The gateway under load and in trouble."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from catalog.gateway import Answer, NotFound, Unavailable, api, gateway, reset_caches, tmdb_client
from catalog.gateway.bulkhead import MAX_WAITING_PAGES, page_bulkhead
from catalog.gateway.results import UpstreamProblem
from jobs import redis_client
from tests.conftest import page
from tests.stand_in import BAD_GATEWAY, BAD_KEY, CRASH, CUT_OFF, DOWN, HTML, SILENCE, SLOW_DOWN, Fault, StandIn
from tmdb import Call, Deadline, Reply, errors
from tmdbsite import databases
from tmdbsite.request_limits import BODY_READERS

MATRIX = "/movie/603-the-matrix/"
HOUR = 3600


def grown_old(call: Call, hours: float) -> None:
    """Make a kept answer that much older."""
    metadata = gateway().store.metadata([call.key])[0]
    assert metadata
    older = replace(metadata, fetched_at=metadata.fetched_at - hours * HOUR)
    gateway().store.update_metadata(call.key, metadata, older, 30 * 24 * HOUR)


def eventually(true: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def matrix_call() -> Call:
    from catalog.locale import Locale
    from catalog.pages.title.movie import movie_call

    return movie_call(603, Locale("en-GB", "GB"))


FAULTS = {
    "silence": (SILENCE, UpstreamProblem.SLOW),
    "503": (DOWN, UpstreamProblem.DOWN),
    "500": (CRASH, UpstreamProblem.DOWN),
    "502 in HTML": (BAD_GATEWAY, UpstreamProblem.DOWN),
    "HTML for JSON": (HTML, UpstreamProblem.NONSENSE),
    "cut off": (CUT_OFF, UpstreamProblem.DOWN),
    "half of the JSON": (Fault("200 OK", b'{"id":603,"title":"The Ma'), UpstreamProblem.NONSENSE),
    "429": (SLOW_DOWN, UpstreamProblem.LIMIT),
    "refused key": (BAD_KEY, UpstreamProblem.KEY),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_cold_page_in_trouble_is_a_503_with_the_reason(visitor: Client, stand_in: StandIn, name: str) -> None:
    stand_in.fault, trouble = FAULTS[name]
    response = visitor.get(MATRIX)
    assert response.status_code == 503
    assert trouble.value in response.content.decode().replace("&#x27;", "'")
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", FAULTS)
def test_a_warm_page_does_not_notice_the_trouble(visitor: Client, stand_in: StandIn, name: str) -> None:
    body = page(visitor, MATRIX)
    stand_in.fault = FAULTS[name][0]
    assert page(visitor, MATRIX) == body


@pytest.mark.parametrize("address", ["/search/?q=matrix", "/discover/movie/?with_genres=878", "/movies/popular/"])
@pytest.mark.parametrize("name", FAULTS)
def test_trouble_is_never_shown_as_no_results(visitor: Client, stand_in: StandIn, address: str, name: str) -> None:
    stand_in.fault = FAULTS[name][0]
    response = visitor.get(address)
    assert response.status_code == 503
    assert b"Nothing" not in response.content


def test_suggestions_say_when_tmdb_is_down(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = DOWN
    body = page(visitor, "/search/suggest/?q=matrix").replace("&#x27;", "'")
    assert UpstreamProblem.DOWN.value in body


def test_home_stands_when_one_shelf_falls(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, "/")
    from catalog.locale import Locale
    from catalog.pages.charts import CHARTS, chart_call

    lost = chart_call(CHARTS["movie", "upcoming"], Locale("en-GB", "GB"))
    redis_client.client().delete(gateway().store.redis_key(lost.key))
    stand_in.fault = DOWN
    body = page(visitor, "/")
    assert "TMDB did not answer for this shelf" in body
    assert "Now playing" in body


def test_an_old_page_is_served_at_once_and_refreshed_behind(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, MATRIX)
    grown_old(matrix_call(), 7)
    stand_in.forget()
    body = page(visitor, MATRIX)
    assert "This page is from" not in body
    eventually(lambda: len(stand_in.calls) == 1)
    eventually(lambda: time.time() - gateway().store.metadata([matrix_call().key])[0].fetched_at < 60)  # type: ignore[union-attr]


def test_a_page_that_could_not_be_refreshed_tells_its_age(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, MATRIX)
    grown_old(matrix_call(), 7)
    stand_in.fault = DOWN
    page(visitor, MATRIX)
    eventually(lambda: "7 hours ago" in page(visitor, MATRIX))
    assert "TMDB isn" in page(visitor, MATRIX)


def test_a_refresh_that_changes_nothing_is_a_304(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, MATRIX)
    before = gateway().store.metadata([matrix_call().key])[0]
    grown_old(matrix_call(), 7)
    gateway().refresh(matrix_call())
    after = gateway().store.metadata([matrix_call().key])[0]
    assert before
    assert after
    assert after.etag
    assert after.digest == before.digest
    assert time.time() - after.fetched_at < 60


class Overtaken:
    """A client of TMDB that is slow: before its answer comes, another process has fetched a newer one."""

    def __init__(self, outcome: Reply | errors.TMDBError) -> None:
        self.outcome = outcome

    def send(self, call: Call, **_: object) -> Reply:
        gateway()._store_answer(call, {"id": 603, "title": "Newer"}, etag="newer")
        if isinstance(self.outcome, errors.TMDBError):
            raise self.outcome
        return self.outcome


@pytest.mark.parametrize("outcome", [Reply(None, 304, "older", not_modified=True), errors.Unavailable()])
def test_what_is_learned_of_an_older_answer_takes_nothing_from_a_newer_one(
    stand_in: StandIn, outcome: Reply | errors.TMDBError
) -> None:
    call = matrix_call()
    gateway()._store_answer(call, {"id": 603, "title": "Older"}, etag="older")
    gateway()._upstream = Overtaken(outcome)
    gateway().refresh(call)
    answer = gateway().read(call, Deadline.after(4))
    assert (answer.data["title"], answer.metadata.etag, answer.metadata.problem) == ("Newer", "newer", "")
    remembered = gateway().store._remembered(call.key)[0]
    assert remembered
    assert remembered.etag == "newer"


def test_an_answer_that_vanished_becomes_a_404(visitor: Client, stand_in: StandIn) -> None:
    page(visitor, MATRIX)
    stand_in.fault = Fault("404 Not Found", b'{"success":false,"status_code":34,"status_message":"gone"}')
    gateway().refresh(matrix_call())
    assert "TMDB no longer lists this." in page(visitor, MATRIX), "said once, it may be a slip"
    gateway().refresh(matrix_call())
    page(visitor, MATRIX, status=404)


def test_a_missing_film_is_asked_for_once(visitor: Client, stand_in: StandIn) -> None:
    for _ in range(3):
        page(visitor, "/movie/999999999/", status=404)
    assert len([call for call in stand_in.calls if call.startswith("/movie")]) == 1


def test_twenty_visitors_of_a_cold_page_cost_one_request(stand_in: StandIn) -> None:
    stand_in.latency = 0.2
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(Client().get(MATRIX).status_code)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 20
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


def test_twenty_visitors_of_a_failing_page_cost_one_attempt(stand_in: StandIn) -> None:
    stand_in.fault = replace(HTML, seconds=0.0)
    stand_in.latency = 0.2
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(Client().get(MATRIX).status_code)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [503] * 20
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


def test_nobody_waits_in_a_line_that_is_too_long(stand_in: StandIn) -> None:
    """Of a process's threads only some may wait for TMDB."""
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
    assert int(threads[1]) - MAX_WAITING_PAGES - BODY_READERS - databases.MAX_HELD_UP >= 12


def test_a_page_waits_no_longer_than_its_deadline(stand_in: StandIn) -> None:
    """Somebody else's flight does not land in time."""
    redis_client.client().set(
        f"{tmdb_client.identity()}:flight:{api.movies.details(603).key}", "another process", px=5000
    )
    started = time.monotonic()
    with pytest.raises(Unavailable):
        gateway().read(api.movies.details(603), Deadline.after(0.3))
    assert time.monotonic() - started < 2


def test_gathered_calls_end_with_the_deadline_of_the_page(stand_in: StandIn) -> None:
    stand_in.latency = 1.0
    started = time.monotonic()
    outcomes = gateway().gather([api.movies.popular(), api.tv.popular()], Deadline.after(0.2))
    assert time.monotonic() - started < 0.9
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes)


def test_gathered_answers_come_by_the_names_of_their_calls(stand_in: StandIn) -> None:
    calls = {
        "film": api.movies.details(603),
        "same film": api.movies.details(603),
        "nothing": api.movies.details(999999999),
        "show": api.tv.details(1399),
    }
    for _ in ("from TMDB", "from the cache"):
        outcomes = gateway().gather(calls, Deadline.after(4))
        assert list(outcomes) == list(calls)
        ids = {name: answer.data["id"] for name, answer in outcomes.items() if isinstance(answer, Answer)}
        assert ids == {"film": 603, "same film": 603, "show": 1399}
        assert isinstance(outcomes["nothing"], NotFound)
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


@pytest.fixture
def _redis_away(settings: Settings) -> Iterator[None]:
    """Nobody listens where Redis should be."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    redis_client.client.cache_clear()
    reset_caches()
    yield
    redis_client.client.cache_clear()


@pytest.mark.usefixtures("_redis_away")
def test_without_redis_the_site_serves_and_remembers(visitor: Client, stand_in: StandIn) -> None:
    body = page(visitor, MATRIX)
    assert "Keanu Reeves" in body
    page(visitor, MATRIX)
    asked = [call for call in stand_in.calls if call.startswith("/movie/603")]
    assert len(asked) == 1


@pytest.mark.usefixtures("_redis_away")
def test_without_redis_many_visitors_of_a_cold_page_still_cost_one_request(stand_in: StandIn) -> None:
    stand_in.latency = 0.2
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(Client().get(MATRIX).status_code)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 10
    assert len([call for call in stand_in.calls if call.startswith("/movie/603")]) == 1


def test_odd_answers_do_not_break_a_page(visitor: Client, stand_in: StandIn) -> None:
    """Nulls, missing keys, wrong types: what is not there stays unsaid."""
    for body in (
        b'{"id":603}',
        b'{"id":603,"title":null,"genres":null,"credits":{"cast":[null,{"id":1},{"name":"x"}]},"videos":[],"runtime":"long"}',
        b'{"id":603,"title":"Odd","release_date":"not a date","images":{"backdrops":[{"file_path":"javascript:1"}]},'
        b'"watch/providers":{"results":[]},"external_ids":{"facebook_id":"\\"><script>"},"vote_average":"x"}',
    ):
        redis_client.client().flushdb()
        stand_in.fault = Fault("200 OK", body)
        text = page(visitor, "/movie/603/")
        assert "<script>" not in text.replace('<script type="module"', "")
        assert "None" not in text


def test_empty_lists_are_said_to_be_empty(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = Fault("200 OK", b'{"page":1,"results":[],"total_pages":1,"total_results":0}')
    assert "Nothing fits all of that" in page(visitor, "/discover/movie/?with_genres=37")
    assert "Nothing of that name" in page(visitor, "/search/?q=anything")
