"""How long answers are fresh, by TMDB's operation ids."""

import pytest

from catalog.gateway.ttl import CHANGES, CHARTS, DETAILS, LATEST, NOT_FOUND, REFERENCE, RESULTS, TRENDING, TTL, ttl_of


@pytest.mark.parametrize(
    ("operation", "ttl"),
    [
        ("movie-details", DETAILS), ("person-movie-credits", DETAILS), ("movie-popular-list", CHARTS),
        ("tv-series-top-rated-list", CHARTS), ("trending-all", TRENDING), ("search-multi", RESULTS),
        ("discover-movie", RESULTS), ("find-by-id", RESULTS), ("configuration-details", REFERENCE),
        ("genre-movie-list", REFERENCE), ("certification-tv-list", REFERENCE), ("movie-latest-id", LATEST),
        ("movie-changes", CHANGES), ("something-new", DETAILS),
    ],
)  # fmt: skip
def test_ttl_of_an_operation(operation: str, ttl: TTL) -> None:
    assert ttl_of(operation) is ttl


@pytest.mark.parametrize("ttl", [DETAILS, CHARTS, TRENDING, RESULTS, CHANGES, LATEST, REFERENCE, NOT_FOUND])
def test_nothing_is_dropped_while_it_is_fresh(ttl: TTL) -> None:
    assert 0 < ttl.fresh <= ttl.keep
