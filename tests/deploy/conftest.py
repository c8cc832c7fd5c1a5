"""What is deployed is started as processes of its own, so nothing is cleaned in this one."""

import pytest


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """Clean nothing in this process."""
