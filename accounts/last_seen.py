"""When members were last seen: noted in Redis while they read, saved by a task.

No page waits for it, and while Redis is away it is not noted.
"""

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

_noted_at: dict[str, float] = {}  # session: when this process noted it; other processes are asked through Redis


def reset() -> None:
    """Forget what this process has noted, as a new one would."""
    _noted_at.clear()


def record_visit(request: MemberRequest) -> None:
    """Note that the session's member is here now, at most every five minutes."""
    session, now = _hash(request.session.session_key or ""), time.monotonic()
    if now - _noted_at.get(session, -NOTE_INTERVAL) < NOTE_INTERVAL:
        return
    if len(_noted_at) >= MAX_SESSIONS:
        _noted_at.clear()
    _noted_at[session] = now
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a proxy that names nobody
        return
    user_agent = request.headers.get("User-Agent", "")
    visit = {"user": request.user.pk, "at": time.time(), "ip": address, "user_agent": user_agent}
    dispatch.in_background(lambda: _store(session, visit))


def _store(session: str, visit: dict[str, Any]) -> None:
    """Keep a visit in Redis.

    Raises redis.RedisError, which `jobs.dispatch` logs.
    """
    if redis_client.client().set(f"{KEY}:{session}", 1, nx=True, ex=NOTE_INTERVAL):
        redis_client.client().hset(KEY, session, json.dumps(visit))
        redis_client.client().expire(KEY, NOTE_TTL)


def save_visits() -> int:
    """Save what was noted into the members' sessions; return how many.

    Raises redis.RedisError and DatabaseError, after which the notes are still there.
    """
    notes = cast("dict[bytes, bytes]", redis_client.client().hgetall(KEY))
    visits = {session.decode(): json.loads(note) for session, note in notes.items()}
    if not visits:
        return 0
    rows = UserSession.objects.filter(user_id__in={visit["user"] for visit in visits.values()})
    changed = [row for row in rows if _update(row, visits.get(_hash(row.session_key)))]
    UserSession.objects.bulk_update(changed, ["last_seen_at", "ip", "user_agent"])
    redis_client.client().hdel(KEY, *visits)
    return len(changed)


def _update(row: UserSession, visit: dict[str, Any] | None) -> bool:
    """Set the fields of a session, unless it was seen later; return whether they changed."""
    if visit is None:
        return False
    at = datetime.fromtimestamp(visit["at"], UTC)
    if at <= row.last_seen_at:
        return False
    length = UserSession._meta.get_field("user_agent").max_length
    row.last_seen_at, row.ip, row.user_agent = at, visit["ip"], visit["user_agent"][:length]
    return True


def _hash(session_key: str) -> str:
    """Return a session's name in Redis, which need not know the keys of sessions."""
    return hashlib.sha256(session_key.encode()).hexdigest()


def delete_ended_sessions() -> int:
    """Delete the rows of sessions that are over; return how many."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.exclude(session_key__in=live).delete()[0]


def list_live_sessions(user: User) -> list[UserSession]:
    """Return the member's sessions that are not over, the oldest first.

    allauth's own list deletes the others while somebody reads it.
    """
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    rows = list(UserSession.objects.filter(user=user).order_by("created_at"))
    keys = {row.session_key for row in rows}
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    live = {session.session_key for session in sessions if session.get_decoded().get(HASH_SESSION_KEY) in hashes}
    return [row for row in rows if row.session_key in live]
