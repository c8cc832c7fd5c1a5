"""Read the Dockerfile and do what it says without Docker, in an empty folder.

    image = build(folder)
    image.run(image.entrypoint + image.command, PORT="8123")

The folder stands for the root of the container: in commands and settings, `/app` is `folder/app`. `FROM` gives a Python
of this machine (the image's version if it is there), `COPY` obeys .dockerignore, `RUN` runs, and what runs in the end
does so without rights, as the user of the image where that user can reach Python. What is not shown: Docker itself, the
base image, and the other processor.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from tests.running import ROOT

MAPPED = ("app", "data", "tmp", "venv")  # folders of the container, and nothing else may be named
DROP_RIGHTS = ["setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"]
BUILD_TIMEOUT = 300  # seconds for a command


def instructions(path: Path = ROOT / "Dockerfile") -> Iterator[tuple[str, str]]:
    """Yield the keyword and the text of each instruction, its lines joined."""
    lines = [line for line in path.read_text().splitlines() if not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n", " ", "\n".join(lines)).splitlines():
        if line.strip():
            keyword, _, text = line.strip().partition(" ")
            yield keyword.upper(), text.strip()


def context_files() -> list[Path]:
    """Return the tracked files that .dockerignore lets through, relative to the root."""
    patterns = [line for line in (ROOT / ".dockerignore").read_text().split("\n") if line and line[0] != "#"]
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [Path(name) for name in names if (ROOT / name).is_file() and not is_ignored(name, patterns)]


def is_ignored(name: str, patterns: list[str]) -> bool:
    """Return whether the last pattern that matches a file, or a folder above it, leaves it out; `!` takes it in."""
    ancestors = [str(part) for part in (Path(name), *Path(name).parents)]
    ignored = False
    for pattern in patterns:
        plain = pattern.removeprefix("!").removeprefix("**/")
        tails = [Path(part).name for part in ancestors] if "**/" in pattern else ancestors
        if any(fnmatch(part, plain) and ("/" not in part or "/" in plain) for part in tails if part != "."):
            ignored = not pattern.startswith("!")
    return ignored


@dataclass
class Image:
    """What a build has come to; `root` stands for the root of the container."""

    root: Path
    python: str
    workdir: str = "/"
    user: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)  # of folders

    @property
    def entrypoint(self) -> list[str]:
        return list(json.loads(self.texts["ENTRYPOINT"]))

    @property
    def command(self) -> list[str]:
        return list(json.loads(self.texts["CMD"]))

    @property
    def healthcheck(self) -> list[str]:
        return list(json.loads(self.texts["HEALTHCHECK"].partition(" CMD ")[2]))

    def map(self, text: str) -> str:
        """Return a text with the container's folders as folders below `root`."""
        return re.sub(rf"(?<![\w./-])/({'|'.join(MAPPED)})\b", rf"{self.root}/\1", text)

    def environment(self, **variables: str) -> dict[str, str]:
        """Return the variables of a process in the container."""
        values = {"PATH": f"{self.root}/base:/usr/bin:/bin", "HOME": os.environ.get("HOME", "/"), "TMPDIR": "/tmp"}
        for name, value in self.variables.items():
            values[name] = self.map(value).replace("$PATH", values["PATH"])
        return values | {"TMPDIR": f"{self.root}/tmp"} | variables

    def run(self, words: list[str], **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a command as the container would, and return how it ended."""
        return subprocess.run(
            self.without_rights(words), cwd=self.folder(), env=self.environment(**variables), capture_output=True,
            text=True, timeout=BUILD_TIMEOUT, check=False,
        )  # fmt: skip

    def folder(self) -> Path:
        return Path(self.map(self.workdir))

    def without_rights(self, words: list[str]) -> list[str]:
        """Return a command that has none of root's rights: as USER says, unless that user can't reach Python."""
        return [*self._drop_rights(), *words]

    def is_user_there(self) -> bool:
        """Return whether commands can run as the image's user."""
        command = [*DROP_RIGHTS, *self._become_user(), self.python, "--version"]
        return not os.geteuid() and subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _drop_rights(self) -> list[str]:
        if os.geteuid():
            return []
        return [*DROP_RIGHTS, *(self._become_user() if self.is_user_there() else [])]

    def _become_user(self) -> list[str]:
        uid, _, gid = self.user.partition(":")
        return [f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]


def build(root: Path) -> Image:
    """Do what the Dockerfile says, and return the last stage. Raises CalledProcessError."""
    built: dict[str, Path] = {}
    image = Image(root, "")
    for keyword, text in instructions():
        if keyword == "FROM":
            image = _begin(root, text, built)
        elif keyword == "RUN":
            _run(image, text)
        elif keyword == "COPY":
            _copy(image, shlex.split(text), built)
        elif keyword == "ENV":
            image.variables |= dict(word.split("=", 1) for word in shlex.split(text))
        elif keyword == "WORKDIR":
            image.workdir = text
            image.folder().mkdir(parents=True, exist_ok=True)
        elif keyword == "USER":
            image.user = text
        else:
            assert keyword in {"CMD", "ENTRYPOINT", "EXPOSE", "HEALTHCHECK", "VOLUME"}, f"{keyword} is new here"
            image.texts[keyword] = text
    _give_away(image)
    return image


def _begin(root: Path, text: str, built: dict[str, Path]) -> Image:
    """Begin a stage in an empty folder; that of the stage before is put aside, since paths stay the same."""
    if root.exists():
        aside = root.with_name(f"{root.name}-{len(built)}")
        root.rename(aside)
        built[next(name for name, path in built.items() if path == root)] = aside
    match = re.fullmatch(r"python:(\d\.\d+)-slim-bookworm(?: AS (\w+))?", text)
    assert match, f"FROM {text} is new here"
    built[match[2] or "last"] = root
    (root / "base").mkdir(parents=True)
    (root / "tmp").mkdir(mode=0o777)
    (root / "tmp").chmod(0o1777)
    root.chmod(0o755)
    python = find_python(match[1])
    (root / "base" / "python").symlink_to(python)
    (root / "base" / "pip").write_text(f'#!/bin/sh\nexec "{python}" -m pip "$@"\n')
    (root / "base" / "pip").chmod(0o755)
    return Image(root, python)


def find_python(version: str) -> str:
    """Return a Python with pip: of the image's version if it is on the path, else one that all users can reach."""
    for candidate in (shutil.which(f"python{version}"), "/usr/bin/python3", f"{sys.base_prefix}/bin/python3"):
        code = "import pip, ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
        if candidate and subprocess.run([candidate, "-c", code], capture_output=True, check=False).returncode == 0:
            return candidate
    raise AssertionError("No Python with pip and venv.")


def _run(image: Image, text: str) -> None:
    # A build is root's and may write everywhere.
    subprocess.run(
        ["/bin/sh", "-ec", image.map(text)], cwd=image.folder(), env=image.environment(), check=True,
        capture_output=True, timeout=BUILD_TIMEOUT,
    )  # fmt: skip


def _copy(image: Image, words: list[str], built: dict[str, Path]) -> None:
    options = dict(word.removeprefix("--").split("=", 1) for word in words if word.startswith("--"))
    source, target = [word for word in words if not word.startswith("--")]
    if "from" in options:
        assert source == target
        shutil.move(built[options["from"]] / source.strip("/"), image.map(target))  # no stage copies a thing twice
        image.owners[image.map(target)] = options.get("chown", "")
        return
    for path in context_files():
        if source in {".", str(path)}:
            place = image.folder() / target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, place)


def _give_away(image: Image) -> None:
    """Give folders to the image's user, and take the right to write from all others, as `read_only` does.

    Who is root here runs without the right to pass over that.
    """
    for folder, owner in image.owners.items():
        if not owner:
            subprocess.run(["chmod", "-R", "a-w,a+rX", folder], check=True)
        elif image.is_user_there():
            os.chown(folder, *map(int, owner.split(":")))
