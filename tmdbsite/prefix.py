"""A site below a path of its host (PATH_PREFIX)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def strip_prefix(app: Application, prefix: str) -> Application:
    """Return a WSGI application that removes a prefix from the paths of requests, unless a proxy has done so."""

    def wrapped(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if f"{path}/".startswith(f"{prefix}/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"
        return app(environ, start_response)

    return wrapped


def is_ambiguous(prefix: str) -> bool:
    """Return whether a prefix begins like the site's own addresses: then one can't tell if a proxy has removed it."""
    first = prefix.strip("/").partition("/")[0]
    return bool(first) and first in {"static", *_first_segments(get_resolver())}


def _first_segments(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        segment = str(pattern.pattern).lstrip("^").split("/")[0]
        if segment:
            yield segment
        elif not isinstance(pattern, URLPattern):
            yield from _first_segments(pattern)
