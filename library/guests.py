"""Visitors without an account: they may rate, through a guest session of TMDB's, and keep it when they join."""

import logging
from contextlib import suppress
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
from library.models import Guest, GuestRating, Kind, Rating, Title, halves
from tmdb import Call, Deadline, errors
from tmdb.payload import JSON, get_int, get_str

log = logging.getLogger("library.guests")

GUESTS_AN_HOUR = 30  # from one address: a household, a cinema's foyer
COUNTED_FOR = 3600  # seconds
KEY = "guest"  # in the browser's session
PATIENCE = 20.0  # seconds
GLANCE = 3.0  # for which a page waits
COUNTS_TTL = 60  # seconds for which TMDB's counts of a guest's ratings are not asked for again
KEPT = timedelta(days=30)  # for which a guest's ratings are, when they don't come back


class TooMany(Exception):
    """Guests from one address."""


def guest_of(request: HttpRequest) -> Guest | None:
    number = request.session.get(KEY)
    return Guest.objects.filter(pk=number).first() if number else None


@transaction.atomic
def guest_rate(request: HttpRequest, title: Title, value: float | None) -> None:
    """None takes a rating back. Raises ValueError and TooMany."""
    guest = guest_of(request)
    if guest is None:
        _count(request)
        guest = Guest.objects.create()
        request.session[KEY] = guest.pk
    wanted = None if value is None else halves(value)
    fields = {"halves": wanted, "rated_at": timezone.now()}
    GuestRating.objects.update_or_create(guest=guest, title=title, defaults=fields)
    _push_later(guest)


def _count(request: HttpRequest) -> None:
    """Each guest is a session at TMDB: no address makes many. Raises TooMany."""
    # A key for each: of several requests at once `add` lets one have it, while the database's counters lose some.
    keys = [f"guests:{network_of(request)}:{place}" for place in range(GUESTS_AN_HOUR)]
    taken = cache.get_many(keys)  # which also forgets those whose hour is over
    if not any(cache.add(key, True, COUNTED_FOR) for key in keys if key not in taken):
        raise TooMany


def _push_later(guest: Guest) -> None:
    number = guest.pk
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.push_guest", number))


def due() -> list[int]:
    """Guests with something that TMDB does not know."""
    behind = GuestRating.objects.exclude(Q(halves=F("pushed_halves")) | Q(halves=None, pushed_halves=None))
    return list(behind.values_list("guest_id", flat=True).distinct())


def push(guest_id: int) -> None:
    """Tell TMDB what a guest rated. What can't be told now is told by a later run."""
    guest = Guest.objects.get(pk=guest_id)
    try:
        session = _session(guest)
        for rating in guest.ratings.select_related("title"):
            if rating.halves != rating.pushed_halves:
                _push(rating, session)
    except errors.NotAllowed:
        Guest.objects.filter(pk=guest_id).update(encrypted_session="", expires_at=None)  # over before its time
    except errors.TMDBError as error:
        log.warning("guest not pushed guest=%s reason=%s", guest_id, type(error).__name__)


def _session(guest: Guest) -> str:
    """Guest sessions end after a day; a new one takes the ratings anew. Raises TMDBError."""
    if known := _known_session(guest):
        return known
    data = _send(api.authentication.create_guest_session())
    session = get_str(data, "guest_session_id")
    guest.encrypted_session, guest.expires_at = encryption.encrypt(session), _moment(get_str(data, "expires_at"))
    guest.save(update_fields=["encrypted_session", "expires_at"])
    guest.ratings.filter(halves=None).delete()
    guest.ratings.update(pushed_halves=None)
    return session


def _known_session(guest: Guest) -> str:
    """The session, as long as TMDB takes it; "" without one."""
    if not guest.encrypted_session or not guest.expires_at or guest.expires_at <= timezone.now():
        return ""
    try:
        return encryption.decrypt(guest.encrypted_session)
    except encryption.CannotDecrypt:
        log.warning("guest session can't be opened guest=%s", guest.pk)
        return ""


def _moment(value: str) -> datetime:
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)
    except ValueError:
        return timezone.now()


def _send(call: Call) -> JSON:
    found: JSON = tmdb_client.send(call, PATIENCE)
    return found


def _push(rating: GuestRating, session: str) -> None:
    if rating.halves is None:
        with suppress(errors.NotFound):
            _send(_call(rating.title, None, session))
        rating.delete()
        return
    try:
        _send(_call(rating.title, rating.value, session))
    except (errors.NotFound, errors.ValidationFailed) as error:
        log.warning("guest's rating refused title=%s reason=%s", rating.title_id, type(error).__name__)  # stays here
    GuestRating.objects.filter(pk=rating.pk, halves=rating.halves).update(pushed_halves=rating.halves)


def _call(title: Title, value: float | None, session: str) -> Call:
    """A rating, or the end of one."""
    given: dict[str, Any] = {"guest_session_id": session}
    rates = value is not None
    if rates:
        given["value"] = value
    match title.kind:
        case Kind.MOVIE:
            return (api.movies.add_rating if rates else api.movies.delete_rating)(title.tmdb_id, **given)
        case Kind.TV:
            return (api.tv.add_rating if rates else api.tv.delete_rating)(title.tmdb_id, **given)
    numbers = title.show_id or 0, title.season or 0, title.number or 0
    return (api.episodes.add_rating if rates else api.episodes.delete_rating)(*numbers, **given)


@transaction.atomic
def adopt(request: HttpRequest, user: Any) -> int:
    """A guest who signs up or in keeps what they rated, but for what the member had rated before; how many."""
    guest = guest_of(request)
    request.session.pop(KEY, None)
    if guest is None:
        return 0
    rated = set(Rating.objects.filter(user=user).values_list("title_id", flat=True))
    mine = [one for one in guest.ratings.select_related("title") if one.halves and one.title_id not in rated]
    for one in mine:
        services.rating_set(user=user, title=one.title, value=one.value)
    _take_back(guest)
    return len(mine)


def _take_back(guest: Guest) -> None:
    """At TMDB nobody counts twice: as a guest no longer, once they are a member."""
    guest.ratings.filter(pushed_halves=None).delete()
    guest.ratings.update(halves=None)
    if guest.ratings.exists() and _known_session(guest):
        _push_later(guest)
    else:
        guest.delete()


def tidy() -> int:
    """Forget guests who have not come back, and those who left nothing; how many."""
    long_ago, day = timezone.now() - KEPT, timezone.now() - timedelta(days=1)
    gone = Q(ratings__isnull=True, created_at__lt=day) | (
        Q(created_at__lt=long_ago) & ~Q(ratings__rated_at__gte=long_ago)
    )
    return Guest.objects.filter(pk__in=Guest.objects.filter(gone).values("pk")).delete()[1].get("library.Guest", 0)


def at_tmdb(guest: Guest) -> dict[str, int]:
    """How much TMDB has of a guest, by kind, asked once a minute; {} when it can't be asked, or has forgotten them. For
    "my ratings as a guest"."""
    session = _known_session(guest)
    if not session:
        return {}
    store, key = gateway().store, _counts_key(guest)
    counts = store.get_value(key, msgspec.json.Decoder(dict[str, int]).decode)
    if counts is None:
        counts = _counts(session)
        if counts:
            store.store_value(key, msgspec.json.encode(counts), COUNTS_TTL)
    return counts


def _counts_key(guest: Guest) -> str:
    """Return what TMDB's counts are kept under: something else as soon as TMDB is told something."""
    pushed = guest.ratings.order_by("pk").values_list("title_id", "pushed_halves")
    return f"guest:{guest.pk}:{digest(repr(list(pushed)).encode())}"


def _counts(session: str) -> dict[str, int]:
    """Return what TMDB counts; {} when it can't be asked."""
    deadline = Deadline.after(GLANCE)
    calls = {
        Kind.MOVIE: api.guest_sessions.rated_movies(session),
        Kind.TV: api.guest_sessions.rated_tv(session),
        Kind.EPISODE: api.guest_sessions.rated_episodes(session),
    }
    found: dict[str, int] = {}
    for kind, call in calls.items():
        try:
            found[kind] = get_int(tmdb_client.send(call, deadline.remaining()), "total_results")
        except errors.TMDBError:
            return {}
    return found
