"""The client sends what its methods describe."""

from typing import Any

import pytest

from tmdb import Client, LocalLimiter, Requestor, RequestsTransport, errors
from tmdb.wsgi_adapter import WSGIAdapter


def test_the_client_performs_what_its_methods_describe() -> None:
    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        exists = environ["PATH_INFO"] == "/3/movie/603"
        start_response("200 OK" if exists else "404 Not Found", [("Content-Type", "application/json")])
        return [b'{"id":603,"title":"The Matrix"}' if exists else b'{"status_code":34,"status_message":"not found"}']

    transport = RequestsTransport({"http://app.invalid": lambda: WSGIAdapter(app)})
    client = Client(Requestor(transport, token="t", base_url="http://app.invalid/3", limiter=LocalLimiter()))
    assert client.movies.details(603)["title"] == "The Matrix"
    with pytest.raises(errors.NotFound):
        client.movies.details(604)
