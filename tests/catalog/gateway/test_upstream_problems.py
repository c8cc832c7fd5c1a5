"""What visitors see when TMDB is in trouble, and that a wrong answer never takes the place of a good one."""

import json

import pytest
from django.test import Client

from accounts.models import User
from catalog.gateway import UpstreamProblem, gateway
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, chart_call
from jobs import redis_client
from tests.catalog.cached_answers import MATRIX, MATRIX_CALL, forget_failure, make_older
from tests.conftest import get_page, sign_in
from tests.stand_in import BAD_GATEWAY, BAD_KEY, CRASH, CUT_OFF, DOWN, GONE, HTML, SILENCE, SLOW_DOWN, Fault, StandIn

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
    stand_in.fault, problem = FAULTS[name]
    response = visitor.get(MATRIX)
    assert response.status_code == 503
    assert problem.value in response.content.decode().replace("&#x27;", "'")
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", FAULTS)
def test_a_warm_page_does_not_notice_the_trouble(visitor: Client, stand_in: StandIn, name: str) -> None:
    body = get_page(visitor, MATRIX)
    stand_in.fault = FAULTS[name][0]
    assert get_page(visitor, MATRIX) == body


@pytest.mark.parametrize("address", ["/search/?q=matrix", "/discover/movie/?with_genres=878", "/movies/popular/"])
@pytest.mark.parametrize("name", FAULTS)
def test_trouble_is_never_shown_as_no_results(visitor: Client, stand_in: StandIn, address: str, name: str) -> None:
    stand_in.fault = FAULTS[name][0]
    response = visitor.get(address)
    assert response.status_code == 503
    assert b"Nothing" not in response.content


def test_suggestions_say_when_tmdb_is_down(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = DOWN
    body = get_page(visitor, "/search/suggest/?q=matrix").replace("&#x27;", "'")
    assert UpstreamProblem.DOWN.value in body


def test_home_stands_when_one_shelf_falls(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, "/")
    missing = chart_call(CHARTS["movie", "upcoming"], Locale("en-GB", "GB"))
    redis_client.client().delete(gateway().store.redis_key(missing.key))
    stand_in.fault = DOWN
    body = get_page(visitor, "/")
    assert "TMDB did not answer for this shelf" in body
    assert "Now playing" in body


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
        text = get_page(visitor, "/movie/603/")
        assert "<script>" not in text.replace('<script type="module"', "")
        assert "None" not in text


def test_empty_lists_are_said_to_be_empty(visitor: Client, stand_in: StandIn) -> None:
    stand_in.fault = Fault("200 OK", b'{"page":1,"results":[],"total_pages":1,"total_results":0}')
    assert "Nothing fits all of that" in get_page(visitor, "/discover/movie/?with_genres=37")
    assert "Nothing of that name" in get_page(visitor, "/search/?q=anything")


ANOTHER = json.dumps({"id": 604, "title": "The Matrix Reloaded"}).encode()
GATEWAY_404 = Fault("404 Not Found", b'{"message":"no Route matched with those values"}')
WRONG = {
    "a list": Fault("200 OK", b"[]"),
    "an empty object": Fault("200 OK", b"{}"),
    "another film": Fault("200 OK", ANOTHER),
    "HTML": HTML,
    "a 404 of something in front of TMDB": GATEWAY_404,
    "a 403 of something in front of TMDB": Fault("403 Forbidden", b'{"message":"Forbidden"}'),
    "a 304 that nobody asked for": Fault("304 Not Modified", b""),
    "nested without end": Fault("200 OK", b'{"id":603,"a":' + b"[" * 900 + b"]" * 900 + b"}"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_to_a_cold_page_is_called_so_and_not_kept(visitor: Client, stand_in: StandIn, name: str) -> None:
    stand_in.fault = WRONG[name]
    response = visitor.get(MATRIX)
    assert response.status_code == 503
    assert UpstreamProblem.NONSENSE.value in response.content.decode().replace("&#x27;", "'")
    stand_in.fault = None
    forget_failure(MATRIX_CALL)
    assert "Keanu Reeves" in get_page(visitor, MATRIX)


@pytest.mark.parametrize("name", [name for name in WRONG if "304" not in name])
def test_a_wrong_answer_takes_nothing_away_that_is_kept(visitor: Client, stand_in: StandIn, name: str) -> None:
    get_page(visitor, MATRIX)
    make_older(MATRIX_CALL, 7)
    stand_in.fault = WRONG[name]
    for _ in range(2):
        assert not gateway().refresh(MATRIX_CALL)
    body = get_page(visitor, MATRIX).replace("&#x27;", "'")
    assert "Keanu Reeves" in body
    assert f"{UpstreamProblem.NONSENSE.value} This page is from 7 hours ago." in body


def test_one_404_of_tmdbs_own_takes_nothing_away_and_a_second_one_does(
    visitor: Client, stand_in: StandIn, bob: User
) -> None:
    get_page(visitor, MATRIX)
    stand_in.fault = GONE
    body = sign_in(bob).post(MATRIX, follow=True).content.decode()
    assert "TMDB no longer lists this. The page stays as it was." in body
    stand_in.fault = None
    assert gateway().refresh(MATRIX_CALL)
    assert "TMDB no longer lists this." not in get_page(visitor, MATRIX), "it was a slip"
    stand_in.fault = GONE
    for _ in range(2):
        gateway().refresh(MATRIX_CALL)
    get_page(visitor, MATRIX, status=404)
