"""`manage.py job`: a job run from a shell."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jobs import locks, runner
from tests.jobs.conftest import Register


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_job_from_a_shell_prints_its_result(counting: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("job", counting)
    assert capsys.readouterr() == ("Counted to 3.\n", "")


def test_a_job_on_a_terminal_shows_its_progress(counting: str) -> None:
    terminal = Terminal()
    call_command("job", counting, stderr=terminal)
    assert "100 % Number 3" in terminal.getvalue()


def test_what_goes_wrong_is_a_sentence(counting: str, register_job: Register) -> None:
    def fail(progress: runner.Progress, day: str) -> str:
        raise runner.JobFailed(f"Nothing for {day}.")

    register_job("failing", fail)
    with pytest.raises(CommandError, match=r"Nothing for 2026-11-23\."):
        call_command("job", "failing", "--day", "2026-11-23")
    with locks.exclusive_lock(f"job:{counting}"), pytest.raises(CommandError, match="It runs already"):
        call_command("job", counting)
