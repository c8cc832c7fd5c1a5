"""Which lists may be on TMDB, where everybody can see them; and what is on those that are there."""

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

LIST_LAG = timedelta(minutes=1)  # after a push, in which a list read on TMDB may still show what was there before

# The same as List.goes_to_tmdb, for a query of lists.
PUBLIC = Q(also_on_tmdb=True) | Q(audience=Audience.EVERYBODY, user__is_private=False)


class ListIsPrivate(Exception):
    """A list may not be on TMDB: its member has not said that it may."""


class ListChanged(Exception):
    """A list no longer holds what the member was shown when they were asked whether it may go."""


class NotRemovable(ValueError):
    """A show is on a list on TMDB, whose interface takes only films off lists."""


def undecided_lists(user: Any) -> "QuerySet[List]":
    """Return the lists that are on TMDB though the member has not said that they may; they are asked about these."""
    return List.objects.filter(~PUBLIC, user=user, tmdb_id__isnull=False)


def is_synced(list_: List) -> bool:
    """Return whether the list is on TMDB, or on its way there."""
    entries = OutboxEntry.objects.filter(user=list_.user_id, action=Action.LIST, list_id=list_.pk)
    return bool(list_.tmdb_id) or entries.exclude(state=OutboxEntry.State.DONE).exists()


def seen_ids(list_: List) -> dict[str, list[int]]:
    """Return the TMDB ids, by kind, of what the member saw on the list or changed on it lately. For JSON.

    Whatever else TMDB's list holds, the member does not know of.
    """
    titles = Title.objects.filter(list_items__list=list_) | Title.objects.filter(
        pk__in=_recent_entries(list_).filter(action=Action.LIST_ITEM).values("title_id")
    )
    ids: dict[str, set[int]] = {Kind.MOVIE.value: set(), Kind.TV.value: set()}
    for kind, tmdb_id in titles.values_list("kind", "tmdb_id"):
        ids[kind].add(tmdb_id)
    for desired in _recent_entries(list_).filter(action=Action.LIST_CLEAR).values_list("desired", flat=True):
        ids[Kind.MOVIE.value].update(desired.get("movie", ()) if isinstance(desired, dict) else ())
    return {kind: sorted(numbers) for kind, numbers in ids.items()}


def _recent_entries(list_: List) -> "QuerySet[OutboxEntry]":
    is_settled = Q(state=OutboxEntry.State.DONE, done_at__lt=timezone.now() - LIST_LAG)
    return OutboxEntry.objects.filter(~is_settled, user=list_.user_id, list_id=list_.pk)


@dataclass(frozen=True)
class ListSummary:
    """What is on a list: `films` and `shows` here, and how much of these is on TMDB, as last read.

    TMDB's list also holds `unknown` things that this site does not understand. `digest` differs when something else is
    on the list.
    """

    films: int
    shows: int
    films_on_tmdb: int
    shows_on_tmdb: tuple[str, ...]
    shows_only_here: tuple[str, ...]
    unknown: int
    digest: str

    @property
    def total(self) -> int:
        return self.films + self.shows


def summarize(list_: List) -> ListSummary:
    """Count what is on the list, here and on TMDB, as last read."""
    items = ListItem.objects.filter(list=list_).select_related("title").order_by("position", "pk")
    films = [item for item in items if item.title.kind == Kind.MOVIE]
    shows = [item for item in items if item.title.kind == Kind.TV]
    return ListSummary(
        films=len(films),
        shows=len(shows),
        films_on_tmdb=sum(item.is_on_tmdb for item in films),
        shows_on_tmdb=tuple(str(item.title) for item in shows if item.is_on_tmdb),
        shows_only_here=tuple(str(item.title) for item in shows if not item.is_on_tmdb),
        unknown=list_.tmdb_unknown,
        digest=_digest(sorted((item.title_id, item.is_on_tmdb) for item in items), list_.tmdb_unknown),
    )


def with_summaries(lists: Iterable[List]) -> list[tuple[List, ListSummary]]:
    """Return each list with its summary."""
    return [(list_, summarize(list_)) for list_ in lists]


def _digest(*values: object) -> str:
    return hashlib.blake2b(repr(values).encode(), digest_size=8).hexdigest()
