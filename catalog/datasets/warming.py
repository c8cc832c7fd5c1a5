"""What is fetched before anybody asks: the front page, trending and charts, in the languages and countries in use."""

import time
from collections.abc import Iterator

from catalog.gateway import Call, gateway
from catalog.gateway.ttl import ttl_of
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, chart_call, trending_call
from catalog.pages.home import HomePage
from jobs.redis_client import RedisUnavailable

USUAL = Locale("en-US", "US")
IN_USE = 7 * 86400  # seconds since somebody read so
MOST = 8  # locales
EARLY = 0.7  # of its time after which an answer is fetched anew


def locales() -> list[Locale]:
    try:
        pairs = gateway().store.locales(IN_USE)
    except RedisUnavailable:
        pairs = []
    return [Locale(language, region) for language, region in pairs[:MOST]] or [Locale()]


def due() -> Iterator[Call]:
    """Calls whose answers are kept and soon past their time, or not kept."""
    store = gateway().store
    calls = {call.key: call for locale in locales() for call in _calls(locale)}
    now = time.time()
    for (_, call), stamp in zip(calls.items(), store.stamps(list(calls)), strict=True):
        if stamp is None or stamp.changed or now - stamp.at > ttl_of(call.operation.id).fresh * EARLY:
            yield call


def _calls(locale: Locale) -> Iterator[Call]:
    yield from HomePage.today(locale).calls().values()
    yield from (chart_call(chart, locale) for chart in CHARTS.values())
    yield trending_call("all", "week", locale)
