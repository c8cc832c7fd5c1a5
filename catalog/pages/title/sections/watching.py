"""Where to watch a title, in every country."""

from dataclasses import dataclass

from catalog.gateway import Call, api
from catalog.pages.page import Answers, data_or_none
from catalog.pages.title.sections.section import SectionRequest
from catalog.pages.title.watch import Offers, offers
from tmdb.payload import JSON, get_dict, get_rows, get_str


@dataclass(frozen=True, slots=True)
class Everywhere:
    """`here` is the visitor's country, `elsewhere` the others by name."""

    here: Offers
    elsewhere: list[Offers]


def calls(asked: SectionRequest) -> dict[str, Call]:
    """The names of the countries that JustWatch knows, in the visitor's language where TMDB has them."""
    return {"regions": api.watch_providers.regions(language=asked.locale.language)}


def content(data: JSON, asked: SectionRequest, answers: Answers) -> Everywhere:
    codes = list(get_dict(data, "watch/providers", "results"))
    listed = get_rows(data_or_none(answers["regions"]), "results")
    names = {get_str(row, "iso_3166_1"): get_str(row, "english_name") for row in listed}
    region = asked.locale.region
    others = [offers(data, code, names.get(code, "")) for code in codes if code != region]
    elsewhere = sorted((one for one in others if one.ways), key=lambda one: one.region)
    return Everywhere(offers(data, region, names.get(region, "")), elsewhere)
