"""A transport that answers from a list, and a clock that only moves when it is told to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import redis

from tmdb import Deadline, LocalHold, NoLimiter, Requestor
from tmdb.redis_script import MICROSECONDS
from tmdb.transport import Request, Response

TOKEN = "eyJhbGciOiJIUzI1NiJ9.secret.token"
KEY = "0123456789abcdef0123456789abcdef"
SOON = Deadline.after(100_000)  # made when the tests are read, so it must outlast the whole run


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
        outcome = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def requestor(
    transport: FakeTransport, clock: FakeClock | None = None, *, token: str = "", api_key: str = ""
) -> Requestor:
    """Return a requestor without a limit, and with a hold for itself; it has TOKEN unless a credential is given."""
    clock, token = clock or FakeClock(), token if token or api_key else TOKEN
    hold = LocalHold(clock)
    return Requestor(transport, token=token, api_key=api_key, limiter=NoLimiter(), hold=hold, sleep=clock.sleep)


class RedisByClock:
    """A client of Redis whose time is that of a fake clock."""

    def __init__(self, client: redis.Redis, clock: FakeClock) -> None:
        self.client, self.clock = client, clock

    def eval(self, script: str, *arguments: Any) -> Any:
        seconds, microseconds = divmod(round(self.clock.now * MICROSECONDS), MICROSECONDS)
        time = f"{{'{seconds}', '{microseconds}'}}"
        return self.client.eval(script.replace("redis.call('TIME')", time), *arguments)
