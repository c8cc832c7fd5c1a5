"""`manage.py start`, which `make run` calls: prepare the site and run all its processes under one supervisor."""

import hashlib
import os
import socket
import sys
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.urls import reverse

from accounts import bootstrap_admin
from catalog.datasets import popularity_file
from catalog.gateway import tmdb_client
from catalog.numbers import parse_number
from tmdbsite import child_lines, databases, env, network, permissions, prefix, schedule, upgrade, valkey

MAX_PORT = 65535
SUPERVISOR = Path(settings.BASE_DIR) / "tmdbsite" / "supervisord.conf"


class Command(BaseCommand):
    help = "Migrate, prepare static files and the demo, and run Valkey, web, worker and beat."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = env.text("HOST", "127.0.0.1"), _read_port()
        _check_port_is_free(host, port)
        _check_prefix()
        _check_redis()
        os.umask(0o077)  # all processes inherit it
        self._make_private()
        self._bring_up_to_date()
        call_command("reseal", stdout=StringIO())
        schedule.add_missing()
        popularity_file.ensure()
        _collect_static()
        if settings.TMDB_DEMO:
            tmdb_client.demo().prepare()
        self.stdout.write(child_lines.format_line("Starting …", "start"))
        self.stdout.flush()
        _run_supervisor(host, port)

    def _make_private(self) -> None:
        """Remove other users' permissions; a file whose permissions can't be changed is only reported."""
        dotenv = env.dotenv_path(settings.BASE_DIR / ".env")
        if permissions.is_readable_by_others(dotenv):
            self.stderr.write(f"Others on this machine can read {dotenv.name}. To stop that: chmod 600 {dotenv.name}")
        unchangeable = permissions.make_private(Path(settings.DATA_DIR), *_find_database_files())
        if unchangeable:
            self.stderr.write(f"Others on this machine may read {unchangeable[0]}: its permissions can't be changed.")

    def _bring_up_to_date(self) -> None:
        try:
            upgrade.bring_up_to_date(lambda text: self.stdout.write(child_lines.format_line(text, "start")))
        except upgrade.UpgradeRefused as error:
            raise CommandError(str(error)) from error


def _run_supervisor(host: str, port: int) -> None:
    """Replace this process by the supervisor, with the environment that supervisord.conf names."""
    address = network.build_site_address(host, port)
    os.environ.update(
        HOST=host,
        PORT=str(port),
        DATA_DIR=str(settings.DATA_DIR),
        PYTHON=sys.executable,
        VALKEY_EMBEDDED=str(settings.VALKEY_EMBEDDED).lower(),
        FILLED_SETTINGS="" if env.text("ALLOWED_HOSTS") else "ALLOWED_HOSTS",
        ALLOWED_HOSTS=env.text("ALLOWED_HOSTS") or ",".join(network.allowed_hosts(host)),
        SITE_HINT=network.build_hint(host),
        SITE_ADDRESS=address,
        FIRST_ADMIN=_build_first_admin_address(address),
    )
    os.chdir(settings.BASE_DIR)
    arguments = [sys.executable, "-m", "tmdbsite.supervise", "-c", str(SUPERVISOR)]
    os.execv(sys.executable, arguments)  # noqa: S606


def _find_database_files() -> list[Path]:
    """Return the files of an SQLite database; those of PostgreSQL are not ours."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != databases.SQLITE:
        return []
    return [Path(f"{database['NAME']}{suffix}") for suffix in ("", "-wal", "-shm")]


def _build_first_admin_address(site_address: str) -> str:
    """Return the address where the first admin signs up, "" once the site has members."""
    token = bootstrap_admin.create_token()
    return urljoin(site_address, reverse("accounts:first", args=[token])) if token else ""


def _read_port() -> int:
    value = env.text("PORT", "8000")
    port = parse_number(value)
    if not port or port > MAX_PORT:
        raise CommandError(f"PORT is a number from 1 to {MAX_PORT}, not {value!r}.")
    return port


def _check_port_is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} can't be used ({error.strerror}). Try another: make run PORT={port + 1}"
            ) from error


def _check_prefix() -> None:
    if prefix.is_ambiguous(settings.PATH_PREFIX):
        raise CommandError(
            f"PATH_PREFIX can't be {settings.PATH_PREFIX}: addresses of the site itself begin like that. "
            "Choose another, such as /films."
        )


def _check_redis() -> None:
    if settings.VALKEY_EMBEDDED and valkey.find_binary() is None:
        raise CommandError(valkey.NOT_INSTALLED)


def _collect_static() -> None:
    """Collect and compress static files when one of them has changed since the last time."""
    stamp = Path(settings.DATA_DIR) / "static.stamp"
    state = _hash_static_files()
    if stamp.is_file() and stamp.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def _hash_static_files() -> str:
    files = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            files.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return files.hexdigest()
