"""What the installation is made of: versions, and the room on its disk."""

import os
import platform
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import django
import redis
from django.conf import settings
from django.db import Error, connection

from jobs import redis_client
from tmdbsite.version import VERSION

VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# What lies in the data folder, by the beginning of its name; all else is "other".
PARTS = {
    "site.sqlite3": "database",
    "exports": "daily exports",
    "titles.sqlite3": "instant search",
    "popularity.sqlite3": "popularity",
    "valkey": "Valkey",
    "static": "static files",
    "style_sheet": "static files",
    "tmdb-demo": "demo",
    "backups": "backups",
    "before-restore-": "what a restored backup replaced",
    "images": "images",
}


@dataclass(frozen=True)
class Disk:
    """Bytes of the data folder: `free` on its disk, of `total`, and `used` by each part, the largest first."""

    free: int
    total: int
    used: dict[str, int]


def read_versions() -> dict[str, str]:
    """Return the versions of the site and of what it runs on; "" for what does not answer."""
    return {
        "site": VERSION,
        "python": platform.python_version(),
        "django": django.__version__,
        "database": _read_database_version(),
        "redis": _read_redis_version(),
    }


def _read_database_version() -> str:
    try:
        numbers = connection.get_database_version()
    except Error:
        return ""
    return f"{VENDORS[connection.vendor]} {'.'.join(map(str, numbers))}"


def _read_redis_version() -> str:
    try:
        server = redis_client.client().info("server")
    except redis.RedisError:
        return ""
    version = server.get("valkey_version")  # beside the version of Redis with which it is compatible
    return f"Valkey {version}" if version else f"Redis {server.get('redis_version', '')}"


def measure_disk() -> Disk:
    folder = Path(settings.DATA_DIR)
    room = shutil.disk_usage(folder)
    used: Counter[str] = Counter()
    with os.scandir(folder) as entries:
        for entry in entries:
            used[_name_part(entry.name)] += _measure(entry)
    return Disk(room.free, room.total, dict(used.most_common()))


def _name_part(name: str) -> str:
    return next((part for prefix, part in PARTS.items() if name.startswith(prefix)), "other")


def _measure(entry: "os.DirEntry[str]") -> int:
    """Return the bytes of a file, or of all files in a folder; what goes meanwhile has none."""
    try:
        if not entry.is_dir(follow_symlinks=False):
            return entry.stat(follow_symlinks=False).st_size
        with os.scandir(entry.path) as entries:
            return sum(_measure(child) for child in entries)
    except OSError:
        return 0
