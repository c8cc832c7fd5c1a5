"""The output of the supervised processes, and what is written before there are any, in the format that was chosen.

With `LOG_FORMAT=json` a line that is no JSON object becomes one: granian's own, the announcement, a crash of Python.
It imports nothing of Django: the supervisor is small.
"""

import json
import os
from datetime import UTC, datetime

MAX_UNFINISHED_BYTES = 64 * 1024  # of a line whose end has not come


def is_json() -> bool:
    return os.environ.get("LOG_FORMAT", "").strip().lower() == "json"


def format_line(text: str, source: str) -> str:
    """Return a line of a process in the chosen format."""
    if not is_json() or (text.startswith('{"') and text.endswith("}")):
        return text
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"time": time, "level": "info", "logger": source, "event": text.strip()})


class LineBuffer:
    """Makes whole lines of what the processes write, which comes in pieces."""

    def __init__(self) -> None:
        self._unfinished: dict[str, bytes] = {}  # {process: the beginning of its line}

    def feed(self, name: str, data: bytes) -> list[str]:
        """Take a piece of a process's output and return the lines that it completes."""
        *lines, rest = (self._unfinished.pop(name, b"") + data).split(b"\n")
        if len(rest) > MAX_UNFINISHED_BYTES:
            lines, rest = [*lines, rest], b""
        self._unfinished[name] = rest
        return [line.decode(errors="replace").rstrip("\r") for line in lines]

    def end(self, name: str) -> list[str]:
        """Return the line, if there is one, that a process did not end before it ended itself."""
        rest = self._unfinished.pop(name, b"")
        return [rest.decode(errors="replace")] if rest else []
