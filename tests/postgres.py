"""Empty PostgreSQL databases for tests."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.conftest import skip_without

SERVER = "127.0.0.1:5432"


@contextmanager
def new_database() -> Iterator[str]:
    """Make a database, and yield its address."""
    name = f"tmdbsite_{uuid.uuid4().hex[:12]}"
    try:
        admin = psycopg.connect(f"postgresql://postgres@{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        skip_without("PostgreSQL")
    with admin:
        admin.execute(f'create database "{name}"')
        try:
            yield f"postgres://postgres@{SERVER}/{name}"
        finally:
            admin.execute(f'drop database "{name}" with (force)')
