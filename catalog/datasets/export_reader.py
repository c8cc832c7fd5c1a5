"""Reading an export as a stream: memory stays flat however long the file is."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec

from jobs.runner import JobFailed

BLOCK_SIZE = 1 << 20  # bytes of text
MAX_LINE_LENGTH = 1 << 22  # bytes: whatever has longer lines is no export

ReportRead = Callable[[int], None]  # bytes of the file that have been read
T = TypeVar("T")


class BrokenExport(JobFailed):
    """An export can't be read. The text says why, and which line."""


class ExportRow(msgspec.Struct, gc=False):
    """A line of an export. Films and shows have an original title or name, everything else a name."""

    id: int
    original_title: str | None = None
    original_name: str | None = None
    name: str | None = None
    popularity: float | None = None

    @property
    def title(self) -> str:
        return (self.original_title or self.original_name or self.name or "").strip()


class PopularityRow(msgspec.Struct, gc=False):
    """The part of a line that popularity needs, decoded in half the time."""

    id: int
    popularity: float | None = None


def _ignore(read: int) -> None:
    pass


def read_rows(path: Path, report: ReportRead = _ignore) -> Iterator[ExportRow]:
    """Yield the rows of a file. Raises BrokenExport, which names the line."""
    return chain.from_iterable(read_row_blocks(path, report))


def read_row_blocks(path: Path, report: ReportRead = _ignore) -> Iterator[list[ExportRow]]:
    """Yield rows some thousands at a time, which is quicker for millions. Raises BrokenExport."""
    return _decode_blocks(path, msgspec.json.Decoder(ExportRow), report)


def read_popularity(path: Path, report: ReportRead = _ignore) -> Iterator[PopularityRow]:
    """Yield the popularity in each line of a file. Raises BrokenExport."""
    return chain.from_iterable(_decode_blocks(path, msgspec.json.Decoder(PopularityRow), report))


def _decode_blocks(path: Path, decoder: "msgspec.json.Decoder[T]", report: ReportRead) -> Iterator[list[T]]:
    lines_before = 0
    for block in _read_blocks(path, report):
        try:
            rows = decoder.decode_lines(block)
        except msgspec.MsgspecError as error:
            raise _find_broken_line(path, decoder, block, lines_before) from error
        yield rows
        lines_before += block.count(b"\n") + 1


def _read_blocks(path: Path, report: ReportRead) -> Iterator[bytes]:
    """Yield whole lines, about a megabyte at a time."""
    rest = b""
    name = _export_name(path)
    try:
        with path.open("rb") as packed, gzip.open(packed) as file:
            while block := file.read(BLOCK_SIZE):
                lines, _, rest = (rest + block).rpartition(b"\n")
                if lines:
                    yield lines
                if len(rest) > MAX_LINE_LENGTH:
                    raise BrokenExport(f"{name} has no lines of a length that can be read.")
                report(packed.tell())
    except (OSError, EOFError, zlib.error) as error:
        raise BrokenExport(f"{name} is not gzip, or cut off ({type(error).__name__}).") from error
    if rest.strip():
        yield rest


def _export_name(path: Path) -> str:
    """Return TMDB's name of a file, also of a part of it."""
    return f"{path.stem}.gz" if path.suffix == ".part" else path.name


def _find_broken_line(path: Path, decoder: "msgspec.json.Decoder[T]", block: bytes, lines_before: int) -> BrokenExport:
    name = _export_name(path)
    for number, line in enumerate(block.split(b"\n"), start=lines_before + 1):
        try:
            if line.strip():
                decoder.decode(line)
        except msgspec.MsgspecError as error:
            return BrokenExport(f"{name}, line {number}: {error}")
    return BrokenExport(f"{name}: a line near {lines_before + 1} can't be read.")
