"""The API below `/3`: from a request to TMDB's answer, its errors and its headers."""

import hashlib
import json
import logging
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tmdb_demo import routes
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import APIError, write_status
from tmdb_demo.http import JSON_TYPE, SCRIPT_TYPE, Answer, Request, encode_json, json_answer
from tmdb_demo.limit import Limit
from tmdb_demo.state import State
from tmdb_demo.store import Store

log = logging.getLogger("tmdb_demo")

MAX_APPENDED = 20
SUSPENDED_KEY = "suspended"
V3_KEY = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
# A name, or names with dots between them: nothing else may stand before an answer that is to be run as a script.
CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,63}(?:\.[A-Za-z_$][\w$]{0,63}){0,4}", re.ASCII)
# The Cache-Control of TMDB's answers, by path.
CACHE_CONTROL = (
    (re.compile(r"/trending/"), "public, max-age=300"),
    (
        re.compile(r"/authentication|/account|/guest_session|/list/|.*/account_states$|/\w+/latest$"),
        "public, max-age=0",
    ),
    (re.compile(r"/certification/"), "must-revalidate, max-age=0, private"),
    (re.compile(r"/configuration"), "public, max-age=86400"),
    (re.compile(r".*/changes$|/\w+/\d[^/]*/lists$"), "public, max-age=600"),
    (re.compile(""), "public, max-age=28800"),
)


@dataclass(frozen=True)
class API:
    """Answers requests below `/3`.

    With `require_key` it refuses requests without a key or a token, and those with a key in place of a token, as TMDB
    does.
    """

    store: Store
    state: State
    limit: Limit
    image_base_url: str
    require_key: bool
    today: Callable[[], date]
    now: Callable[[], datetime]

    def answer(self, request: Request) -> Answer:
        try:
            body = _parse_fields(request)
            self._check_admission(request, body)
            return self._handle(request, body)
        except APIError as error:
            headers = {"Retry-After": "1"} if error.code == 25 else {}
            if error.code == 7:
                headers["Cache-Control"] = "public, max-age=300"
            return json_answer(error.to_json(), error.status, headers)
        except sqlite3.Error as error:
            # A full disk, or a file that is no database: the caller gets what TMDB answers while it is down.
            log.warning("database failed reason=%s", error)
            offline = APIError(9)
            return json_answer(offline.to_json(), offline.status)

    def _check_admission(self, request: Request, body: Mapping[str, Any]) -> None:
        """Raise APIError for what the gateway in front of TMDB refuses before the API sees it."""
        authorization = request.headers.get("authorization", "")
        key = request.parameters.get("api_key") or body.get("api_key") or ""
        if authorization and not authorization.startswith("Bearer "):
            raise APIError(14)
        if key == SUSPENDED_KEY:
            raise APIError(10)
        token = authorization.removeprefix("Bearer ").strip()
        if self.require_key and (V3_KEY.fullmatch(token) or not (key or token)):
            raise APIError(7)
        if self.limit.is_exceeded():
            raise APIError(25, "Your request count (41) is over the allowed limit of (40).")
        if not _accepts_json(request.headers.get("accept", "")):
            raise APIError(19)

    def _handle(self, request: Request, body: Mapping[str, Any]) -> Answer:
        path = request.path.removeprefix("/3").rstrip("/")
        call = self._build_call(request, body)
        reads = request.method in {"GET", "HEAD"}
        data = self._read(path, call) if reads else _write(request.method, path, call)
        if reads:
            status, headers, content = _format_answer(data, request, _cache_control(path))
            return status, headers | call.response_headers, content
        return json_answer(
            data, write_status(data), {"Cache-Control": "public, max-age=0", "ETag": compute_etag(encode_json(data))}
        )

    def _build_call(self, request: Request, body: Mapping[str, Any]) -> Call:
        db, cache = self.store.connect()
        return Call(
            db=db,
            state=self.state.connect(),
            path={},
            query=request.parameters,
            today=self.today(),
            now=self.now(),
            image_base_url=self.image_base_url,
            cache=cache,
            body=body,
            bearer=request.headers.get("authorization", "").startswith("Bearer "),
        )

    def _read(self, path: str, call: Call) -> Any:
        if path.endswith(".xml"):
            raise APIError(4)
        route = routes.resolve(path)
        if not route:
            raise APIError(34)
        handler, values = route
        call = replace(call, path=values)
        parts = [part for part in call.query.get("append_to_response", "").split(",") if part]
        if not (parts and routes.CAN_APPEND.match(path)):
            return handler(call)
        if len(parts) > MAX_APPENDED:
            raise APIError(27)
        return handler(call) | _read_appended(path, parts, call)


def _read_appended(path: str, parts: list[str], call: Call) -> JSON:
    """Return each part under its path, without its id; a part that does not exist is left out without an error."""
    answers: JSON = {}
    for part in parts:
        route = routes.resolve(f"{path}/{part}")
        if not route:
            continue
        handler, values = route
        try:
            answer = handler(call.with_path(**values))
        except APIError:
            continue
        answers[part] = {key: value for key, value in answer.items() if key != "id"}
    return answers


def _write(method: str, path: str, call: Call) -> Any:
    """Return the answer to a write; a method that a path does not have is answered like an unknown path."""
    if method not in {"POST", "DELETE"}:
        raise APIError(42)
    route = routes.resolve_write(method, path)
    if not route:
        raise APIError(34)
    handler, values = route
    return handler(replace(call, path=values))


def _parse_fields(request: Request) -> dict[str, Any]:
    """Return the fields of a JSON body, {} for an empty one.

    Raises APIError.
    """
    if request.method in {"GET", "HEAD"} or not request.body.strip():
        return {}
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError):
        raise APIError(5) from None
    if not isinstance(fields, dict) or not _is_text(fields):
        raise APIError(5)
    return fields


def _is_text(fields: Any) -> bool:
    """Return whether all texts can be stored: JSON can escape a lone surrogate, which no database takes."""
    try:
        encode_json(fields, errors="strict")
    except UnicodeEncodeError:
        return False
    return True


def _accepts_json(accept: str) -> bool:
    return not accept or any(kind in accept for kind in ("json", "javascript", "*/*", "application/*"))


def _cache_control(path: str) -> str:
    return next(caching for pattern, caching in CACHE_CONTROL if pattern.match(path))


def _format_answer(data: Any, request: Request, caching: str) -> Answer:
    """Return the answer to a read, as JSONP when the request names a valid callback."""
    callback, body, kind = request.parameters.get("callback", ""), encode_json(data), JSON_TYPE
    if CALLBACK.fullmatch(callback):
        body, kind = b"%s(%s)" % (callback.encode(), body), SCRIPT_TYPE
    headers = {"Content-Type": kind, "Cache-Control": caching, "X-Content-Type-Options": "nosniff"}
    return conditional_answer(body, request, headers)


def compute_etag(body: bytes) -> str:
    """Return the ETag of a body, in TMDB's form."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def conditional_answer(body: bytes, request: Request, headers: dict[str, str]) -> Answer:
    """Return an answer with its ETag, or 304 when the client has the same body."""
    etag = compute_etag(body)
    is_same = etag.removeprefix("W/") in request.headers.get("if-none-match", "")
    return (304 if is_same else 200), {**headers, "ETag": etag}, b"" if is_same else body
