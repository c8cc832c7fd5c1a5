"""TMDB's daily exports: fetched so that a broken download loses nothing, read as a stream.

A file is fetched into a part file beside its place, taken up where it ended (if it is still the same file there), and
put into its place when its size is the one that was promised and its last line has been read. Whatever is wrong with
it, the file of the day before stays.
"""

import errno
import gzip
import logging
import re
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec
import requests
from django.conf import settings

from catalog.gateway import tmdb_client
from jobs.runner import JobFailed

log = logging.getLogger("catalog.datasets.exports")

KINDS = {
    "movie": "movie", "tv": "tv_series", "person": "person", "collection": "collection", "network": "tv_network",
    "keyword": "keyword", "company": "production_company",
}  # fmt: skip
ADULT = {"movie": "adult_movie", "tv": "adult_tv_series", "person": "adult_person"}
READY = 8  # o'clock UTC, when a day's files are all there
BLOCK = 1 << 20  # bytes
TIMEOUT = (5.0, 30.0)  # seconds to connect, and between two bytes
TRIES = 4
PAUSE = 1.0  # seconds before the second try, longer before the next
LOOKED_BACK = 7  # days
PARTS_KEPT = 3 * 86400  # seconds
ETAG = re.compile(r'(?:W/)?"[!-~]*"')
LONGEST_LINE = 1 << 22  # bytes: whatever has longer ones is no export

Progress = Callable[[int, int], None]
T = TypeVar("T")


class NotPublished(JobFailed):
    """TMDB has no such file: too early, too old, or none of that kind."""


class BrokenExport(JobFailed):
    """What was fetched, or lies there, can't be read; says why, and which line."""


class DiskFull(JobFailed):
    """The disk has no room."""


class Changed(requests.ConnectionError):
    """What lay there was a part of another file. It is gone now."""


class Row(msgspec.Struct, gc=False):
    """A line. Shows and films have an original title or name, all else a name."""

    id: int
    original_title: str | None = None
    original_name: str | None = None
    name: str | None = None
    popularity: float | None = None

    @property
    def title(self) -> str:
        return (self.original_title or self.original_name or self.name or "").strip()


@dataclass(frozen=True)
class Export:
    """A kind's file of a day."""

    kind: str
    day: date
    adult: bool = False

    @property
    def name(self) -> str:
        return f"{(ADULT if self.adult else KINDS)[self.kind]}_ids_{self.day:%m_%d_%Y}.json.gz"

    @property
    def path(self) -> Path:
        return folder() / self.name


def folder() -> Path:
    return Path(settings.DATA_DIR) / "exports"


def wanted(day: date) -> list[Export]:
    """The files of a day; those for adults where the operator wants them."""
    found = [Export(kind, day) for kind in KINDS]
    return found + [Export(kind, day, adult=True) for kind in ADULT] if settings.TMDB_ADULT_EXPORTS else found


def fetch_older(export: Export, progress: Progress) -> bool:
    """Where nothing lies here and TMDB is late: the newest of the days before. Whether one came."""
    if newest(export.kind, adult=export.adult):
        return False
    for back in range(1, LOOKED_BACK + 1):
        with suppress(JobFailed, requests.RequestException):
            fetch(replace(export, day=export.day - timedelta(days=back)), progress)
            return True
    return False


def latest_day(now: datetime | None = None) -> date:
    """The last day whose files are all there."""
    moment = now or datetime.now(UTC)
    return moment.date() if moment.hour >= READY else moment.date() - timedelta(days=1)


def fetch(export: Export, progress: Progress = lambda done, total: None) -> Path:
    """The file, fetched if it is not there. Raises Missing, Broken and requests.RequestException."""
    if export.path.is_file():
        return export.path
    export.path.parent.mkdir(parents=True, exist_ok=True)
    part = export.path.with_suffix(".part")
    for number in range(1, TRIES + 1):
        try:
            _download(export, part, progress)
            break
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            log.warning("export cut off name=%s try=%d reason=%s", export.name, number, type(error).__name__)
            if number == TRIES:
                raise
            time.sleep(PAUSE * number)
    _check(export, part)
    part.replace(export.path)
    _tag(part).unlink(missing_ok=True)
    log.info("export fetched name=%s bytes=%d", export.name, export.path.stat().st_size)
    return export.path


def _download(export: Export, part: Path, progress: Progress) -> None:
    """Append what is missing. Raises requests.ConnectionError when less came than was promised."""
    have = part.stat().st_size if part.is_file() else 0
    with tmdb_client.exports_session() as session:
        url = f"{tmdb_client.exports_url()}/{export.name}"
        with session.get(url, headers=_headers(part, have), stream=True, timeout=TIMEOUT) as answer:
            if answer.status_code in {403, 404}:
                raise NotPublished(f"TMDB has no {export.name}.")
            if answer.status_code == 416:
                _drop(part)
                raise Changed
            answer.raise_for_status()
            resumed = answer.status_code == 206
            promised = int(answer.headers.get("Content-Length") or 0) + (have if resumed else 0)
            with _room(part), part.open("ab" if resumed else "wb") as file:
                _tag(part).write_text(answer.headers.get("ETag", ""))
                for block in answer.iter_content(BLOCK):
                    file.write(block)
                    progress(file.tell(), promised)
    if promised and part.stat().st_size != promised:
        raise requests.ConnectionError(f"{part.stat().st_size} of {promised} bytes came.")


def _headers(part: Path, have: int) -> dict[str, str]:
    """From where it ended, if it is the same file still; else the server gives the whole."""
    headers = {"Accept-Encoding": "identity"}
    tag = _noted_tag(part) if have else ""
    return headers | ({"Range": f"bytes={have}-"} if have else {}) | ({"If-Range": tag} if tag else {})


def _tag(part: Path) -> Path:
    """Where it is noted of which version of a file this is a part."""
    return part.with_suffix(".etag")


def _noted_tag(part: Path) -> str:
    """Return the ETag that was noted; "" for none, and for what is none. A part of another file is found out when it is
    whole."""
    try:
        tag = _tag(part).read_text()
    except (FileNotFoundError, ValueError):
        return ""
    return tag if ETAG.fullmatch(tag) else ""


def _drop(part: Path) -> None:
    part.unlink(missing_ok=True)
    _tag(part).unlink(missing_ok=True)


@contextmanager
def _room(part: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        _drop(part)
        raise DiskFull(f"The disk is full: there is no room for {part.stem}.") from error


def _check(export: Export, part: Path) -> None:
    """That it is gzip and every line can be read. Raises Broken."""
    try:
        lines = sum(1 for _ in rows(part))
    except BrokenExport:
        _drop(part)
        raise
    if not lines:
        _drop(part)
        raise BrokenExport(f"{export.name} has no lines.")


def rows(path: Path, tell: Callable[[int], None] = lambda read: None) -> Iterator[Row]:
    """Line by line, read in blocks: memory stays flat. `tell` hears how many bytes of the file have been read. Raises
    Broken, which names the line."""
    return chain.from_iterable(blocks(path, tell))


def blocks(path: Path, tell: Callable[[int], None] = lambda read: None) -> Iterator[list[Row]]:
    """The same, some thousand rows at once: for those who have millions to go through."""
    return _read(path, msgspec.json.Decoder(Row), tell)


def _read(path: Path, decoder: "msgspec.json.Decoder[T]", tell: Callable[[int], None]) -> Iterator[list[T]]:
    number = 0
    for block in _blocks(path, tell):
        try:
            found = decoder.decode_lines(block)
        except msgspec.MsgspecError as error:
            raise _broken_line(path, decoder, block, number) from error
        yield found
        number += block.count(b"\n") + 1


def _blocks(path: Path, tell: Callable[[int], None]) -> Iterator[bytes]:
    """Whole lines, about a megabyte at a time."""
    rest = b""
    name = _named(path)
    try:
        with path.open("rb") as packed, gzip.open(packed) as file:
            while block := file.read(BLOCK):
                whole, _, rest = (rest + block).rpartition(b"\n")
                if whole:
                    yield whole
                if len(rest) > LONGEST_LINE:
                    raise BrokenExport(f"{name} has no lines of a length that can be read.")
                tell(packed.tell())
    except (OSError, EOFError, zlib.error) as error:
        raise BrokenExport(f"{name} is not gzip, or cut off ({type(error).__name__}).") from error
    if rest.strip():
        yield rest


class Popular(msgspec.Struct, gc=False):
    """Of a line, what popularity needs: read in half the time."""

    id: int
    popularity: float | None = None


def popular(path: Path, tell: Callable[[int], None] = lambda read: None) -> Iterator[Popular]:
    """As `rows`."""
    return chain.from_iterable(_read(path, msgspec.json.Decoder(Popular), tell))


def _named(path: Path) -> str:
    """As TMDB calls it, while it is a part, too."""
    return f"{path.stem}.gz" if path.suffix == ".part" else path.name


def _broken_line(path: Path, decoder: "msgspec.json.Decoder[T]", block: bytes, before: int) -> BrokenExport:
    name = _named(path)
    for number, line in enumerate(block.split(b"\n"), start=before + 1):
        try:
            if line.strip():
                decoder.decode(line)
        except msgspec.MsgspecError as error:
            return BrokenExport(f"{name}, line {number}: {error}")
    return BrokenExport(f"{name}: a line near {before + 1} can't be read.")


def newest(kind: str, *, adult: bool = False, today: date | None = None) -> Export | None:
    """The newest file that lies here, of the last week; None without one."""
    last = today or datetime.now(UTC).date()
    for back in range(LOOKED_BACK + 1):
        export = Export(kind, last - timedelta(days=back), adult)
        if export.path.is_file():
            return export
    return None


def forget_old(keep: int = 2, besides: Collection[Export] = ()) -> None:
    """Of each kind the newest files stay, and `besides`; parts that nobody went on with for some days go."""
    asked_for = {export.path for export in besides}
    by_kind: dict[str, list[tuple[date, Path]]] = {}
    for path in folder().glob("*_ids_*.json.gz"):
        kind, _, when = path.name.removesuffix(".json.gz").partition("_ids_")
        with suppress(ValueError):  # a file of somebody else's
            by_kind.setdefault(kind, []).append((datetime.strptime(when, "%m_%d_%Y").date(), path))
    for several in by_kind.values():
        for _, path in sorted(several, reverse=True)[keep:]:
            if path not in asked_for:
                path.unlink(missing_ok=True)
    for path in (*folder().glob("*.part"), *folder().glob("*.etag")):
        if time.time() - path.stat().st_mtime > PARTS_KEPT:
            path.unlink(missing_ok=True)
