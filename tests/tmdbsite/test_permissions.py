"""What the site keeps is readable for its own user only."""

from pathlib import Path

import pytest

from tmdbsite import permissions


def test_a_folder_and_all_in_it_become_private(tmp_path: Path) -> None:
    inner = tmp_path / "data" / "exports"
    inner.mkdir(parents=True)
    database, elsewhere = inner / "site.sqlite3", tmp_path / "other.sqlite3"
    linked = inner / "link"
    for path in (database, elsewhere, tmp_path / "target"):
        path.touch(0o644)
    linked.symlink_to(tmp_path / "target")
    assert permissions.make_private(tmp_path / "data", elsewhere, tmp_path / "missing-wal") == []
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (tmp_path / "data", inner, database, elsewhere)}
    assert modes == {"data": "0o700", "exports": "0o700", "site.sqlite3": "0o600", "other.sqlite3": "0o600"}
    assert (tmp_path / "target").stat().st_mode & 0o044, "what a link leads to is somebody else's"


def test_a_folder_that_refuses_is_named_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch(0o644)
    tmp_path.chmod(0o755)

    def refuse(self: Path, mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    assert permissions.make_private(tmp_path) == [tmp_path, tmp_path / "file"]
    monkeypatch.setattr(Path, "chmod", lambda self, mode: None)  # as some mounts do
    assert permissions.make_private(tmp_path) == [tmp_path, tmp_path / "file"]


def test_a_folder_for_everybody_is_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    assert permissions.make_private(tmp_path) == [tmp_path]
    assert tmp_path.stat().st_mode & 0o777 == 0o777
