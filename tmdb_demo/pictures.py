"""Paths of pictures (the grammar is in data/README.md), and the pictures themselves."""

import re
from typing import Any

from tmdb_demo.artwork import Subject, draw
from tmdb_demo.call import JSON, Call
from tmdb_demo.store import column, one

# Languages in which a poster may be had, where the title has a text in them.
SIZES = {
    "poster": (2000, 3000), "profile": (800, 1200), "backdrop": (1920, 1080), "still": (1280, 720), "logo": (500, 500),
}  # fmt: skip
NAMED_SIZES = re.compile(r"^(?:w(?:45|92|154|185|300|342|500|780|1280|1920)|h(?:60|632)|original)$")
PATH = re.compile(
    r"^(movie|tv|season|episode|person|collection|company|network|provider)-(\d{1,10})-"
    r"(poster|backdrop|still|profile|logo)(?:-([a-z]{2}))?-(\d{1,2})\.(?:jpg|png|svg)$"
)


def path(kind: str, number: int, role: str, *, language: str = "", variant: int = 1) -> str:
    ending = "svg" if role == "logo" and kind in {"company", "network"} else "jpg"
    parts = [kind, str(number), role, *([language] if language else []), str(variant)]
    return f"/{'-'.join(parts)}.{ending}"


def poster(call: Call, kind: str, number: int, has: object = True) -> str | None:
    """In the language asked for where there is one, else in English."""
    if not has:
        return None
    language = call.language if call.language in text_languages(call, kind, number) else "en"
    return path(kind, number, "poster", language=language)


def backdrop(kind: str, number: int, has: object = True) -> str | None:
    return path(kind, number, "backdrop") if has else None


def text_languages(call: Call, kind: str, number: int) -> list[str]:
    """Languages in which the title has a name of its own."""
    key = f"languages/{kind}"
    if key not in call.cache:
        found: dict[int, list[str]] = {}
        for row in call.db.execute("select id, language from text where type = ? and name <> ''", (kind,)):
            found.setdefault(row[0], []).append(row[1])
        call.cache[key] = found
    languages: list[str] = call.cache[key].get(number, [])
    return languages


def image(call: Call, kind: str, number: int, role: str, *, language: str = "", variant: int = 1) -> JSON:
    width, height = SIZES[role]
    return {
        "aspect_ratio": round(width / height, 3),
        "height": height,
        "iso_3166_1": {"en": "US"}.get(language, language.upper()) or None,
        "iso_639_1": language or None,
        "file_path": path(kind, number, role, language=language, variant=variant),
        "vote_average": round(5.9 - variant * 0.28, 3),
        "vote_count": 40 - variant * 7,
        "width": width,
    }


def posters(call: Call, kind: str, number: int) -> list[JSON]:
    languages = ["en", *text_languages(call, kind, number)]
    return _wanted(call, [image(call, kind, number, "poster", language=one) for one in dict.fromkeys(languages)])


def backdrops(call: Call, kind: str, number: int) -> list[JSON]:
    return _wanted(call, [image(call, kind, number, "backdrop", variant=one) for one in (1, 2, 3)])


def _wanted(call: Call, found: list[JSON]) -> list[JSON]:
    languages = call.image_languages
    return [one for one in found if languages is None or (one["iso_639_1"] or "") in languages]


def served(db: Any, address: str) -> str | None:
    """The SVG at `<size>/<file>`, or None for a size or thing that there isn't."""
    size, _, name = address.partition("/")
    found = PATH.match(name)
    if not found or not NAMED_SIZES.match(size):
        return None
    kind, number, role, language, variant = found.groups()
    subject = subject_of(db, kind, int(number), language or "en")
    return draw(subject, role, variant=int(variant), language=language or "en") if subject else None


def subject_of(db: Any, kind: str, number: int, language: str) -> Subject | None:
    match kind:
        case "movie" | "tv":
            return _title(db, kind, number, language)
        case "season" | "episode":
            return _part(db, kind, number)
        case "person" | "collection" | "company" | "network":
            row = one(db, f"select name from {kind} where id = ?", number)
            return Subject(kind, number, row["name"]) if row else None
    name = provider_name(db, number)
    return Subject(kind, number, name) if name else None


def _title(db: Any, kind: str, number: int, language: str) -> Subject | None:
    name, date = ("title", "release_date") if kind == "movie" else ("name", "first_air_date")
    row = one(db, f"select {name} as name, {date} as date from {kind} where id = ?", number)
    if not row:
        return None
    text = one(db, "select name from text where type = ? and id = ? and language = ?", kind, number, language)
    return Subject(
        kind,
        number,
        (text["name"] if text else "") or row["name"],
        year=row["date"][:4],
        genres=tuple(_genre_names(db, kind, number)),
        people=tuple(_makers(db, kind, number)),
        country=next(iter(column(db, "select country from title_country where type = ? and id = ?", kind, number)), ""),
    )


def _makers(db: Any, kind: str, number: int) -> list[str]:
    """The director or creator, then the leads."""
    first = (
        "select name from credit join person on person.id = person_id where type = ? and credit.id = ? "
        "and job = 'Director' and season_number is null limit 1"
        if kind == "movie"
        else "select name from created_by join person on person.id = person_id where ? = 'tv' and tv_id = ? limit 1"
    )
    leads = (
        "select name from credit join person on person.id = person_id where type = ? and credit.id = ? "
        "and kind = 'cast' and season_number is null order by position limit 3"
    )
    return [*column(db, first, kind, number), *column(db, leads, kind, number)]


def _genre_names(db: Any, kind: str, number: int) -> list[str]:
    import json

    row = one(db, "select body from config where name = 'genres'")
    names = {genre["id"]: genre["name"] for genre in json.loads(row["body"])[kind]["en"]} if row else {}
    ids = column(db, "select genre_id from title_genre where type = ? and id = ? order by position", kind, number)
    return [names[one] for one in ids if one in names]


def _part(db: Any, kind: str, number: int) -> Subject | None:
    """A season or an episode, in the manner of its show."""
    row = one(db, f"select * from {kind} where id = ?", number)
    show = _title(db, "tv", row["tv_id"], "en") if row else None
    if not row or not show:
        return None
    name = f"{show.title}: {row['name']}" if kind == "season" else row["name"]
    return Subject(kind, number, name, row["air_date"][:4] or show.year, show.genres, show.people, country=show.country)


def provider_name(db: Any, number: int) -> str:
    import json

    for name in ("watch_providers_movie", "watch_providers_tv"):
        row = one(db, "select body from config where name = ?", name)
        for provider in json.loads(row["body"])["results"] if row else []:
            if provider["provider_id"] == number:
                return str(provider["provider_name"])
    return ""
