"""Cookies have names and paths of their own, so that other sites on the same host don't get or lose them."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tmdbsite.cookies import name_prefix


@pytest.mark.parametrize(
    ("behind_proxy", "path_prefix", "prefix"),
    [
        (True, "", "__Host-filmclub_"),
        (True, "/films", "__Secure-filmclub-films_"),
        (False, "", "filmclub-8000_"),
        (False, "/club/films", "filmclub-8000-club-films_"),
    ],
)
def test_names_say_whose_cookies_they_are_and_how_far_they_go(
    behind_proxy: bool, path_prefix: str, prefix: str
) -> None:
    assert name_prefix(behind_proxy=behind_proxy, path_prefix=path_prefix, port="8000") == prefix


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/films"])
def test_every_cookie_has_the_sites_name_and_path(bob: User, visitor: Client, settings: Any, path: str) -> None:
    """That of forms, of the session, of a message and of what a visitor chose."""
    settings.SESSION_COOKIE_PATH = settings.CSRF_COOKIE_PATH = path
    visitor.get("/accounts/login/")
    visitor.post("/preferences/", {"language": "fr-FR", "region": "BE", "theme": "light"})
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    visitor.post("/accounts/logout/")
    names = {"csrf", "session", "messages", "language", "region", "theme"}
    assert set(visitor.cookies) == {f"{settings.COOKIE_NAME_PREFIX}{name}" for name in names}
    assert {cookie["path"] for cookie in visitor.cookies.values()} == {path}


@pytest.mark.django_db
def test_a_message_that_was_shown_goes_from_the_path_where_it_was(bob: User, visitor: Client, settings: Any) -> None:
    settings.SESSION_COOKIE_PATH = "/films"
    visitor.force_login(bob)
    visitor.post("/accounts/logout/")
    response = visitor.get("/credits/")
    cookie = response.cookies[f"{settings.COOKIE_NAME_PREFIX}messages"]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/films")
