"""The stand-in as a WSGI app: `/3/…` is the API, `/t/p/…` the pictures."""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from tmdb_demo import loader, pictures, routes
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused
from tmdb_demo.store import Store

log = logging.getLogger("tmdb_demo")

JSON_TYPE = "application/json;charset=utf-8"
MAX_APPENDED = 20
# How long TMDB lets an answer be kept, by its path.
CACHING = (
    (re.compile(r"/trending/"), "public, max-age=300"),
    (re.compile(r"/authentication|/\w+/latest$"), "public, max-age=0"),
    (re.compile(r"/certification/"), "must-revalidate, max-age=0, private"),
    (re.compile(r"/configuration"), "public, max-age=86400"),
    (re.compile(""), "public, max-age=28800"),
)
FOR_EVER = "public, max-age=31536000, immutable"
REASONS = {
    200: "OK", 201: "Created", 304: "Not Modified", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 422: "Unprocessable Entity", 429: "Too Many Requests",
    500: "Internal Server Error", 501: "Not Implemented", 503: "Service Unavailable",
}  # fmt: skip

Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]


class Application:
    """`database` is made from `data` (the bundled set without one) at the first request. `today` moves the charts.

    `require_key`: refuse requests that bring neither a key nor a token, as TMDB does.
    """

    def __init__(
        self,
        database: Path,
        *,
        data: Path | None = None,
        image_base_url: str = "/t/p/",
        require_key: bool = False,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database, self._data = database, data
        self._image_base_url, self._require_key, self._today = image_base_url, require_key, today
        self._store: Store | None = None

    def prepare(self) -> None:
        """Load the data set now, if that has not been done."""
        if self._store is None:
            loader.ensure(self._database, self._data)
            self._store = Store(self._database)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        headers = {"If-None-Match": environ.get("HTTP_IF_NONE_MATCH", "")}
        if not self._allows(environ):
            status, fields, body = _json(Refused(7).envelope(), 401)
            fields["Cache-Control"] = "public, max-age=300"
        elif environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            status, fields, body = _json(Refused(34).envelope(), 404)
        else:
            status, fields, body = self.get(_path(environ), headers, environ.get("QUERY_STRING", ""))
        fields["Content-Length"] = str(len(body))
        start_response(f"{status} {REASONS[status]}", list(fields.items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _allows(self, environ: dict[str, Any]) -> bool:
        if not self._require_key or not _path(environ).startswith("/3"):
            return True
        return "api_key=" in environ.get("QUERY_STRING", "") or environ.get("HTTP_AUTHORIZATION", "").startswith(
            "Bearer "
        )

    def get(self, path: str, headers: Headers, query: str = "") -> Answer:
        """The answer to a GET: (status, headers, body)."""
        self.prepare()
        assert self._store
        if path.startswith("/t/p/"):
            return self._picture(path.removeprefix("/t/p/"), headers)
        parameters = dict(parse_qsl(query, keep_blank_values=True, errors="replace"))
        if not path.startswith("/3/"):
            return _json(Refused(34).envelope(), 404)
        try:
            data = self._answer(path.removeprefix("/3").rstrip("/"), parameters)
        except Refused as refused:
            return _json(refused.envelope(), refused.status)
        return _conditional(_wrapped(data, parameters), headers, _caching(path.removeprefix("/3")))

    def _answer(self, path: str, query: dict[str, str]) -> Any:
        assert self._store
        found = routes.resolve(path)
        if not found:
            raise Refused(34)
        handler, values = found
        db, cache = self._store.opened()
        call = Call(db, values, query, self._today(), self._image_base_url, cache)
        parts = [part for part in query.get("append_to_response", "").split(",") if part]
        if not (parts and routes.APPENDING.match(path)):
            return handler(call)
        if len(parts) > MAX_APPENDED:
            raise Refused(27)
        return handler(call) | self._appended(path, parts, call)

    def _appended(self, path: str, parts: list[str], call: Call) -> JSON:
        """Each part under its own path, without its id; what there isn't is left out without a word."""
        answers: JSON = {}
        for part in parts:
            found = routes.resolve(f"{path}/{part}")
            if not found:
                continue
            handler, values = found
            try:
                answer = handler(call.within(**values))
            except Refused:
                continue
            answers[part] = {key: value for key, value in answer.items() if key != "id"}
        return answers

    def _picture(self, address: str, headers: Headers) -> Answer:
        assert self._store
        svg = pictures.served(self._store.opened()[0], address)
        if svg is None:
            return 404, {"Content-Type": "text/plain"}, b"Not found"
        status, fields, body = _conditional(svg.encode(), headers, FOR_EVER)
        return status, fields | {"Content-Type": "image/svg+xml"}, body


def _path(environ: dict[str, Any]) -> str:
    """The path as text; what is not UTF-8 in it names nothing."""
    return str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")


def _caching(path: str) -> str:
    return next(caching for pattern, caching in CACHING if pattern.match(path))


def _json(data: Any, status: int) -> Answer:
    return status, {"Content-Type": JSON_TYPE}, _encoded(data)


def _encoded(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _wrapped(data: Any, query: dict[str, str]) -> bytes:
    """As JSONP, if a callback that can be one is named."""
    callback = query.get("callback", "")
    body = _encoded(data)
    return b"%s(%s)" % (callback.encode(), body) if callback.replace(".", "").isidentifier() else body


def _conditional(body: bytes, headers: Headers, caching: str) -> Answer:
    """With an ETag as TMDB makes it, and 304 for those who have the body."""
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    fields = {"Content-Type": JSON_TYPE, "ETag": etag, "Cache-Control": caching}
    if etag in headers.get("If-None-Match", ""):
        return 304, fields, b""
    return 200, fields, body
