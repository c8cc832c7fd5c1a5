"""Where to watch a title, in every country."""

from dataclasses import dataclass

from catalog.gateway import Call, api
from catalog.pages.page import Answers, data_or_none
from catalog.pages.title.offers import Offers, parse_offers
from catalog.pages.title.sections.section import SectionRequest
from tmdb.payload import JSON, get_dict, get_rows, get_str


@dataclass(frozen=True, slots=True)
class OffersByCountry:
    """Offers in all countries: `here` in the visitor's, `elsewhere` in the others by name."""

    here: Offers
    elsewhere: list[Offers]


def calls(request: SectionRequest) -> dict[str, Call]:
    """Return the call for the countries that JustWatch knows, in the visitor's language where TMDB has their names."""
    return {"regions": api.watch_providers.regions(language=request.locale.language)}


def content(data: JSON, request: SectionRequest, answers: Answers) -> OffersByCountry:
    regions = get_rows(data_or_none(answers["regions"]), "results")
    names = {get_str(row, "iso_3166_1"): get_str(row, "english_name") for row in regions}
    region = request.locale.region
    codes = get_dict(data, "watch/providers", "results")
    others = [parse_offers(data, code, names.get(code, "")) for code in codes if code != region]
    elsewhere = sorted((offers for offers in others if offers.ways), key=lambda offers: offers.region)
    return OffersByCountry(parse_offers(data, region, names.get(region, "")), elsewhere)
