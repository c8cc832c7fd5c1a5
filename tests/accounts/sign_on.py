"""A small OpenID Connect provider, as a club might have one: discovery, approval, a signed id_token, user info."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode
from wsgiref.util import request_uri

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
Start = Callable[..., Any]


class SignOn:
    """A WSGI app. `subject`, `name`: who approves; `challenge`: of the last approval."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.subject, self.name = "4711", "Vera Verified"
        self.challenge = ""
        self.audience = "club-site"

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        match environ["PATH_INFO"]:
            case "/.well-known/openid-configuration":
                return self._json(start, self._configuration())
            case "/authorize":
                return self._approve(environ, start)
            case "/token":
                return self._token(environ, start)
            case "/userinfo":
                return self._json(start, {"sub": self.subject, "name": self.name, "preferred_username": "vera"})
            case "/keys":
                own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
                return self._json(start, {"keys": [own | {"kid": "one", "alg": "RS256"}]})
        start("404 Not Found", [])
        return [request_uri(environ).encode()]

    def _configuration(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys"} | {
            name: f"{self.address}/{path}" for name, path in names.items()
        }

    def _approve(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        asked = dict(parse_qsl(environ["QUERY_STRING"]))
        self.challenge = asked["code_challenge"]
        back = urlencode({"code": "good-code", "state": asked["state"]})
        start("302 Found", [("Location", f"{asked['redirect_uri']}?{back}")])
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
