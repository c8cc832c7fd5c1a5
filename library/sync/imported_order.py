"""Where what comes from TMDB stands among what was done here: TMDB tells in which order things were rated or marked,
and not when.

So an imported rating stands as late as it may: below what comes after it on TMDB, below what was rated here since the
last sync (which may be newer, or not), and in any case below what was rated here in the last day.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from library.models import Mark, Rating, Sync

TODAY = timedelta(days=1)
INSTANT = timedelta(milliseconds=1)  # between two imported rows


def ceiling(user_id: int, model: type[Rating] | type[Mark], **which: str) -> datetime:
    """Return the moment before which imported rows stand. `which` narrows the marks to a kind."""
    now = timezone.now()
    synced_at = Sync.objects.filter(user_id=user_id).values_list("finished_at", flat=True).first()
    name = "rated_at" if model is Rating else "marked_at"
    newer = Q(**{f"{name}__gte": min(synced_at, now - TODAY)}) if synced_at else Q()
    by_hand = model._default_manager.filter(newer, user_id=user_id, is_imported=False, **which)
    earliest: datetime | None = by_hand.aggregate(earliest=Min(name))["earliest"]
    return min(earliest, now) if earliest else now


def moments(known: Iterable[datetime | None], ceiling: datetime) -> list[datetime]:
    """Return a moment for each of TMDB's rows, oldest first: of `known` ones their own, for the others (None) one that
    keeps TMDB's order below the ceiling."""
    found = list[datetime]()
    for at in reversed(list(known)):
        ceiling = min(ceiling, at) if at else ceiling - INSTANT
        found.append(at or ceiling)
    return found[::-1]
