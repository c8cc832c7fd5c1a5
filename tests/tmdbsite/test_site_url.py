"""SITE_URL: what it may be, what it fills, what may not contradict it, and who speaks with it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from accounts.models import User
from library import services
from library.models import Audience
from tests.accounts.conftest import with_address
from tests.conftest import await_mails, get_page, sign_in
from tests.tmdbsite.test_env import ROOT, manage
from tmdbsite.site_url import FORM, SiteUrl, parse

SHOW = """
import json, django
django.setup()
from django.conf import settings
names = ("SITE_ORIGIN", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "PATH_PREFIX", "STATIC_URL")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", SiteUrl()),
        ("https://films.example.org", SiteUrl("https://films.example.org", "films.example.org")),
        ("https://Films.Example.org/", SiteUrl("https://films.example.org", "films.example.org")),
        ("https://films.example.org:443/club", SiteUrl("https://films.example.org", "films.example.org", "/club")),
        ("http://nas.local:8000", SiteUrl("http://nas.local:8000", "nas.local")),
        ("http://192.168.1.20:8000", SiteUrl("http://192.168.1.20:8000", "192.168.1.20")),
        ("http://[fd00::20]:8000/a/b/", SiteUrl("http://[fd00::20]:8000", "[fd00::20]", "/a/b")),
        ("https://köln.example", SiteUrl("https://xn--kln-sna.example", "xn--kln-sna.example")),
    ],
)  # fmt: skip
def test_parts(text: str, parts: SiteUrl) -> None:
    assert parse(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "films.example.org",
        "ftp://films.example.org",
        "https://",
        "https:///films",
        "https://films.example.org/?page=1",
        "https://films.example.org/#top",
        "https://films.example.org/fil ms",
        "https://films.example.org/../films",
        "https://films.example.org//films",
        "https://club:hunter2@films.example.org",
        "https://films.example.org:port",
        "https://films.example.org:99999",
        "https://films example.org",
        "https://*.example.org",
        "https://[fd00::20",
        f"https://{'a' * 70}.example",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        parse(text)
    assert str(caught.value) == FORM


def settings_with(folder: Path, **variables: str) -> dict[str, Any]:
    environment = {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tmdbsite.settings", "ENV_FILE": "/dev/null"}
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env=environment | variables, capture_output=True, text=True, check=True
    )
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def test_it_fills_what_is_not_set_and_leaves_what_is(tmp_path: Path) -> None:
    site = {"SITE_URL": "https://example.org/films", "BEHIND_PROXY": "on"}
    assert settings_with(tmp_path, **site) == {
        "SITE_ORIGIN": "https://example.org",
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]", "example.org"],
        "CSRF_TRUSTED_ORIGINS": ["https://example.org"],
        "PATH_PREFIX": "/films",
        "STATIC_URL": "/films/static/",
    }
    more = {"ALLOWED_HOSTS": ".example.org", "CSRF_TRUSTED_ORIGINS": "https://www.example.org", "PATH_PREFIX": "/films"}
    values = settings_with(tmp_path, **site, **more)
    assert values["ALLOWED_HOSTS"] == [".example.org"]
    assert values["CSRF_TRUSTED_ORIGINS"] == ["https://www.example.org"]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"SITE_URL": "films.example.org"}, "SITE_URL is the address of the site, such as"),
        ({"SITE_URL": "http://example.org", "PATH_PREFIX": "/films"}, "PATH_PREFIX is /films, but SITE_URL says"),
        ({"SITE_URL": "http://example.org/club", "PATH_PREFIX": "/films"}, "PATH_PREFIX is /films, but SITE_URL says"),
        ({"SITE_URL": "https://example.org"}, "set BEHIND_PROXY=on, too"),
        ({"SITE_URL": "http://example.org", "BEHIND_PROXY": "on"}, "BEHIND_PROXY is on, which is for HTTPS alone"),
        ({"SITE_URL": "http://example.org", "ALLOWED_HOSTS": "a.org"}, "ALLOWED_HOSTS does not have example.org"),
    ],
)
def test_a_contradiction_stops_the_start_with_one_sentence(
    tmp_path: Path, variables: dict[str, str], words: str
) -> None:
    result = manage("check", DATA_DIR=str(tmp_path), **variables)
    assert result.returncode != 0
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_path_in_it_that_begins_as_the_sites_own_addresses_do_stops_the_start(tmp_path: Path) -> None:
    result = manage("start", DATA_DIR=str(tmp_path), SITE_URL="http://example.org/movie", PORT="18999")
    assert "PATH_PREFIX can't be /movie" in result.stderr


@pytest.fixture
def club_url(settings: Any) -> str:
    settings.SITE_ORIGIN = "https://films.example.org"
    return str(settings.SITE_ORIGIN)


def test_mails_lead_to_it_whatever_name_the_request_had(
    club_url: str, settings: Any, bob: User, mailoutbox: list[Any]
) -> None:
    settings.SENDS_MAIL = True
    with_address(bob)
    Client(SERVER_NAME="evil.example").post("/accounts/password/reset/", {"email": "bob@example.org"})
    await_mails()
    assert f"{club_url}/accounts/password/reset/key/" in mailoutbox[0].body
    assert "evil.example" not in str(mailoutbox[0].message())


def test_what_hosts_and_members_hand_out_leads_to_it(club_url: str, alice: User, bob: User) -> None:
    host = sign_in(alice)
    host.post("/accounts/invitations/", {"note": "For Dora", "max_uses": 2, "days": 7})
    assert f"{club_url}/accounts/join/" in get_page(host, "/accounts/invitations/")
    shared = services.list_create(user=bob, name="Noir", audience=Audience.EVERYBODY)
    assert f"{club_url}{shared.get_absolute_url()}" in get_page(sign_in(bob), shared.get_absolute_url())
