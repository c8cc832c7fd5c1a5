"""How each kind of wish is told to TMDB. Told twice, it means the same."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from catalog.gateway import api, tmdb_client
from library.models import Action, Kind, List, OutboxEntry, Title
from library.publishing import Held
from library.sync.snapshot import ListContents, read_list
from tmdb import Call, errors
from tmdb.payload import JSON, get_int, get_rows, get_str

PATIENCE = 20.0  # seconds for a call
LIST_TIMEOUT = 5.0  # seconds for a call that takes a whole list, whose contents were read just before
CONTENTS_MAX_AGE = 30.0  # seconds for which a list that was read holds for the films that are taken off it
SETTLED = timedelta(seconds=15)  # in which TMDB comes to agree with itself about what was just made

SAME_NUMBER = "A show on this list has the same number on TMDB. Remove the film on TMDB's own site."
HOLDS_MORE = (
    "On TMDB this list holds something that you had not seen here. Give this up: the list comes back with the next "
    "sync, and you can look at it first."
)
CLEAR_AGAIN = "The list may hold shows on TMDB. Give this up, and clear the list again after the next sync."


class NoList(Exception):
    """The list that a wish is about did not come about at TMDB."""


class Spared(Exception):
    """Pushing it would delete something on TMDB that the member did not mean. The text is for them."""


@dataclass(frozen=True, repr=False)
class Member:
    """Who is pushed for, in one run. `lists`: when each list was read in it (time.monotonic), and what it held."""

    account_id: int
    session: str
    lists: dict[int, tuple[float, ListContents]] = field(default_factory=dict)

    def send(self, call: Call, timeout: float = PATIENCE) -> Any:
        return tmdb_client.send(call, timeout)

    def read(self, call: Call) -> JSON:
        found: JSON = self.send(call)
        return found

    def expect(self, pages: int) -> None:
        """Nobody looks on while a list is read before it is changed."""

    def is_known(self) -> bool:
        """Whether TMDB still takes the session. Raises what says nothing about that."""
        try:
            self.send(api.account.details("me", session_id=self.session))
        except errors.NotAllowed:
            return False
        except errors.TMDBError:
            return True
        return True


def _rating(entry: OutboxEntry, member: Member) -> None:
    title = _title(entry)
    if entry.desired is not None:
        member.send(_rating_call(title, member, float(entry.desired)))
        return
    with suppress(errors.NotFound):  # it was not there, which is what was wished
        member.send(_unrating_call(title, member))


def _rating_call(title: Title, member: Member, value: float) -> Call:
    match title.kind:
        case Kind.MOVIE:
            return api.movies.add_rating(title.tmdb_id, value=value, session_id=member.session)
        case Kind.TV:
            return api.tv.add_rating(title.tmdb_id, value=value, session_id=member.session)
    return api.episodes.add_rating(*_numbers(title), value=value, session_id=member.session)


def _unrating_call(title: Title, member: Member) -> Call:
    match title.kind:
        case Kind.MOVIE:
            return api.movies.delete_rating(title.tmdb_id, session_id=member.session)
        case Kind.TV:
            return api.tv.delete_rating(title.tmdb_id, session_id=member.session)
    return api.episodes.delete_rating(*_numbers(title), session_id=member.session)


def _numbers(title: Title) -> tuple[int, int, int]:
    return title.show_id or 0, title.season or 0, title.number or 0


def _title(entry: OutboxEntry) -> Title:
    assert entry.title
    return entry.title


def _favorite(entry: OutboxEntry, member: Member) -> None:
    title, account = _title(entry), member.account_id
    call = api.account.set_favorite(
        account,
        media_type=title.kind,
        media_id=title.tmdb_id,
        favorite=bool(entry.desired),
        session_id=member.session,
    )
    member.send(call)


def _watchlist(entry: OutboxEntry, member: Member) -> None:
    title, account = _title(entry), member.account_id
    call = api.account.set_watchlist(
        account,
        media_type=title.kind,
        media_id=title.tmdb_id,
        watchlist=bool(entry.desired),
        session_id=member.session,
    )
    member.send(call)


def _list(entry: OutboxEntry, member: Member) -> None:
    list_ = _listed(entry)
    if not list_ or list_.tmdb_id:
        return
    # Whoever was killed between TMDB's answer and this row finds the list that was made, instead of making another.
    number = _orphan(list_, member) if entry.attempts else None
    if number is None:
        OutboxEntry.objects.filter(pk=entry.pk).update(due_at=timezone.now() + SETTLED)
        call = api.lists.create(session_id=member.session, name=list_.name, description=list_.description)
        number = int(member.send(call)["list_id"])
    if not _keep_number(list_, number):
        _delete_list(number, {}, member)  # it was given up here in the meantime


def _listed(entry: OutboxEntry) -> List | None:
    """Return the list as it is now, None when it is gone. Raises Held for one that TMDB may not be told of."""
    list_ = List.objects.select_related("user").filter(pk=entry.list_id or 0).first()
    if list_ and not list_.goes_to_tmdb:
        raise Held
    return list_


def _keep_number(list_: List, number: int) -> bool:
    """Whether there is still a list here to keep it with."""
    known = {"tmdb_name": list_.name, "tmdb_description": list_.description}
    return bool(List.objects.filter(pk=list_.pk).update(tmdb_id=number, **known))


def _orphan(list_: List, member: Member) -> int | None:
    """A list of that name at TMDB, with nothing on it, which none of the member's is."""
    known = set(List.objects.filter(user=list_.user_id).values_list("tmdb_id", flat=True))
    for row in _lists(member):
        is_new = not get_int(row, "item_count") and get_int(row, "id") not in known
        if is_new and get_str(row, "name").strip() == list_.name.strip():
            return get_int(row, "id")
    return None


def _lists(member: Member) -> Iterator[JSON]:
    number, last = 1, 1
    while number <= last:
        found = member.send(api.account.lists(member.account_id, page=number, session_id=member.session))
        yield from get_rows(found, "results")
        number, last = number + 1, min(get_int(found, "total_pages"), 25)


def _list_delete(entry: OutboxEntry, member: Member) -> None:
    desired: JSON = entry.desired or {}
    _delete_list(int(desired["delete"]), desired.get("seen"), member)


def _delete_list(number: int, seen: JSON | None, member: Member) -> None:
    """TMDB deletes lists and may answer 500 all the same: whether it is gone is what counts. `seen`: what the member
    knew to be on it; a list that holds more is left alone. Raises Spared."""
    try:
        _check_covered(number, seen, member)
        member.send(api.lists.delete(number, session_id=member.session), LIST_TIMEOUT)
    except errors.NotFound:
        return
    except errors.Unavailable as error:
        if error.tmdb_code != 11 or _is_emptied(number, seen, member):
            raise


def _check_covered(number: int, seen: JSON | None, member: Member) -> None:
    """Read the list. Raises Spared where it holds what the member did not know of, and errors.NotFound."""
    if not _is_covered(_read_whole(number, member), seen):
        raise Spared(HOLDS_MORE)


def _is_emptied(number: int, seen: JSON | None, member: Member) -> bool:
    """Clear a list that TMDB failed to delete, so that nothing of it stays public until that succeeds; False for one
    that is gone. Raises TMDBError, and Spared.

    The one place for `clear`, which takes what is there when it arrives: the member was told that all of the list
    goes, and `delete` would have taken no less.
    """
    try:
        _check_covered(number, seen, member)
        member.send(api.lists.clear(number, session_id=member.session, confirm=True), LIST_TIMEOUT)
    except errors.NotFound:
        return False
    return True


def _is_covered(contents: ListContents, seen: JSON | None) -> bool:
    """Return whether the member knew of all that is on the list. What they had seen was not noted in former versions,
    which showed films alone."""
    if seen is None:
        return not contents.ids(Kind.TV) and not contents.unknown
    known = {(kind, number) for kind in (Kind.MOVIE, Kind.TV) for number in seen.get(kind, ())}
    return known >= set(contents.titles) and contents.unknown <= get_int(seen, "unknown")


def _list_clear(entry: OutboxEntry, member: Member) -> None:
    """Take off what the member saw on the list and did not put there again since, one film after the other; the rest
    is spared. Raises Spared when something of it had to be.

    Never by TMDB's `clear`: whatever was read before, that takes what was put there since on TMDB's own site, where a
    list also looks for up to ten seconds as it did before a change.
    """
    list_ = _listed(entry)
    if not list_:
        return
    if not isinstance(entry.desired, dict):
        raise Spared(CLEAR_AGAIN)
    number, films = _number(list_), set(entry.desired.get("movie", ())) - set(_films_on(list_))
    contents = _read_whole(number, member)
    if entry.attempts:  # some of them may be off already; at first, what was just added may not be seen yet
        films &= contents.ids(Kind.MOVIE)
    taken = [_take_off(number, film, member) for film in sorted(films)]
    if not all(taken):
        raise Spared(SAME_NUMBER)


def _take_off(number: int, film: int, member: Member) -> bool:
    """Take a film off the list; False where it has to stay, since something else there has its number."""
    contents = _contents(number, member)
    if contents.shares_number(film):
        return (Kind.MOVIE, film) not in contents.titles
    _remove_item(number, film, member)
    return True


def _films_on(list_: List) -> Iterable[int]:
    return list_.titles.filter(kind=Kind.MOVIE).values_list("tmdb_id", flat=True)


def _read_whole(number: int, member: Member) -> ListContents:
    """Return what the list holds on TMDB now. Raises BadAnswer when it changes all the time."""
    member.lists.pop(number, None)
    began, contents = time.monotonic(), read_list(member, number)
    if not contents.is_whole:
        raise errors.BadAnswer("the list changes while it is read")
    member.lists[number] = (began, contents)
    return contents


def _contents(number: int, member: Member) -> ListContents:
    """Return what the list held when this run read it last; reads it where that is too long ago. A long list has many
    pages: they are not read for each of many films. Raises TMDBError."""
    began, contents = member.lists.get(number, (0.0, None))
    if contents is None or time.monotonic() - began > CONTENTS_MAX_AGE:
        return _read_whole(number, member)
    return contents


def _number(list_: List) -> int:
    """The list's id on TMDB. Raises NoList for one that TMDB does not know."""
    if not list_.tmdb_id:
        raise NoList
    return list_.tmdb_id


def _list_item(entry: OutboxEntry, member: Member) -> None:
    """Whether the film is there is not asked first: seconds after a change TMDB would still say what was before. But
    before one is taken off, the list is read: a show with the film's number must not go in its place."""
    list_ = _listed(entry)
    if not list_:
        return
    number, film = _number(list_), _title(entry).tmdb_id
    if entry.desired:
        member.lists.pop(number, None)  # it holds more now
        with suppress(errors.Duplicate):
            member.send(api.lists.add_item(number, session_id=member.session, media_id=film))
        list_.items.filter(title=entry.title).update(is_on_tmdb=True)
        return
    if not _take_off(number, film, member):
        raise Spared(SAME_NUMBER)


def _remove_item(number: int, film: int, member: Member) -> None:
    try:
        member.send(api.lists.remove_item(number, session_id=member.session, media_id=film))
    except errors.NotFound as error:
        if error.tmdb_code != 21:
            raise


HANDLERS: dict[str, Callable[[OutboxEntry, Member], None]] = {
    Action.RATING: _rating,
    Action.FAVORITE: _favorite,
    Action.WATCHLIST: _watchlist,
    Action.LIST: _list,
    Action.LIST_CLEAR: _list_clear,
    Action.LIST_ITEM: _list_item,
    Action.LIST_DELETE: _list_delete,
}
