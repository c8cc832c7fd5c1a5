"""Who may read what the site keeps: its own user, and nobody else on the machine."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_readable_by_others(path: Path) -> bool:
    return path.is_file() and bool(path.stat().st_mode & OTHERS)


def make_private(folder: Path, *files: Path) -> list[Path]:
    """Take everybody else's permissions away from a folder, all that is in it, and further files. Return what refused,
    as a mounted folder may. A folder that is shared by its nature, such as /tmp, is left alone."""
    if folder.stat().st_mode & stat.S_ISVTX:
        return [folder]
    return [path for path in (*_tree(folder), *files) if not _made_private(path)]


def _tree(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, folders, files in os.walk(folder):
        yield from (Path(parent, name) for name in (*folders, *files))


def _made_private(path: Path) -> bool:
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode) or not status.st_mode & OTHERS:
            return True
        path.chmod(status.st_mode & stat.S_IRWXU)
        return not path.lstat().st_mode & OTHERS
    except FileNotFoundError:  # gone in between
        return True
    except OSError:
        return False
