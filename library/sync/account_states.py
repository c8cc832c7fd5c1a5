"""What TMDB says of one title and a member (`account_states`, `item_status`), fetched after they looked at its page."""

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
from library.models import Action, Kind, List, ListItem, Mark, MarkKind, OutboxEntry, Rating, Title, to_halves
from library.sync.imported_order import ROW_INTERVAL, imported_before
from library.sync.pull import TMDB_LAG
from library.sync.push_errors import is_session_error
from library.sync.sync import is_syncing
from library.title_state import Key, find_titles
from library.titles import episode_ensure
from tmdb import Call, Deadline, errors
from tmdb.payload import get_float, get_int, get_rows, get_value

log = logging.getLogger("library.sync.account_states")

STATES_TIMEOUT = 10.0  # seconds
REFRESH_INTERVAL = 900  # seconds within which the states of one title are not refreshed twice
MAX_LISTS_PER_REFRESH = 20
# Besides the kinds: ("season", 1399, 1) stands for all episodes of a season, ("lists", 603) for a film on lists.
SEASON, LISTS = "season", "lists"


def refresh_later(user: Any, key: Key) -> None:
    """Have a worker refresh the states, if it has not lately. A page does not wait, even while the broker is away."""

    def publish() -> None:
        redis_key = f"states:{user.pk}:{':'.join(map(str, key))}"
        if redis_client.client().set(redis_key, 1, nx=True, ex=REFRESH_INTERVAL):
            dispatch.publish("library.tasks.check_states", user.pk, list(key))

    dispatch.in_background(publish)


def refresh(user_id: int, key: Key) -> None:
    """Make the rows of a title, or of a season's episodes, what TMDB has, but for what is on its way there."""
    link = TmdbLink.objects.filter(user_id=user_id).first()
    if not link or not is_syncing(link.user_id):
        return
    since = timezone.now() - TMDB_LAG
    try:
        if key[0] == LISTS:
            _refresh_lists(user_id, (Kind.MOVIE.value, key[1]), since)
        else:
            _apply(user_id, key, _send(_states_call(key, link.decrypt_session())), since)
    except errors.TMDBError as error:
        log.info("account_states failed user=%s reason=%s", user_id, type(error).__name__)
        if is_session_error(error):
            link.mark_revoked()
    except CannotDecrypt:
        link.mark_revoked()


def _send(call: Call) -> Any:
    return tmdb_client.send(call, STATES_TIMEOUT)


def _states_call(key: Key, session_id: str) -> Call:
    kind, *numbers = key
    calls: dict[str, Callable[..., Call]] = {
        "movie": api.movies.account_states,
        "tv": api.tv.account_states,
        SEASON: api.seasons.account_states,
        "episode": api.episodes.account_states,
    }
    return calls[kind](*numbers, session_id=session_id)


def _apply(user_id: int, key: Key, data: Any, since: datetime) -> None:
    if key[0] == SEASON:
        for row in get_rows(data, "results"):
            if episode := get_int(row, "episode_number"):
                _apply_state(user_id, (Kind.EPISODE.value, *key[1:], episode), row, since)
    else:
        _apply_state(user_id, key, data, since)


def _apply_state(user_id: int, key: Key, data: Any, since: datetime) -> None:
    rated = get_value(data, "rated")
    value = get_float(rated, "value")
    title = find_titles([key]).get(key)
    if title is None and (value or any(get_value(data, kind) is True for kind in MarkKind.values)):
        title = _ensure_title(key)
    if title is None:
        return
    with transaction.atomic():
        lock_member_rows(user_id)
        if value or rated is False:  # anything else that it says is not taken for a rating that is gone
            _apply_rating(user_id, title, value, since)
        if title.kind != Kind.EPISODE:
            for kind in MarkKind.values:
                if isinstance(on := get_value(data, kind), bool):
                    _apply_mark(user_id, title, kind, on, since)


def _ensure_title(key: Key) -> Title | None:
    """Return the row of a title with which the member did something at TMDB, and nobody anything here."""
    if key[0] == Kind.EPISODE:
        return episode_ensure(key[1], key[2], key[3], Deadline.after(STATES_TIMEOUT))
    title, _ = Title.objects.get_or_create(kind=key[0], tmdb_id=key[1])
    dispatch.enqueue("library.tasks.fill_title", title.pk)
    return title


def _is_pending(user_id: int, action: str, key: str, since: datetime) -> bool:
    """Return whether an entry of the outbox waits, was refused, or has arrived only `since` then."""
    entry = OutboxEntry.objects.filter(user_id=user_id, action=action, key=key).first()
    return bool(entry and (entry.state != OutboxEntry.State.DONE or (entry.done_at and entry.done_at >= since)))


def _apply_rating(user_id: int, title: Title, value: float, since: datetime) -> None:
    rating = Rating.objects.filter(user_id=user_id, title=title).first()
    is_newer = rating is not None and rating.changed_at >= since
    if is_newer or _is_pending(user_id, Action.RATING, str(title.pk), since):
        return
    if not value:
        Rating.objects.filter(user_id=user_id, title=title).delete()
        return
    try:
        fields = {"halves": to_halves(value), "changed_at": timezone.now()}
    except ValueError:
        return
    if rating is None or rating.halves != fields["halves"]:
        rated_at = imported_before(user_id, Rating) - ROW_INTERVAL
        new = {**fields, "rated_at": rated_at, "is_imported": True}
        Rating.objects.update_or_create(user_id=user_id, title=title, defaults=fields, create_defaults=new)


def _apply_mark(user_id: int, title: Title, kind: str, on: bool, since: datetime) -> None:
    if _is_pending(user_id, kind, str(title.pk), since):
        return
    mark = Mark.objects.filter(user_id=user_id, title=title, kind=kind).first()
    if mark and not on and mark.changed_at < since:
        mark.delete()
    elif on and not mark:
        marked_at = imported_before(user_id, Mark, kind=kind) - ROW_INTERVAL
        fields = {"marked_at": marked_at, "changed_at": timezone.now(), "is_imported": True}
        Mark.objects.get_or_create(user_id=user_id, title=title, kind=kind, defaults=fields)


def _refresh_lists(user_id: int, key: Key, since: datetime) -> None:
    """Put the film on those lists, or take it off, that the member changed last, as TMDB has it.

    A list with a show of the film's number is left out: TMDB would confuse the two.
    """
    title = find_titles([key]).get(key)
    if title is None:
        return
    lists = List.objects.select_related("user").filter(user_id=user_id, tmdb_id__isnull=False)
    shows = ListItem.objects.filter(is_on_tmdb=True, title__kind=Kind.TV, title__tmdb_id=title.tmdb_id)
    unambiguous = lists.exclude(items__in=shows).filter(tmdb_unknown=0)
    for list_ in unambiguous.order_by("-changed_at")[:MAX_LISTS_PER_REFRESH]:
        try:
            data = _send(api.lists.item_status(list_.tmdb_id or 0, movie_id=title.tmdb_id))
        except errors.NotFound:
            continue  # the list is gone: the next sync handles that
        if isinstance(on := get_value(data, "item_present"), bool):
            _apply_item(user_id, list_, title, on, since)


@transaction.atomic
def _apply_item(user_id: int, list_: List, title: Title, on: bool, since: datetime) -> None:
    lock_member_rows(user_id)
    is_cleared = _is_pending(user_id, Action.LIST_CLEAR, str(list_.pk), since)
    if is_cleared or _is_pending(user_id, Action.LIST_ITEM, f"{title.pk}:{list_.pk}", since):
        return
    item = ListItem.objects.filter(list=list_, title=title).first()
    if item and not on and item.changed_at < since and not list_.is_undecided:
        item.delete()
    elif on and not item:
        fields = {"position": list_.items.count() + 1, "is_on_tmdb": True, "changed_at": timezone.now()}
        ListItem.objects.get_or_create(list=list_, title=title, defaults=fields)
