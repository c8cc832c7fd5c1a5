"""Offers to watch a title in one country."""

from typing import Any

import pytest

from catalog.pages.title.offers import parse_offers
from tests.catalog.answers import ODD_VALUES

KIOSK = {"provider_id": 8, "provider_name": "Kiosk", "logo_path": "/k.jpg"}


def data(**countries: Any) -> dict[str, Any]:
    return {"watch/providers": {"results": countries}}


def test_ways_stand_in_the_order_of_what_they_cost() -> None:
    here = {key: [KIOSK] for key in ("buy", "rent", "ads", "free", "flatrate")}
    offers = parse_offers(data(DE=here | {"link": "https://example.org/603"}, FR={}), "DE")
    assert [way.label for way in offers.ways] == ["Stream", "Free", "With adverts", "Rent", "Buy"]
    assert (offers.region, offers.link, offers.elsewhere) == ("Germany", "https://example.org/603", 2)
    [provider] = offers.ways[0].providers
    assert (provider.id, provider.name) == (8, "Kiosk")


def test_tmdbs_name_of_the_country_comes_first() -> None:
    assert parse_offers({}, "DE", "Deutschland").region == "Deutschland"


def test_another_countrys_offers_are_only_counted() -> None:
    offers = parse_offers(data(FR={"flatrate": [KIOSK]}), "DE")
    assert (offers.ways, offers.link, offers.elsewhere) == ([], "", 1)


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_without_offers_there_is_none(odd: Any) -> None:
    assert parse_offers({"watch/providers": odd}, "DE").ways == []
    assert parse_offers(data(DE={"flatrate": odd if odd != "text" else ""}), "DE").ways == []
    assert parse_offers(data(DE={"link": "javascript:alert(1)"}), "DE").link == ""
