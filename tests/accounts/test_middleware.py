"""Redirects to other origins lead over a page that goes on by itself; browsers keep nothing of a member's pages."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from accounts.middleware import ExternalRedirectMiddleware
from accounts.models import User
from tests.conftest import read_destination, sign_in


def answer(address: str, host: str = "testserver") -> HttpResponse:
    view: Callable[[HttpRequest], HttpResponse] = lambda request: HttpResponseRedirect(address)  # noqa: E731
    return ExternalRedirectMiddleware(view)(RequestFactory(headers={"host": host}).post("/form/"))


@pytest.mark.parametrize(
    "address",
    [
        "https://sign-on.example/authorize?state=a&redirect_uri=http%3A%2F%2Ftestserver%2F",
        "//sign-on.example/",
        "http://testserver:8001/",
        "http://testserver.evil.example/",
        "http://testserver@evil.example/",
    ],
)
def test_another_origin_is_reached_by_a_page(address: str) -> None:
    response = answer(address)
    assert response.status_code == 200
    assert read_destination(response) == address
    assert f'href="{address}"'.replace("&", "&amp;") in response.content.decode()  # where refreshing is off
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/me/", "?page=2", "http://testserver/me/", "#top"])
def test_this_site_is_reached_as_ever(address: str) -> None:
    response = answer(address)
    assert (response.status_code, response.headers["Location"]) == (302, address)


def test_an_address_stays_an_address() -> None:
    body = answer('https://evil.example/"><script>alert(1)</script>').content.decode()
    assert "<script>" not in body


PRIVATE = [
    *(f"/accounts/{page}" for page in ("", "email/", "2fa/", "sessions/", "3rdparty/", "data/", "password/change/")),
    *("/me/", "/members/bob/", "/me/sync/"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_browsers_keep_nothing_that_is_a_members_own(bob: User, address: str) -> None:
    assert "no-store" in sign_in(bob).get(address).headers["Cache-Control"]
