"""The job that warms the cache."""

import pytest
from django.test import Client

from catalog.gateway import gateway
from jobs import runner
from tests.conftest import get_page
from tests.stand_in import DOWN, HTML, Fault, StandIn


def test_warming_fetches_what_is_soon_past_its_time(visitor: Client, stand_in: StandIn) -> None:
    get_page(visitor, "/")
    first = runner.run("warm")
    assert first.total > 0
    assert "0 of 0 answers" in runner.run("warm").result
    gateway().store.mark_changed(gateway().store.iter_keys("trending-all"))
    stand_in.calls.clear()
    runner.run("warm")
    assert all(call.startswith("/trending/all") for call in stand_in.calls)
    assert stand_in.calls
    assert "language=en-GB" in stand_in.calls[0]  # as somebody reads


@pytest.mark.parametrize(("fault", "requests"), [(DOWN, 9), (HTML, 3)], ids=["down", "nonsense"])
def test_warming_gives_up_when_tmdb_gives_no_answers_and_says_so(
    visitor: Client, stand_in: StandIn, fault: Fault, requests: int
) -> None:
    """After three answers that did not come, each asked for up to three times."""
    stand_in.fault = fault
    with pytest.raises(runner.JobFailed, match=r"0 of [0-9]+ answers fetched; then TMDB gave none"):
        runner.run("warm")
    assert len(stand_in.calls) == requests
