"""File permissions: the data folder is for the site's own user, and nobody else on the machine."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

OTHERS_MODE = stat.S_IRWXG | stat.S_IRWXO


def is_readable_by_others(path: Path) -> bool:
    return path.is_file() and bool(path.stat().st_mode & OTHERS_MODE)


def make_private(folder: Path, *files: Path) -> list[Path]:
    """Remove everybody else's permissions from a folder, its content, and further files, and return the failures.

    Permissions of a mounted folder may not be changeable. A shared folder, such as /tmp, is left as it is.
    """
    if folder.stat().st_mode & stat.S_ISVTX:
        return [folder]
    return [path for path in (*_walk(folder), *files) if not _remove_others(path)]


def _walk(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, folders, files in os.walk(folder):
        yield from (Path(parent, name) for name in (*folders, *files))


def _remove_others(path: Path) -> bool:
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode) or not status.st_mode & OTHERS_MODE:
            return True
        path.chmod(status.st_mode & stat.S_IRWXU)
        return not path.lstat().st_mode & OTHERS_MODE
    except FileNotFoundError:  # deleted meanwhile
        return True
    except OSError:
        return False
