"""The file of a backup: a zip archive with a manifest, which says what made it and has a checksum of each file."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from jobs.runner import JobFailed

FORMAT = 1
KIND = "tmdbsite backup"
MANIFEST = "manifest.json"
COMPRESSION_LEVEL = 4  # of 9: half the time of the usual 6, for a file that is a twentieth larger
CHUNK_SIZE = 1 << 20  # bytes

ReportBytes = Callable[[int], None]  # bytes done since the last report


class BackupError(JobFailed):
    """Why a backup can't be made or restored, in a sentence for the operator."""


class FileEntry(msgspec.Struct, frozen=True):
    """A file in the archive; `sha256` is in hexadecimal digits."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup is of. `database` is Django's word for its kind; `migrations` are those it has had, by app."""

    created_at: datetime
    database: str
    versions: dict[str, str]
    migrations: dict[str, list[str]]
    files: dict[str, FileEntry] = {}
    format: int = FORMAT
    kind: str = KIND


def write(target: IO[bytes], manifest: Manifest, files: Mapping[str, Path], report: ReportBytes) -> None:
    """Write an archive of `files`, which are by their names in it.

    Raises OSError.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        entries = {}
        for name, path in files.items():
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
                entries[name] = _copy(source, member, report)
        manifest = msgspec.structs.replace(manifest, files=entries)
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))


@contextmanager
def reading(path: Path) -> Iterator["Archive"]:
    """Open a backup.

    Raises BackupError, also from within when what is read turns out to be damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BackupError(f"{path} is no backup of this site, or it is damaged ({error}).") from error


class Archive:
    """A backup that is read."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._archive = path, archive
        self.manifest = self._read_manifest()

    def _read_manifest(self) -> Manifest:
        try:
            manifest = msgspec.json.decode(self._archive.read(MANIFEST), type=Manifest)
        except (KeyError, msgspec.MsgspecError) as error:
            raise BackupError(f"{self._path} is no backup of this site.") from error
        if manifest.kind != KIND:
            raise BackupError(f"{self._path} is no backup of this site.")
        if manifest.format > FORMAT:
            raise BackupError(f"{self._path} was made by a newer version of the site, and can't be read by this one.")
        return manifest

    def extract(self, name: str, target: Path) -> None:
        """Write a file of the archive to a new path, for its owner only.

        Raises BackupError when it is not what was backed up.
        """
        entry = self.manifest.files[name]
        target.touch(0o600)
        try:
            with self._archive.open(name) as member, target.open("wb") as file:
                copied = _copy(member, file, lambda size: None)
        except KeyError as error:
            raise BackupError(f"{self._path} is damaged: {name} is missing.") from error
        if copied != entry:
            raise BackupError(f"{self._path} is damaged: {name} is not as it was backed up.")


def _copy(source: IO[bytes], target: IO[bytes], report: ReportBytes) -> FileEntry:
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(CHUNK_SIZE):
        target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
        report(len(chunk))
    return FileEntry(size, digest.hexdigest())
