"""The job that follows TMDB's feeds of changes, and makes cached answers stale that they tell of."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from catalog.gateway import api, gateway, tmdb_client
from catalog.models import Checkpoint
from jobs.runner import Progress, job
from tmdb.payload import get_int, get_rows

MAX_SPAN = timedelta(days=14)  # that a feed goes back
PAGE_TIMEOUT = 60.0  # seconds for a page of a feed
LAST_PAGE = 500  # TMDB gives no more
# By kind: the feed, and the parameter that names a title or person in the cache key of an answer about it.
FEEDS = {
    "movie": (api.movies.changes_list, "movie_id"),
    "tv": (api.tv.changes_list, "series_id"),
    "person": (api.people.changes_list, "person_id"),
}


@job("changes", "Changes", "Asks TMDB what has changed, and has what is kept of it fetched anew.")
def follow_changes(progress: Progress) -> str:
    """Mark cached answers about what has changed since the last run; after more than a fortnight, all of them.

    The checkpoint moves when all feeds have been read: a run that fails is made up for by the next. Raises TMDBError.
    """
    today = datetime.now(UTC).date()
    checkpoint = Checkpoint.objects.filter(name="changes").first()
    since = date.fromisoformat(checkpoint.value) if checkpoint else today - timedelta(days=1)
    if today - since > MAX_SPAN:
        marked = sum(_mark(_cached_keys(kind)) for kind in FEEDS)
        summary = f"Too long since the last run, on {since}: all {marked:,} kept answers are past their time."
    else:
        changed, marked = _mark_since(since, today, progress)
        summary = f"{changed:,} changed since {since}; {marked:,} kept answers of them are past their time."
    Checkpoint.objects.update_or_create(name="changes", defaults={"value": today.isoformat()})
    progress(len(FEEDS), len(FEEDS))
    return summary


def _mark_since(since: date, until: date, progress: Progress) -> tuple[int, int]:
    """Return how many titles and people have changed, and how many cached answers that made stale."""
    changed_count = marked = 0
    for step, kind in enumerate(FEEDS):
        changed = set(_read_feed(kind, since, until, progress, step))
        keys = _cached_keys(kind)
        changed_count += len(changed)
        marked += _mark({tmdb_id: keys[tmdb_id] for tmdb_id in changed & keys.keys()})
    return changed_count, marked


def _mark(keys: dict[int, list[str]]) -> int:
    return gateway().store.mark_changed(key for several in keys.values() for key in several)


def _read_feed(kind: str, since: date, until: date, progress: Progress, step: int) -> Iterator[int]:
    """Yield the ids in all pages of a feed. Raises TMDBError."""
    page, last = 1, 1
    while page <= last:
        call = FEEDS[kind][0](start_date=since.isoformat(), end_date=until.isoformat(), page=page)
        data = tmdb_client.send(call, PAGE_TIMEOUT)
        last = min(get_int(data, "total_pages"), LAST_PAGE)
        for row in get_rows(data, "results"):
            yield get_int(row, "id")
        progress(step * 1000 + page * 1000 // max(last, 1), len(FEEDS) * 1000, f"{kind}, page {page} of {last}")
        page += 1


def _cached_keys(kind: str) -> dict[int, list[str]]:
    """Return the keys of all cached answers of a kind, by the id of what they are about."""
    id_parameter = re.compile(rf"[?&]{FEEDS[kind][1]}=(\d+)")
    keys: dict[int, list[str]] = {}
    for key in gateway().store.iter_keys(f"{kind}-*"):
        if match := id_parameter.search(key):
            keys.setdefault(int(match[1]), []).append(key)
    return keys
