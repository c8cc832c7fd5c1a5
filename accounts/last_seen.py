"""When members were last seen: noted in Redis while they read, written down by a task. No page waits for it, and while
Redis is away it is not noted."""

import hashlib
import json
import time
from datetime import UTC, datetime
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.http import MemberRequest
from accounts.models import User
from jobs import dispatch, redis_client

NOTE_INTERVAL = 300  # seconds in which a session is noted once
NOTE_TTL = 86400  # seconds after which notes that no worker took go
MAX_SESSIONS = 10_000  # that a process remembers
KEY = "last-seen"

_noted: dict[str, float] = {}  # session: when this process noted it; other processes are asked through Redis


def note(request: MemberRequest) -> None:
    """Note that the session's member is here now, at most every five minutes."""
    session, now = _digest(request.session.session_key or ""), time.monotonic()
    if now - _noted.get(session, -NOTE_INTERVAL) < NOTE_INTERVAL:
        return
    if len(_noted) >= MAX_SESSIONS:
        _noted.clear()
    _noted[session] = now
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a proxy that names nobody
        return
    user_agent = request.headers.get("User-Agent", "")
    seen = {"user": request.user.pk, "at": time.time(), "ip": address, "user_agent": user_agent}
    dispatch.in_background(lambda: _store(session, seen))


def _store(session: str, seen: dict[str, Any]) -> None:
    """Raises redis.RedisError, which `jobs.dispatch` logs."""
    if redis_client.client().set(f"{KEY}:{session}", 1, nx=True, ex=NOTE_INTERVAL):
        redis_client.client().hset(KEY, session, json.dumps(seen))
        redis_client.client().expire(KEY, NOTE_TTL)


def write_down() -> int:
    """Write what was noted into the members' sessions; return how many. Raises redis.RedisError and DatabaseError,
    after which the notes are still there."""
    notes = cast("dict[bytes, bytes]", redis_client.client().hgetall(KEY))
    noted = {session.decode(): json.loads(seen) for session, seen in notes.items()}
    if not noted:
        return 0
    rows = UserSession.objects.filter(user_id__in={seen["user"] for seen in noted.values()})
    changed = [row for row in rows if _update(row, noted.get(_digest(row.session_key)))]
    UserSession.objects.bulk_update(changed, ["last_seen_at", "ip", "user_agent"])
    redis_client.client().hdel(KEY, *noted)
    return len(changed)


def _update(row: UserSession, seen: dict[str, Any] | None) -> bool:
    if seen is None:
        return False
    at = datetime.fromtimestamp(seen["at"], UTC)
    if at <= row.last_seen_at:
        return False
    length = UserSession._meta.get_field("user_agent").max_length
    row.last_seen_at, row.ip, row.user_agent = at, seen["ip"], seen["user_agent"][:length]
    return True


def _digest(session_key: str) -> str:
    """Redis need not know the keys of sessions."""
    return hashlib.sha256(session_key.encode()).hexdigest()


def forget_ended_sessions() -> int:
    """Delete the rows of sessions that are over; return how many."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.exclude(session_key__in=live).delete()[0]


def live_sessions(user: User) -> list[UserSession]:
    """Return the member's sessions that are not over, the oldest first. allauth's own list deletes the others while
    somebody reads it."""
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    rows = list(UserSession.objects.filter(user=user).order_by("created_at"))
    keys = {row.session_key for row in rows}
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    live = {session.session_key for session in sessions if session.get_decoded().get(HASH_SESSION_KEY) in hashes}
    return [row for row in rows if row.session_key in live]
