"""Links to the same thing at other sites."""

from typing import Any

import pytest

from catalog.pages.external_links import build_external_links
from tests.catalog.answers import ODD_VALUES


def links(kind: str = "movie", path: str = "", **data: Any) -> dict[str, str]:
    return {link.label: link.url for link in build_external_links(kind, {"id": 603} | data, path)}


def test_tmdb_is_always_there() -> None:
    [(label, url)] = links("tv", "/season/1").items()
    assert label == "TMDB"
    assert url.endswith("/tv/603/season/1")


def test_ids_come_from_the_details_or_beside_them() -> None:
    assert links(imdb_id="tt0133093")["IMDb"] == "https://www.imdb.com/title/tt0133093/"
    assert links(external_ids={"wikidata_id": "Q83495"})["Wikidata"] == "https://www.wikidata.org/wiki/Q83495"


def test_a_person_is_a_name_at_imdb() -> None:
    assert links("person", imdb_id="nm0000206")["IMDb"] == "https://www.imdb.com/name/nm0000206/"


@pytest.mark.parametrize("identity", ["../evil", "a/b", "a?b", "", "x" * 200, "ａ"])
def test_an_id_that_would_lead_elsewhere_is_left_out(identity: str) -> None:
    assert list(links(facebook_id=identity)) == ["TMDB"]


@pytest.mark.parametrize(
    ("homepage", "labels"), [("https://example.org/", ["TMDB", "Homepage"]), ("javascript:x", ["TMDB"])]
)
def test_a_homepage_leads_to_the_web(homepage: str, labels: list[str]) -> None:
    assert list(links(homepage=homepage)) == labels


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_ids_are_left_out(value: Any) -> None:
    addresses = links(external_ids={"twitter_id": value}, homepage=value, imdb_id=value)
    assert set(addresses) - {"IMDb", "X"} == {"TMDB"}
    assert ("IMDb" in addresses) == (value == "text")
