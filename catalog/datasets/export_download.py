"""Downloading an export so that a broken download loses nothing.

A file is fetched into a part file beside its place, resumed where it ended (if it is still the same file there), and
put into its place when its size is the one that was promised and its last line has been read. Whatever is wrong with
it, the file of the day before stays.
"""

import errno
import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import requests

from catalog.datasets import exports
from catalog.datasets.export_reader import BrokenExport, read_rows
from catalog.datasets.exports import Export, NotPublished
from catalog.gateway import tmdb_client
from jobs.runner import JobFailed

log = logging.getLogger("catalog.datasets.export_download")

BLOCK_SIZE = 1 << 20  # bytes
TIMEOUT = (5.0, 30.0)  # seconds to connect, and between two bytes
MAX_TRIES = 4
RETRY_PAUSE = 1.0  # seconds before the second try, longer before the next
FALLBACK_DAYS = 7  # before a day, on which a file may be taken instead
VALID_ETAG = re.compile(r'(?:W/)?"[!-~]*"')
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

ReportBytes = Callable[[int, int], None]  # bytes that are there, bytes in all; 0 where that is not known


class DiskFull(JobFailed):
    """The disk has no room."""


class PartOutdated(requests.ConnectionError):
    """The part belonged to another version of the file. It is gone now."""


def fetch(export: Export, report: ReportBytes = lambda done, total: None) -> Path:
    """Return the path of an export, and download it first if it is not there.

    Raises NotPublished, BrokenExport, DiskFull and requests.RequestException.
    """
    if export.path.is_file():
        return export.path
    export.path.parent.mkdir(parents=True, exist_ok=True)
    part = export.path.with_suffix(".part")
    _download_with_retries(export, part, report)
    _check_lines(export, part)
    part.replace(export.path)
    _etag_path(part).unlink(missing_ok=True)
    log.info("export fetched name=%s bytes=%d", export.name, export.path.stat().st_size)
    return export.path


def fetch_latest_before(export: Export, report: ReportBytes) -> bool:
    """Fetch the newest file of the days before, unless some file lies here, and return whether one came."""
    if exports.newest(export.kind, adult=export.adult):
        return False
    for back in range(1, FALLBACK_DAYS + 1):
        with suppress(JobFailed, requests.RequestException):
            fetch(replace(export, day=export.day - timedelta(days=back)), report)
            return True
    return False


def _download_with_retries(export: Export, part: Path, report: ReportBytes) -> None:
    for number in range(1, MAX_TRIES + 1):
        try:
            return _download(export, part, report)
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            log.warning("export interrupted name=%s try=%d reason=%s", export.name, number, type(error).__name__)
            if number == MAX_TRIES:
                raise
            time.sleep(RETRY_PAUSE * number)
    return None


def _download(export: Export, part: Path, report: ReportBytes) -> None:
    """Append what is missing. Raises requests.ConnectionError when less came than was promised."""
    size = part.stat().st_size if part.is_file() else 0
    url = f"{tmdb_client.exports_url()}/{export.name}"
    with (
        tmdb_client.exports_session() as session,
        session.get(url, headers=_headers(part, size), stream=True, timeout=TIMEOUT) as response,
    ):
        _check_status(export, part, response)
        is_resumed = response.status_code == 206
        promised = int(response.headers.get("Content-Length") or 0) + (size if is_resumed else 0)
        with _checked_room(part), part.open("ab" if is_resumed else "wb") as file:
            _etag_path(part).write_text(response.headers.get("ETag", ""))
            for block in response.iter_content(BLOCK_SIZE):
                file.write(block)
                report(file.tell(), promised)
    if promised and part.stat().st_size != promised:
        raise requests.ConnectionError(f"{part.stat().st_size} of {promised} bytes came.")


def _check_status(export: Export, part: Path, response: requests.Response) -> None:
    if response.status_code in {403, 404}:
        raise NotPublished(f"TMDB has no {export.name}.")
    if response.status_code == 416:
        _delete_part(part)
        raise PartOutdated
    response.raise_for_status()


def _headers(part: Path, size: int) -> dict[str, str]:
    """Return headers that ask for the rest of a file if it is still the same one, else for the whole."""
    headers = {"Accept-Encoding": "identity"}
    if size:
        headers["Range"] = f"bytes={size}-"
        if etag := _read_etag(part):
            headers["If-Range"] = etag
    return headers


def _etag_path(part: Path) -> Path:
    return part.with_suffix(".etag")


def _read_etag(part: Path) -> str:
    """Return the ETag noted beside a part; "" for none, or for one that is damaged.

    A part of another file is then found out when it is whole.
    """
    try:
        etag = _etag_path(part).read_text()
    except (FileNotFoundError, ValueError):
        return ""
    return etag if VALID_ETAG.fullmatch(etag) else ""


def _delete_part(part: Path) -> None:
    part.unlink(missing_ok=True)
    _etag_path(part).unlink(missing_ok=True)


@contextmanager
def _checked_room(part: Path) -> Iterator[None]:
    """Turn an error of a full disk into DiskFull, and make room by deleting the part."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _delete_part(part)
        raise DiskFull(f"The disk is full: there is no room for {part.stem}.") from error


def _check_lines(export: Export, part: Path) -> None:
    """Read a part to its last line, and delete it if that fails. Raises BrokenExport."""
    try:
        if not sum(1 for _ in read_rows(part)):  # reads all of them
            raise BrokenExport(f"{export.name} has no lines.")
    except BrokenExport:
        _delete_part(part)
        raise
