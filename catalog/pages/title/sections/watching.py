"""Where to watch a title, in every country."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.gateway import Call, api
from catalog.pages.title.sections.section import SectionRequest, data_of
from catalog.pages.title.watch import Offers, offers
from catalog.rendering import Outcome
from tmdb.payload import JSON, get_dict, get_rows, get_str


@dataclass(frozen=True, slots=True)
class Everywhere:
    """`here` is the visitor's country, `elsewhere` the others by name."""

    here: Offers
    elsewhere: list[Offers]


def calls(asked: SectionRequest) -> Sequence[Call]:
    """The names of the countries that JustWatch knows, in the visitor's language where TMDB has them."""
    return (api.watch_providers.regions(language=asked.locale.language),)


def content(data: JSON, asked: SectionRequest, outcomes: Sequence[Outcome]) -> Everywhere:
    codes = list(get_dict(data, "watch/providers", "results"))
    names = {
        get_str(row, "iso_3166_1"): get_str(row, "english_name") for row in get_rows(data_of(outcomes[0]), "results")
    }
    region = asked.locale.region
    others = [offers(data, code, names.get(code, "")) for code in codes if code != region]
    elsewhere = sorted((one for one in others if one.ways), key=lambda one: one.region)
    return Everywhere(offers(data, region, names.get(region, "")), elsewhere)
