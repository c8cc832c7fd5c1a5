"""Paths of pictures, and the pictures themselves.

A path is `/{kind}-{id}-{role}[-{language}]-{n}.{jpg|svg}`, with a language only where the picture carries text in it:
`/movie-603-poster-de-1.jpg`, `/person-6384-profile-1.jpg`. The endings are those TMDB's clients expect; all are SVG.
"""

import json
import re
import sqlite3

from tmdb_demo import drawings
from tmdb_demo.artwork import Subject, draw
from tmdb_demo.call import JSON, Call
from tmdb_demo.store import column, one

# Width and height of the originals.
SIZES = {
    "poster": (2000, 3000), "profile": (800, 1200), "backdrop": (1920, 1080), "still": (1280, 720), "logo": (500, 500),
}  # fmt: skip
NAMED_SIZES = re.compile(r"^(?:w(?:45|92|154|185|300|342|500|780|1280|1920)|h(?:60|632)|original)$")
PATH = re.compile(r"^([a-z]+)-(\d{1,10})-([a-z]+)(?:-([a-z]{2}))?-([1-9]\d?)\.(?:jpg|png|svg)$")
NAMES = {"movie": "title", "tv": "name"}
ROLES = {
    "movie": {"poster", "backdrop"}, "tv": {"poster", "backdrop"}, "collection": {"poster", "backdrop"},
    "season": {"poster"}, "episode": {"still"}, "person": {"profile"},
    "company": {"logo"}, "network": {"logo"}, "provider": {"logo"},
}  # fmt: skip


def path(kind: str, number: int, role: str, *, language: str = "", variant: int = 1) -> str:
    ending = "svg" if role == "logo" and kind in {"company", "network"} else "jpg"
    parts = [kind, str(number), role, *([language] if language else []), str(variant)]
    return f"/{'-'.join(parts)}.{ending}"


def poster(call: Call, kind: str, number: int, has: object = True) -> str | None:
    """In the language asked for where there is one, else in the title's own, else in English, which all have."""
    if not has:
        return None
    there = ["en", *text_languages(call, kind, number)]
    wanted = (call.language, original_language(call, kind, number), "en")
    return path(kind, number, "poster", language=next(one for one in wanted if one in there))


def original_language(call: Call, kind: str, number: int) -> str:
    """ "" for what has none: a collection."""
    if kind not in NAMES:
        return ""
    key = f"original/{kind}"
    if key not in call.cache:
        call.cache[key] = dict(tuple(row) for row in call.db.execute(f"select id, original_language from {kind}"))
    return str(call.cache[key].get(number, ""))


def backdrop(kind: str, number: int, has: object = True) -> str | None:
    return path(kind, number, "backdrop") if has else None


def text_languages(call: Call, kind: str, number: int) -> list[str]:
    """Languages in which the title has a name of its own, the original one among them."""
    key = f"languages/{kind}"
    if key not in call.cache:
        call.cache[key] = _text_languages(call.db, kind)
    languages: list[str] = call.cache[key].get(number, [])
    return languages


def _text_languages(db: sqlite3.Connection, kind: str) -> dict[int, list[str]]:
    sql = f"select id, language from text where type = '{kind}' and name <> ''"
    if kind in NAMES:
        name = NAMES[kind]
        sql += f" union select id, original_language from {kind} where {name} <> original_{name}"
    found: dict[int, list[str]] = {}
    for number, language in db.execute(f"{sql} order by 1, 2"):
        found.setdefault(number, []).append(language)
    return found


def image(call: Call, kind: str, number: int, role: str, *, language: str = "", variant: int = 1) -> JSON:
    width, height = SIZES[role]
    return {
        "aspect_ratio": round(width / height, 3),
        "height": height,
        "iso_3166_1": {"en": "US"}.get(language, language.upper()) or None,
        "iso_639_1": language or None,
        "file_path": path(kind, number, role, language=language, variant=variant),
        "vote_average": round(max(5.9 - variant * 0.28, 0), 3),
        "vote_count": max(40 - variant * 7, 0),
        "width": width,
    }


def posters(call: Call, kind: str, number: int) -> list[JSON]:
    languages = ["en", *text_languages(call, kind, number)]
    return _wanted(call, [image(call, kind, number, "poster", language=one) for one in dict.fromkeys(languages)])


def backdrops(call: Call, kind: str, number: int) -> list[JSON]:
    newer = drawings.hanging(kind, number, call.now) if kind in drawings.HABITS else []
    return _wanted(call, [image(call, kind, number, "backdrop", variant=one) for one in (1, 2, 3, *newer)])


def _wanted(call: Call, found: list[JSON]) -> list[JSON]:
    languages = call.image_languages
    return [one for one in found if languages is None or (one["iso_639_1"] or "") in languages]


def served(db: sqlite3.Connection, address: str) -> str | None:
    """The SVG at `<size>/<file>`, or None for a size or thing that there isn't."""
    size, _, name = address.partition("/")
    found = PATH.match(name)
    if not found or not NAMED_SIZES.match(size):
        return None
    kind, number, role, language, variant = found.groups()
    if role not in ROLES.get(kind, ()):
        return None
    subject = subject_of(db, kind, int(number), language or "en")
    return draw(subject, role, variant=int(variant), language=language or "en") if subject else None


def subject_of(db: sqlite3.Connection, kind: str, number: int, language: str) -> Subject | None:
    match kind:
        case "movie" | "tv":
            return _title(db, kind, number, language)
        case "season" | "episode":
            return _part(db, kind, number)
        case "person" | "collection" | "company" | "network":
            row = one(db, f"select name from {kind} where id = ?", number)
            return Subject(kind, number, _text(db, kind, number, language)[0] or row["name"]) if row else None
    name = provider_name(db, number)
    return Subject(kind, number, name) if name else None


def _title(db: sqlite3.Connection, kind: str, number: int, language: str) -> Subject | None:
    name, date = NAMES[kind], "release_date" if kind == "movie" else "first_air_date"
    sql = f"""select {name} as name, original_{name} as original, original_language, {date} as date
              from {kind} where id = ?"""
    row = one(db, sql, number)
    if not row:
        return None
    translated, tagline = _text(db, kind, number, language)
    untranslated = row["original"] if language == row["original_language"] != "en" else row["name"]
    return Subject(
        kind,
        number,
        translated or untranslated,
        year=row["date"][:4],
        genres=tuple(_genre_names(db, kind, number)),
        people=tuple(_makers(db, kind, number)),
        tagline=tagline,
        country=next(iter(column(db, "select country from title_country where type = ? and id = ?", kind, number)), ""),
    )


def _text(db: sqlite3.Connection, kind: str, number: int, language: str) -> tuple[str, str]:
    """(name, tagline)."""
    sql = "select name, tagline from text where type = ? and id = ? and language = ?"
    row = one(db, sql, kind, number, language)
    return (row["name"], row["tagline"]) if row else ("", "")


def _makers(db: sqlite3.Connection, kind: str, number: int) -> list[str]:
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


def _genre_names(db: sqlite3.Connection, kind: str, number: int) -> list[str]:
    row = one(db, "select body from config where name = 'genres'")
    names = {genre["id"]: genre["name"] for genre in json.loads(row["body"])[kind]["en"]} if row else {}
    ids = column(db, "select genre_id from title_genre where type = ? and id = ? order by position", kind, number)
    return [names[one] for one in ids if one in names]


def _part(db: sqlite3.Connection, kind: str, number: int) -> Subject | None:
    """A season or an episode, in the manner of its show."""
    row = one(db, f"select * from {kind} where id = ?", number)
    show = _title(db, "tv", row["tv_id"], "en") if row else None
    if not row or not show:
        return None
    name = f"{show.title}: {row['name']}" if kind == "season" else row["name"]
    return Subject(kind, number, name, row["air_date"][:4] or show.year, show.genres, show.people, country=show.country)


def provider_name(db: sqlite3.Connection, number: int) -> str:
    for name in ("watch_providers_movie", "watch_providers_tv"):
        row = one(db, "select body from config where name = ?", name)
        for provider in json.loads(row["body"])["results"] if row else []:
            if provider["provider_id"] == number:
                return str(provider["provider_name"])
    return ""
