"""Visitors without an account: they may rate, through a guest session of TMDB's, and keep it when they join."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from accounts import encryption
from catalog.gateway import api, gateway, tmdb_client
from catalog.gateway.store import digest
from catalog.visitors import network_of
from jobs import dispatch
from library import services
from library.models import Guest, GuestRating, Kind, Rating, Title, to_halves
from library.sync import push_handlers
from library.sync.push_errors import is_refusal
from library.sync.push_session import PUSH_TIMEOUT
from tmdb import Deadline, errors
from tmdb.payload import JSON, get_int, get_str

log = logging.getLogger("library.guests")

MAX_GUESTS_PER_HOUR = 30  # from one address: a household, a cinema's foyer
LIMIT_WINDOW = 3600  # seconds
SESSION_KEY = "guest"  # in the browser's session
COUNTS_TIMEOUT = 3.0  # seconds for which a page waits
COUNTS_TTL = 60  # seconds for which TMDB's counts of a guest's ratings are cached
GUEST_RETENTION = timedelta(days=30)  # after which the ratings of a guest who did not come back are deleted
EMPTY_GUEST_RETENTION = timedelta(days=1)


class TooManyGuests(Exception):
    """One address has made too many guests."""


def get_guest(request: HttpRequest) -> Guest | None:
    guest_id = request.session.get(SESSION_KEY)
    return Guest.objects.filter(pk=guest_id).first() if guest_id else None


@transaction.atomic
def guest_rate(request: HttpRequest, title: Title, value: float | None) -> None:
    """Store a guest's rating, or with None take it back. Raises ValueError and TooManyGuests."""
    guest = get_guest(request)
    if guest is None:
        _count_guest(request)
        guest = Guest.objects.create()
        request.session[SESSION_KEY] = guest.pk
    halves = None if value is None else to_halves(value)
    fields = {"halves": halves, "rated_at": timezone.now()}
    GuestRating.objects.update_or_create(guest=guest, title=title, defaults=fields)
    _push_soon(guest)


def _count_guest(request: HttpRequest) -> None:
    """Count a new guest of an address, since each is a session at TMDB. Raises TooManyGuests."""
    # A key for each: of several requests at once `add` lets one have it, while the database's counters lose some.
    keys = [f"guests:{network_of(request)}:{number}" for number in range(MAX_GUESTS_PER_HOUR)]
    taken = cache.get_many(keys)  # which also forgets those whose hour is over
    if not any(cache.add(key, True, LIMIT_WINDOW) for key in keys if key not in taken):
        raise TooManyGuests


def _push_soon(guest: Guest) -> None:
    guest_id = guest.pk
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.push_guest", guest_id))


def due_guest_ids() -> list[int]:
    """Return the ids of guests with a rating that TMDB does not have."""
    unpushed = GuestRating.objects.exclude(Q(halves=F("pushed_halves")) | Q(halves=None, pushed_halves=None))
    return list(unpushed.values_list("guest_id", flat=True).distinct())


def push(guest_id: int) -> None:
    """Tell TMDB a guest's ratings; a later run retries those that fail for a reason that may pass."""
    guest = Guest.objects.get(pk=guest_id)
    try:
        session_id = _ensure_session(guest)
        for rating in guest.ratings.select_related("title"):
            if rating.halves != rating.pushed_halves:
                _push_rating(rating, session_id)
    except errors.NotAllowed:
        Guest.objects.filter(pk=guest_id).update(encrypted_session="", expires_at=None)  # it ended early
    except errors.TMDBError as error:
        log.warning("push failed guest=%s reason=%s", guest_id, type(error).__name__)


def _push_rating(rating: GuestRating, session_id: str) -> None:
    value = None if rating.halves is None else rating.value
    try:
        push_handlers.send_rating(rating.title, value, {"guest_session_id": session_id})
    except errors.TMDBError as error:
        if rating.halves is None or not is_refusal(error):
            raise
        log.warning("push refused guest=%s title=%s reason=%s", rating.guest_id, rating.title_id, type(error).__name__)
    if rating.halves is None:
        rating.delete()
    else:  # one that was refused stays here
        GuestRating.objects.filter(pk=rating.pk, halves=rating.halves).update(pushed_halves=rating.halves)


def _ensure_session(guest: Guest) -> str:
    """Return the guest's session; a new one, to which TMDB is told all ratings anew, when it has ended after a day.

    Raises TMDBError.
    """
    if session_id := _get_session(guest):
        return session_id
    data: JSON = tmdb_client.send(api.authentication.create_guest_session(), PUSH_TIMEOUT)
    session_id = get_str(data, "guest_session_id")
    guest.encrypted_session, guest.expires_at = encryption.encrypt(session_id), _parse_time(get_str(data, "expires_at"))
    guest.save(update_fields=["encrypted_session", "expires_at"])
    guest.ratings.filter(halves=None).delete()
    guest.ratings.update(pushed_halves=None)
    return session_id


def _get_session(guest: Guest) -> str:
    """Return the guest's session as long as TMDB takes it, "" otherwise."""
    if not guest.encrypted_session or not guest.expires_at or guest.expires_at <= timezone.now():
        return ""
    try:
        return encryption.decrypt(guest.encrypted_session)
    except encryption.CannotDecrypt:
        log.warning("session undecryptable guest=%s", guest.pk)
        return ""


def _parse_time(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)
    except ValueError:
        return timezone.now()


@transaction.atomic
def guest_adopt(request: HttpRequest, user: Any) -> int:
    """Make the guest's ratings the member's, but for titles that the member has rated; return their number."""
    guest = get_guest(request)
    request.session.pop(SESSION_KEY, None)
    if guest is None:
        return 0
    rated = set(Rating.objects.filter(user=user).values_list("title_id", flat=True))
    ratings = [row for row in guest.ratings.select_related("title") if row.halves and row.title_id not in rated]
    for rating in ratings:
        services.rating_set(user=user, title=rating.title, value=rating.value)
    _withdraw(guest)
    return len(ratings)


def _withdraw(guest: Guest) -> None:
    """Take back at TMDB what the guest rated, so that nobody counts twice there once they are a member."""
    guest.ratings.filter(pushed_halves=None).delete()
    guest.ratings.update(halves=None)
    if guest.ratings.exists() and _get_session(guest):
        _push_soon(guest)
    else:
        guest.delete()


def delete_stale_guests() -> int:
    """Delete guests who have not come back, and those who left nothing; return their number."""
    now = timezone.now()
    is_empty = Q(ratings__isnull=True, created_at__lt=now - EMPTY_GUEST_RETENTION)
    oldest = now - GUEST_RETENTION
    is_stale = is_empty | (Q(created_at__lt=oldest) & ~Q(ratings__rated_at__gte=oldest))
    stale = Guest.objects.filter(pk__in=Guest.objects.filter(is_stale).values("pk"))
    return stale.delete()[1].get("library.Guest", 0)


def count_at_tmdb(guest: Guest) -> dict[str, int]:
    """Return how many ratings of the guest TMDB counts, by kind; {} when it can't be asked, or has forgotten them."""
    session_id = _get_session(guest)
    if not session_id:
        return {}
    store, key = gateway().store, _counts_key(guest)
    counts = store.get_value(key, msgspec.json.Decoder(dict[str, int]).decode)
    if counts is None:
        counts = _fetch_counts(session_id)
        if counts:
            store.store_value(key, msgspec.json.encode(counts), COUNTS_TTL)
    return counts


def _counts_key(guest: Guest) -> str:
    """Return the cache key of TMDB's counts: another one as soon as TMDB is told something."""
    pushed = guest.ratings.order_by("pk").values_list("title_id", "pushed_halves")
    return f"guest:{guest.pk}:{digest(repr(list(pushed)).encode())}"


def _fetch_counts(session_id: str) -> dict[str, int]:
    """Return what TMDB counts by kind; {} when it can't be asked."""
    deadline = Deadline.after(COUNTS_TIMEOUT)
    calls = {
        Kind.MOVIE: api.guest_sessions.rated_movies(session_id),
        Kind.TV: api.guest_sessions.rated_tv(session_id),
        Kind.EPISODE: api.guest_sessions.rated_episodes(session_id),
    }
    counts: dict[str, int] = {}
    for kind, call in calls.items():
        try:
            counts[kind] = get_int(tmdb_client.send(call, deadline.remaining()), "total_results")
        except errors.TMDBError:
            return {}
    return counts
