"""The policy that browsers get: pictures from where TMDB has them, forms to this site alone."""

from typing import Any

from django.test import Client
from pytest_django import Settings

from catalog.display import images

MATRIX = "/movie/603-the-matrix/"
HEADER = "Content-Security-Policy"


def directive(response: Any, name: str) -> list[str]:
    (words,) = [part.split() for part in response.headers[HEADER].split(";") if part.split()[0] == name]
    return list(words[1:])


def test_pictures_may_come_from_where_the_operator_says_also_after_a_304(visitor: Client, settings: Settings) -> None:
    settings.TMDB_IMAGE_URL = "https://pictures.example:8443/t/p"
    images.reset_caches()
    response = visitor.get(MATRIX)
    allowed = ["'self'", "data:", "https://pictures.example:8443"]
    assert directive(response, "img-src") == allowed
    assert "https://pictures.example:8443/t/p/w342" in response.content.decode()
    again = visitor.get(MATRIX, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert directive(again, "img-src") == allowed


def test_in_the_demo_pictures_are_the_sites_own(visitor: Client) -> None:
    response = visitor.get(MATRIX)
    assert directive(response, "img-src") == ["'self'", "data:"]
    assert directive(response, "form-action") == ["'self'"]


def test_a_page_from_before_pictures_moved_is_not_kept_beyond(visitor: Client, settings: Settings) -> None:
    """Its pictures come from elsewhere than the policy allows by then."""
    settings.TMDB_IMAGE_URL = "https://image.tmdb.org/t/p"
    images.reset_caches()
    before = visitor.get(MATRIX)
    assert "https://image.tmdb.org/t/p/w342" in before.content.decode()
    assert "https://image.tmdb.org" in directive(before, "img-src")
    settings.TMDB_IMAGE_URL = "http://tmdb.example/t/p"
    images.reset_caches()
    after = visitor.get(MATRIX)
    assert "https://image.tmdb.org" not in after.content.decode()
    assert directive(after, "img-src") == ["'self'", "data:", "http://tmdb.example"]
