"""The site's tables on both databases."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.conftest import missing
from tests.tmdbsite.test_env import manage

ADMIN = "postgresql://postgres@127.0.0.1:5432/postgres"


@pytest.fixture
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"tmdbsite_{uuid.uuid4().hex[:12]}"
    try:
        admin = psycopg.connect(ADMIN, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        missing("PostgreSQL")
    with admin:
        admin.execute(f'create database "{name}"')
        yield f"postgres://postgres@127.0.0.1:5432/{name}"
        admin.execute(f'drop database "{name}" with (force)')


def test_migrations_run_on_sqlite(tmp_path: Path) -> None:
    assert manage("migrate", "--verbosity=0", DATA_DIR=str(tmp_path)).returncode == 0
    assert manage("migrate", "--check", DATA_DIR=str(tmp_path)).returncode == 0


@pytest.mark.postgres
def test_migrations_run_on_postgresql(tmp_path: Path, postgres: str) -> None:
    result = manage("migrate", "--verbosity=0", DATA_DIR=str(tmp_path), DATABASE_URL=postgres)
    assert result.returncode == 0, result.stderr
    assert manage("migrate", "--check", DATA_DIR=str(tmp_path), DATABASE_URL=postgres).returncode == 0
