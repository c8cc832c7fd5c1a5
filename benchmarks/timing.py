"""Timers of the measurements."""

import statistics
import threading
import time
from collections.abc import Callable

LATENCY = 0.08  # seconds, to the stand-in and back
MATRIX = "/movie/603-the-matrix/"
ROUNDS = 15


def measure_median(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of some rounds in milliseconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def measure_together(action: Callable[[], object], number: int) -> float:
    """Return the milliseconds in which all of `number` threads are done."""
    threads = [threading.Thread(target=action) for _ in range(number)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (time.perf_counter() - started) * 1000
