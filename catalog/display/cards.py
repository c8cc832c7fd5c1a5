"""Cards: the small view of a film, show, person or collection, made from TMDB's list rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalog.display import urls
from catalog.display.images import images
from catalog.locale import Locale
from tmdb.images import Picture
from tmdb.payload import JSON, get_float, get_int, get_rows, get_str, parse_year


@dataclass(frozen=True, slots=True)
class Card:
    """`lang`: the language of the title where it is not the visitor's, else "". `score` 0–10, None without votes.
    `about`: of an episode its show, season and number, "1399 1 2".
    """

    kind: str
    id: int
    title: str
    url: str
    picture: Picture | None = None
    lang: str = ""
    year: str = ""
    note: str = ""
    score: float | None = None
    votes: int = 0
    about: str = ""

    def noted(self, note: str) -> "Card":
        return replace(self, note=note)


def kind_of(row: JSON, kind: str = "") -> str:
    """The kind of a row: what it says, what the list says, or what its keys tell."""
    if media_type := get_str(row, "media_type"):
        return media_type
    if kind:
        return kind
    return "movie" if "title" in row else "tv" if "first_air_date" in row else "person"


def card(row: JSON, locale: Locale, kind: str = "") -> Card:
    kind = kind_of(row, kind)
    if kind == "person":
        return person_card(row)
    if kind == "collection":
        return collection_card(row)
    return title_card(row, locale, kind)


def title_card(row: JSON, locale: Locale, kind: str) -> Card:
    title = get_str(row, "title") or get_str(row, "name")
    original = get_str(row, "original_title") or get_str(row, "original_name")
    language = get_str(row, "original_language")
    date = get_str(row, "release_date") or get_str(row, "first_air_date")
    votes = get_int(row, "vote_count")
    return Card(
        kind=kind,
        id=get_int(row, "id"),
        title=title or original or "Untitled",
        url=urls.of(kind, get_int(row, "id"), title),
        picture=images().poster(get_str(row, "poster_path")),
        lang=language if title == original and language != locale.iso else "",
        year=parse_year(date),
        score=get_float(row, "vote_average") if votes else None,
        votes=votes,
    )


def person_card(row: JSON) -> Card:
    name = get_str(row, "name") or "Nameless"
    return Card(
        kind="person",
        id=get_int(row, "id"),
        title=name,
        url=urls.person(get_int(row, "id"), name),
        picture=images().profile(get_str(row, "profile_path")),
        note=get_str(row, "character") or get_str(row, "job") or known_for(row),
    )


def collection_card(row: JSON) -> Card:
    name = get_str(row, "name") or get_str(row, "title") or "Untitled"
    return Card(
        kind="collection",
        id=get_int(row, "id"),
        title=name,
        url=urls.of("collection", get_int(row, "id"), name),
        picture=images().poster(get_str(row, "poster_path")),
    )


def person_cards(found: Iterable[JSON]) -> list[Card]:
    """Return cards of those people who have an address."""
    return [card for card in map(person_card, found) if card.url]


def known_for(row: JSON) -> str:
    """What a person in a search result is known for: two titles, else the department."""
    titles = [get_str(known, "title") or get_str(known, "name") for known in get_rows(row, "known_for")]
    return ", ".join([title for title in titles if title][:2]) or get_str(row, "known_for_department")


def cards(found: Iterable[JSON], locale: Locale, kind: str = "") -> list[Card]:
    """Cards of those rows that can have one: with an address, of a kind that has a page, nothing twice, and for adults
    only where the visitor wants it."""
    made: dict[tuple[str, int], Card] = {}
    for row in found:
        if row.get("adult") is True and not locale.shows_adult:
            continue
        if kind_of(row, kind) in KINDS and (one := card(row, locale, kind)).url:
            made.setdefault((one.kind, one.id), one)
    return list(made.values())


KINDS = {"movie", "tv", "person", "collection"}
