"""What tests share: the stand-in TMDB behind the site, and a clean cache before each test."""

import os
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NoReturn

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


def skip_without(program: str) -> NoReturn:
    """Skip a test for want of a program. In CI, which has all of them, that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{program} is needed in CI")
    pytest.skip(f"{program} is not there")


@pytest.fixture(scope="session")
def stand_in() -> StandIn:
    """Return the stand-in, mounted where the site looks for TMDB."""
    stand_in = StandIn(tmdb_client.demo())
    tmdb_client.demo = lambda: stand_in  # type: ignore[assignment, return-value]
    stand_in.app.prepare()
    return stand_in


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Skip the tests without PostgreSQL's server, before their database is made."""
    if database.vendor == "postgresql":
        try:
            psycopg.connect(os.environ["TESTS_DATABASE_URL"], connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if "does not exist" not in str(error):
                skip_without("PostgreSQL")


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> Iterator[None]:
    """Begin each test with nothing cached, nothing broken and no calls counted."""
    if "tests/tmdb/" in str(request.path) or "tests/tmdb_demo/" in str(request.path):
        yield
        return
    request.getfixturevalue("stand_in").forget()
    try:
        redis_client.client().flushdb()
    except redis.RedisError:
        skip_without("Redis")
    reset_caches()
    images.reset_caches()
    countries.reset_caches()
    popularity_file.path().unlink(missing_ok=True)
    for call in tasks.reference_calls():
        gateway().refresh(call)  # as a worker does when it starts
    request.getfixturevalue("stand_in").forget()
    yield
    request.getfixturevalue("stand_in").forget()
    dispatch.drain()  # what a test has set off ends with it


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Cut the connections at the end that threads beside requests still have; PostgreSQL keeps the database else."""
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
        skip_without("Chromium")
    return {"executable_path": path, "args": browser.ARGUMENTS}


@pytest.fixture
def visitor() -> Client:
    """Return a browser that speaks British English."""
    return Client(headers={"Accept-Language": "en-GB,en;q=0.8"})


def end_hold() -> None:
    """Let the time be over for which nothing is sent to TMDB."""
    redis_client.client().delete("tmdb:hold", "tmdb:hold:failures")


def make_member(username: str, **fields: Any) -> User:
    user: User = User.objects.create_user(username, password="correct horse", **fields)
    return user


def sign_in(user: User) -> Client:
    client = Client(headers={"Accept-Language": "en-GB,en;q=0.8"})
    client.force_login(user)
    return client


@pytest.fixture
def alice(db: None) -> User:
    """Return a host."""
    return make_member("alice", is_staff=True, is_superuser=True)


@pytest.fixture
def bob(db: None) -> User:
    """Return a member."""
    return make_member("bob")


@pytest.fixture
def charlie(db: None) -> User:
    """Return another member, who has nothing to do with it."""
    return make_member("charlie")


@pytest.fixture(scope="session", autouse=True)
def _data_folder() -> Iterator[None]:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    yield
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def get_page(client: Client, address: str, status: int = 200, **headers: Any) -> str:
    """Return the HTML behind an address, redirects followed."""
    response = client.get(address, follow=True, headers=headers or None)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return response.content.decode()


def read_destination(response: HttpResponse) -> str:
    """Return the address on another origin that a page leads to by itself, as a browser reads it."""
    body = response.content.decode()
    refresh = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', body)
    assert refresh, f"{response.status_code}: {body}"
    return unescape(refresh[1])


def await_mails() -> None:
    """Wait until what goes out beside requests is out."""
    dispatch.drain()
