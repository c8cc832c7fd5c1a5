"""Runs supervisord over `supervisord.conf`, as `manage.py start` does, and ends with an error when a child can't start.

A child that worked once is started again for as long as it takes; one that dies again and again from the beginning
would never work.
"""

import sys
import time
from contextlib import suppress

from supervisor import events
from supervisor.medusa.asyncore_25 import ExitNow
from supervisor.options import ServerOptions
from supervisor.states import SupervisorStates
from supervisor.supervisord import Supervisor

from tmdbsite.child_lines import LineBuffer, format_line, is_json

MAX_DEATHS = 3  # in a row, after which a child is reported
MIN_UPTIME = 30.0  # seconds after which a child counts as one that can start
MAX_LINE_LENGTH = 300  # characters of a child's last line
SILENT = {"valkey"}  # children whose lines are not written out
NAMES = {
    "announce": "The check whether the site answers",
    "beat": "The scheduler",
    "jobs": "The worker for jobs",
    "valkey": "Valkey",
    "web": "The web server",
    "worker": "The worker",
}


class ChildWatcher:
    """Receives and writes out every line of the children, and receives every death.

    `problem` tells which can't start, with its last line.
    """

    def __init__(self, options: ServerOptions) -> None:
        self.problem = ""
        self._options = options
        self._buffer = LineBuffer()
        self._lines: dict[str, str] = {}
        self._deaths: dict[str, int] = {}
        self._worked: set[str] = set()

    def subscribe(self) -> None:
        events.subscribe(events.ProcessLogStdoutEvent, self._on_line)
        events.subscribe(events.ProcessStateBackoffEvent, self._on_death)
        events.subscribe(events.ProcessStateExitedEvent, self._on_exit)

    def _on_line(self, event: events.ProcessLogStdoutEvent) -> None:
        name = event.process.config.name
        self._take_lines(name, self._buffer.feed(name, event.data))

    def _take_lines(self, name: str, lines: list[str]) -> None:
        for line in lines:
            if line.strip():
                self._lines[name] = line.strip()[:MAX_LINE_LENGTH]
            if name not in SILENT and (line.strip() or not is_json()):
                _write(format_line(line, name))

    def _on_exit(self, event: events.ProcessStateExitedEvent) -> None:
        if event.process.config.name == "announce":
            if not event.expected:
                self._end("The site can't start: its web server does not answer.", "web")
        elif not event.expected:
            self._on_death(event)

    def _on_death(self, event: events.ProcessStateEvent) -> None:
        name = event.process.config.name
        self._take_lines(name, self._buffer.end(name))
        if time.time() - event.process.laststart > MIN_UPTIME:
            self._worked.add(name)
            self._deaths[name] = 0
        self._deaths[name] = self._deaths.get(name, 0) + 1
        if self._deaths[name] % MAX_DEATHS:
            return
        if name in self._worked:
            text = f"{NAMES.get(name, name)} keeps ending. {self._format_last_line(name)}"
            print(format_line(text, "supervisor"), file=sys.stderr, flush=True)  # noqa: T201
        else:
            self._end(f"{NAMES.get(name, name)} can't start.", name)

    def _end(self, text: str, name: str) -> None:
        self.problem = self.problem or f"{text} {self._format_last_line(name)}"
        self._options.mood = SupervisorStates.SHUTDOWN

    def _format_last_line(self, name: str) -> str:
        return f"Its last line: {self._lines.get(name, 'none')}"


def _write(line: str) -> None:
    """Write a child's line to our own output; that nobody reads it any more ends nothing."""
    with suppress(OSError):
        print(line, flush=True)  # noqa: T201


class WatchedSupervisor(Supervisor):  # type: ignore[misc]  # supervisor has no types
    """Supervisord with a ChildWatcher, which subscribes after supervisord has cleared its list of subscribers."""

    def __init__(self, options: ServerOptions) -> None:
        super().__init__(options)
        self.watcher = ChildWatcher(options)

    def runforever(self) -> None:
        self.watcher.subscribe()
        super().runforever()


def main(arguments: list[str]) -> str:
    """Run until it is ended, again after SIGHUP as supervisord does, and return what could not start."""
    is_first = True
    while True:
        options = ServerOptions()
        options.realize(arguments, doc=__doc__)
        options.first, options.test = is_first, False
        site = WatchedSupervisor(options)
        with suppress(ExitNow):
            site.main()
        options.close_httpservers()
        options.close_logger()
        if options.mood < SupervisorStates.RESTARTING:
            return site.watcher.problem
        is_first = False


if __name__ == "__main__":
    problem = main(sys.argv[1:])
    sys.exit(format_line(problem, "supervisor") if problem else None)
