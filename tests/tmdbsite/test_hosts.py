"""Names and addresses: what visitors may open the site under, what it asks of itself, and what the start prints."""

import socket
from collections import namedtuple
from typing import Any

import psutil
import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import sign_in
from tmdbsite import network

Address = namedtuple("Address", "family address")
LAN = {
    "lo": [Address(socket.AF_INET, "127.0.0.1"), Address(socket.AF_INET6, "::1")],
    "eth0": [
        Address(socket.AF_INET, "192.168.1.20"),
        Address(socket.AF_INET6, "fd00::20"),
        Address(socket.AF_INET6, "fe80::1%eth0"),
        Address(socket.AF_PACKET, "02:fc:00:00:00:01"),
    ],
}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine called nas, in a home's network; not a container."""
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: LAN)
    monkeypatch.setattr(socket, "gethostname", lambda: "NAS")
    monkeypatch.setattr(socket, "getfqdn", lambda: "nas.home.example")
    monkeypatch.setattr(network, "in_container", lambda: False)
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "10.1.2.3", "web:8000", "not a host", ""])
@pytest.mark.django_db
def test_health_is_told_under_every_name(visitor: Client, settings: Any, path: str, host: str) -> None:
    settings.ALLOWED_HOSTS = ["films.example.org"]
    response = visitor.get(path, headers={"Host": host})
    assert response.status_code == 200
    assert "films.example.org" not in response.content.decode()


def test_an_unknown_name_is_told_which_setting_is_meant(
    visitor: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLOWED_HOSTS = ["films.example.org"]
    response = visitor.get("/", headers={"Host": "films.example.net:8000"})
    text = response.content.decode()
    assert response.status_code == 400
    assert "films.example.net" in text
    assert "ALLOWED_HOSTS" in text
    assert 'class="button' not in text.partition("<main")[2]  # every link would lead here again
    assert "films.example.org" not in text


@pytest.mark.parametrize("host", ["<script>alert(1)</script>", "films.example.net:port", "a" * 5000, "under_score.lan"])
def test_a_host_that_is_no_name_is_not_repeated(visitor: Client, settings: Any, host: str) -> None:
    settings.ALLOWED_HOSTS = ["films.example.org"]
    response = visitor.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert host[:20] not in response.content.decode()
    assert "ALLOWED_HOSTS" in response.content.decode()


def test_a_form_from_an_address_unknown_to_the_site_is_told_which_setting_is_meant(bob: User) -> None:
    client = sign_in(bob)
    client.handler.enforce_csrf_checks = True
    response = client.post("/me/", headers={"Origin": "https://films.example.org", "Host": "127.0.0.1:8000"})
    assert response.status_code == 403
    assert "CSRF_TRUSTED_ORIGINS" in response.content.decode()
    stale = client.post("/me/", headers={"Origin": "http://127.0.0.1:8000", "Host": "127.0.0.1:8000"})
    assert stale.status_code == 403
    assert "CSRF_TRUSTED_ORIGINS" not in stale.content.decode()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20"])
def test_beyond_loopback_the_machines_own_names_and_addresses_are_allowed(machine: None, host: str) -> None:
    allowed = network.allowed_hosts(host)
    names = {"nas", "nas.local", "nas.home.example", "192.168.1.20", "[fd00::20]"}
    assert names | {"localhost", "127.0.0.1", "[::1]"} == set(allowed)


def test_the_name_to_listen_at_is_allowed(machine: None) -> None:
    assert "films.lan" in network.allowed_hosts("films.lan")


@pytest.mark.parametrize(
    ("host", "given", "address"),
    [
        ("127.0.0.1", {}, "http://127.0.0.1:8000/"),
        ("::1", {}, "http://[::1]:8000/"),
        ("localhost", {}, "http://localhost:8000/"),
        ("0.0.0.0", {}, "http://192.168.1.20:8000/"),
        ("::", {}, "http://192.168.1.20:8000/"),
        ("192.168.1.20", {}, "http://192.168.1.20:8000/"),
        ("fd00::20", {}, "http://[fd00::20]:8000/"),
        ("0.0.0.0", {"ALLOWED_HOSTS": ["nas.local"]}, "http://nas.local:8000/"),
        ("0.0.0.0", {"ALLOWED_HOSTS": ["*"]}, "http://192.168.1.20:8000/"),
        ("0.0.0.0", {"ALLOWED_HOSTS": ["localhost"]}, "http://localhost:8000/"),
        ("127.0.0.1", {"ALLOWED_HOSTS": ["localhost", "films.example.org"]}, "http://films.example.org/"),
        ("127.0.0.1", {"ALLOWED_HOSTS": [".example.org"], "BEHIND_PROXY": True}, "https://example.org/"),
        ("0.0.0.0", {"ALLOWED_HOSTS": ["films.example.org"], "BEHIND_PROXY": True}, "https://films.example.org/"),
        (
            "127.0.0.1",
            {
                "ALLOWED_HOSTS": ["films.example.org"],
                "CSRF_TRUSTED_ORIGINS": ["https://*.example.org", "https://films.example.org:8443"],
                "FORCE_SCRIPT_NAME": "/films",
            },
            "https://films.example.org:8443/films/",
        ),
    ],
)
def test_the_printed_address_is_one_that_a_person_can_open(
    machine: None, settings: Any, monkeypatch: pytest.MonkeyPatch, host: str, given: dict[str, Any], address: str
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    if "ALLOWED_HOSTS" in given:
        monkeypatch.setenv("ALLOWED_HOSTS", ",".join(given["ALLOWED_HOSTS"]))
    for name, value in given.items():
        setattr(settings, name, value)
    assert network.build_site_address(host, 8000) == address


def test_a_container_says_in_one_line_what_is_needed(machine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert network.build_hint("0.0.0.0") == ""
    monkeypatch.setattr(network, "in_container", lambda: True)
    hint = network.build_hint("0.0.0.0")
    assert "ALLOWED_HOSTS" in hint
    assert "\n" not in hint
    assert network.build_site_address("0.0.0.0", 8000) == "http://localhost:8000/"
    assert network.build_hint("127.0.0.1") == ""
    monkeypatch.setenv("ALLOWED_HOSTS", "films.example.org")
    assert network.build_hint("0.0.0.0") == ""
