"""The job that warms the cache: the front page, trending and charts, in the languages and countries in use."""

import time
from collections.abc import Iterator

from catalog.gateway import Call, gateway
from catalog.gateway.ttl import ttl_of
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, chart_call
from catalog.pages.home import HomePage
from catalog.pages.trending import trending_call
from jobs.redis_client import RedisUnavailable
from jobs.runner import JobFailed, Progress, job

LOCALE_RETENTION = 7 * 86400  # seconds since somebody read in a locale
MAX_LOCALES = 8
REFRESH_AT = 0.7  # of the time for which an answer is fresh
MAX_FAILURES_IN_A_ROW = 3  # after which the job waits for its next time


@job("warm", "Warming", "Fetches the front page, trending and charts anew before they are past their time.")
def warm(progress: Progress) -> str:
    """Refresh answers that will soon be stale. Raises JobFailed when TMDB answers nothing several times in a row."""
    calls = list(_due_calls())
    fetched = failures = 0
    for number, call in enumerate(calls):
        progress(number, len(calls), call.operation.id)
        is_fetched = gateway().refresh(call)
        fetched += is_fetched
        failures = 0 if is_fetched else failures + 1
        if failures == MAX_FAILURES_IN_A_ROW:
            raise JobFailed(f"{fetched} of {len(calls)} answers fetched; then TMDB gave none.")
    progress(len(calls), len(calls))
    return f"{fetched} of {len(calls)} answers fetched."


def _due_calls() -> Iterator[Call]:
    """Yield calls whose answers are missing, or will soon be stale."""
    store = gateway().store
    calls = {call.key: call for locale in _recent_locales() for call in _calls(locale)}
    now = time.time()
    for call, metadata in zip(calls.values(), store.metadata(list(calls)), strict=True):
        due_age = ttl_of(call.operation.id).fresh * REFRESH_AT
        if metadata is None or metadata.is_changed or now - metadata.fetched_at > due_age:
            yield call


def _recent_locales() -> list[Locale]:
    try:
        pairs = gateway().store.recent_locales(LOCALE_RETENTION)
    except RedisUnavailable:
        pairs = []
    return [Locale(language, region) for language, region in pairs[:MAX_LOCALES]] or [Locale()]


def _calls(locale: Locale) -> Iterator[Call]:
    yield from HomePage.today(locale).calls().values()
    yield from (chart_call(chart, locale) for chart in CHARTS.values())
    yield trending_call("all", "week", locale)
