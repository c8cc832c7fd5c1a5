"""Where to watch a title, in every country."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.gateway import Call, ask
from catalog.pages.title.sections.section import Asked, data_of
from catalog.pages.title.watch import Offers, offers
from catalog.rendering import Outcome
from tmdb.payload import JSON, mapping, rows, text


@dataclass(frozen=True, slots=True)
class Everywhere:
    """`here` is the visitor's country, `elsewhere` the others by name."""

    here: Offers
    elsewhere: list[Offers]


def calls(asked: Asked) -> Sequence[Call]:
    """The names of the countries that JustWatch knows, in the visitor's language where TMDB has them."""
    return (ask.watch_providers.regions(language=asked.locale.language),)


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> Everywhere:
    codes = list(mapping(data, "watch/providers", "results"))
    names = {text(row, "iso_3166_1"): text(row, "english_name") for row in rows(data_of(outcomes[0]), "results")}
    region = asked.locale.region
    others = [offers(data, code, names.get(code, "")) for code in codes if code != region]
    elsewhere = sorted((one for one in others if one.ways), key=lambda one: one.region)
    return Everywhere(offers(data, region, names.get(region, "")), elsewhere)
