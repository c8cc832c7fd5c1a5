"""Copies of a PostgreSQL database, with the client programs that come with it.

Where the database is and its password reach them by the environment, never by their arguments, which everybody on the
machine can read.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import pq

from tmdb.redaction import redact
from tmdbsite.backup.archive import BackupError

CLIENT_MISSING = (
    "{program} is not installed here, and without PostgreSQL's client programs there are no backups "
    "(Debian and Ubuntu: apt-get install postgresql-client)."
)
LEAVE_TIMEOUT = 2.0  # seconds in which connections that are closed go from PostgreSQL's list
OTHERS = """
select pid from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""
# A table of a newer version of the site would be in its way at the next upgrade. So all go, and not just those that
# the dump brings.
DROP_TABLES = """
do $$
declare name text;
begin
  for name in select tablename from pg_tables where schemaname = current_schema() loop
    execute format('drop table if exists %I cascade', name);
  end loop;
end $$
"""


def dump(target: Path) -> None:
    """Copy the site's database, as it is at one moment, to a file that only `restore` understands.

    Raises BackupError.
    """
    target.touch(0o600)
    # The archive compresses it.
    _run("pg_dump", "--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--file={target}")


def restore(source: Path) -> None:
    """Replace the content of the site's database, all of it or, when that fails, nothing.

    Raises BackupError.
    """
    script = source.with_suffix(".sql")
    script.touch(0o600)
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
    _run("psql", *options, "--command", DROP_TABLES, f"--file={script}")


def check_client() -> None:
    """Raise BackupError where PostgreSQL's client programs are missing."""
    for program in ("pg_dump", "pg_restore", "psql"):
        _find(program)


def is_in_use() -> bool:
    """Return whether anybody else is connected to the site's database.

    Raises BackupError.
    """
    end = time.monotonic() + LEAVE_TIMEOUT
    try:
        # Not of Django's pool, which has several; and without a transaction, in which the list would stay the same.
        with psycopg.connect(**connection.get_connection_params(), autocommit=True) as client:
            while client.execute(OTHERS).fetchone():
                if time.monotonic() > end:
                    return True
                time.sleep(0.1)
    except psycopg.Error as error:
        raise BackupError(f"PostgreSQL can't be reached ({type(error).__name__}).") from error
    return False


def drop_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(DROP_TABLES)


def _find(program: str) -> str:
    path = shutil.which(program)
    if not path:
        raise BackupError(CLIENT_MISSING.format(program=program))
    return path


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's client programs.

    Raises BackupError with the last thing that it says.
    """
    command = [_find(program), *arguments]
    variables = os.environ | _connection_variables() | {"LC_MESSAGES": "C"}
    done = subprocess.run(command, env=variables, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        lines = redact(done.stderr.decode(errors="replace")).strip().splitlines() or ["it said nothing"]
        reason = next((line for line in lines if "error:" in line.lower()), lines[-1])
        raise BackupError(f"{program} failed: {reason.removeprefix(f'{program}: ').removeprefix('error: ')}")


def _connection_variables() -> dict[str, str]:
    """Return the variables by which PostgreSQL's programs know what Django's connection is made with."""
    parameters = connection.get_connection_params()
    names = {option.keyword.decode(): option.envvar for option in pq.Conninfo.get_defaults()}
    return {
        variable.decode(): str(value)
        for keyword, value in parameters.items()
        if (variable := names.get(keyword)) and value is not None
    }
