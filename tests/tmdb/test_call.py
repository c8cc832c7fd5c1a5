"""Calls as values: their keys, their way to a task and back, and the secrets that they keep to themselves."""

import pytest

from tests.tmdb.methods import api
from tmdb import Call


def test_only_reads_are_handed_to_tasks() -> None:
    with pytest.raises(ValueError, match="read"):
        api.movies.add_rating(603, value=8.0).to_json()


def test_a_call_survives_the_way_to_a_task() -> None:
    call = api.search.multi("千と千尋", language="de-DE", page=2)
    assert Call.from_json(call.to_json()) == call
    assert Call.from_json(call.to_json()).key == call.key


def test_calls_that_differ_have_different_keys() -> None:
    calls = [api.movies.details(1), api.movies.details(2), api.tv.details(1), api.movies.details(1, language="de")]
    assert len({call.key for call in calls}) == 4
    assert api.movies.details(1).key == api.movies.details(1).key
    assert api.movies.add_rating(1, value=8.0).key != api.movies.add_rating(1, value=8.5).key


def test_a_session_is_in_no_key_no_repr_and_no_task() -> None:
    session = "5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b"
    for call in (api.movies.account_states(603, session_id=session), api.guest_sessions.rated_tv(session)):
        assert session not in call.key
        assert session not in repr(call)
        assert session not in call.loggable_path
        with pytest.raises(ValueError, match="session"):
            call.to_json()
    ending = api.authentication.delete_session(session_id=session)
    assert session not in ending.key + repr(ending)
    other = api.movies.account_states(603, session_id="another")
    assert other.key != api.movies.account_states(603, session_id=session).key
