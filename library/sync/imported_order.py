"""Where imported rows stand among those of this site: TMDB tells in which order things were rated or marked, not when.

So an imported row stands as late as it may: below what comes after it on TMDB, below what was rated here since the
last sync (which may be newer, or not), and in any case below what was rated here in the last day.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from library.models import Mark, Rating, Sync

RECENT_PERIOD = timedelta(days=1)
ROW_INTERVAL = timedelta(milliseconds=1)  # between two imported rows


def imported_before(user_id: int, model: type[Rating] | type[Mark], **kind: str) -> datetime:
    """Return the time before which imported rows stand. `kind` narrows marks to favourites or the watchlist."""
    now = timezone.now()
    synced_at = Sync.objects.filter(user_id=user_id).values_list("finished_at", flat=True).first()
    name = "rated_at" if model is Rating else "marked_at"
    recent = Q(**{f"{name}__gte": min(synced_at, now - RECENT_PERIOD)}) if synced_at else Q()
    by_hand = model._default_manager.filter(recent, user_id=user_id, is_imported=False, **kind)
    earliest: datetime | None = by_hand.aggregate(earliest=Min(name))["earliest"]
    return min(earliest, now) if earliest else now


def assign_times(times: Iterable[datetime | None], before: datetime) -> list[datetime]:
    """Return a time for each of TMDB's rows, oldest first.

    A row that is here already has its own in `times`; one that is new (None) gets a time that keeps TMDB's order.
    """
    assigned = list[datetime]()
    for at in reversed(list(times)):
        before = min(before, at) if at else before - ROW_INTERVAL
        assigned.append(at or before)
    return assigned[::-1]
