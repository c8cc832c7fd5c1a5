"""Wishes for TMDB: written in the transaction of the local row, pushed by a task after it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import TmdbLink
from catalog import errands
from library.models import Intent, List, Title, What

FIRST_PAUSE = timedelta(seconds=20)
LONGEST_PAUSE = timedelta(hours=1)


def is_linked(user: Any) -> bool:
    """A link that was taken back still collects wishes: they go when the member links again."""
    return TmdbLink.objects.filter(user=user).exists()


def wish(
    *, user: Any, what: str, value: Any, title: Title | None = None, list_: List | None = None, list_id: int = 0
) -> None:
    """What shall be true at TMDB; overwrites what was wished for the same thing before. Nothing without a link."""
    if not is_linked(user):
        return
    now = timezone.now()
    number = list_.pk if list_ else list_id or None
    key = ":".join(str(part) for part in (title.pk if title else "", number or "") if part != "")
    fields = {"wish": value, "title": title, "list_id": number, "due_at": now, "wished_at": now}
    fresh = {**fields, "state": Intent.State.WAITING, "attempts": 0, "trouble": "", "done_at": None}
    intent, is_new = Intent.objects.get_or_create(user=user, what=what, key=key, defaults=fresh)
    if not is_new:
        Intent.objects.filter(pk=intent.pk).update(**fresh, version=F("version") + 1)
    push_soon(user.pk)


def push_soon(user_id: int) -> None:
    from library.tasks import push

    transaction.on_commit(lambda: errands.send(push, user_id))


def pause(attempts: int) -> timedelta:
    """Growing: 20 seconds, 40, 80 … up to an hour."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * int(2 ** min(attempts, 12)))


def waiting(user: Any) -> "Any":
    return Intent.objects.filter(user=user, state=Intent.State.WAITING)


def retry(intents: Any) -> int:
    """Try those again now that were refused or wait for their time; their number."""
    users = list(intents.values_list("user_id", flat=True).distinct())
    number: int = intents.exclude(state=Intent.State.DONE).update(
        state=Intent.State.WAITING, attempts=0, due_at=timezone.now(), trouble=""
    )
    for user_id in users:
        push_soon(user_id)
    return number


def drop_list(user: Any, list_id: int) -> None:
    """Nothing more is wished of a list that is gone."""
    Intent.objects.filter(user=user, list_id=list_id).exclude(what=What.LIST).delete()
