"""How a log line is written: as text, or as one JSON object (`LOG_FORMAT=json`).

Our events are written `noun verb key=value`. JSON has the event and each key as a field of its own. They are taken from
the template of the message and not from its text: what a stranger puts into a value can't pose as another field.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from tmdb.redaction import redact

Event = tuple[str, dict[str, Any]]  # its name, and its fields

MAX_MESSAGE_LENGTH = 1_000  # characters; an address alone may have 8,000

# Line breaks and whatever else moves a terminal's cursor: with them a value could pose as another line.
_CONTROL_CHARACTERS = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160))}
_CONTROL_CHARACTERS |= {ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_BEFORE_KEY = re.compile(r" (?=[a-z_]+=)")
_CONVERSION = re.compile(r"%[^%a-zA-Z]*[a-zA-Z]")


def shorten(text: str) -> str:
    return text if len(text) <= MAX_MESSAGE_LENGTH else f"{text[:MAX_MESSAGE_LENGTH]}…"


def flatten(text: str) -> str:
    """Return a text as one line of bounded length."""
    return shorten(text.translate(_CONTROL_CHARACTERS))


def parse_event(template: str, args: Any) -> Event | None:
    """Return the event and the fields of a message `noun verb key=value`, None for a message of another form."""
    event, *pairs = _BEFORE_KEY.split(template)
    arguments = list(args) if isinstance(args, tuple) else []
    conversions = len(_CONVERSION.findall(template.replace("%%", "")))
    if "%" in event or "=" in event or conversions != len(arguments):
        return None
    fields = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        count = len(_CONVERSION.findall(value.replace("%%", "")))
        fields[key] = _build_value(key, value, tuple(arguments[:count]))
        del arguments[:count]
    return event, fields


def _build_value(key: str, template: str, args: tuple[Any, ...]) -> Any:
    """Return a field's value: a number where the template is just that, else a redacted text without its quotes."""
    text = redact(f"{key}={template % args if args else template}").removeprefix(f"{key}=")
    if len(args) == 1 and isinstance(args[0], int | float) and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if len(template) > 1 and template[0] == template[-1] and template[0] in "\"'":
        text = text[1:-1]
    return shorten(text)


class EventFilter(logging.Filter):
    """Notes the event and the fields of a record; its place is before the RedactingFilter, which drops the template."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "event") and isinstance(record.msg, str):
            try:
                record.event = parse_event(record.msg, record.args)
                record.getMessage()
            except (TypeError, ValueError, LookupError):  # the filters behind this one would raise it into the program
                record.msg, record.args = f"{record.msg} {record.args!r}", None
        return True


class LineFormatter(logging.Formatter):
    """One line of text an event; a traceback follows in lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name is logging's
        record.message = flatten(record.message)
        return super().formatMessage(record)


class EventFormatter(logging.Formatter):
    """One JSON object an event: `time` (UTC), `level`, `logger`, `event`, the event's keys, and `traceback`.

    python-json-logger takes fields from `extra`; ours come from the message, and what remains is `json.dumps`.
    """

    def format(self, record: logging.LogRecord) -> str:
        parsed: Event | None = getattr(record, "event", None)
        event, fields = parsed or (shorten(record.getMessage()), {})
        row = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event,
            **fields,
        }
        return json.dumps(row | {"traceback": record.exc_text} if record.exc_text else row)
