"""Where to watch a title, in every country."""

from collections.abc import Sequence

from catalog.gateway import Call, ask
from catalog.pages.sections.section import Asked, data_of
from catalog.pages.watch import Offers, offers
from catalog.reading import JSON, pick, rows, text
from catalog.rendering import Outcome


def calls(asked: Asked) -> Sequence[Call]:
    """The names of the countries that JustWatch knows, in the visitor's language where TMDB has them."""
    return (ask.watch_providers.regions(language=asked.locale.language),)


def content(data: JSON, asked: Asked, outcomes: Sequence[Outcome]) -> list[Offers]:
    """The visitor's country first, then by name."""
    everywhere = pick(data, "watch/providers", "results")
    codes = list(everywhere) if isinstance(everywhere, dict) else []
    names = {text(row, "iso_3166_1"): text(row, "english_name") for row in rows(data_of(outcomes[0]), "results")}
    found = {code: offers(data, code, names.get(code, "")) for code in codes}
    ordered = sorted(found, key=lambda code: (code != asked.locale.region, found[code].region))
    return [found[code] for code in ordered if found[code].ways]
