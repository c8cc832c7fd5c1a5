"""A transport that answers from a list, and a clock that only moves when it is told to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tmdb import Deadline, LocalHold, NoLimiter, Requestor
from tmdb.transport import Request, Response

TOKEN = "eyJhbGciOiJIUzI1NiJ9.secret.token"
KEY = "0123456789abcdef0123456789abcdef"


def answer(
    status: int = 200, data: Any = None, headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Response:
    return Response(status, headers or {}, json.dumps(data or {}).encode() if body is None else body)


@dataclass
class FakeClock:
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def deadline(self, seconds: float) -> Deadline:
        return Deadline.after(seconds, self)


@dataclass
class FakeTransport:
    """Gives one answer after the other, or raises it; the last one for ever."""

    answers: list[Response | Exception]
    requests: list[Request] = field(default_factory=list)

    def send(self, request: Request, deadline: Deadline) -> Response:
        self.requests.append(request)
        one = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(one, Exception):
            raise one
        return one


def requestor(transport: FakeTransport, clock: FakeClock | None = None, **credentials: str) -> Requestor:
    """Without a limit, and with a hold of its own."""
    credentials, clock = credentials or {"token": TOKEN}, clock or FakeClock()
    return Requestor(transport, limiter=NoLimiter(), hold=LocalHold(clock), sleep=clock.sleep, **credentials)  # type: ignore[arg-type]
