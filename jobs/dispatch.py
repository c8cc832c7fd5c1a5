"""Tasks enqueued by name: a module need not import a task, nor all that the task imports, to enqueue it.

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
os.register_at_fork(after_in_child=_start_pool)  # threads do not survive a fork


def in_background(action: Callable[[], Any]) -> None:
    """Run an action in another thread. An unreachable broker or Redis is logged and is no failure."""
    _pool.submit(_run, action)


def enqueue(task_name: str, *args: Any) -> None:
    """Enqueue a task from another thread.

    When the broker is away the task is dropped: the next run of the schedule does its work.
    """
    in_background(lambda: publish(task_name, *args))


def publish(task_name: str, *args: Any) -> None:
    """Enqueue a task from this thread.

    Raises OperationalError and redis.RedisError while the broker is away.
    """
    current_app.tasks[task_name].delay(*args)


def drain(timeout: float = 30.0) -> None:
    """Wait until all actions submitted so far have ended.

    Raises TimeoutError after `timeout` seconds.
    """
    _pool.submit(lambda: None).result(timeout=timeout)


def _run(action: Callable[[], Any]) -> None:
    try:
        action()
    except (OperationalError, redis.RedisError) as error:
        log.warning("broker unreachable reason=%s", type(error).__name__)
