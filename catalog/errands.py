"""Small things done beside a request, which never waits for them: handing tasks to the broker, which may be away."""

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import redis
from kombu.exceptions import OperationalError

log = logging.getLogger("catalog.errands")
_pool: ThreadPoolExecutor


def _new_pool() -> None:
    global _pool
    _pool = ThreadPoolExecutor(1, thread_name_prefix="errands")


_new_pool()
os.register_at_fork(after_in_child=_new_pool)  # a thread does not come along into a worker's child


def run(errand: Callable[[], Any]) -> None:
    _pool.submit(_run, errand)


def send(task: Any, *args: Any) -> None:
    """Hand a task to a worker. Without a broker nothing happens: the next run of the schedule finds the work."""
    run(lambda: task.delay(*args))


def _run(errand: Callable[[], Any]) -> None:
    try:
        errand()
    except (OperationalError, redis.RedisError) as error:
        log.warning("no broker reason=%s", type(error).__name__)
