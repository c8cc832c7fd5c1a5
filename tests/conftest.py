"""What tests share: the stand-in TMDB behind the site, and a clean cache before each test."""

import os
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
from django.conf import settings
from django.db import connection as database
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from catalog import tasks
from catalog.datasets import popularity_file
from catalog.display import countries, images
from catalog.gateway import gateway, reset_caches, tmdb_client
from jobs import dispatch, redis_client
from tests import browser
from tests.stand_in import StandIn


def missing(what: str) -> None:
    """Skip outside CI; in CI a missing part is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed in CI")
    pytest.skip(f"{what} is not there")


@pytest.fixture(scope="session")
def stand_in() -> StandIn:
    """The stand-in, mounted where the site looks for TMDB."""
    wrapped = StandIn(tmdb_client.demo())
    tmdb_client.demo = lambda: wrapped  # type: ignore[assignment, return-value]
    wrapped.app.prepare()
    return wrapped


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the tests' database is made: its server has to be there."""
    if database.vendor == "postgresql":
        try:
            psycopg.connect(os.environ["TESTS_DATABASE_URL"], connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if "does not exist" not in str(error):
                missing("PostgreSQL")


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing cached, nothing broken, no calls counted."""
    if "tests/tmdb/" in str(request.path) or "tests/tmdb_demo/" in str(request.path):
        yield
        return
    request.getfixturevalue("stand_in").forget()
    try:
        redis_client.client().flushdb()
    except redis.RedisError:
        missing("Redis")
    reset_caches()
    images._images.cache_clear()
    images._images_so_far.cache_clear()
    countries._names.cache_clear()
    popularity_file.path().unlink(missing_ok=True)
    for call in tasks.reference_calls():
        gateway().refresh(call)  # as a worker does when it starts
    request.getfixturevalue("stand_in").forget()
    yield
    request.getfixturevalue("stand_in").forget()
    dispatch.drain()  # what a test has set off ends with it


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """At the end threads that run beside requests still have their connections, which PostgreSQL minds."""
    yield
    if database.vendor == "postgresql":
        with django_db_blocker.unblock(), database.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the one browser of this process with what any of the tests in it needs."""
    path = browser.executable()
    if not path:
        missing("Chromium")
    return {"executable_path": path, "args": browser.ARGUMENTS}


@pytest.fixture
def visitor() -> Client:
    """A browser that speaks British English."""
    return Client(headers={"Accept-Language": "en-GB,en;q=0.8"})


def end_hold() -> None:
    """As if the time were over for which nothing is sent to TMDB."""
    redis_client.client().delete("tmdb:hold", "tmdb:hold:failures")


def make_member(username: str, **fields: Any) -> User:
    return User.objects.create_user(username, password="correct horse", **fields)  # type: ignore[no-any-return]


def signed_in(user: User) -> Client:
    client = Client(headers={"Accept-Language": "en-GB,en;q=0.8"})
    client.force_login(user)
    return client


@pytest.fixture
def alice(db: None) -> User:
    """A host."""
    return make_member("alice", is_staff=True, is_superuser=True)


@pytest.fixture
def bob(db: None) -> User:
    """A member."""
    return make_member("bob")


@pytest.fixture
def charlie(db: None) -> User:
    """Another member, who has nothing to do with it."""
    return make_member("charlie")


@pytest.fixture(scope="session", autouse=True)
def _data_folder() -> Iterator[None]:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    yield
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def page(client: Client, address: str, status: int = 200, **headers: Any) -> str:
    """The HTML behind an address, redirects followed."""
    response = client.get(address, follow=True, headers=headers or None)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return response.content.decode()


def destination(response: HttpResponse) -> str:
    """Return the address on another origin that a page leads to by itself, as a browser reads it."""
    body = response.content.decode()
    refresh = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', body)
    assert refresh, f"{response.status_code}: {body}"
    return unescape(refresh[1])


def mails_sent() -> None:
    """Wait until what goes out beside requests is out."""
    dispatch.drain()
