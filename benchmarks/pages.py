"""The pages of a film and home, in each state of the cache."""

from collections.abc import Callable

from django.test import Client

from benchmarks.timing import LATENCY, MATRIX, measure_median, measure_together
from catalog.gateway import api, reset_caches, tmdb_client
from jobs import redis_client
from tests.stand_in import StandIn
from tmdb import Deadline


def run() -> None:
    stand_in = StandIn(tmdb_client.demo())
    stand_in.app.prepare()
    tmdb_client.demo = lambda: stand_in
    stand_in.latency = LATENCY
    visitor = Client(headers={"Accept-Language": "en-GB"})
    unit = measure_median(lambda: tmdb_client.requestor().send(api.movies.details(603), deadline=Deadline.after(5)), 5)
    print(f"one request to TMDB: {unit:.0f} ms, the unit below\n")
    print(f"{'':42}{'ms':>8}{'units':>8}{'calls':>8}")
    for name, address in (("film", MATRIX), ("home", "/")):
        _print_row(f"{name}, cold", stand_in, unit, _open_cold(visitor, address), 5)
        _print_row(f"{name}, warm", stand_in, unit, lambda address=address: visitor.get(address))
        _print_row(f"{name}, warm, rendered anew", stand_in, unit, _open_unrendered(visitor, address))
        etag = visitor.get(address).headers["ETag"]
        _print_row(f"{name}, 304", stand_in, unit, _open_conditional(visitor, address, etag))
    _print_crowd(stand_in, unit)


def _print_row(name: str, stand_in: StandIn, unit: float, action: Callable[[], object], rounds: int = 15) -> None:
    before = len(stand_in.page_calls)
    milliseconds = measure_median(action, rounds)
    calls = (len(stand_in.page_calls) - before) / rounds
    print(f"{name:42}{milliseconds:>8.1f}{milliseconds / unit:>8.2f}{calls:>8.1f}")


def _open_cold(visitor: Client, address: str) -> Callable[[], object]:
    def action() -> object:
        redis_client.client().flushdb()
        reset_caches()
        return visitor.get(address)

    return action


def _open_unrendered(visitor: Client, address: str) -> Callable[[], object]:
    def action() -> object:
        for key in redis_client.client().scan_iter("*gateway:part:*"):
            redis_client.client().delete(key)
        return visitor.get(address)

    return action


def _open_conditional(visitor: Client, address: str, etag: str) -> Callable[[], object]:
    def action() -> object:
        response = visitor.get(address, headers={"If-None-Match": etag})
        assert response.status_code == 304
        return response

    return action


def _print_crowd(stand_in: StandIn, unit: float) -> None:
    redis_client.client().flushdb()
    reset_caches()
    stand_in.calls.clear()
    milliseconds = measure_together(lambda: Client(headers={"Accept-Language": "en-GB"}).get(MATRIX), 20)
    calls = len(stand_in.page_calls)
    print(f"{'film, cold, 20 visitors at once':42}{milliseconds:>8.1f}{milliseconds / unit:>8.2f}{calls:>8.1f}")
