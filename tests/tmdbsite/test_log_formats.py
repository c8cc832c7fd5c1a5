"""One line an event, as text and as JSON; no secret and no forged line in either."""

import json
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.tmdbsite.log_lines import logged_lines
from tmdbsite.log_formats import MAX_MESSAGE_LENGTH

log = logging.getLogger("catalog.tests")


def parse_one(template: str, *args: Any) -> dict[str, Any]:
    with logged_lines("json") as lines:
        log.warning(template, *args)
    [line] = lines
    assert "\n" not in line
    return dict(json.loads(line))


def test_an_event_and_its_keys_are_fields_of_json() -> None:
    fields = parse_one('job finished job=%s seconds=%.1f rows=%d result="%s"', "index", 2.25, 7, "Two words, a=b.")
    assert datetime.fromisoformat(fields.pop("time")).utcoffset() == timedelta()
    assert fields == {
        "level": "warning",
        "logger": "catalog.tests",
        "event": "job finished",
        "job": "index",
        "seconds": 2.2,
        "rows": 7,
        "result": "Two words, a=b.",
    }


@pytest.mark.parametrize(
    ("template", "args", "event", "reason"),
    [
        ("job skipped job=%s reason=delivered twice", ("warm",), "job skipped", "delivered twice"),
        ("circuit closed", (), "circuit closed", None),
        ("Not an event of ours: %s", ("a reason=b",), "Not an event of ours: a reason=b", None),
        ("heartbeat failed reason=%s", ("x user=1\n2026 ERROR",), "heartbeat failed", "x user=1\n2026 ERROR"),
    ],
)
def test_what_a_value_holds_never_poses_as_a_field(
    template: str, args: tuple[Any, ...], event: str, reason: str | None
) -> None:
    fields = parse_one(template, *args)
    assert fields["event"] == event
    assert fields.get("reason") == reason
    assert "user" not in fields


@pytest.mark.parametrize(
    ("template", "args"), [("job failed seconds=%d", ("soon",)), ("100% failed reason=%s", (3,)), ("%(a)s", ({},))]
)
def test_a_message_that_can_not_be_put_together_is_logged_and_raises_nothing(
    template: str, args: tuple[Any, ...]
) -> None:
    assert template in parse_one(template, *args)["event"]


@pytest.mark.parametrize("format_name", ["line", "json"])
def test_secrets_are_masked_in_fields_messages_and_tracebacks(format_name: str) -> None:
    with logged_lines(format_name) as lines:
        try:
            raise ValueError("GET /3/account?session_id=0123456789abcdef")
        except ValueError:
            log.exception("call failed url=%s", "/3/account?session_id=0123456789abcdef")
        log.warning("login failed password=%s", "hunter2")
    assert "0123456789abcdef" not in lines[0]
    assert "hunter2" not in lines[1]
    if format_name == "json":
        assert "ValueError: GET /3/account?session_id=•" in json.loads(lines[0])["traceback"]
        assert "\n" not in lines[0]


def test_a_line_break_in_a_value_begins_no_line_and_a_long_value_is_cut() -> None:
    with logged_lines() as lines:
        log.warning("visitor limited path=%s", "/a\n2026-01-01 00:00:00 ERROR accounts: sign_in\x1b[2J\u2028")
        log.warning("visitor limited path=%s", "x" * 8000)
    assert "\n" not in lines[0]
    assert "\x1b" not in lines[0]
    assert "\\n2026-01-01" in lines[0]
    assert len(lines[1]) < MAX_MESSAGE_LENGTH + 100
