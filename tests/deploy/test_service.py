"""The unit for systemd: systemd itself reads it, and finds it closed."""

import re
import shutil
import subprocess

import pytest

from tests.running import ROOT

UNIT = ROOT / "deploy" / "filmclub.service"
MAX_EXPOSURE = 2.0  # of 10, as systemd counts


def analyze(*arguments: str) -> "subprocess.CompletedProcess[str]":
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not there")
    return subprocess.run(
        [program, *arguments, str(UNIT)], capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip


def test_systemd_understands_every_line() -> None:
    problems = analyze("verify", "--man=no").stderr
    assert [line for line in problems.splitlines() if "is not executable" not in line] == []


def test_systemd_finds_little_that_the_service_could_do() -> None:
    done = analyze("security", "--offline=yes", "--no-pager")
    level = re.search(r"Overall exposure level for filmclub.service: ([0-9.]+)", done.stdout)
    assert level, done.stdout + done.stderr
    assert float(level[1]) < MAX_EXPOSURE


def test_it_waits_for_a_stop_as_long_as_the_container_does() -> None:
    text = UNIT.read_text()
    assert "TimeoutStopSec=45\n" in text
    assert "stop_grace_period: 45s" in (ROOT / "compose.yaml").read_text()
    assert "ExecStart=/opt/filmclub/.venv/bin/python manage.py start\n" in text
