"""Reading changes nothing: no GET of a visitor, a guest or a member writes to the database, so that none waits for
whoever does."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import Invitation, User
from library import services
from library.models import MarkKind
from tests.library.conftest import Tmdb, link, title

pytestmark = pytest.mark.django_db

WRITES = {"INSERT", "UPDATE", "DELETE", "REPLACE", "BEGIN", "SAVEPOINT"}
SAMPLES: dict[str, Any] = {
    "collection_id": 2344,
    "credit_id": "e8349087dc07c31689912fd6",
    "episode": 1,
    "group_id": f"{1399:020x}0001",
    "invitation_id": 1,
    "key": "none",
    "movie_id": 603,
    "number": 603,
    "pk": 1,
    "path": "w92/none.jpg",
    "person_id": 6384,
    "place_id": 174,
    "provider_id": "club",
    "review_id": "dab13920cda8a6850d497bf4",
    "season": 1,
    "show_id": 1399,
    "slug": "popular",
    "token": "none",
    "uidb36": "1",
    "username": "bob",
    "entry_id": 1,
}


SPECIAL: dict[str, dict[str, Any]] = {
    "accounts:session_end": {"number": 1},
    "catalog:episode": {"number": 1},
    "catalog:keyword": {"place_id": 4565},
    "catalog:list": {"list_id": 8300003},
    "catalog:network": {"place_id": 49},
    "catalog:season": {"number": 1},
    "library:shelf": {"slug": "watchlist"},
}
# What is taken up by opening an address that somebody sent, or that another site leads back to.
TAKEN_UP = {
    "account_confirm_email",
    "account_reset_password_from_key",
    "accounts:first",
    "accounts:join",
    "openid_connect_callback",
}
# What the answer to a form is checked against is drawn when the form is shown, and kept in the session meanwhile.
CHALLENGES = {
    "accounts:passkey",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
}
# What visitors see that is kept in the database alone: whose list, who may sign in and how, and whether it answers.
ABOUT_MEMBERS = {
    "account_login",
    "account_signup",
    "library:list",
    "openid_connect_login",
    "readyz",
}
QUERIES = {
    "accounts:link_callback": "request_token=none&approved=true",
    "catalog:find": "id=tt0133093",
    "catalog:search": "q=matrix",
    "catalog:suggest": "q=matr",
}


def addresses(samples: dict[str, Any]) -> dict[str, str]:
    """{name: an address of it} of the whole site, but for the admin."""
    by_name = {}
    for name, route in _routes(get_resolver()):
        values = samples | SPECIAL.get(name, {})
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda match, values=values: str(values[match[1]]), route)
        if name.startswith(("library:tv_", "library:episode_")):
            path = path.replace("/603/", "/1399/")
        by_name[name] = f"/{path}?{QUERIES.get(name, '')}".rstrip("?")
    return by_name


def _routes(resolver: URLResolver, prefix: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """(name, route) with `<name>` where a value belongs."""
    for pattern in resolver.url_patterns:
        route = before + re.sub(r"\(\?P(<\w+>)[^)]+\)", r"\1", str(pattern.pattern).strip("^$"))
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name or pattern.pattern}", route
        elif pattern.namespace != "admin":
            yield from _routes(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix, route)


class Statements(list[str]):
    """What is sent to the database meanwhile; those that write or take the write lock in `writes`."""

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.append(sql)
        return execute(sql, *rest)

    @property
    def writes(self) -> list[str]:
        return [sql[:80] for sql in self if sql.split(None, 1)[0].upper() in WRITES]


def walked(client: Client, samples: dict[str, Any], **headers: str) -> dict[str, Statements]:
    """{name: what its address sends to the database}, redirects followed."""
    sent = {}
    for name, address in addresses(samples).items():
        with connection.execute_wrapper(statements := Statements()):
            status = client.get(address, follow=True, headers=headers).status_code
        assert status < 500, f"{address}: {status}"
        sent[name] = statements
    return sent


def written(sent: dict[str, Statements]) -> dict[str, list[str]]:
    return {name: sql.writes for name, sql in sent.items() if sql.writes and name not in CHALLENGES | TAKEN_UP}


@pytest.fixture
def samples(bob: User, tmdb: Tmdb) -> dict[str, Any]:
    """Bob, linked and with something of everything; and a value for whatever stands in an address."""
    link(bob)
    services.rating_set(user=bob, title=title(), value=8)
    services.mark_set(user=bob, title=title("tv", 1399), kind=MarkKind.WATCHLIST, on=True)
    rainy_days = services.list_create(user=bob, name="Rainy days", description="", audience="everybody")
    services.list_item_set(list_=rainy_days, title=title(), on=True)
    invitation = Invitation.objects.create(expires_at=timezone.now() + timedelta(days=1))
    return SAMPLES | {"list_id": rainy_days.pk, "invitation_id": invitation.pk, "token": invitation.token}


@pytest.fixture
def member(samples: dict[str, Any], visitor: Client) -> Client:
    """Bob, who signed in a moment ago, so that pages that ask for the password again open at once."""
    assert visitor.post(reverse("account_login"), {"login": "bob", "password": "correct horse"}).status_code == 302
    return visitor


def test_no_get_of_a_visitor_writes(samples: dict[str, Any], visitor: Client) -> None:
    assert written(walked(visitor, samples)) == {}


def test_no_get_of_a_member_writes(samples: dict[str, Any], member: Client) -> None:
    assert written(walked(member, samples)) == {}


def test_nothing_that_a_script_gets_writes(samples: dict[str, Any], member: Client) -> None:
    assert written(walked(member, samples, **{"HX-Request": "true", "X-Requested-With": "XMLHttpRequest"})) == {}


def test_a_guest_who_looks_around_writes_nothing(samples: dict[str, Any], visitor: Client) -> None:
    visitor.post("/movie/603/rating/", {"value": "7"})
    assert written(walked(visitor, samples)) == {}


def test_pages_for_visitors_ask_the_database_nothing(samples: dict[str, Any]) -> None:
    statements_by_name = {}
    for name, address in addresses(samples).items():
        with connection.execute_wrapper(statements := Statements()):
            response = Client().get(address)
            if not response.headers.get("Location", "").startswith(reverse("account_login")):
                Client().get(response.headers.get("Location", address))
        statements_by_name[name] = statements
    assert {
        name for name, statements in statements_by_name.items() if statements and name.startswith("catalog:")
    } == set()
    assert {
        name for name, statements in statements_by_name.items() if statements
    } <= ABOUT_MEMBERS | CHALLENGES | TAKEN_UP


def test_every_exception_is_an_address_of_the_site(samples: dict[str, Any]) -> None:
    assert TAKEN_UP | CHALLENGES | ABOUT_MEMBERS | set(QUERIES) | set(SPECIAL) <= set(addresses(samples))
