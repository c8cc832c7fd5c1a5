"""Bringing a member into step with TMDB: first what waits goes there, then what is there comes here."""

import logging
import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import TmdbLink
from accounts.sealing import Unopenable
from catalog import errands
from library import outbox
from library.models import Intent, List, Mark, Rating, Sync, What
from library.pull import Progress, pull, sentence
from library.push import REVOKED_CODES, push_due
from tmdb import errors

log = logging.getLogger("library.sync")

STALE = 300  # seconds after which a sync that says it runs is taken for dead
OFTEN = 0.5  # seconds between two notes of the progress


def sync_ask(user: Any) -> Sync:
    """A sync on demand, or after linking."""
    from library.tasks import sync

    row, _ = Sync.objects.get_or_create(user=user)
    transaction.on_commit(lambda: errands.send(sync, user.pk))
    return row


def sync_run(user_id: int) -> None:
    """All of it. What goes wrong is kept with the row, and told to the member."""
    link = TmdbLink.objects.filter(user_id=user_id).first()
    if not link or not link.is_active:
        return
    row, _ = Sync.objects.get_or_create(user_id=user_id)
    now = timezone.now()
    _note(row, state=Sync.State.RUNNING, started_at=now, done=0, total=0, trouble="")
    try:
        push_due(user_id)
        pull(user_id, _progress(row))
    except errors.TMDBError as error:
        if error.tmdb_code in REVOKED_CODES or isinstance(error, errors.SessionDenied):
            link.revoke()
        log.warning("sync stopped user=%s reason=%s", user_id, type(error).__name__)
        _note(row, state=Sync.State.FAILED, trouble=sentence(error))
    except Unopenable:
        log.error("session can't be opened user=%s", user_id)
        link.revoke()
        _note(row, state=Sync.State.FAILED, trouble="The permission can't be read any more. Link again.")
    else:
        _note(row, state=Sync.State.IDLE)
        _fill_later(user_id)


def _note(row: Sync, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def _progress(row: Sync) -> Progress:
    last = [0.0]

    def note(done: int, total: int) -> None:
        if time.monotonic() - last[0] > OFTEN or done == total:
            last[0] = time.monotonic()
            Sync.objects.filter(pk=row.pk).update(done=done, total=total)

    return note


def _fill_later(user_id: int) -> None:
    from library.tasks import fill_titles

    fill_titles.delay(user_id)


def is_running(row: Sync | None) -> bool:
    if row is None or row.state != Sync.State.RUNNING or row.started_at is None:
        return False
    return (timezone.now() - row.started_at).total_seconds() < STALE or row.done < row.total


def has_own_rows(user: Any) -> bool:
    """Whether the member did something here before they linked: then they are asked what shall become of it."""
    return any(model.objects.filter(user=user).exists() for model in (Rating, Mark, List))


@transaction.atomic
def merge(*, user: Any) -> None:
    """What the member has here goes to TMDB as if they had just done it; what TMDB has beside it comes."""
    for rating in Rating.objects.filter(user=user).select_related("title"):
        outbox.wish(user=user, what=What.RATING, title=rating.title, value=rating.value)
    for mark in Mark.objects.filter(user=user).select_related("title"):
        outbox.wish(user=user, what=mark.kind, title=mark.title, value=True)
    for list_ in List.objects.filter(user=user, tmdb_id__isnull=True).prefetch_related("items__title"):
        outbox.wish(user=user, what=What.LIST, list_=list_, value=True)
        for item in list_.items.all():
            outbox.wish(user=user, what=What.LIST_ITEM, title=item.title, list_=list_, value=True)
    _agreed(user)


@transaction.atomic
def take_theirs(*, user: Any) -> None:
    """What TMDB has replaces what is here."""
    for model in (Rating, Mark, List):
        model.objects.filter(user=user).delete()
    Intent.objects.filter(user=user).delete()
    _agreed(user)


def _agreed(user: Any) -> None:
    Sync.objects.update_or_create(user=user, defaults={"agreed_at": timezone.now()})
    sync_ask(user)
