"""A small OpenID Connect provider, as a club might have one: discovery, approval, a signed id_token, user info."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.util import request_uri

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
Start = Callable[..., Any]


class SignOn:
    """A WSGI app. `subject`, `name`: who approves; `challenge`: of the last approval. `portal`: another address of it,
    by which a browser goes before it may approve."""

    def __init__(self, address: str, portal: str = "") -> None:
        self.address, self.portal = address, portal
        self.subject, self.name = "4711", "Vera Verified"
        self.challenge = ""
        self.audience = "club-site"

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        match environ["PATH_INFO"]:
            case "/.well-known/openid-configuration":
                return self._json(start, self._configuration())
            case "/authorize" if self.portal:
                return self._redirect(start, f"{self.portal}/portal?{environ['QUERY_STRING']}")
            case "/portal":
                return self._redirect(start, f"{self.address}/approve?{environ['QUERY_STRING']}")
            case "/authorize" | "/approve":
                return self._approve(environ, start)
            case "/token":
                return self._token(environ, start)
            case "/userinfo":
                return self._json(start, {"sub": self.subject, "name": self.name, "preferred_username": "vera"})
            case "/keys":
                key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
                return self._json(start, {"keys": [key | {"kid": "one", "alg": "RS256"}]})
        start("404 Not Found", [])
        return [request_uri(environ).encode()]

    def _configuration(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys"} | {
            name: f"{self.address}/{path}" for name, path in names.items()
        }

    def _approve(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        query = dict(parse_qsl(environ["QUERY_STRING"]))
        self.challenge = query["code_challenge"]
        back = urlencode({"code": "good-code", "state": query["state"]})
        return self._redirect(start, f"{query['redirect_uri']}?{back}")

    def _redirect(self, start: Start, location: str) -> Iterable[bytes]:
        start("302 Found", [("Location", location)])
        return []

    def _token(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        form = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
        verifier = sha256(form["code_verifier"][0].encode()).digest()
        if form["code"] != ["good-code"] or urlsafe_b64encode(verifier).rstrip(b"=").decode() != self.challenge:
            return self._json(start, {"error": "invalid_grant"}, "400 Bad Request")
        now = int(time.time())
        claims = {"iss": self.address, "aud": self.audience, "sub": self.subject, "iat": now, "exp": now + 60}
        token = jwt.encode(claims | {"name": self.name}, KEY, algorithm="RS256", headers={"kid": "one"})
        return self._json(start, {"access_token": "of-vera", "token_type": "Bearer", "id_token": token})

    def _json(self, start: Start, data: Any, status: str = "200 OK") -> Iterable[bytes]:
        start(status, [("Content-Type", "application/json")])
        return [json.dumps(data).encode()]


class _Silent(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """A test's output is its own."""


@contextmanager
def serve(host: str = "127.0.0.1", portal: str = "") -> Iterator[SignOn]:
    """Run a provider; with `portal`, a host, it has a second address, another origin to a browser."""
    servers = [make_server("127.0.0.1", 0, None, handler_class=_Silent) for _ in (host, portal)]
    first, second = (server.server_port for server in servers)
    app = SignOn(f"http://{host}:{first}", f"http://{portal}:{second}" if portal else "")
    for server in servers:
        server.set_app(app)
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield app
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
