"""What a member, or a guest, has done with titles: for many at once, in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.utils import timezone

from library.models import Action, Guest, GuestRating, Kind, ListItem, Mark, MarkKind, OutboxEntry, Rating, Title

# ("movie", 603), ("tv", 1399), ("episode", 1399, 1, 2)
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TitleState:
    """The rating, the marks, the number of lists that a title is on, and whether TMDB has it all.

    `value` is None without a rating. `is_waiting`: something is on its way to TMDB; `is_late`: TMDB did not take it at
    once; `problem`: why TMDB refuses it.
    """

    key: Key
    value: float | None = None
    favorite: bool = False
    watchlist: bool = False
    is_waiting: bool = False
    is_late: bool = False
    problem: str = ""
    lists: int = 0

    @property
    def digest(self) -> str:
        """Return something that differs when the buttons look different."""
        flags = (self.favorite, self.watchlist, self.is_waiting, self.is_late, bool(self.problem))
        return f"{self.value or 0:g}-{''.join(str(int(flag)) for flag in flags)}-{self.lists}"


def title_states(user: Any, keys: Iterable[Key]) -> dict[Key, TitleState]:
    """Return the member's state of each title, but for its lists (see with_lists)."""
    states = {key: TitleState(key) for key in keys}
    key_by_pk = {title.pk: key for key, title in find_titles(states).items()}
    for rating in Rating.objects.filter(user=user, title_id__in=key_by_pk):
        key = key_by_pk[rating.title_id]
        states[key] = replace(states[key], value=rating.value)
    for mark in Mark.objects.filter(user=user, title_id__in=key_by_pk):
        key = key_by_pk[mark.title_id]
        if mark.kind == MarkKind.FAVORITE:
            states[key] = replace(states[key], favorite=True)
        else:
            states[key] = replace(states[key], watchlist=True)
    _add_outbox(user, states, key_by_pk)
    return states


def _add_outbox(user: Any, states: dict[Key, TitleState], key_by_pk: dict[int, Key]) -> None:
    actions = (Action.RATING, Action.FAVORITE, Action.WATCHLIST)
    entries = OutboxEntry.objects.filter(user=user, action__in=actions, title_id__in=key_by_pk)
    now = timezone.now()
    for entry in entries.exclude(state=OutboxEntry.State.DONE).annotate(until=F("user__sync__backoff_until")):
        key = key_by_pk[entry.title_id or 0]
        if entry.state == OutboxEntry.State.FAILED:
            states[key] = replace(states[key], problem=entry.problem)
        else:
            is_late = bool(entry.attempts or (entry.until and entry.until > now))
            states[key] = replace(states[key], is_waiting=True, is_late=states[key].is_late or is_late)


def with_lists(user: Any, state: TitleState) -> TitleState:
    """Return the state with the number of the member's lists, for a title's own page."""
    kind, number = state.key[:2]
    items = ListItem.objects.filter(list__user=user, title__kind=kind, title__tmdb_id=number)
    return replace(state, lists=items.count()) if kind != Kind.EPISODE else state


def guest_title_states(guest: Guest, keys: Iterable[Key]) -> dict[Key, TitleState]:
    """Return the guest's state of each title."""
    states = {key: TitleState(key) for key in keys}
    key_by_pk = {title.pk: key for key, title in find_titles(states).items()}
    for rating in GuestRating.objects.filter(guest=guest, title_id__in=key_by_pk, halves__isnull=False):
        key = key_by_pk[rating.title_id]
        states[key] = replace(states[key], value=rating.value)
    return states


def find_titles(keys: Iterable[Key]) -> dict[Key, Title]:
    """Return the rows of those titles that have one; nobody has done anything with the others."""
    keys = set(keys)
    titles: dict[Key, Title] = {}
    for kind in (Kind.MOVIE, Kind.TV):
        ids = [key[1] for key in keys if key[0] == kind]
        if ids:
            titles |= {(kind.value, title.tmdb_id): title for title in Title.objects.filter(kind=kind, tmdb_id__in=ids)}
    shows = {key[1] for key in keys if key[0] == Kind.EPISODE}
    if shows:
        for title in Title.objects.filter(kind=Kind.EPISODE, show_id__in=shows):
            key = (Kind.EPISODE.value, title.show_id or 0, title.season or 0, title.number or 0)
            if key in keys:
                titles[key] = title
    return titles
