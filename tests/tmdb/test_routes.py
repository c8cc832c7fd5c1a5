"""The table of operations and the methods that describe calls agree."""

import inspect
from typing import Any

import pytest

from tmdb import OPERATIONS, Call, Endpoints, errors

ask: Endpoints[Call] = Endpoints(lambda call: call)


def methods() -> list[tuple[str, Any]]:
    return [
        (f"{name}.{method}", getattr(group, method))
        for name, group in vars(ask).items()
        for method in dir(group)
        if not method.startswith("_")
    ]


def sample(parameter: inspect.Parameter) -> Any:
    """A value of the parameter's type."""
    kind = str(parameter.annotation)
    if parameter.name == "append_to_response":
        return ("credits", "images")
    return True if "bool" in kind else 7 if "int" in kind else 7.5 if "float" in kind else "text"


def described(method: Any) -> Call:
    parameters = inspect.signature(method).parameters.values()
    positional = [sample(one) for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    named = {one.name: sample(one) for one in parameters if one.kind is one.KEYWORD_ONLY}
    call: Call = method(*positional, **named)
    return call


def test_there_are_all_152_operations() -> None:
    assert len(OPERATIONS) == 152


def test_each_operation_is_reached_by_just_one_method() -> None:
    reached = [described(method).operation.id for _, method in methods()]
    assert sorted(reached) == sorted(OPERATIONS)


@pytest.mark.parametrize(("name", "method"), methods(), ids=[name for name, _ in methods()])
def test_a_method_sends_just_what_its_operation_takes(name: str, method: Any) -> None:
    call = described(method)
    assert "{" not in call.path
    assert {key for key, _ in call.query} == set(call.operation.query), name
    assert bool(call.body) == bool(call.operation.body), name
    assert method.__doc__, name


def test_what_is_not_given_is_not_sent() -> None:
    call = ask.movies.details(603)
    assert call.query == ()
    assert call.path == "/movie/603"


def test_several_values_are_joined_and_booleans_in_lower_case() -> None:
    call = ask.discover.movie(include_adult=False, with_genres="878|27", vote_average_gte=7.5)
    assert dict(call.query) == {"include_adult": "false", "with_genres": "878|27", "vote_average.gte": "7.5"}
    assert dict(ask.movies.details(1, append_to_response=["a", "b/c"]).query) == {"append_to_response": "a,b/c"}


def test_twenty_parts_may_be_appended_and_no_more() -> None:
    ask.movies.details(603, append_to_response=[str(n) for n in range(20)])
    with pytest.raises(errors.TooManyAppended, match="21"):
        ask.movies.details(603, append_to_response=[str(n) for n in range(21)])
    ask.movies.details(603, append_to_response="credits,images,watch/providers")


def test_a_path_holds_any_text() -> None:
    assert ask.find.by_id("a/b?c=1#ä", external_source="imdb_id").path == "/find/a%2Fb%3Fc%3D1%23%C3%A4"


@pytest.mark.parametrize("text", ["", " ", ".", "..", None])
def test_a_path_is_never_made_another_by_what_stands_in_it(text: str) -> None:
    with pytest.raises(errors.ValidationFailed):
        ask.find.by_id(text, external_source="imdb_id")


def test_an_empty_session_is_refused_since_tmdb_would_act_for_the_owner_of_the_token() -> None:
    for name in ("session_id", "guest_session_id"):
        with pytest.raises(errors.SessionDenied):
            ask.movies.add_rating(603, value=8.0, **{name: ""})  # type: ignore[arg-type]
    assert ask.movies.add_rating(603, value=8.0).query == ()


def test_only_reads_are_handed_to_tasks() -> None:
    with pytest.raises(ValueError, match="read"):
        ask.movies.add_rating(603, value=8.0).to_json()


def test_a_call_survives_the_way_to_a_task() -> None:
    call = ask.search.multi("千と千尋", language="de-DE", page=2)
    assert Call.from_json(call.to_json()) == call
    assert Call.from_json(call.to_json()).key == call.key


def test_calls_that_differ_have_different_keys() -> None:
    calls = [ask.movies.details(1), ask.movies.details(2), ask.tv.details(1), ask.movies.details(1, language="de")]
    assert len({call.key for call in calls}) == 4
    assert ask.movies.details(1).key == ask.movies.details(1).key
    assert ask.movies.add_rating(1, value=8.0).key != ask.movies.add_rating(1, value=8.5).key


def test_a_session_is_in_no_key_no_repr_and_no_task() -> None:
    session = "5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b"
    for call in (ask.movies.account_states(603, session_id=session), ask.guest_sessions.rated_tv(session)):
        assert session not in call.key
        assert session not in repr(call)
        assert session not in call.loggable_path
        with pytest.raises(ValueError, match="session"):
            call.to_json()
    ending = ask.authentication.delete_session(session_id=session)
    assert session not in ending.key + repr(ending)
    other = ask.movies.account_states(603, session_id="another")
    assert other.key != ask.movies.account_states(603, session_id=session).key
