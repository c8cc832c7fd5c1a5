"""How each kind of wish is told to TMDB. Told twice, it means the same."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from catalog import upstream
from catalog.gateway import ask
from catalog.reading import JSON, rows, text, whole
from library.models import Intent, Kind, List, Title, What
from tmdb import Call, errors

PATIENCE = 20.0  # seconds for a call
SETTLED = timedelta(seconds=15)  # in which TMDB comes to agree with itself about what was just made


class NoList(Exception):
    """The list that a wish is about did not come about at TMDB."""


@dataclass(frozen=True, repr=False)
class Member:
    account_id: int
    session: str

    def send(self, call: Call) -> Any:
        return upstream.send(call, PATIENCE)

    def is_known(self) -> bool:
        """Whether TMDB still takes the session. Raises what says nothing about that."""
        try:
            self.send(ask.account.details("me", session_id=self.session))
        except errors.NotAllowed:
            return False
        except errors.TMDBError:
            return True
        return True


def _rating(intent: Intent, member: Member) -> None:
    title = _title(intent)
    if intent.wish is not None:
        member.send(_rating_call(title, member, float(intent.wish)))
        return
    with suppress(errors.NotFound):  # it was not there, which is what was wished
        member.send(_unrating_call(title, member))


def _rating_call(title: Title, member: Member, value: float) -> Call:
    match title.kind:
        case Kind.MOVIE:
            return ask.movies.add_rating(title.tmdb_id, value=value, session_id=member.session)
        case Kind.TV:
            return ask.tv.add_rating(title.tmdb_id, value=value, session_id=member.session)
    return ask.episodes.add_rating(*_numbers(title), value=value, session_id=member.session)


def _unrating_call(title: Title, member: Member) -> Call:
    match title.kind:
        case Kind.MOVIE:
            return ask.movies.delete_rating(title.tmdb_id, session_id=member.session)
        case Kind.TV:
            return ask.tv.delete_rating(title.tmdb_id, session_id=member.session)
    return ask.episodes.delete_rating(*_numbers(title), session_id=member.session)


def _numbers(title: Title) -> tuple[int, int, int]:
    return title.show_id or 0, title.season or 0, title.number or 0


def _title(intent: Intent) -> Title:
    assert intent.title
    return intent.title


def _favorite(intent: Intent, member: Member) -> None:
    title, account = _title(intent), member.account_id
    about = {"media_type": title.kind, "media_id": title.tmdb_id, "session_id": member.session}
    member.send(ask.account.set_favorite(account, favorite=bool(intent.wish), **about))  # type: ignore[arg-type]


def _watchlist(intent: Intent, member: Member) -> None:
    title, account = _title(intent), member.account_id
    about = {"media_type": title.kind, "media_id": title.tmdb_id, "session_id": member.session}
    member.send(ask.account.set_watchlist(account, watchlist=bool(intent.wish), **about))  # type: ignore[arg-type]


def _list(intent: Intent, member: Member) -> None:
    if isinstance(intent.wish, dict):
        _delete_list(intent.wish.get("delete"), member)
        return
    list_ = List.objects.filter(pk=intent.list_id or 0).first()
    if not list_ or list_.tmdb_id:
        return
    # Whoever was killed between TMDB's answer and this row finds the list that was made, instead of making another.
    number = _orphan(list_, member) if intent.attempts else None
    if number is None:
        Intent.objects.filter(pk=intent.pk).update(due_at=timezone.now() + SETTLED)
        call = ask.lists.create(session_id=member.session, name=list_.name, description=list_.description)
        number = int(member.send(call)["list_id"])
    if not _keep_number(list_, number):
        _delete_list(number, member)  # it was given up here in the meantime


def _keep_number(list_: List, number: int) -> bool:
    """Whether there is still a list here to keep it with."""
    known = {"tmdb_name": list_.name, "tmdb_description": list_.description}
    return bool(List.objects.filter(pk=list_.pk).update(tmdb_id=number, **known))


def _orphan(list_: List, member: Member) -> int | None:
    """A list of that name at TMDB, with nothing on it, which none of the member's is."""
    known = set(List.objects.filter(user=list_.user_id).values_list("tmdb_id", flat=True))
    for row in _lists(member):
        is_new = not whole(row, "item_count") and whole(row, "id") not in known
        if is_new and text(row, "name").strip() == list_.name.strip():
            return whole(row, "id")
    return None


def _lists(member: Member) -> Iterator[JSON]:
    number, last = 1, 1
    while number <= last:
        found = member.send(ask.account.lists(member.account_id, page=number, session_id=member.session))
        yield from rows(found, "results")
        number, last = number + 1, min(whole(found, "total_pages"), 25)


def _delete_list(number: int | None, member: Member) -> None:
    """TMDB deletes lists and may answer 500 all the same: whether it is gone is what counts."""
    if not number:
        return
    try:
        member.send(ask.lists.delete(number, session_id=member.session))
    except errors.NotFound:
        return
    except errors.Unavailable as error:
        if error.tmdb_code != 11 or _exists(number, member):
            raise


def _exists(number: int, member: Member) -> bool:
    try:
        member.send(ask.lists.details(number))
    except errors.NotFound:
        return False
    return True


def _at_tmdb(intent: Intent) -> int:
    """The list's id there. Raises NoList for one that TMDB does not know."""
    number = List.objects.filter(pk=intent.list_id or 0).values_list("tmdb_id", flat=True).first()
    if not number:
        raise NoList
    return number


def _list_clear(intent: Intent, member: Member) -> None:
    if List.objects.filter(pk=intent.list_id or 0).exists():
        member.send(ask.lists.clear(_at_tmdb(intent), session_id=member.session, confirm=True))


def _list_item(intent: Intent, member: Member) -> None:
    """TMDB is not asked first whether the film is there: seconds after a change it would still say what was before."""
    if not List.objects.filter(pk=intent.list_id or 0).exists():
        return
    number, film = _at_tmdb(intent), _title(intent).tmdb_id
    if intent.wish:
        with suppress(errors.Duplicate):
            member.send(ask.lists.add_item(number, session_id=member.session, media_id=film))
        return
    try:
        member.send(ask.lists.remove_item(number, session_id=member.session, media_id=film))
    except errors.NotFound as error:
        if error.tmdb_code != 21:
            raise


PUSHERS: dict[str, Callable[[Intent, Member], None]] = {
    What.RATING: _rating,
    What.FAVORITE: _favorite,
    What.WATCHLIST: _watchlist,
    What.LIST: _list,
    What.LIST_CLEAR: _list_clear,
    What.LIST_ITEM: _list_item,
}
