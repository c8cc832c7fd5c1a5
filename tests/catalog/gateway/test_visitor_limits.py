"""The limit of requests, which all visitors share, and one visitor's part of it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from catalog.gateway import UpstreamProblem, api, gateway
from catalog.visitors import Visitor, visited_by
from jobs import redis_client
from tests.catalog.cached_answers import MATRIX
from tests.catalog.gateway.conftest import anonymous, cold
from tests.conftest import get_page, sign_in
from tests.stand_in import StandIn
from tmdb import Deadline, SharedLimiter, errors


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
    get_page(visitor, MATRIX)
    for number in range(5):
        get_page(visitor, cold(number))
    response = visitor.get(cold(6))
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 10
    assert "You opened many new pages within a few seconds." in response.content.decode()
    assert len(few.page_calls) == 6
    get_page(visitor, MATRIX)  # what is kept costs nothing
    get_page(visitor, cold(3))
    get_page(anonymous("203.0.113.9"), cold(6))  # and nobody else is told so


def test_what_is_asked_while_typing_counts(few: StandIn, visitor: Client) -> None:
    for number in range(6):
        get_page(visitor, f"/search/suggest/?q=word{number}")
    response = visitor.get("/search/suggest/?q=word7")
    assert response.status_code == 429
    assert response.headers["Retry-After"]
    assert "You opened many new pages" in response.content.decode()
    assert visitor.get("/").status_code == 429  # refused whole, not shown without its shelves
    assert len(few.page_calls) == 6


def test_members_behind_one_address_are_not_one_visitor(few: StandIn, bob: User, charlie: User) -> None:
    clients = [sign_in(bob), sign_in(charlie), Client()]
    for number, client in enumerate(clients):
        for step in range(6):
            get_page(client, cold(10 * number + step))
    assert [client.get(cold(100 + number)).status_code for number, client in enumerate(clients)] == [429] * 3
    other_browser = sign_in(bob)
    other_browser.defaults["REMOTE_ADDR"] = "203.0.113.200"
    get_page(other_browser, cold(200), status=429)


@pytest.mark.parametrize("proxies", [0, 1])
def test_behind_a_proxy_its_word_counts_and_else_nobodys(few: StandIn, settings: Settings, proxies: int) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    statuses = [
        Client().get(cold(number), headers={"X-Forwarded-For": f"10.9.8.7, 203.0.113.{number}"}).status_code
        for number in range(8)
    ]
    assert statuses == ([200] * 8 if proxies else [200] * 6 + [429] * 2)


def test_no_address_and_no_name_is_in_redis(limited: StandIn, visitor: Client, bob: User) -> None:
    get_page(visitor, cold(1))
    get_page(sign_in(bob), cold(2))
    keys = redis_client.client().hkeys("tmdb:limit:visitors")
    assert len(keys) == 2
    assert not any(b"127.0.0.1" in key or b"member" in key for key in keys)
