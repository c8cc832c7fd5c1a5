"""Each of TMDB's codes and statuses is an error of the class that callers rely on."""

import pytest

from tests.tmdb.fakes import SOON, FakeTransport, answer, requestor
from tests.tmdb.methods import api
from tmdb import errors

MATRIX = api.movies.details(603, language="de-DE")


# What a caller does with an error hangs on its class: all of TMDB's codes, by the class that they are.
KINDS: dict[type[errors.TMDBError], set[int]] = {
    errors.NotFound: {6, 21, 34, 37, 44},
    errors.AuthenticationFailed: {7, 10, 14, 35},
    errors.NotAllowed: {3, 38, 39, 45},
    errors.SessionDenied: {16, 17, 33, 36, 41},
    errors.LoginFailed: {26, 30, 31, 32},
    errors.ValidationFailed: {2, 4, 5, 18, 19, 20, 22, 23, 28, 29, 42, 47},
    errors.TooManyAppended: {27},
    errors.Duplicate: {8},
    errors.RateLimited: {25},
    errors.Unavailable: {9, 11, 15, 24, 43, 46},
}


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in KINDS.items() for code in sorted(codes)])
def test_each_of_tmdbs_codes_is_an_error_of_its_own_kind(kind: type[errors.TMDBError], code: int) -> None:
    body = {"status_code": code, "status_message": "what TMDB says", "success": False}
    for status in (200, 400, 500):
        write = api.movies.add_rating(603, value=8.5)  # a write, since those are not tried again
        with pytest.raises(errors.TMDBError, match="what TMDB says") as caught:
            requestor(FakeTransport([answer(status, body)])).send(write, deadline=SOON)
        assert type(caught.value) is kind
        assert (caught.value.tmdb_code, caught.value.http_status) == (code, status)
        assert caught.value.path == "/movie/603/rating"


@pytest.mark.parametrize("code", [1, 12, 13, 40])
def test_the_other_codes_are_successes(code: int) -> None:
    for success in ({}, {"success": True}, {"success": False}):
        body = {"status_code": code, "status_message": "fine", **success}
        write = api.movies.add_rating(603, value=8.5)
        assert requestor(FakeTransport([answer(200, body)])).send(write, deadline=SOON).data == body


def test_all_47_codes_are_accounted_for() -> None:
    assert set(errors.ERRORS_BY_CODE) | errors.SUCCESS_CODES == set(range(1, 48))


@pytest.mark.parametrize("status", [301, 302, 401, 403, 404, 407, 418])
def test_a_page_of_something_in_front_of_tmdb_is_no_answer_of_tmdbs(status: int) -> None:
    transport = FakeTransport([answer(status, headers={"Location": "/login"}, body=b"<html>Sign in")])
    with pytest.raises(errors.BadAnswer):
        requestor(transport).send(MATRIX, deadline=SOON)
    assert len(transport.requests) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, errors.BadAnswer),
        (403, errors.BadAnswer),
        (404, errors.BadAnswer),
        (422, errors.ValidationFailed),
        (429, errors.RateLimited),
        (500, errors.Unavailable),
        (504, errors.Unavailable),
    ],
)
def test_without_a_code_the_status_decides(status: int, kind: type[errors.TMDBError]) -> None:
    for data in ({}, [], {"status_code": "x"}, {"errors": ["page must be less than 500"]}):
        assert type(errors.from_answer(status, data, path="/x")) is kind


def test_a_failure_in_an_answer_with_status_200_is_a_failure() -> None:
    body = {"success": False, "status_code": 7, "status_message": "Invalid API key"}
    with pytest.raises(errors.AuthenticationFailed):
        requestor(FakeTransport([answer(200, body)])).send(MATRIX, deadline=SOON)


@pytest.mark.parametrize("body", [b"<!doctype html>", b'{"id": 60', b"", b'"text"', b"null", b"[" * 100_000])
def test_what_is_no_answer_is_named_so(body: bytes) -> None:
    with pytest.raises(errors.BadAnswer):
        requestor(FakeTransport([answer(body=body)])).send(MATRIX, deadline=SOON)
