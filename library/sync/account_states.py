"""`account_states` and `item_status`: what TMDB thinks of a member and a title, asked after they looked at its page."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.encryption import CannotDecrypt
from accounts.models import TmdbLink
from catalog.gateway import api, tmdb_client
from jobs import dispatch, redis_client
from library.member_lock import lock_member_rows
from library.models import Action, Kind, List, ListItem, Mark, MarkKind, OutboxEntry, Rating, Title, halves
from library.sync.imported_order import INSTANT, ceiling
from library.sync.pull import MARGIN
from library.sync.push import is_of_the_session
from library.sync.sync import is_syncing
from library.title_state import Key, titles_of
from library.titles import episode_ensure
from tmdb import Call, Deadline, errors
from tmdb.payload import get_float, get_int, get_rows, get_value

log = logging.getLogger("library.sync.account_states")

PATIENCE = 10.0  # seconds
OFTEN = 900  # seconds in which one title is asked about once
# Besides the kinds: ("season", 1399, 1) stands for all episodes of a season, ("lists", 603) for a film on lists.
SEASON, LISTS = "season", "lists"
MOST_LISTS = 20


def refresh_later(user: Any, key: Key) -> None:
    """Once in a while; a page never waits for it, and the broker being away is no matter. See `check`."""

    def send() -> None:
        if redis_client.client().set(f"states:{user.pk}:{':'.join(map(str, key))}", 1, nx=True, ex=OFTEN):
            dispatch.publish("library.tasks.check_states", user.pk, list(key))

    dispatch.in_background(send)


def check(user_id: int, key: Key) -> None:
    """Make it so here what TMDB says of a title, or of a season's episodes, but for what is on its way there."""
    link = TmdbLink.objects.filter(user_id=user_id).first()
    if not link or not is_syncing(link.user_id):
        return
    asked = timezone.now() - MARGIN
    try:
        if key[0] == LISTS:
            _check_lists(user_id, (Kind.MOVIE.value, key[1]), asked)
        else:
            _settle(user_id, key, _send(_call(key, link.decrypt_session())), asked)
    except errors.TMDBError as error:
        log.info("states not asked reason=%s", type(error).__name__)
        if is_of_the_session(error):
            link.mark_revoked()
    except CannotDecrypt:
        link.mark_revoked()


def _send(call: Call) -> Any:
    return tmdb_client.send(call, PATIENCE)


def _call(key: Key, session: str) -> Call:
    kind, *numbers = key
    states: dict[str, Callable[..., Call]] = {
        "movie": api.movies.account_states,
        "tv": api.tv.account_states,
        SEASON: api.seasons.account_states,
        "episode": api.episodes.account_states,
    }
    return states[kind](*numbers, session_id=session)


def _settle(user_id: int, key: Key, found: Any, since: datetime) -> None:
    if key[0] == SEASON:
        for row in get_rows(found, "results"):
            if episode := get_int(row, "episode_number"):
                _settle_one(user_id, (Kind.EPISODE.value, *key[1:], episode), row, since)
    else:
        _settle_one(user_id, key, found, since)


def _settle_one(user_id: int, key: Key, found: Any, since: datetime) -> None:
    rated = get_value(found, "rated")
    value = get_float(rated, "value")
    title = titles_of([key]).get(key)
    if title is None and (value or any(get_value(found, kind) is True for kind in MarkKind.values)):
        title = _new(key)
    if title is None:
        return
    with transaction.atomic():
        lock_member_rows(user_id)
        if value or rated is False:  # whatever else it says is not taken for a rating that is gone
            _settle_rating(user_id, title, value, since)
        if title.kind != Kind.EPISODE:
            for kind in MarkKind.values:
                if isinstance(on := get_value(found, kind), bool):
                    _settle_mark(user_id, title, kind, on, since)


def _new(key: Key) -> Title | None:
    """Nobody here did anything with it so far, but the member did at TMDB."""
    if key[0] == Kind.EPISODE:
        return episode_ensure(key[1], key[2], key[3], Deadline.after(PATIENCE))
    title, _ = Title.objects.get_or_create(kind=key[0], tmdb_id=key[1])
    dispatch.enqueue("library.tasks.fill_title", title.pk)
    return title


def _moves(user_id: int, action: str, key: str, since: datetime) -> bool:
    wish = OutboxEntry.objects.filter(user_id=user_id, action=action, key=key).first()
    return bool(wish and (wish.state != OutboxEntry.State.DONE or (wish.done_at and wish.done_at >= since)))


def _settle_rating(user_id: int, title: Title, value: float, since: datetime) -> None:
    own = Rating.objects.filter(user_id=user_id, title=title).first()
    if _moves(user_id, Action.RATING, str(title.pk), since) or (own and own.changed_at >= since):
        return
    if not value:
        Rating.objects.filter(user_id=user_id, title=title).delete()
        return
    now = timezone.now()
    try:
        fields = {"halves": halves(value), "changed_at": now}
    except ValueError:
        return
    if own is None or own.halves != fields["halves"]:
        new = {"rated_at": ceiling(user_id, Rating) - INSTANT, "is_imported": True}
        Rating.objects.update_or_create(
            user_id=user_id, title=title, defaults=fields, create_defaults={**fields, **new}
        )


def _settle_mark(user_id: int, title: Title, kind: str, on: bool, since: datetime) -> None:
    if _moves(user_id, kind, str(title.pk), since):
        return
    own = Mark.objects.filter(user_id=user_id, title=title, kind=kind).first()
    if own and not on and own.changed_at < since:
        own.delete()
    elif on and not own:
        marked_at = ceiling(user_id, Mark, kind=kind) - INSTANT
        fields = {"marked_at": marked_at, "changed_at": timezone.now(), "is_imported": True}
        Mark.objects.get_or_create(user_id=user_id, title=title, kind=kind, defaults=fields)


def _check_lists(user_id: int, key: Key, since: datetime) -> None:
    """Whether the film is on each of the lists that the member changed last. Of a list with a show of the film's number
    nothing is asked: TMDB would take the one for the other."""
    title = titles_of([key]).get(key)
    if title is None:
        return
    lists = List.objects.select_related("user").filter(user_id=user_id, tmdb_id__isnull=False)
    shows = ListItem.objects.filter(is_on_tmdb=True, title__kind=Kind.TV, title__tmdb_id=title.tmdb_id)
    unambiguous = lists.exclude(items__in=shows).filter(tmdb_unknown=0)
    for own in unambiguous.order_by("-changed_at")[:MOST_LISTS]:
        try:
            found = _send(api.lists.item_status(own.tmdb_id or 0, movie_id=title.tmdb_id))
        except errors.NotFound:
            continue  # the list is gone: the next sync sees to it
        if isinstance(on := get_value(found, "item_present"), bool):
            _settle_item(user_id, own, title, on, since)


@transaction.atomic
def _settle_item(user_id: int, own: List, title: Title, on: bool, since: datetime) -> None:
    lock_member_rows(user_id)
    clears = _moves(user_id, Action.LIST_CLEAR, str(own.pk), since)
    if clears or _moves(user_id, Action.LIST_ITEM, f"{title.pk}:{own.pk}", since):
        return
    item = ListItem.objects.filter(list=own, title=title).first()
    if item and not on and item.changed_at < since and not own.is_undecided:
        item.delete()
    elif on and not item:
        fields = {"position": own.items.count() + 1, "is_on_tmdb": True, "changed_at": timezone.now()}
        ListItem.objects.get_or_create(list=own, title=title, defaults=fields)
