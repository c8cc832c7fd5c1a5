"""How each action of the outbox is told to TMDB. All of it is idempotent: told twice, it means the same."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from typing import TypedDict

from django.utils import timezone

from catalog.gateway import api, tmdb_client
from library.models import Action, Kind, List, OutboxEntry, Title
from library.publishing import ListIsPrivate
from library.sync.push_session import PUSH_TIMEOUT, PushSession
from library.sync.tmdb_lists import UnsafeDeletion, delete_list, find_orphan, read_whole, take_off
from tmdb import Call, errors

NEW_LIST_LAG = timedelta(seconds=15)  # in which TMDB may still deny a list that was just made

SAME_NUMBER = "A show on this list has the same number on TMDB. Remove the film on TMDB's own site."
CLEAR_AGAIN = "The list may hold shows on TMDB. Give this up, and clear the list again after the next sync."

Handler = Callable[[OutboxEntry, PushSession], None]


class ListNotOnTmdb(Exception):
    """The list that an entry is about was not made on TMDB."""


class Credentials(TypedDict, total=False):
    """Who rates: a member's session, or a guest's."""

    session_id: str
    guest_session_id: str


def send_rating(title: Title, value: float | None, credentials: Credentials) -> None:
    """Tell TMDB a member's or a guest's rating, or with None that it was taken back. Raises TMDBError."""
    if value is not None:
        tmdb_client.send(_rating_call(title, value, credentials), PUSH_TIMEOUT)
        return
    with suppress(errors.NotFound):  # there was none, which is what is desired
        tmdb_client.send(_rating_deletion_call(title, credentials), PUSH_TIMEOUT)


def _rating_call(title: Title, value: float, credentials: Credentials) -> Call:
    match title.kind:
        case Kind.MOVIE:
            return api.movies.add_rating(title.tmdb_id, value=value, **credentials)
        case Kind.TV:
            return api.tv.add_rating(title.tmdb_id, value=value, **credentials)
    return api.episodes.add_rating(*_episode_numbers(title), value=value, **credentials)


def _rating_deletion_call(title: Title, credentials: Credentials) -> Call:
    match title.kind:
        case Kind.MOVIE:
            return api.movies.delete_rating(title.tmdb_id, **credentials)
        case Kind.TV:
            return api.tv.delete_rating(title.tmdb_id, **credentials)
    return api.episodes.delete_rating(*_episode_numbers(title), **credentials)


def _episode_numbers(title: Title) -> tuple[int, int, int]:
    return title.show_id or 0, title.season or 0, title.number or 0


def _push_rating(entry: OutboxEntry, session: PushSession) -> None:
    value = None if entry.desired is None else float(entry.desired)
    send_rating(_get_title(entry), value, {"session_id": session.session_id})


def _get_title(entry: OutboxEntry) -> Title:
    assert entry.title
    return entry.title


def _push_favorite(entry: OutboxEntry, session: PushSession) -> None:
    title = _get_title(entry)
    call = api.account.set_favorite(
        session.account_id,
        media_type=title.kind,
        media_id=title.tmdb_id,
        favorite=bool(entry.desired),
        session_id=session.session_id,
    )
    session.send(call)


def _push_watchlist(entry: OutboxEntry, session: PushSession) -> None:
    title = _get_title(entry)
    call = api.account.set_watchlist(
        session.account_id,
        media_type=title.kind,
        media_id=title.tmdb_id,
        watchlist=bool(entry.desired),
        session_id=session.session_id,
    )
    session.send(call)


def _push_list(entry: OutboxEntry, session: PushSession) -> None:
    list_ = _get_list(entry)
    if not list_ or list_.tmdb_id:
        return
    # A worker that was killed between TMDB's answer and this row finds the list that it made, and makes no other.
    number = find_orphan(list_, session) if entry.attempts else None
    if number is None:
        OutboxEntry.objects.filter(pk=entry.pk).update(due_at=timezone.now() + NEW_LIST_LAG)
        call = api.lists.create(session_id=session.session_id, name=list_.name, description=list_.description)
        number = int(session.send(call)["list_id"])
    if not _save_tmdb_id(list_, number):
        delete_list(number, {}, session)  # it was given up here in the meantime


def _get_list(entry: OutboxEntry) -> List | None:
    """Return the list as it is now, or None when it is gone. Raises ListIsPrivate."""
    list_ = List.objects.select_related("user").filter(pk=entry.list_id or 0).first()
    if list_ and not list_.goes_to_tmdb:
        raise ListIsPrivate
    return list_


def _save_tmdb_id(list_: List, number: int) -> bool:
    """Save the id that a list has on TMDB; return False if the list is gone here."""
    fields = {"tmdb_id": number, "tmdb_name": list_.name, "tmdb_description": list_.description}
    return bool(List.objects.filter(pk=list_.pk).update(**fields))


def _push_list_deletion(entry: OutboxEntry, session: PushSession) -> None:
    desired = entry.desired or {}
    delete_list(int(desired["delete"]), desired.get("seen"), session)


def _push_list_clearing(entry: OutboxEntry, session: PushSession) -> None:
    """Take off what the member saw on the list and did not put there again since, one film after the other.

    Never by TMDB's `clear`: whatever was read before, that takes what was put there since on TMDB's own site. Raises
    UnsafeDeletion when a film had to stay.
    """
    list_ = _get_list(entry)
    if not list_:
        return
    if not isinstance(entry.desired, dict):
        raise UnsafeDeletion(CLEAR_AGAIN)
    number, films = _get_tmdb_id(list_), set(entry.desired.get("movie", ())) - set(_film_ids(list_))
    contents = read_whole(number, session)
    if entry.attempts:  # some of them may be off already; at first, what was just added may not be seen yet
        films &= contents.ids(Kind.MOVIE)
    outcomes = [take_off(number, film, session) for film in sorted(films)]
    if not all(outcomes):
        raise UnsafeDeletion(SAME_NUMBER)


def _film_ids(list_: List) -> Iterable[int]:
    return list_.titles.filter(kind=Kind.MOVIE).values_list("tmdb_id", flat=True)


def _get_tmdb_id(list_: List) -> int:
    """Return the list's id on TMDB. Raises ListNotOnTmdb."""
    if not list_.tmdb_id:
        raise ListNotOnTmdb
    return list_.tmdb_id


def _push_list_item(entry: OutboxEntry, session: PushSession) -> None:
    """Put a film on the list, or take it off.

    Before one is taken off, the list is read: a show with the film's number must not go in its place. Before one is put
    there, it is not: seconds after a change TMDB would still show the list as it was.
    """
    list_ = _get_list(entry)
    if not list_:
        return
    number, film = _get_tmdb_id(list_), _get_title(entry).tmdb_id
    if entry.desired:
        session.lists.pop(number, None)  # it holds more now
        with suppress(errors.Duplicate):
            session.send(api.lists.add_item(number, session_id=session.session_id, media_id=film))
        list_.items.filter(title=entry.title).update(is_on_tmdb=True)
    elif not take_off(number, film, session):
        raise UnsafeDeletion(SAME_NUMBER)


HANDLERS: dict[str, Handler] = {
    Action.RATING: _push_rating,
    Action.FAVORITE: _push_favorite,
    Action.WATCHLIST: _push_watchlist,
    Action.LIST: _push_list,
    Action.LIST_CLEAR: _push_list_clearing,
    Action.LIST_ITEM: _push_list_item,
    Action.LIST_DELETE: _push_list_deletion,
}
