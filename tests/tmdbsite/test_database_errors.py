"""A database that is away is a sentence for members, and nothing to visitors."""

import logging
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.invitations import invitation_create
from accounts.models import User
from tests.conftest import get_page, sign_in
from tmdbsite import database_errors

MATRIX = "/movie/603-the-matrix/"


def away(execute: object, sql: str, *rest: Any) -> None:
    raise OperationalError("unable to open database file\nDETAIL: more")


def away_for_the_library(execute: Any, sql: str, *rest: Any) -> Any:
    if "library_" in sql:
        raise OperationalError("server closed the connection")
    return execute(sql, *rest)


@pytest.mark.parametrize("failing", [away, away_for_the_library])
def test_a_members_page_says_so_in_a_sentence_and_the_log_in_a_line(
    bob: User, failing: Any, caplog: pytest.LogCaptureFixture
) -> None:
    member = sign_in(bob)
    get_page(member, MATRIX)
    caplog.clear()
    with connection.execute_wrapper(failing):
        response = member.get(MATRIX)
    body = response.content.decode()
    assert response.status_code == 503
    assert "The database isn&#x27;t answering. Try again in a moment." in body
    assert response.headers["Retry-After"] == "5"
    assert "no-store" in response.headers["Cache-Control"]
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(lines) == 1
    assert lines[0].startswith("database unavailable method=GET view=catalog:movie reason=")
    assert "DETAIL" not in lines[0]
    assert not any(record.exc_info for record in caplog.records)


def test_who_is_signed_in_stays_so(bob: User) -> None:
    member = sign_in(bob)
    with connection.execute_wrapper(away):
        response = member.get(MATRIX)
    assert "sessionid" not in response.cookies
    assert "bob" in get_page(member, MATRIX)


def test_signing_in_says_that_nothing_was_saved(bob: User, visitor: Client) -> None:
    with connection.execute_wrapper(away):
        response = visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    assert response.status_code == 503
    assert "Not saved. Try again." in response.content.decode()


def test_a_session_that_can_not_be_saved_after_the_page_is_said_too(visitor: Client, db: None) -> None:
    """An invitation is noted in the session, which is saved when the page is done."""

    def no_session(execute: Any, sql: str, *rest: Any) -> Any:
        if "INSERT" in sql and "django_session" in sql:
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    visitor.get(MATRIX)
    with connection.execute_wrapper(no_session):
        response = visitor.post("/movie/603/rating/", {"value": "7"})
    assert response.status_code == 503
    assert "Not saved. Try again." in response.content.decode()


def locked(execute: Any, sql: str, *rest: Any) -> Any:
    """Reading works, writing does not: somebody holds SQLite's lock."""
    if sql.split(None, 1)[0] in {"INSERT", "UPDATE", "DELETE"}:
        raise OperationalError("database is locked")
    return execute(sql, *rest)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/accounts/login/", {"login": "bob", "password": "correct horse"}),
        ("/accounts/reauthenticate/", {"password": "correct horse"}),
        ("/accounts/password/change/", {"oldpassword": "correct horse", "password1": "x", "password2": "x"}),
        ("/accounts/link/start/", {}),
    ],
)
def test_a_held_database_is_told_as_that(
    bob: User, visitor: Client, path: str, form: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    """Not as too many tries, and not as a session that ended."""
    if path != "/accounts/login/":
        visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    caplog.clear()
    with connection.execute_wrapper(locked):
        response = visitor.post(path, form)
    assert response.status_code == 503
    assert "Not saved. Try again." in response.content.decode()
    assert not any(record.exc_info for record in caplog.records)


def test_a_session_that_ended_meanwhile_is_no_trouble_of_the_database(bob: User, visitor: Client) -> None:
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})

    def end(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and "django_session" in sql:
            execute("DELETE FROM django_session", (), *rest[1:])
        return execute(sql, *rest)

    with connection.execute_wrapper(end):
        assert visitor.post("/accounts/link/start/").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_few_wait_for_the_lock_to_save_a_session(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is saved after the view: what somebody came with is noted there."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one lock for all who write")
    full = BoundedSemaphore(1)
    assert full.acquire(blocking=False)
    monkeypatch.setattr(database_errors, "write_lock_waiters", full)
    token = invitation_create(created_by=None, days=1, max_uses=1).token
    response = visitor.get(f"/accounts/join/{token}/")
    assert response.status_code == 503


def test_visitors_do_not_notice(visitor: Client, db: None) -> None:
    with connection.execute_wrapper(away):
        assert "Keanu Reeves" in get_page(visitor, MATRIX)
        assert "The Matrix" in get_page(visitor, "/search/?q=matrix")
        assert get_page(visitor, "/trending/movers/")
        assert visitor.get("/healthz").status_code == 200
        assert visitor.get("/readyz").status_code == 503
