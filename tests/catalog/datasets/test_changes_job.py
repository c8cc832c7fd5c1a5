"""The job that follows changes: only what is cached becomes stale, and no day is missed."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from catalog.gateway import gateway
from catalog.models import Checkpoint
from jobs import dispatch, runner
from tests.conftest import get_page
from tests.stand_in import DOWN, StandIn
from tmdb import errors

NOW = datetime.now(UTC).date()


def changed_film(stand_in: StandIn, since: date) -> int:
    feed = json.loads(stand_in.app.get("/3/movie/changes", {}, f"start_date={since}&end_date={NOW}")[2])
    return int(feed["results"][0]["id"])


def test_changes_mark_only_what_is_held(visitor: Client, stand_in: StandIn) -> None:
    """Details, and all else that is kept of a film: its reviews here."""
    since = NOW - timedelta(days=13)
    changed = changed_film(stand_in, since)
    get_page(visitor, f"/movie/{changed}/")
    get_page(visitor, f"/movie/{changed}/reviews/")
    held = [key for key in gateway().store.iter_keys("movie-*") if f"movie_id={changed}" in key]
    Checkpoint.objects.create(name="changes", value=since.isoformat())
    stand_in.calls.clear()
    assert f"{len(held)} kept answers of them" in runner.run("changes").result
    assert {call.partition("?")[0] for call in stand_in.calls} == {"/movie/changes", "/tv/changes", "/person/changes"}
    stand_in.calls.clear()
    body = get_page(visitor, f"/movie/{changed}/")  # served as it is, and fetched anew behind the visitor's back
    assert "This page is from" not in body
    dispatch.drain()
    assert any(call.startswith(f"/movie/{changed}?") for call in stand_in.calls)
    stand_in.calls.clear()
    get_page(visitor, f"/movie/{changed}/")
    dispatch.drain()
    assert stand_in.calls == []  # once is enough


def test_changes_that_could_not_be_read_to_the_end_are_read_again(stand_in: StandIn) -> None:
    Checkpoint.objects.create(name="changes", value=(NOW - timedelta(days=3)).isoformat())
    stand_in.fault = DOWN
    with pytest.raises(errors.TMDBError):
        runner.run("changes")
    assert Checkpoint.objects.get(name="changes").value == (NOW - timedelta(days=3)).isoformat()
    stand_in.fault = None
    runner.run("changes")
    assert any(f"start_date={NOW - timedelta(days=3)}" in call for call in stand_in.calls)
    stand_in.calls.clear()
    runner.run("changes")  # the same day again: what changed since the last run is of today
    assert any(f"start_date={NOW}" in call for call in stand_in.calls)


def test_after_more_than_a_fortnight_everything_held_is_past_its_time(visitor: Client) -> None:
    get_page(visitor, "/movie/603/")
    Checkpoint.objects.create(name="changes", value=(NOW - timedelta(days=15)).isoformat())
    assert "all 1 kept answers" in runner.run("changes").result
    assert Checkpoint.objects.get(name="changes").value == NOW.isoformat()
