"""A real site, started as `make run` starts it, and a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import missing

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests run in one worker, which starts the site once."""
    for item in items:
        if "tests/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """The site under test is another process: nothing to clean in this one."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        missing("Chromium")
    return {"executable_path": path, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def fault_file(site_folder: Path) -> Path:
    """What stands in it goes wrong at the stand-in."""
    return site_folder / "fault.json"


@pytest.fixture(scope="session")
def first_admin(base_url: str, site_folder: Path) -> str:
    """The link for the first admin that the start printed."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if found := re.search(r"/accounts/first/\S+", (site_folder / "log").read_text()):
            return found[0]
        time.sleep(0.2)
    pytest.fail("no link was printed")


@pytest.fixture(scope="session")
def base_url(site_folder: Path) -> Iterator[str]:
    """The address of a site of its own, with everything that belongs to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = site_folder
    variables = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATA_DIR": str(folder), "PORT": str(port)}
    variables["TMDB_DEMO_FAULTS"] = str(folder / "fault.json")
    with (folder / "log").open("w") as log:
        command = [sys.executable, "manage.py", "start"]
        process = subprocess.Popen(command, cwd=Path(settings.BASE_DIR), env=variables, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, folder / "log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=90)


def _await(address: str, log: Path) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        try:
            with urlopen(f"{address}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The site did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "viewport": WIDE}


PASSWORD = "seven ravens and an owl"
expect.set_options(timeout=15_000)  # a shared machine may be slow


def joined(browser: Browser, base_url: str, address: str, name: str, **more: Any) -> Page:
    """A browser of somebody who follows a link and signs up."""
    context: BrowserContext = browser.new_context(base_url=base_url, viewport=WIDE, locale="en-GB", **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Name here").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect(page.get_by_role("banner").get_by_role("link", name=name)).to_be_visible()
    return page


@pytest.fixture(scope="session")
def admin(browser: Browser, base_url: str, first_admin: str) -> Page:
    """alice, who came with the link that the start printed."""
    return joined(browser, base_url, first_admin, "alice")


@pytest.fixture(scope="session")
def invitation(admin: Page) -> str:
    """The link that alice sends to everybody else."""
    admin.goto("/accounts/invitations/")
    admin.get_by_label("How many may use it").fill("20")
    admin.get_by_role("button", name="Make one").click()
    return admin.get_by_label("Its link").first.input_value()


def sign_out(page: Page) -> None:
    page.goto("/accounts/")
    page.get_by_role("button", name="Sign out").click()


def sign_in(page: Page, name: str) -> None:
    """By password; what comes after it is the test's."""
    page.goto("/accounts/login/")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
