"""Counts of responses by their status, for `/metrics`."""

from collections.abc import Callable, Iterable
from typing import Any

from jobs import metrics


class ResponseCounter:
    """A WSGI application around another one, whose responses it counts."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def count_and_start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            metrics.count(f"http:{status[:3]}")
            return start_response(status, headers, *rest)

        return self._application(environ, count_and_start)
