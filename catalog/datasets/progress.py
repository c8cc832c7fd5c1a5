"""How far a job is that goes through several files."""

from collections.abc import Callable

from jobs.runner import Progress

UNITS_PER_FILE = 1000


def file_progress(progress: Progress, index: int, count: int, name: str) -> Callable[[int, int], None]:
    """Return a function that reports bytes of one file (done, total) as a share of all files."""

    def report(done: int, total: int) -> None:
        share = UNITS_PER_FILE * done // total if total else 0
        progress(index * UNITS_PER_FILE + share, count * UNITS_PER_FILE, f"{name}: {done:,} of {total:,} bytes")

    return report
