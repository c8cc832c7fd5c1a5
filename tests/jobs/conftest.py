"""Jobs of these tests' own: the site's are tested with the data that they work on."""

from collections.abc import Callable, Iterator

import pytest

from jobs import runner
from jobs.runner import Progress

Register = Callable[..., None]


@pytest.fixture
def register_job(db: None) -> Iterator[Register]:
    """Return a function that registers a job until the test ends: `register_job("name", function, retry_after=60)`."""
    names: list[str] = []

    def register(name: str, function: runner.JobFunction, retry_after: int = 0) -> None:
        runner.job(name, name.title(), "A test's job.", retry_after)(function)
        names.append(name)

    yield register
    for name in names:
        del runner.JOBS[name]


@pytest.fixture
def counting(register_job: Register) -> str:
    """Register a job that counts to `number`, and return its name."""

    def count(progress: Progress, number: int = 3) -> str:
        for step in range(1, number + 1):
            progress(step, number, f"Number {step}")
        return f"Counted to {number}."

    register_job("counting", count)
    return "counting"
