"""Hand tasks to the workers, by name: a module that enqueues a task need not import it, nor all that it imports.

A request never waits for the broker, which may be away.
"""

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import redis
from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger("jobs.dispatch")
_pool: ThreadPoolExecutor


def _start_pool() -> None:
    global _pool
    _pool = ThreadPoolExecutor(1, thread_name_prefix="dispatch")


_start_pool()
os.register_at_fork(after_in_child=_start_pool)  # a thread does not come along into a worker's child


def in_background(action: Callable[[], Any]) -> None:
    """Run an action beside the request. A broker or Redis that is away is logged, and is no failure."""
    _pool.submit(_run, action)


def enqueue(task_name: str, *args: Any) -> None:
    """Enqueue a task beside the request. Without a broker nothing happens: the next run of the schedule finds the
    work."""
    in_background(lambda: publish(task_name, *args))


def publish(task_name: str, *args: Any) -> None:
    """Enqueue a task now. Raises OperationalError and redis.RedisError where the broker is away."""
    current_app.tasks[task_name].delay(*args)


def drain(timeout: float = 30.0) -> None:
    """Wait until all that was begun so far has ended, for `timeout` seconds at most. Raises TimeoutError."""
    _pool.submit(lambda: None).result(timeout=timeout)


def _run(action: Callable[[], Any]) -> None:
    try:
        action()
    except (OperationalError, redis.RedisError) as error:
        log.warning("broker unreachable reason=%s", type(error).__name__)
