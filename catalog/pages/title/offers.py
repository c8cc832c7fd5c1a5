"""Offers to watch a title in one country.

The data come from JustWatch, who must be named beside them.
"""

from dataclasses import dataclass

from catalog.display.countries import country_name
from catalog.display.images import images
from tmdb.images import Picture
from tmdb.payload import JSON, get_dict, get_int, get_rows, get_str
from tmdb.web_address import clean_web_address

OFFER_LABELS = {"flatrate": "Stream", "free": "Free", "ads": "With adverts", "rent": "Rent", "buy": "Buy"}


@dataclass(frozen=True, slots=True)
class Provider:
    id: int
    name: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class OffersOfType:
    """Services that offer a title in one way, such as for rent."""

    label: str
    providers: list[Provider]


@dataclass(frozen=True, slots=True)
class Offers:
    """Where a title can be watched in a country.

    `region` is the country's name, `link` TMDB's page for the title, as JustWatch asks for. `elsewhere`: in how many
    countries there are offers.
    """

    region: str
    link: str
    ways: list[OffersOfType]
    elsewhere: int = 0


def parse_offers(data: JSON, region: str, region_name: str = "") -> Offers:
    countries = get_dict(data, "watch/providers", "results")
    here = get_dict(countries, region)
    ways = [
        OffersOfType(label, [_provider(row) for row in rows])
        for key, label in OFFER_LABELS.items()
        if (rows := get_rows(here, key))
    ]
    return Offers(region_name or country_name(region), clean_web_address(get_str(here, "link")), ways, len(countries))


def _provider(row: JSON) -> Provider:
    return Provider(
        get_int(row, "provider_id"), get_str(row, "provider_name"), images().logo(get_str(row, "logo_path"))
    )
