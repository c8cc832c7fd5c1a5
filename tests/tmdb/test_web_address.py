"""Only addresses of the web are followed."""

import pytest

from tmdb.web_address import clean_web_address


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "https://www.themoviedb.org/review/5a1b?y=1&z=%20#part",
        "HTTPS://EXAMPLE.ORG:8443/(1999)/it's",
        "https://例え.jp/千と千尋",
    ],
)
def test_an_address_of_the_web_stays_as_it_is(address: str) -> None:
    assert clean_web_address(f" {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        None, 7, "", "example.org", "javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "vbscript:x", "//example.org", "/me/", "http:example.org", "https:///x", "https://",
        "http://exa mple.org", 'https://example.org/"x', "https://example.org/<x>", "https://example.org\\@other.example",
        "https://www.themoviedb.org@other.example/", "http://[::1", "http://example.org:99999", "https://-",
        "\u202ehttps://x.org", "https://example.org/" + "x" * 2000, "ftp://example.org",
    ],
)  # fmt: skip
def test_whatever_else_stands_for_an_address_leads_nowhere(address: object) -> None:
    assert clean_web_address(address) == ""
