"""From the outbox to TMDB, one wish after the other, in the order in which they were made.

A wish is ticked off only in the version that was pushed; what a killed worker had pushed is pushed again, and means the
same. What TMDB can't take now waits, longer each time; what it will never take is kept, and told to the member.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.linking import ask
from accounts.models import TmdbLink
from accounts.sealing import Unopenable
from catalog import upstream
from catalog.reading import rows, text, whole
from library.models import Intent, Kind, List, Title, What
from library.outbox import pause
from tmdb import Call, Deadline, errors

log = logging.getLogger("library.push")

PATIENCE = 20.0  # seconds for a call
REVOKED_CODES = {3, 17, 33, 36}  # the session is of no use any more: the member has to link again
LATER = (errors.Unavailable, errors.RateLimited, errors.BadAnswer, errors.AuthenticationFailed)


class NoList(Exception):
    """The list that a wish is about did not come about at TMDB."""


@dataclass(frozen=True)
class Member:
    account_id: int
    session: str

    def send(self, call: Call) -> Any:
        return upstream.requestor().send(call, deadline=Deadline.after(PATIENCE), blocking=True).data


def push_due(user_id: int) -> int:
    """Push what is due of a member; the number of wishes that arrived. Stops at the first that has to wait."""
    link = TmdbLink.objects.filter(user_id=user_id, state=TmdbLink.State.ACTIVE).first()
    if not link:
        return 0
    try:
        member = Member(link.account_id, link.session_id())
    except Unopenable:
        log.error("session can't be opened user=%s", user_id)
        link.revoke()
        return 0
    arrived = 0
    while (intent := _next(user_id)) is not None:
        outcome = _push(intent, member, link)
        if outcome is None:
            break
        arrived += outcome
    return arrived


def _next(user_id: int) -> Intent | None:
    due = Intent.objects.filter(user_id=user_id, state=Intent.State.WAITING).select_related("title")
    first = due.order_by("wished_at", "pk").first()
    # One that waits for its time holds back those behind it: they were wished later.
    return first if first and first.due_at <= timezone.now() else None


def _push(intent: Intent, member: Member, link: TmdbLink) -> int | None:
    """1 when it arrived, 0 when it never will, None when the rest has to wait."""
    Intent.objects.filter(pk=intent.pk).update(attempts=intent.attempts + 1)
    try:
        PUSHERS[intent.what](intent, member)
    except errors.TMDBError as error:
        return _failed(intent, link, error)
    except NoList:
        _refuse(intent, "Its list could not be made at TMDB.")
        return 0
    _tick_off(intent)
    log.info("arrived what=%s user=%s attempt=%d", intent.what, intent.user_id, intent.attempts + 1)
    return 1


def _failed(intent: Intent, link: TmdbLink, error: errors.TMDBError) -> int | None:
    name = type(error).__name__
    log.warning("not arrived what=%s user=%s reason=%s code=%d", intent.what, intent.user_id, name, error.tmdb_code)
    if error.tmdb_code in REVOKED_CODES or isinstance(error, errors.SessionDenied):
        link.revoke()
        return None
    if isinstance(error, LATER):
        _postpone(intent, _sentence(error), error.retry_after)
        return None
    advice = {8: "It is there already.", 34: "TMDB no longer has it.", 6: "TMDB no longer has it."}
    _refuse(intent, advice.get(error.tmdb_code) or f"TMDB says: {error.message}")
    return 0


def _sentence(error: errors.TMDBError) -> str:
    if isinstance(error, errors.RateLimited):
        return "TMDB asks us to slow down."
    return "TMDB isn't answering."


def _postpone(intent: Intent, trouble: str, retry_after: float | None = None) -> None:
    due = timezone.now() + max(pause(intent.attempts), timedelta(seconds=retry_after or 0))
    Intent.objects.filter(pk=intent.pk, version=intent.version).update(due_at=due, trouble=trouble)


def _refuse(intent: Intent, trouble: str) -> None:
    still = Intent.objects.filter(pk=intent.pk, version=intent.version)
    still.update(state=Intent.State.FAILED, trouble=trouble[:300])


def _tick_off(intent: Intent) -> None:
    still = Intent.objects.filter(pk=intent.pk, version=intent.version)
    still.update(state=Intent.State.DONE, done_at=timezone.now(), trouble="")


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
    title = _title(intent)
    member.send(
        ask.account.set_favorite(
            member.account_id,
            media_type=title.kind,
            media_id=title.tmdb_id,
            favorite=bool(intent.wish),
            session_id=member.session,
        )
    )


def _watchlist(intent: Intent, member: Member) -> None:
    title = _title(intent)
    member.send(
        ask.account.set_watchlist(
            member.account_id,
            media_type=title.kind,
            media_id=title.tmdb_id,
            watchlist=bool(intent.wish),
            session_id=member.session,
        )
    )


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
        call = ask.lists.create(session_id=member.session, name=list_.name, description=list_.description)
        number = int(member.send(call)["list_id"])
    _keep_number(list_, number)


def _keep_number(list_: List, number: int) -> None:
    List.objects.filter(pk=list_.pk).update(tmdb_id=number)


def _orphan(list_: List, member: Member) -> int | None:
    """A list of that name at TMDB which none of the member's is."""
    known = set(List.objects.filter(user=list_.user).values_list("tmdb_id", flat=True))
    found = member.send(ask.account.lists(member.account_id, session_id=member.session))
    for row in rows(found, "results"):
        if text(row, "name") == list_.name.strip() and whole(row, "id") not in known:
            return whole(row, "id")
    return None


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
    if not List.objects.filter(pk=intent.list_id or 0).exists():
        return
    number, film = _at_tmdb(intent), _title(intent).tmdb_id
    present = bool(member.send(ask.lists.item_status(number, movie_id=film)).get("item_present"))
    if present == bool(intent.wish):
        return
    change = ask.lists.add_item if intent.wish else ask.lists.remove_item
    try:
        member.send(change(number, session_id=member.session, media_id=film))
    except errors.Duplicate:
        pass
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
