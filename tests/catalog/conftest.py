"""Pages of the catalogue look up the visitor's session, so they need the database."""

import pytest


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    pass
