"""Where to watch a title, in one country. The data come from JustWatch, who must be named beside them."""

from dataclasses import dataclass

from catalog.display.countries import country_name
from catalog.display.images import images
from tmdb.images import Picture
from tmdb.payload import JSON, get_dict, get_int, get_rows, get_str
from tmdb.web_address import clean_web_address

WAYS = {"flatrate": "Stream", "free": "Free", "ads": "With adverts", "rent": "Rent", "buy": "Buy"}


@dataclass(frozen=True, slots=True)
class Provider:
    id: int
    name: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    providers: list[Provider]


@dataclass(frozen=True, slots=True)
class Offers:
    """`link` leads to TMDB's page for the title, as JustWatch asks for. `elsewhere`: other countries have offers."""

    region: str  # its name
    link: str
    ways: list[Way]
    elsewhere: int = 0


def offers(data: JSON, region: str, name: str = "") -> Offers:
    countries = get_dict(data, "watch/providers", "results")
    here = get_dict(countries, region)
    ways = [
        Way(label, [_provider(row) for row in get_rows(here, key)])
        for key, label in WAYS.items()
        if get_rows(here, key)
    ]
    return Offers(name or country_name(region), clean_web_address(get_str(here, "link")), ways, len(countries))


def _provider(row: JSON) -> Provider:
    return Provider(
        get_int(row, "provider_id"), get_str(row, "provider_name"), images().logo(get_str(row, "logo_path"))
    )
