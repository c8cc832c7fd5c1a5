"""The stand-in TMDB as tests want it: it counts what is asked, and misbehaves on demand."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tmdb_demo.untidy import untidy

Start = Callable[..., Any]
WSGI = Callable[[dict[str, Any], Start], Iterable[bytes]]


@dataclass
class Fault:
    """A way in which TMDB fails to answer. `seconds` of silence come first."""

    status: str = ""
    body: bytes = b""
    content_type: str = "application/json;charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    cut_off: bool = False


SILENCE = Fault(seconds=30.0)
DOWN = Fault("503 Service Unavailable", b'{"success":false,"status_code":9,"status_message":"Service offline"}')
HTML = Fault("200 OK", b"<!doctype html><title>Gateway</title>", "text/html")
BAD_GATEWAY = Fault("502 Bad Gateway", b"<html><h1>502</h1>", "text/html")
CUT_OFF = Fault(cut_off=True)
BAD_KEY = Fault("401 Unauthorized", b'{"status_code":7,"status_message":"Invalid API key","success":false}')
SLOW_DOWN = Fault(
    "429 Too Many Requests", b'{"status_code":25,"status_message":"Too many"}', headers=(("Retry-After", "30"),)
)
GONE = Fault("404 Not Found", b'{"success":false,"status_code":34,"status_message":"The resource could not be found."}')
CRASH = Fault("500 Internal Server Error", b'{"success":false,"status_code":11,"status_message":"Oops"}')


@dataclass
class StandIn:
    """The stand-in's WSGI app, wrapped.

    `calls`: the API paths asked for since `forget`. `untidy`: how answers are rewritten (tmdb_demo.untidy). `latency`:
    in seconds.
    """

    app: Any
    fault: Fault | None = None
    untidy: str = ""
    latency: float = 0.0
    calls: list[str] = field(default_factory=list)

    @property
    def state(self) -> Any:
        """What the app keeps of members."""
        return self.app.state

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        if not path.startswith("/3/"):
            return self.app(environ, start_response)
        self.calls.append(f"{path.removeprefix('/3')}?{environ.get('QUERY_STRING', '')}")
        time.sleep(self.latency)
        if self.fault:
            return self._misbehave(environ, start_response)
        return self._rewrite(environ, start_response) if self.untidy else self.app(environ, start_response)

    def _rewrite(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        started: list[Any] = []
        body = b"".join(self.app(environ, lambda *start: started.extend(start)))
        if started[0].startswith("200"):
            body = untidy(body, self.untidy)
        start_response(started[0], [(name, value) for name, value in started[1] if name != "Content-Length"])
        return [body]

    def _misbehave(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        fault = self.fault
        assert fault
        time.sleep(min(fault.seconds, 0.2) if fault.seconds else 0)
        if fault.seconds:
            raise TimeoutError("silence")
        if fault.cut_off:
            body = b"".join(self.app(environ, start_response))
            return [body[: len(body) // 2]]
        start_response(fault.status, [("Content-Type", fault.content_type), *fault.headers])
        return [fault.body]

    @property
    def page_calls(self) -> list[str]:
        """Return the calls without those for which no page waits: a task makes them."""
        reference = ("/configuration?", "/configuration/countries?", "/configuration/timezones?")
        return [call for call in self.calls if not call.startswith(reference)]

    def answer(self, request: Any) -> Any:
        return self.app.answer(request)

    def forget(self) -> None:
        self.calls.clear()
        self.fault, self.untidy, self.latency = None, "", 0.0
