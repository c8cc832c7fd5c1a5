"""A Valkey of the measurements' own, which they may empty."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import redis
from django.conf import settings

from jobs import redis_client
from tmdbsite import valkey

START_TIMEOUT = 10.0  # seconds


@contextmanager
def running() -> Iterator[None]:
    """Run a server at the socket in the data folder, unless `BENCH_REDIS_URL` names one.

    Raises TimeoutError when it does not answer.
    """
    if not settings.VALKEY_EMBEDDED:
        yield
        return
    options = [
        "--port",
        "0",
        "--unixsocket",
        str(settings.VALKEY_SOCKET),
        "--dir",
        str(settings.DATA_DIR),
        "--save",
        "",
    ]
    process = subprocess.Popen([str(valkey.find_binary()), *options], stdout=subprocess.DEVNULL)
    try:
        _await_answer()
        yield
    finally:
        process.terminate()
        process.wait()


def _await_answer() -> None:
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end:
        with suppress(redis.RedisError):
            redis_client.client().ping()
            return
        time.sleep(0.05)
    raise TimeoutError("the Valkey of the measurements does not answer")
