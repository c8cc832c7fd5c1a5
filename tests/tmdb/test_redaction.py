"""No secret gets into an error, a repr or the log."""

import logging

import pytest

from tests.tmdb.fakes import KEY, TOKEN, FakeTransport, answer, requestor
from tests.tmdb.methods import api
from tmdb import Deadline, errors
from tmdb.redaction import RedactingFilter, redact
from tmdb.transport import TransportError

SECRETS = ("5f0b1c2d3e4f5a6b", KEY, TOKEN)


def test_no_secret_is_in_an_error_a_repr_or_the_log(caplog: pytest.LogCaptureFixture) -> None:
    call = api.movies.account_states(603, session_id=SECRETS[0])
    for outcome in (
        answer(401, {"status_code": 3, "status_message": "no"}),
        TransportError("refused"),
        answer(body=b"<"),
    ):
        for credential in (KEY, TOKEN):
            sender = requestor(FakeTransport([outcome]), token=credential)
            with caplog.at_level(logging.DEBUG), pytest.raises(errors.TMDBError) as caught:
                sender.send(call, deadline=Deadline.after(0.3))
            text = f"{caught.value!r} {caught.value} {sender!r} {caught.value.__cause__!r} {caplog.text}"
            assert not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.themoviedb.org/3/x?api_key={SECRETS[1]}&session_id={SECRETS[0]}",
        f"Authorization: Bearer {TOKEN}",
        f'{{"request_token": "{SECRETS[0]}", "password": "{SECRETS[1]}"}}',
        f"/3/guest_session/{SECRETS[0]}/rated/movies",
        f"guest_session_id={SECRETS[0]}",
    ],
)
def test_secrets_are_blotted_out(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in redact(text)]


def test_the_log_filter_blots_out_arguments_and_tracebacks() -> None:
    try:
        raise ValueError(f"session_id={SECRETS[0]}")
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "see %s", (f"api_key={KEY}",), info)
    RedactingFilter().filter(record)
    text = logging.Formatter().format(record)
    assert KEY not in text
    assert SECRETS[0] not in text
    assert "see api_key=•" in text
