"""A database that is away is a sentence for members, and nothing to visitors."""

import logging
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.models import User
from tests.conftest import page, signed_in

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
    member = signed_in(bob)
    page(member, MATRIX)
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
    member = signed_in(bob)
    with connection.execute_wrapper(away):
        response = member.get(MATRIX)
    assert "sessionid" not in response.cookies
    assert "bob" in page(member, MATRIX)


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


def test_visitors_do_not_notice(visitor: Client, db: None) -> None:
    with connection.execute_wrapper(away):
        assert "Keanu Reeves" in page(visitor, MATRIX)
        assert "The Matrix" in page(visitor, "/search/?q=matrix")
        assert page(visitor, "/trending/movers/")
        assert visitor.get("/healthz").status_code == 200
        assert visitor.get("/readyz").json()["database"] == "no answer"
