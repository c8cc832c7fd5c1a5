"""The methods of the endpoint groups describe just the calls that the table of operations has."""

from typing import Any

import pytest

from tests.tmdb.methods import api, client_methods, describe_call
from tmdb import OPERATIONS, errors

METHODS = client_methods()


def test_there_are_all_152_operations() -> None:
    assert len(OPERATIONS) == 152


def test_each_operation_is_reached_by_just_one_method() -> None:
    reached = [describe_call(method).operation.id for method in METHODS.values()]
    assert sorted(reached) == sorted(OPERATIONS)


@pytest.mark.parametrize(("name", "method"), METHODS.items(), ids=METHODS)
def test_a_method_sends_just_what_its_operation_takes(name: str, method: Any) -> None:
    call = describe_call(method)
    assert "{" not in call.path
    assert {key for key, _ in call.query} == set(call.operation.query), name
    assert bool(call.body) == bool(call.operation.body), name
    assert method.__doc__, name


def test_what_is_not_given_is_not_sent() -> None:
    call = api.movies.details(603)
    assert call.query == ()
    assert call.path == "/movie/603"


def test_several_values_are_joined_and_booleans_in_lower_case() -> None:
    call = api.discover.movie(include_adult=False, with_genres="878|27", vote_average_gte=7.5)
    assert dict(call.query) == {"include_adult": "false", "with_genres": "878|27", "vote_average.gte": "7.5"}
    assert dict(api.movies.details(1, append_to_response=["a", "b/c"]).query) == {"append_to_response": "a,b/c"}


def test_twenty_parts_may_be_appended_and_no_more() -> None:
    api.movies.details(603, append_to_response=[str(n) for n in range(20)])
    with pytest.raises(errors.TooManyAppended, match="21"):
        api.movies.details(603, append_to_response=[str(n) for n in range(21)])
    api.movies.details(603, append_to_response="credits,images,watch/providers")


def test_a_path_holds_any_text() -> None:
    assert api.find.by_id("a/b?c=1#ä", external_source="imdb_id").path == "/find/a%2Fb%3Fc%3D1%23%C3%A4"


@pytest.mark.parametrize("text", ["", " ", ".", "..", None])
def test_a_path_is_never_made_another_by_what_stands_in_it(text: str) -> None:
    with pytest.raises(errors.ValidationFailed):
        api.find.by_id(text, external_source="imdb_id")


def test_an_empty_session_is_refused_since_tmdb_would_act_for_the_owner_of_the_token() -> None:
    for name in ("session_id", "guest_session_id"):
        with pytest.raises(errors.SessionDenied):
            api.movies.add_rating(603, value=8.0, **{name: ""})
    assert api.movies.add_rating(603, value=8.0).query == ()
