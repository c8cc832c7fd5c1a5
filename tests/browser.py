"""Say how Chromium is started: once a process, for the tests of all folders."""

import shutil
import socket

PUBLIC_NAME = "films.example.org"  # what a club calls its site; no DNS knows it
MACHINE_NAME = socket.gethostname().lower()
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    f"--host-resolver-rules=MAP {PUBLIC_NAME} 127.0.0.1,MAP {MACHINE_NAME} 127.0.0.1",
]


def executable() -> str:
    """Return Chromium's path; "" where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), "")
