"""What requests leave in the log: short lines, no secrets, and never a flood."""

import logging
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from accounts import export
from accounts.models import User
from tests.conftest import sign_in
from tests.running import wait_until
from tests.tmdbsite.log_lines import logged_lines
from tmdbsite.log_bounds import MAX_LINES

log = logging.getLogger("tmdbsite.tests")


# Three kinds of bad requests, and how many of each; those without a page of their own are cheap to answer.
BAD_REQUESTS: list[tuple[int, dict[str, Any]]] = [
    (9_600, {"method": "POST", "path": "/movie/603/rating/", "HTTP_HX_REQUEST": "true"}),
    (200, {"method": "GET", "path": "/no-such-page-{}"}),
    (200, {"method": "GET", "path": "/", "HTTP_HOST": "films-{}.example.net"}),
]


@pytest.mark.django_db
def test_ten_thousand_bad_requests_are_some_lines_and_one_of_each_kind_that_counts_the_rest(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["films.example.org"]
    stranger = Client(enforce_csrf_checks=True, HTTP_HOST="films.example.org")
    with logged_lines(period=600) as lines:
        for number, request in BAD_REQUESTS:
            for index in range(number):
                details = {name: value.format(index) for name, value in request.items()}
                assert stranger.generic(**details).status_code in {400, 403, 404}
    kinds = Counter(" ".join(line.split()[3:6]) for line in lines if " django." in line)
    assert kinds == {
        "django.security.csrf: form refused": MAX_LINES,
        "django.request: request refused": MAX_LINES,
        "django.security.DisallowedHost: Invalid HTTP_HOST": MAX_LINES,
    }


def test_lines_beyond_the_bound_are_counted_when_the_period_ends() -> None:
    with logged_lines(period=3) as lines:
        for number in range(500):
            log.warning("tests failed number=%d", number)
        log.warning("tests ended")
        assert len([line for line in lines if "tests failed" in line]) == MAX_LINES
        assert len([line for line in lines if "tests ended" in line]) == 1  # another kind has its own room
        wait_until(lambda: "log lines dropped" in lines[-1], 10)
        assert f'source=tmdbsite.tests kind="tests failed" lines={500 - MAX_LINES}' in lines[-1]
        log.warning("tests failed number=%d", 1)
        assert "tests failed number=1" in lines[-1]


@pytest.mark.django_db
def test_a_secret_in_an_address_is_not_logged(visitor: Client) -> None:
    paths = (
        "/accounts/join/Abcdefghijklmnop0123456789/",
        "/accounts/first/Abcdefghijklmnop0123456789/",
        "/accounts/join/Abcdefghijklmnop0123456789/.",  # as some programs copy it
    )
    with logged_lines() as lines:
        for path in paths:
            assert visitor.get(path).status_code == 404, path
        visitor.get("/movies/nonsense/")
    assert len(lines) == len(paths) + 1
    assert not [line for line in lines if "Abcdefg" in line]
    assert "request refused method=GET status=404 path=/accounts/join/•/" in lines[0]
    assert "request refused method=GET status=404 path=/movies/nonsense/" in lines[-1]


def test_an_error_of_ours_is_an_error_with_its_traceback(bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    member = sign_in(bob)
    member.raise_request_exception = False
    monkeypatch.setattr(export, "collect_data", lambda user: 1 / 0)
    with logged_lines() as lines:
        assert member.get("/accounts/data/").status_code == 500
    [line] = lines
    assert " ERROR django.request: request failed method=GET status=500 path=/accounts/data/\nTraceback" in line
    assert line.endswith("ZeroDivisionError: division by zero")
