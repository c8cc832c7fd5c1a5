"""Which lists may be told to TMDB, where everybody can see them; and what is known of those that are there."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from library.models import Action, Audience, Kind, List, ListItem, OutboxEntry, Title

# A list's fields when it is on this site alone.
NOT_ON_TMDB: dict[str, Any] = {"tmdb_id": None, "tmdb_name": "", "tmdb_description": "", "tmdb_unknown": 0}

LATELY = timedelta(minutes=1)  # after a push, for which a list read on TMDB may still show what was before

# The same as List.goes_to_tmdb, for a query of lists.
PUBLIC = Q(also_on_tmdb=True) | Q(audience=Audience.EVERYBODY, user__is_private=False)


class Held(Exception):
    """A list may not be told to TMDB: its member has not said that it may."""


class ListChanged(Exception):
    """A list no longer holds what the member was shown when they were asked whether it may go."""


class NotRemovable(ValueError):
    """A show that is on a list on TMDB, whose interface takes films alone off lists."""


def undecided(user: Any) -> "QuerySet[List]":
    """Return the lists that are on TMDB without a word of the member's, who is asked what shall become of them."""
    return List.objects.filter(~PUBLIC, user=user, tmdb_id__isnull=False)


def is_synced(list_: List) -> bool:
    """Return whether the list is on TMDB, or on its way there."""
    waiting = OutboxEntry.objects.filter(user=list_.user_id, action=Action.LIST, list_id=list_.pk)
    return bool(list_.tmdb_id) or waiting.exclude(state=OutboxEntry.State.DONE).exists()


def listed(list_: List) -> dict[str, list[int]]:
    """Return the TMDB ids, by kind, of what the member saw on the list or changed on it lately. For JSON.

    What TMDB's list holds beyond that, the member does not know of.
    """
    titles = Title.objects.filter(list_items__list=list_) | Title.objects.filter(
        pk__in=_wishes(list_).filter(action=Action.LIST_ITEM).values("title_id")
    )
    ids: dict[str, set[int]] = {Kind.MOVIE.value: set(), Kind.TV.value: set()}
    for kind, number in titles.values_list("kind", "tmdb_id"):
        ids[kind].add(number)
    for desired in _wishes(list_).filter(action=Action.LIST_CLEAR).values_list("desired", flat=True):
        ids[Kind.MOVIE.value].update(desired.get("movie", ()) if isinstance(desired, dict) else ())
    return {kind: sorted(numbers) for kind, numbers in ids.items()}


def _wishes(list_: List) -> "QuerySet[OutboxEntry]":
    long_ago = Q(state=OutboxEntry.State.DONE, done_at__lt=timezone.now() - LATELY)
    return OutboxEntry.objects.filter(~long_ago, user=list_.user_id, list_id=list_.pk)


@dataclass(frozen=True)
class Holdings:
    """What is on a list: `films` and `shows` here, and of these on TMDB as last read; `unknown` things are there that
    this site does not understand."""

    films: int
    shows: int
    films_on_tmdb: int
    shows_on_tmdb: tuple[str, ...]
    shows_only_here: tuple[str, ...]
    unknown: int
    digest: str  # differs when something else is on it

    @property
    def total(self) -> int:
        return self.films + self.shows


def holdings(list_: List) -> Holdings:
    """Return what is on the list, as last read."""
    rows = ListItem.objects.filter(list=list_).select_related("title").order_by("position", "pk")
    films = [item for item in rows if item.title.kind == Kind.MOVIE]
    shows = [item for item in rows if item.title.kind == Kind.TV]
    return Holdings(
        films=len(films),
        shows=len(shows),
        films_on_tmdb=sum(item.is_on_tmdb for item in films),
        shows_on_tmdb=tuple(str(item.title) for item in shows if item.is_on_tmdb),
        shows_only_here=tuple(str(item.title) for item in shows if not item.is_on_tmdb),
        unknown=list_.tmdb_unknown,
        digest=_digest(sorted((item.title_id, item.is_on_tmdb) for item in rows), list_.tmdb_unknown),
    )


def with_holdings(lists: Iterable[List]) -> list[tuple[List, Holdings]]:
    return [(one, holdings(one)) for one in lists]


def _digest(*what: object) -> str:
    return hashlib.blake2b(repr(what).encode(), digest_size=8).hexdigest()
