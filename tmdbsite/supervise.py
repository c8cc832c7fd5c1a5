"""Run supervisord over `supervisord.conf`, as `manage.py start` does, and end with an error where a child can't start.

What worked once is started again for as long as it takes; what dies again and again from the beginning never will.
"""

import sys
import time
from contextlib import suppress

from supervisor import events
from supervisor.medusa.asyncore_25 import ExitNow
from supervisor.options import ServerOptions
from supervisor.states import SupervisorStates
from supervisor.supervisord import Supervisor

MAX_DEATHS = 3  # in a row
LONG_LIFE = 30.0  # seconds after which a child counts as one that can start
LINE_LENGTH = 300  # characters of a child's last line
NAMES = {
    "announce": "The check whether the site answers",
    "beat": "The scheduler",
    "jobs": "The worker for jobs",
    "valkey": "Valkey",
    "web": "The web server",
    "worker": "The worker",
}


class Watch:
    """Hears of every line and every death of the children. `trouble` says which can't start, and its last line."""

    def __init__(self, options: ServerOptions) -> None:
        self.trouble = ""
        self._options = options
        self._lines: dict[str, str] = {}
        self._deaths: dict[str, int] = {}
        self._worked: set[str] = set()

    def subscribe(self) -> None:
        events.subscribe(events.ProcessLogStdoutEvent, self._hear)
        events.subscribe(events.ProcessStateBackoffEvent, self._died)
        events.subscribe(events.ProcessStateExitedEvent, self._exited)

    def _hear(self, event: events.ProcessLogStdoutEvent) -> None:
        lines = [line for line in event.data.decode(errors="replace").splitlines() if line.strip()]
        if lines:
            self._lines[event.process.config.name] = lines[-1].strip()[:LINE_LENGTH]

    def _exited(self, event: events.ProcessStateExitedEvent) -> None:
        if event.process.config.name == "announce":
            if not event.expected:
                self._end("The site can't start: its web server does not answer.", "web")
        elif not event.expected:
            self._died(event)

    def _died(self, event: events.ProcessStateEvent) -> None:
        name = event.process.config.name
        if time.time() - event.process.laststart > LONG_LIFE:
            self._worked.add(name)
            self._deaths[name] = 0
        self._deaths[name] = self._deaths.get(name, 0) + 1
        if self._deaths[name] % MAX_DEATHS:
            return
        if name in self._worked:
            print(f"{NAMES.get(name, name)} keeps ending. {self._last_line(name)}", file=sys.stderr, flush=True)  # noqa: T201
        else:
            self._end(f"{NAMES.get(name, name)} can't start.", name)

    def _end(self, text: str, name: str) -> None:
        self.trouble = self.trouble or f"{text} {self._last_line(name)}"
        self._options.mood = SupervisorStates.SHUTDOWN

    def _last_line(self, name: str) -> str:
        return f"Its last line: {self._lines.get(name, 'none')}"


class WatchedSupervisor(Supervisor):  # type: ignore[misc]  # of a library without types
    """Has a `Watch` subscribe once supervisord has cleared its list of subscribers."""

    def __init__(self, options: ServerOptions) -> None:
        super().__init__(options)
        self.watch = Watch(options)

    def runforever(self) -> None:
        self.watch.subscribe()
        super().runforever()


def main(arguments: list[str]) -> str:
    """Run until somebody ends it; again after SIGHUP, as supervisord does. Return what could not start."""
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
            return site.watch.trouble
        is_first = False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or None)
