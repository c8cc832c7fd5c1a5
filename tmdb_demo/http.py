"""Requests and answers, independent of WSGI."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]

JSON_TYPE = "application/json;charset=utf-8"
SCRIPT_TYPE = "application/javascript;charset=utf-8"
REASONS = {
    200: "OK", 201: "Created", 206: "Partial Content", 302: "Found", 304: "Not Modified", 400: "Bad Request",
    401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
    416: "Range Not Satisfiable", 422: "Unprocessable Entity", 429: "Too Many Requests", 500: "Internal Server Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip
MAX_BODY = 1_000_000  # bytes; more is not read


@dataclass(frozen=True)
class Request:
    """An HTTP request, with its header names in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Headers = field(default_factory=dict)
    body: bytes = b""

    @property
    def parameters(self) -> dict[str, str]:
        """Return the last value of each parameter."""
        return dict(parse_qsl(self.query, keep_blank_values=True, errors="replace"))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


def parse_wsgi(environ: dict[str, Any]) -> Request:
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    headers["content-type"] = str(environ.get("CONTENT_TYPE", ""))
    # A path that is not UTF-8 matches no route.
    path = str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")
    return Request(environ["REQUEST_METHOD"], path, environ.get("QUERY_STRING", ""), headers, _body(environ))


def _body(environ: dict[str, Any]) -> bytes:
    length = str(environ.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or not int(length):
        return b""
    body: bytes = environ["wsgi.input"].read(min(int(length), MAX_BODY))
    return body


def json_answer(data: Any, status: int = 200, headers: Headers | None = None) -> Answer:
    return status, {"Content-Type": JSON_TYPE, **(headers or {})}, encode_json(data)


def encode_json(data: Any, errors: str = "replace") -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors)


def html_answer(html: str, status: int = 200, headers: Headers | None = None) -> Answer:
    return status, {"Content-Type": "text/html; charset=utf-8", **(headers or {})}, html.encode()
