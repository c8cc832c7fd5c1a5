"""Answers are cleaned where they come in, and what is no answer to the call is refused."""

import json
from typing import Any

import pytest

from tests.tmdb.fakes import FakeTransport, answer, requestor
from tests.tmdb.methods import api
from tests.tmdb_demo.shapes import SHAPES
from tmdb import OPERATIONS, Call, Deadline, errors
from tmdb.validation import MAX_DEPTH, check, parse

MATRIX = api.movies.details(603)


def sent(call: Call, body: bytes, status: int = 200, etag: str = "") -> Any:
    return requestor(FakeTransport([answer(status, body=body)])).send(call, deadline=Deadline.after(5), etag=etag).data


@pytest.mark.parametrize("path", SHAPES)
def test_what_tmdb_documents_is_what_the_table_wants(path: str) -> None:
    operation = next((each for each in OPERATIONS.values() if (each.method, each.path) == ("GET", path)), None)
    if operation is None:
        return
    assert isinstance(SHAPES[path], list) == operation.answers_list
    assert operation.answers_list or {key for key, _ in operation.required_keys} <= set(SHAPES[path])


def test_nearly_every_read_has_something_that_its_answer_is_known_by() -> None:
    reads = [operation for operation in OPERATIONS.values() if operation.method == "GET"]
    unchecked = [read.id for read in reads if not read.required_keys and not read.answers_list]
    assert unchecked == ["movie-recommendations"]


WRONG = {
    "a list": (MATRIX, []),
    "nothing": (MATRIX, {}),
    "another film": (MATRIX, {"id": 604, "title": "The Matrix Reloaded"}),
    "an id that is none": (MATRIX, {"id": None, "title": "The Matrix"}),
    "another film's images": (api.movies.images(603), {"id": 604, "posters": []}),
    "a film's id that was read from a number": (MATRIX, {"id": 603.5}),
    "another film by an IMDb id": (api.movies.details("tt0133093"), {"id": 604, "imdb_id": "tt0234215"}),
    "a film whose IMDb id is none": (api.movies.details("tt0133093"), {"id": 603, "imdb_id": []}),
    "an object for a list": (api.configuration.countries(), {"results": []}),
    "no results": (api.search.movies("matrix"), {"page": 1}),
    "results that are null": (api.search.movies("matrix"), {"results": None}),
    "another season": (api.seasons.details(1399, 2), {"id": 3624, "season_number": 1}),
    "another review": (api.reviews.details("dab13920"), {"id": "dab13921"}),
    "a list for a write": (api.movies.add_rating(603, value=8.5), []),
    "nothing for a write": (api.movies.add_rating(603, value=8.5), {}),
    "a new list without its id": (
        api.lists.create(name="x", description="", session_id="x"),
        {"success": True, "list_id": None},
    ),
    "an account whose id is a text": (api.account.details("me", session_id="x"), {"id": "twelve"}),
    "a session without its id": (api.authentication.create_session(request_token="x"), {"success": True}),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_answer_to_what_was_asked_is_refused(name: str) -> None:
    call, data = WRONG[name]
    with pytest.raises(errors.BadAnswer):
        sent(call, json.dumps(data).encode())


RIGHT = {
    "a film": (MATRIX, {"id": 603}),
    "a film by its IMDb id": (api.movies.details("tt1345836"), {"id": 49026, "imdb_id": "tt1345836"}),
    "a part of a film by its IMDb id": (api.movies.images("tt1345836"), {"id": 49026}),
    "an id with words behind it": (api.movies.details("550-fight-club"), {"id": 550}),
    "an old list": (api.lists.details("509ec17b19c2950a0600050d"), {"id": 509}),
    "a list whose id is a text": (api.lists.details(509), {"id": "509"}),
    "a season, by its own id": (api.seasons.images(1399, 1), {"id": 3624, "posters": []}),
    "what TMDB documents of recommendations": (api.movies.recommendations(603), {}),
    "an empty list for an empty object": (api.certifications.movies(), {"certifications": []}),
    "the first page for page 0": (api.people.tagged_images(6384), {"id": 6384, "page": 0, "results": []}),
    "an account by any name": (api.account.details("{account_id}", session_id="x"), {"id": 12}),
    "an end of a session": (api.authentication.delete_session(session_id="x"), {"success": True}),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_tmdb_may_answer_is_taken(name: str) -> None:
    call, data = RIGHT[name]
    check(call, data)


def test_texts_hold_nothing_that_can_not_be_written() -> None:
    body = rb'{"id": 603, "title": "a\ud800b\u0000c", "\udfff": "\ud83c\udfac", "b": "' + b"\xed\xa0\x80\xff" + b'"}'
    data = sent(MATRIX, body)
    assert data["title"] == "a\ufffdb\ufffdc"
    assert data["\ufffd"] == "🎬"
    assert json.dumps(data, ensure_ascii=False).encode().decode().count("\ufffd") >= 4


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999", "-1e308", "9" * 19, "9" * 400])
def test_numbers_are_finite_and_fit_into_64_bits(number: str) -> None:
    data = sent(MATRIX, f'{{"id": 603, "budget": {number}, "rows": [[{number}]]}}'.encode())
    assert (data["budget"], data["rows"]) == (None, [[None]])


@pytest.mark.parametrize("number", ["0", "-7", "-7.5", "2147483648", "1e300", "NaN"])
def test_an_id_that_can_be_none_is_none(number: str) -> None:
    data = sent(MATRIX, f'{{"id": 603, "cast": [{{"id": {number}, "show_id": {number}, "order": -1}}]}}'.encode())
    assert data["cast"] == [{"id": None, "show_id": None, "order": -1}]
    numbers = parse(b'{"season_number": 0, "episode_number": -1}')
    assert numbers == {"season_number": 0, "episode_number": None}


def test_usual_numbers_stay_as_they_are() -> None:
    assert parse(b"[0, -1, 2923706026, 8.2, true, false]") == [0, -1, 2923706026, 8.2, True, False]


@pytest.mark.parametrize("opened", [b"[", b'{"a":'])
def test_nothing_is_nested_without_end(opened: bytes) -> None:
    closed = b"]" if opened == b"[" else b"}"
    for depth in (MAX_DEPTH + 1, 500, 100_000):
        assert parse(opened * depth + b"1" + closed * depth) is None
    assert parse(opened * 10 + b"1" + closed * 10) is not None
    with pytest.raises(errors.BadAnswer):
        sent(MATRIX, b'{"id": 603, "a": ' + opened * 500 + b"1" + closed * 500 + b"}")


@pytest.mark.parametrize("status", [401, 403, 404])
@pytest.mark.parametrize("body", [b"{}", b'{"message":"no Route matched"}', b'{"status_code":404,"success":false}'])
def test_a_refusal_without_tmdbs_own_reason_came_from_something_in_front_of_it(status: int, body: bytes) -> None:
    for call in (MATRIX, api.movies.add_rating(603, value=8.5)):
        with pytest.raises(errors.BadAnswer):
            sent(call, body, status)


def test_not_modified_is_no_answer_to_who_has_nothing() -> None:
    assert sent(MATRIX, b"", 304, etag='W/"x"') is None
    with pytest.raises(errors.BadAnswer):
        sent(MATRIX, b"", 304)
