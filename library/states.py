"""`account_states`: what TMDB thinks of a member and a title, asked after they looked at its page."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.linking import ask
from accounts.models import TmdbLink
from accounts.sealing import Unopenable
from catalog import connection, errands, upstream
from catalog.reading import number, pick, rows, whole
from library.models import Intent, Kind, Mark, MarkKind, Rating, Title, What, halves
from library.pull import MARGIN
from tmdb import Call, Deadline, errors

log = logging.getLogger("library.states")

PATIENCE = 10.0  # seconds
OFTEN = 900  # seconds in which one title is asked about once


def ask_later(user: Any, title: Title) -> None:
    """Once in a while; a page never waits for it, and the broker being away is no matter."""
    from library.tasks import check_states

    def send() -> None:
        if connection.client().set(f"states:{user.pk}:{title.pk}", 1, nx=True, ex=OFTEN):
            check_states.delay(user.pk, title.pk)

    errands.run(send)


def check(user_id: int, title_id: int) -> None:
    link = TmdbLink.objects.filter(user_id=user_id, state=TmdbLink.State.ACTIVE).first()
    title = Title.objects.filter(pk=title_id).first()
    if not link or not title:
        return
    asked = timezone.now()
    try:
        found = upstream.requestor().send(_call(title, link.session_id()), deadline=Deadline.after(PATIENCE)).data
    except errors.TMDBError as error:
        log.info("states not asked reason=%s", type(error).__name__)
        if isinstance(error, errors.SessionDenied) or error.tmdb_code == 3:
            link.revoke()
        return
    except Unopenable:
        link.revoke()
        return
    with transaction.atomic():
        _settle(user_id, title, found, asked - MARGIN)


def _call(title: Title, session: str) -> Call:
    match title.kind:
        case Kind.MOVIE:
            return ask.movies.account_states(title.tmdb_id, session_id=session)
        case Kind.TV:
            return ask.tv.account_states(title.tmdb_id, session_id=session)
    return ask.episodes.account_states(title.show_id or 0, title.season or 0, title.number or 0, session_id=session)


def _settle(user_id: int, title: Title, found: Any, since: Any) -> None:
    if not _moves(user_id, What.RATING, title, since):
        _settle_rating(user_id, title, number(pick(found, "rated"), "value"), since)
    if title.kind == Kind.EPISODE:
        return
    for kind in MarkKind.values:
        if not _moves(user_id, kind, title, since):
            _settle_mark(user_id, title, kind, pick(found, kind) is True, since)


def _moves(user_id: int, what: str, title: Title, since: Any) -> bool:
    wish = Intent.objects.filter(user_id=user_id, what=what, key=str(title.pk)).first()
    return bool(wish and (wish.state != Intent.State.DONE or (wish.done_at and wish.done_at >= since)))


def _settle_rating(user_id: int, title: Title, value: float, since: Any) -> None:
    own = Rating.objects.filter(user_id=user_id, title=title).first()
    if own and own.changed_at >= since:
        return
    if not value:
        Rating.objects.filter(user_id=user_id, title=title).delete()
        return
    now = timezone.now()
    try:
        fields = {"halves": halves(value), "changed_at": now}
    except ValueError:
        return
    Rating.objects.update_or_create(
        user_id=user_id, title=title, defaults=fields, create_defaults={**fields, "rated_at": now}
    )


def _settle_mark(user_id: int, title: Title, kind: str, on: bool, since: Any) -> None:
    own = Mark.objects.filter(user_id=user_id, title=title, kind=kind).first()
    if own and not on and own.changed_at < since:
        own.delete()
    elif on and not own:
        now = timezone.now()
        Mark.objects.get_or_create(
            user_id=user_id, title=title, kind=kind, defaults={"marked_at": now, "changed_at": now}
        )


def season_ratings(user_id: int, show_id: int, season: int) -> int:
    """Bring a season's episodes into step in one request; how many ratings changed."""
    link = TmdbLink.objects.get(user_id=user_id, state=TmdbLink.State.ACTIVE)
    call = ask.seasons.account_states(show_id, season, session_id=link.session_id())
    found = upstream.requestor().send(call, deadline=Deadline.after(PATIENCE)).data
    since, changed = timezone.now() - MARGIN, 0
    titles = {title.tmdb_id: title for title in Title.objects.filter(kind=Kind.EPISODE, show_id=show_id, season=season)}
    for row in rows(found, "results"):
        title = titles.get(whole(row, "id"))
        if title and not _moves(user_id, What.RATING, title, since):
            _settle_rating(user_id, title, number(pick(row, "rated"), "value"), since)
            changed += 1
    return changed
