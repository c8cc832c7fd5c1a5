"""Cards: the small view of a film, show, person or collection, made from TMDB's list rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalog.display import urls
from catalog.display.images import images
from catalog.locale import Locale
from tmdb.images import Picture
from tmdb.payload import JSON, get_float, get_int, get_rows, get_str, parse_year

KINDS_WITH_CARDS = {"movie", "tv", "person", "collection"}


@dataclass(frozen=True, slots=True)
class Card:
    """A film, show, person or collection in a list.

    `lang`: the language of the title where it is not the visitor's, else "". `score` 0–10, None without votes.
    `subject`: what the card's placeholder is about where that is not its id: of an episode "1399 1 2", its show, season
    and number.
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
    subject: str = ""

    def with_note(self, note: str) -> "Card":
        return replace(self, note=note)


def kind_of(row: JSON, kind: str = "") -> str:
    """Return the kind of a row: what it says, else `kind` (the list's), else what its keys tell."""
    if media_type := get_str(row, "media_type"):
        return media_type
    if kind:
        return kind
    return "movie" if "title" in row else "tv" if "first_air_date" in row else "person"


def build_card(row: JSON, locale: Locale, kind: str = "") -> Card:
    kind = kind_of(row, kind)
    if kind == "person":
        return build_person_card(row)
    if kind == "collection":
        return build_collection_card(row)
    return build_title_card(row, locale, kind)


def build_title_card(row: JSON, locale: Locale, kind: str) -> Card:
    title = get_str(row, "title") or get_str(row, "name")
    original = get_str(row, "original_title") or get_str(row, "original_name")
    language = get_str(row, "original_language")
    date = get_str(row, "release_date") or get_str(row, "first_air_date")
    votes = get_int(row, "vote_count")
    return Card(
        kind=kind,
        id=get_int(row, "id"),
        title=title or original or "Untitled",
        url=urls.page(kind, get_int(row, "id"), title),
        picture=images().poster(get_str(row, "poster_path")),
        lang=language if title == original and language != locale.iso else "",
        year=parse_year(date),
        score=get_float(row, "vote_average") if votes else None,
        votes=votes,
    )


def build_person_card(row: JSON) -> Card:
    name = get_str(row, "name") or "Nameless"
    return Card(
        kind="person",
        id=get_int(row, "id"),
        title=name,
        url=urls.person(get_int(row, "id"), name),
        picture=images().profile(get_str(row, "profile_path")),
        note=get_str(row, "character") or get_str(row, "job") or describe_person(row),
    )


def build_collection_card(row: JSON) -> Card:
    name = get_str(row, "name") or get_str(row, "title") or "Untitled"
    return Card(
        kind="collection",
        id=get_int(row, "id"),
        title=name,
        url=urls.page("collection", get_int(row, "id"), name),
        picture=images().poster(get_str(row, "poster_path")),
    )


def build_person_cards(rows: Iterable[JSON]) -> list[Card]:
    """Build cards of those people who have an address."""
    return [card for card in map(build_person_card, rows) if card.url]


def describe_person(row: JSON) -> str:
    """Return what a person in a search result is known for: two titles, else the department."""
    titles = [get_str(title, "title") or get_str(title, "name") for title in get_rows(row, "known_for")]
    return ", ".join([title for title in titles if title][:2]) or get_str(row, "known_for_department")


def build_cards(rows: Iterable[JSON], locale: Locale, kind: str = "") -> list[Card]:
    """Build cards of those rows that can have one.

    Left out is what has no address, is of a kind without pages, stands there twice, or is for adults where the visitor
    does not want that.
    """
    cards: dict[tuple[str, int], Card] = {}
    for row in rows:
        if row.get("adult") is True and not locale.shows_adult:
            continue
        if kind_of(row, kind) in KINDS_WITH_CARDS and (card := build_card(row, locale, kind)).url:
            cards.setdefault((card.kind, card.id), card)
    return list(cards.values())
