"""Cookies have names and paths of their own, so that other sites on the same host don't get or lose them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.tmdbsite.test_env import manage
from tmdbsite.cookies import build_name_prefix


@pytest.mark.parametrize(
    ("behind_proxy", "path_prefix", "prefix"),
    [
        (True, "", "__Host-filmclub-DIGEST_"),
        (True, "/films", "__Secure-filmclub-DIGEST-films_"),
        (False, "", "filmclub-DIGEST_"),
        (False, "/club/films", "filmclub-DIGEST-club-films_"),
    ],
)
def test_names_say_whose_cookies_they_are_and_how_far_they_go(
    behind_proxy: bool, path_prefix: str, prefix: str
) -> None:
    name = build_name_prefix(behind_proxy=behind_proxy, path_prefix=path_prefix, secret_key="a key")
    assert re.sub(r"-[0-9a-f]{8}(?=[-_])", "-DIGEST", name, count=1) == prefix


@pytest.mark.parametrize("behind_proxy", [True, False])
def test_two_sites_share_no_names_whatever_their_ports_are(behind_proxy: bool) -> None:
    """Two containers have the same port inside, and a proxy's port is told to neither."""
    first, second = (build_name_prefix(behind_proxy=behind_proxy, path_prefix="", secret_key=key) for key in ("a", "b"))
    assert first != second


def test_a_new_key_ends_no_session_as_long_as_the_former_one_is_there(tmp_path: Path) -> None:
    show = [
        "shell",
        "-v",
        "0",
        "--no-imports",
        "-c",
        "from django.conf import settings; print(settings.SESSION_COOKIE_NAME)",
    ]
    before = manage(*show, DATA_DIR=str(tmp_path), SECRET_KEY="first").stdout
    after = manage(*show, DATA_DIR=str(tmp_path), SECRET_KEY="second", SECRET_KEY_FALLBACKS="first").stdout
    assert before == after != manage(*show, DATA_DIR=str(tmp_path), SECRET_KEY="second").stdout


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
