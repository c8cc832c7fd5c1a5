"""TMDB's daily exports: fetched so that a broken download loses nothing, read as a stream.

A file is fetched into a part file beside its place, taken up where it ended, and put into its place when its size is
the one that was promised. Whatever is wrong with it, the file of the day before stays.
"""

import gzip
import logging
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import requests
from django.conf import settings

from catalog import upstream

log = logging.getLogger("catalog.exports")

KINDS = {
    "movie": "movie", "tv": "tv_series", "person": "person", "collection": "collection", "network": "tv_network",
    "keyword": "keyword", "company": "production_company",
}  # fmt: skip
ADULT = {"movie": "adult_movie", "tv": "adult_tv_series", "person": "adult_person"}
READY = 8  # o'clock UTC, when a day's files are all there
BLOCK = 1 << 20  # bytes
TIMEOUT = (5.0, 30.0)  # seconds to connect, and between two bytes
TRIES = 4
LOOKED_BACK = 7  # days

Progress = Callable[[int, int], None]


class Missing(Exception):
    """TMDB has no such file: too early, too old, or none of that kind."""


class Broken(Exception):
    """What was fetched, or lies there, can't be read; says why, and which line."""


class Row(msgspec.Struct):
    """A line. Shows and films have an original title or name, all else a name."""

    id: int
    original_title: str | None = None
    original_name: str | None = None
    name: str | None = None
    popularity: float | None = None
    adult: bool = False
    video: bool = False

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
    _check(export, part)
    part.replace(export.path)
    log.info("export fetched name=%s bytes=%d", export.name, export.path.stat().st_size)
    return export.path


def _download(export: Export, part: Path, progress: Progress) -> None:
    """Append what is missing. Raises requests.ConnectionError when less came than was promised."""
    have = part.stat().st_size if part.is_file() else 0
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    with upstream.exports_session() as session:
        url = f"{upstream.exports_url()}/{export.name}"
        with session.get(url, headers=headers, stream=True, timeout=TIMEOUT) as answer:
            if answer.status_code in {403, 404}:
                raise Missing(f"TMDB has no {export.name}.")
            if answer.status_code == 416:
                part.unlink(missing_ok=True)
                raise requests.ConnectionError("The part that lay there was of another file.")
            answer.raise_for_status()
            resumed = answer.status_code == 206
            promised = int(answer.headers.get("Content-Length") or 0) + (have if resumed else 0)
            with part.open("ab" if resumed else "wb") as file:
                for block in answer.iter_content(BLOCK):
                    file.write(block)
                    progress(file.tell(), promised)
    if promised and part.stat().st_size < promised:
        raise requests.ConnectionError(f"{part.stat().st_size} of {promised} bytes came.")


def _check(export: Export, part: Path) -> None:
    """That it is gzip, to its last byte, and begins as it should. Raises Broken."""
    try:
        for number, _ in enumerate(rows(part)):
            if number >= 1000:
                break
        with gzip.open(part) as file:
            while file.read(BLOCK):
                pass
    except (OSError, EOFError, zlib.error) as error:
        part.unlink(missing_ok=True)
        raise Broken(f"{export.name} is not gzip, or cut off ({type(error).__name__}).") from error
    except Broken:
        part.unlink(missing_ok=True)
        raise


def rows(path: Path) -> Iterator[Row]:
    """Line by line, in blocks: memory stays flat. Raises Broken, which names the line."""
    decoder, number = msgspec.json.Decoder(Row), 0
    for block in _blocks(path):
        try:
            found = decoder.decode_lines(block)
        except msgspec.MsgspecError as error:
            raise _broken_line(path, block, number) from error
        yield from found
        number += len(found)


def _blocks(path: Path) -> Iterator[bytes]:
    """Whole lines, about a megabyte at a time."""
    rest = b""
    try:
        with gzip.open(path) as file:
            while block := file.read(BLOCK):
                whole, _, rest_ = (rest + block).rpartition(b"\n")
                rest = rest_
                if whole:
                    yield whole
    except (OSError, EOFError, zlib.error) as error:
        raise Broken(f"{path.name} is not gzip, or cut off ({type(error).__name__}).") from error
    if rest.strip():
        yield rest


def _broken_line(path: Path, block: bytes, before: int) -> Broken:
    decoder = msgspec.json.Decoder(Row)
    for number, line in enumerate(block.split(b"\n"), start=before + 1):
        try:
            decoder.decode(line)
        except msgspec.MsgspecError as error:
            return Broken(f"{path.name}, line {number}: {error}")
    return Broken(f"{path.name}: a line near {before + 1} can't be read.")


def newest(kind: str, *, adult: bool = False, today: date | None = None) -> Export | None:
    """The newest file that lies here, of the last week; None without one."""
    last = today or datetime.now(UTC).date()
    for back in range(LOOKED_BACK + 1):
        export = Export(kind, last - timedelta(days=back), adult)
        if export.path.is_file():
            return export
    return None


def forget_old(keep: int = 2) -> None:
    """Of each kind the newest files stay."""
    by_kind: dict[str, list[tuple[date, Path]]] = {}
    for path in folder().glob("*_ids_*.json.gz"):
        kind, _, when = path.name.removesuffix(".json.gz").partition("_ids_")
        day = datetime.strptime(when, "%m_%d_%Y").date()
        by_kind.setdefault(kind, []).append((day, path))
    for several in by_kind.values():
        for _, path in sorted(several, reverse=True)[keep:]:
            path.unlink(missing_ok=True)
