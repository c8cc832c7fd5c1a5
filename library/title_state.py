"""How a member, or a guest, stands to titles: for many at once, in a few queries."""

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
    """`value`: the rating, None without one. `waits`: something is on its way to TMDB; `is_late`: TMDB did not take it
    at once; `problem`: TMDB refuses it. `lists`: on how many of the member's lists it is."""

    key: Key
    value: float | None = None
    favorite: bool = False
    watchlist: bool = False
    waits: bool = False
    is_late: bool = False
    problem: str = ""
    lists: int = 0

    @property
    def digest(self) -> str:
        """Differs when it looks different."""
        flags = (self.favorite, self.watchlist, self.waits, self.is_late, bool(self.problem))
        return f"{self.value or 0:g}-{''.join(str(int(flag)) for flag in flags)}-{self.lists}"


def title_states(user: Any, keys: Iterable[Key]) -> dict[Key, TitleState]:
    found = {key: TitleState(key) for key in keys}
    titles = titles_of(found)
    by_title = {title.pk: key for key, title in titles.items()}
    for rating in Rating.objects.filter(user=user, title_id__in=by_title):
        found[by_title[rating.title_id]] = replace(found[by_title[rating.title_id]], value=rating.value)
    for mark in Mark.objects.filter(user=user, title_id__in=by_title):
        key = by_title[mark.title_id]
        if mark.kind == MarkKind.FAVORITE:
            found[key] = replace(found[key], favorite=True)
        else:
            found[key] = replace(found[key], watchlist=True)
    _add_wishes(user, found, by_title)
    return found


def _add_wishes(user: Any, found: dict[Key, TitleState], by_title: dict[int, Key]) -> None:
    about = (Action.RATING, Action.FAVORITE, Action.WATCHLIST)
    wishes = OutboxEntry.objects.filter(user=user, action__in=about, title_id__in=by_title).exclude(
        state=OutboxEntry.State.DONE
    )
    now = timezone.now()
    for wish in wishes.annotate(backoff_until=F("user__sync__backoff_until")):
        key = by_title[wish.title_id or 0]
        if wish.state == OutboxEntry.State.FAILED:
            found[key] = replace(found[key], problem=wish.problem)
        else:
            is_late = bool(wish.attempts or (wish.backoff_until and wish.backoff_until > now))
            found[key] = replace(found[key], waits=True, is_late=found[key].is_late or is_late)


def with_lists(user: Any, standing: TitleState) -> TitleState:
    """For a title's own page."""
    kind, number = standing.key[:2]
    on = ListItem.objects.filter(list__user=user, title__kind=kind, title__tmdb_id=number)
    return replace(standing, lists=on.count()) if kind != Kind.EPISODE else standing


def guest_title_states(guest: Guest, keys: Iterable[Key]) -> dict[Key, TitleState]:
    found = {key: TitleState(key) for key in keys}
    by_title = {title.pk: key for key, title in titles_of(found).items()}
    for rating in GuestRating.objects.filter(guest=guest, title_id__in=by_title, halves__isnull=False):
        found[by_title[rating.title_id]] = replace(found[by_title[rating.title_id]], value=rating.value)
    return found


def titles_of(keys: Iterable[Key]) -> dict[Key, Title]:
    """Those that have a row: nobody did anything with the others."""
    wanted = set(keys)
    found: dict[Key, Title] = {}
    for kind in (Kind.MOVIE, Kind.TV):
        ids = [key[1] for key in wanted if key[0] == kind]
        if ids:
            found |= {(kind.value, title.tmdb_id): title for title in Title.objects.filter(kind=kind, tmdb_id__in=ids)}
    shows = {key[1] for key in wanted if key[0] == Kind.EPISODE}
    if shows:
        for title in Title.objects.filter(kind=Kind.EPISODE, show_id__in=shows):
            key = (Kind.EPISODE.value, title.show_id or 0, title.season or 0, title.number or 0)
            if key in wanted:
                found[key] = title
    return found
