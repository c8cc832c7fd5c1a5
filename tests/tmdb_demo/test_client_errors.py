"""The client's documents are right about errors and fields, method by method, over the stand-in."""

import operator
import re
from collections.abc import Iterable
from typing import Any

import pytest

from tests.tmdb.methods import call_with, client_methods, describe_call, parameters_of
from tests.tmdb_demo.addresses import VALUES
from tests.tmdb_demo.conftest import Demo
from tests.tmdb_demo.shapes import SHAPES, WRITES
from tmdb import Client, Requestor, RequestsTransport, errors
from tmdb.endpoints.group import MAX_APPENDED
from tmdb.wsgi_adapter import WSGIAdapter

METHODS = client_methods()
UNKNOWN = "999999999"
# What a parameter is when it is wrong, and what comes of it. `None` for a code that the client finds by itself.
WRONG: dict[str, tuple[Any, type[errors.TMDBError], int]] = {
    "page": (501, errors.ValidationFailed, 22),
    "start_date": ("2026-02-30", errors.ValidationFailed, 23),
    "timezone": ("Moon/Tycho", errors.ValidationFailed, 28),
    "query": (" ", errors.ValidationFailed, 47),
    "append_to_response": (["credits"] * (MAX_APPENDED + 1), errors.TooManyAppended, 27),
    "session_id": ("", errors.SessionDenied, 17),
    "value": (10.5, errors.ValidationFailed, 18),
    "external_source": ("phone", errors.ValidationFailed, 5),
    "confirm": (False, errors.ValidationFailed, 29),
    "time_window": ("year", errors.NotFound, 6),
    "credit_id": ("x", errors.NotFound, 34),
    "review_id": ("x", errors.NotFound, 34),
    "tv_episode_group_id": ("x", errors.NotFound, 34),
    "guest_session_id": ("unknown", errors.NotAllowed, 3),
    **{
        name: (UNKNOWN, errors.NotFound, 34)
        for name in VALUES
        if name.endswith("_id") and name not in {"external_id", "tv_episode_group_id"}
    },
    "season_number": (99, errors.NotFound, 34),
    "episode_number": (99, errors.NotFound, 34),
}
RIGHT: dict[str, Any] = VALUES | {
    "query": "x", "external_source": "imdb_id", "value": 8.5, "media_type": "movie", "media_id": 603, "confirm": True,
    "name": "Owls", "description": "", "account_id": "me", "favorite": True, "watchlist": True, "movie_id": "603",
}  # fmt: skip


def cases() -> list[tuple[str, str]]:
    """Return (method, parameter) for each parameter that can be wrong."""
    return [
        (name, parameter)
        for name, method in METHODS.items()
        for parameter in parameters_of(method)
        if parameter in WRONG and not _is_harmless(name, parameter)
    ]


def _is_harmless(name: str, parameter: str) -> bool:
    """Return whether no error comes: no list has an unknown film, and an unknown guest session may still be used."""
    return (name, parameter) in {("lists.item_status", "movie_id")} or (
        parameter == "guest_session_id" and not name.startswith("guest_sessions")
    )


@pytest.fixture(scope="module")
def client(demo: Demo) -> Client:
    transport = RequestsTransport({"http://demo.invalid": lambda: WSGIAdapter(demo.app)})
    return Client(Requestor(transport, base_url="http://demo.invalid/3"))


@pytest.fixture(scope="module")
def placed(demo: Demo) -> dict[str, Any]:
    session = demo.session("otto")
    new_list = demo.write("POST", "/list", f"session_id={session}", name="Owls", description="")[1]
    guest = demo.get_ok("/authentication/guest_session/new")["guest_session_id"]
    return {"session_id": session, "list_id": str(new_list["list_id"]), "guest_session_id": guest}


@pytest.mark.parametrize(("name", "parameter"), cases())
def test_what_is_wrong_is_the_error_that_the_documents_name(
    client: Client, placed: dict[str, Any], name: str, parameter: str
) -> None:
    method = operator.attrgetter(name)(client)
    wrong, kind, code = WRONG[parameter]
    values = RIGHT | placed | {parameter: wrong}
    names = {key for key, each in parameters_of(method).items() if each.default is each.empty}
    names |= {parameter, "session_id"} & set(parameters_of(method))
    with pytest.raises(kind) as caught:
        call_with(method, {key: values[key] for key in names})
    assert type(caught.value) is kind
    assert caught.value.tmdb_code == code


def keys(shape: Any) -> Iterable[str]:
    for part in shape if isinstance(shape, list) else shape.values() if isinstance(shape, dict) else ():
        yield from keys(part)
    yield from shape if isinstance(shape, dict) else ()


# Fields that TMDB's example of the answer does not show, but its answers have; and what is no field.
BEYOND = {
    "movies.recommendations": {"page", "results", "total_pages", "total_results"},
    "movies.release_dates": {"certification", "release_date", "type", "note"},
    "movies.watch_providers": {"link", "flatrate", "free", "ads", "rent", "buy"},
    "tv.details": {"season"},
    "keywords.movies": {"discover", "movie", "with_keywords"},
    **{f"{group}.account_states": {"value"} for group in ("movies", "episodes")},
    **{f"{group}.latest": {"details"} for group in ("movies", "tv", "people")},
}


@pytest.mark.parametrize(("name", "method"), METHODS.items(), ids=METHODS)
def test_a_docstring_names_fields_that_the_answer_has(name: str, method: Any) -> None:
    operation = describe_call(method).operation
    shape = SHAPES[operation.path] if operation.method == "GET" else WRITES[operation.id][1]
    fields = {word for quoted in re.findall(r"`([^`]+)`", method.__doc__) for word in re.findall(r"[a-z]\w+", quoted)}
    assert fields or shape == ["text"]
    assert fields - set(keys(shape)) - set(parameters_of(method)) <= BEYOND.get(name, set())
