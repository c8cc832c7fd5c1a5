"""TMDB's exports as tests want them: whole, broken off, or something else."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from catalog.datasets.exports import Export
from tests.catalog.conftest import TODAY
from tests.stand_in import StandIn

YESTERDAY = TODAY - timedelta(days=1)
Answering = Callable[[dict[str, Any], Any], Any]


@pytest.fixture(autouse=True)
def _morning(morning: None) -> None:
    pass


@contextmanager
def serve(stand_in: StandIn, answering: Callable[[Answering], Answering]) -> Iterator[None]:
    """The stand-in, behind something that may answer in its place."""
    app = stand_in.app
    stand_in.app = answering(app)
    try:
        yield
    finally:
        stand_in.app = app


def give(body: bytes, only: str = "") -> Callable[[Answering], Answering]:
    """Answer with a body for each export, or for those with `only` in their name."""

    def around(app: Answering) -> Answering:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            if only not in environ["PATH_INFO"]:
                return app(environ, start)
            start("200 OK", [("Content-Length", str(len(body)))])
            return [body]

        return answer

    return around


def read_whole(stand_in: StandIn, export: Export) -> bytes:
    body: bytes = stand_in.app.get(f"/p/exports/{export.name}", {})[2]
    return body


def pack_lines(lines: list[bytes]) -> bytes:
    return gzip.compress(b"\n".join(lines))
