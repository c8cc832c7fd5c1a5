"""An adapter for `requests` that calls a WSGI app in this process instead of a server."""

import io
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

WSGIApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class WSGIAdapter(BaseAdapter):
    """Answers requests with what a WSGI app returns.

    The app's TimeoutError becomes a ReadTimeout.
    """

    def __init__(self, app: WSGIApp) -> None:
        super().__init__()
        self._app = app

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        status, headers = "", list[tuple[str, str]]()

        body = io.BytesIO()

        def start_response(line: str, fields: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], int]:
            nonlocal status, headers
            status, headers = line, fields
            return body.write

        try:
            self._write_chunks(self._app(_build_environ(request), start_response), body)
        except TimeoutError as error:
            raise requests.ReadTimeout(request=request) from error
        return _build_response(request, status, headers, body.getvalue())

    @staticmethod
    def _write_chunks(chunks: Iterable[bytes], body: io.BytesIO) -> None:
        try:
            body.writelines(chunks)
        finally:
            if close := getattr(chunks, "close", None):
                close()

    def close(self) -> None:
        pass


def _build_environ(request: requests.PreparedRequest) -> dict[str, Any]:
    address = urlsplit(request.url or "")
    body = request.body or b""
    content = body.encode() if isinstance(body, str) else bytes(body)
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    return {
        "REQUEST_METHOD": request.method or "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(address.path, "latin-1"),
        "QUERY_STRING": address.query,
        "SERVER_NAME": address.hostname or "",
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }


def _build_response(
    request: requests.PreparedRequest, status: str, headers: list[tuple[str, str]], body: bytes
) -> requests.Response:
    response = requests.Response()
    code, _, response.reason = status.partition(" ")
    response.status_code = int(code)
    response.headers = CaseInsensitiveDict(headers)
    response.request, response.url = request, request.url or ""
    response.raw = io.BytesIO(body)
    response.encoding = "utf-8"
    return response
