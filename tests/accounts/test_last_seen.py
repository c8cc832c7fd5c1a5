"""When members were last seen: noted beside their requests, written down by a task."""

from datetime import timedelta

import pytest
import redis
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from accounts import last_seen, tasks
from accounts.models import User
from jobs import redis_client
from tests.conftest import get_page

LONG_AGO = timezone.now() - timedelta(days=3)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    last_seen.reset()
    monkeypatch.setattr("jobs.dispatch.in_background", lambda errand: errand())


@pytest.fixture
def member(bob: User, visitor: Client) -> Client:
    """Bob, signed in three days ago."""
    visitor.post("/accounts/login/", {"login": "bob", "password": "correct horse"})
    UserSession.objects.update(last_seen_at=LONG_AGO)
    last_seen.reset()
    redis_client.client().flushdb()
    return visitor


def test_a_task_writes_down_who_was_here(member: Client) -> None:
    member.get("/search/?q=matrix", headers={"User-Agent": "Firefox"}, REMOTE_ADDR="192.0.2.7")
    row = UserSession.objects.get()
    assert row.last_seen_at == LONG_AGO
    tasks.write_last_seen()
    row.refresh_from_db()
    assert timezone.now() - row.last_seen_at < timedelta(minutes=5)
    assert (row.ip, row.user_agent) == ("192.0.2.7", "Firefox")
    assert last_seen.save_visits() == 0, "once"


def test_a_session_is_noted_once_in_five_minutes_whatever_process_it_meets(member: Client) -> None:
    member.get("/search/?q=matrix", REMOTE_ADDR="192.0.2.7")
    last_seen.reset()  # as in another process
    member.get("/search/?q=matrix", REMOTE_ADDR="192.0.2.8")
    (seen,) = redis_client.client().hvals(last_seen.KEY)
    assert b"192.0.2.7" in seen


def test_redis_does_not_learn_the_keys_of_sessions(member: Client) -> None:
    member.get("/search/?q=matrix")
    key = member.session.session_key
    names = [*redis_client.client().scan_iter("last-seen*"), *redis_client.client().hkeys(last_seen.KEY)]
    assert len(names) == 3
    assert not any(key.encode() in name for name in names)


def test_what_can_not_be_written_now_is_written_later(member: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    member.get("/search/?q=matrix")
    with monkeypatch.context() as patched:
        patched.setattr(UserSession.objects.__class__, "bulk_update", _locked)
        tasks.write_last_seen()
    assert UserSession.objects.get().last_seen_at == LONG_AGO
    tasks.write_last_seen()
    assert UserSession.objects.get().last_seen_at > LONG_AGO


def _locked(*arguments: object) -> None:
    raise OperationalError("database is locked")


def test_without_redis_pages_go_on(member: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("accounts.last_seen.redis_client.client", _away)
    assert "The Matrix" in get_page(member, "/search/?q=matrix")


def _away() -> None:
    raise redis.ConnectionError


def test_ended_sessions_are_not_shown_and_go_by_and_by(member: Client, bob: User) -> None:
    other = Client()
    other.post("/accounts/login/", {"login": "bob", "password": "correct horse"}, REMOTE_ADDR="192.0.2.8")
    UserSession.objects.create(user=bob, ip="192.0.2.9", session_key="over", user_agent="Old")  # its session has gone
    body = get_page(member, "/accounts/sessions/")
    assert "192.0.2.8" in body
    assert "192.0.2.9" not in body
    Session.objects.exclude(pk=member.session.session_key).update(expire_date=LONG_AGO)
    assert "192.0.2.8" not in get_page(member, "/accounts/sessions/")
    assert UserSession.objects.count() == 3
    tasks.forget_ended_sessions()
    assert UserSession.objects.get().session_key == member.session.session_key
