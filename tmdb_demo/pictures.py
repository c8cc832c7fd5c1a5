"""Paths of pictures, and the pictures themselves.

A path is `/{kind}-{id}-{role}[-{language}]-{n}.{jpg|svg}`, with a language only where the picture has text in it:
`/movie-603-poster-de-1.jpg`, `/person-6384-profile-1.jpg`. The file types are those that TMDB's clients expect; all
files are SVG.
"""

import json
import re
import sqlite3

from tmdb_demo import drawings
from tmdb_demo.artwork import Subject, draw
from tmdb_demo.call import JSON, Call
from tmdb_demo.store import fetch_column, fetch_row

# Width and height of the originals, in pixels.
SIZES = {
    "poster": (2000, 3000), "profile": (800, 1200), "backdrop": (1920, 1080), "still": (1280, 720), "logo": (500, 500),
}  # fmt: skip
SIZE_NAME = re.compile(r"^(?:w(?:45|92|154|185|300|342|500|780|1280|1920)|h(?:60|632)|original)$")
FILE_NAME = re.compile(r"^([a-z]+)-(\d{1,10})-([a-z]+)(?:-([a-z]{2}))?-([1-9]\d?)\.(?:jpg|png|svg)$")
TITLE_COLUMNS = {"movie": "title", "tv": "name"}
ROLES = {
    "movie": {"poster", "backdrop"}, "tv": {"poster", "backdrop"}, "collection": {"poster", "backdrop"},
    "season": {"poster"}, "episode": {"still"}, "person": {"profile"},
    "company": {"logo"}, "network": {"logo"}, "provider": {"logo"},
}  # fmt: skip


def picture_path(kind: str, number: int, role: str, *, language: str = "", variant: int = 1) -> str:
    ending = "svg" if role == "logo" and kind in {"company", "network"} else "jpg"
    parts = [kind, str(number), role, *([language] if language else []), str(variant)]
    return f"/{'-'.join(parts)}.{ending}"


def poster_path(call: Call, kind: str, number: int, has: object = True) -> str | None:
    """Return the poster in the requested language, else in the original one, else in English, which all titles have."""
    if not has:
        return None
    languages = {"en", *title_languages(call, kind, number)}
    preferred = (call.language, original_language(call, kind, number), "en")
    language = next(language for language in preferred if language in languages)
    return picture_path(kind, number, "poster", language=language)


def original_language(call: Call, kind: str, number: int) -> str:
    """Return the code of a title's original language, "" for a collection."""
    if kind not in TITLE_COLUMNS:
        return ""
    key = f"original/{kind}"
    if key not in call.cache:
        call.cache[key] = dict(tuple(row) for row in call.db.execute(f"select id, original_language from {kind}"))
    return str(call.cache[key].get(number, ""))


def backdrop_path(kind: str, number: int, has: object = True) -> str | None:
    return picture_path(kind, number, "backdrop") if has else None


def title_languages(call: Call, kind: str, number: int) -> list[str]:
    """Return the languages in which a title has a name of its own, among them the original one."""
    key = f"languages/{kind}"
    if key not in call.cache:
        call.cache[key] = _load_title_languages(call.db, kind)
    languages: list[str] = call.cache[key].get(number, [])
    return languages


def _load_title_languages(db: sqlite3.Connection, kind: str) -> dict[int, list[str]]:
    sql = f"select id, language from text where type = '{kind}' and name <> ''"
    if kind in TITLE_COLUMNS:
        name = TITLE_COLUMNS[kind]
        sql += f" union select id, original_language from {kind} where {name} <> original_{name}"
    languages: dict[int, list[str]] = {}
    for number, language in db.execute(f"{sql} order by 1, 2"):
        languages.setdefault(number, []).append(language)
    return languages


def build_image(call: Call, kind: str, number: int, role: str, *, language: str = "", variant: int = 1) -> JSON:
    width, height = SIZES[role]
    return {
        "aspect_ratio": round(width / height, 3),
        "height": height,
        "iso_3166_1": {"en": "US"}.get(language, language.upper()) or None,
        "iso_639_1": language or None,
        "file_path": picture_path(kind, number, role, language=language, variant=variant),
        "vote_average": round(max(5.9 - variant * 0.28, 0), 3),
        "vote_count": max(40 - variant * 7, 0),
        "width": width,
    }


def build_posters(call: Call, kind: str, number: int) -> list[JSON]:
    languages = dict.fromkeys(["en", *title_languages(call, kind, number)])
    posters = [build_image(call, kind, number, "poster", language=language) for language in languages]
    return _filter_by_language(call, posters)


def build_backdrops(call: Call, kind: str, number: int) -> list[JSON]:
    newer = drawings.current_variants(kind, number, call.now) if kind in drawings.SCHEDULES else []
    backdrops = [build_image(call, kind, number, "backdrop", variant=variant) for variant in (1, 2, 3, *newer)]
    return _filter_by_language(call, backdrops)


def _filter_by_language(call: Call, images: list[JSON]) -> list[JSON]:
    languages = call.image_languages
    return [image for image in images if languages is None or (image["iso_639_1"] or "") in languages]


def draw_file(db: sqlite3.Connection, address: str) -> str | None:
    """Return the SVG at `<size>/<file>`, None for an unknown size or file."""
    size, _, name = address.partition("/")
    match = FILE_NAME.match(name)
    if not match or not SIZE_NAME.match(size):
        return None
    kind, number, role, language, variant = match.groups()
    if role not in ROLES.get(kind, ()):
        return None
    subject = find_subject(db, kind, int(number), language or "en")
    return draw(subject, role, variant=int(variant), language=language or "en") if subject else None


def find_subject(db: sqlite3.Connection, kind: str, number: int, language: str) -> Subject | None:
    match kind:
        case "movie" | "tv":
            return _find_title(db, kind, number, language)
        case "season" | "episode":
            return _find_part(db, kind, number)
        case "person" | "collection" | "company" | "network":
            row = fetch_row(db, f"select name from {kind} where id = ?", number)
            return Subject(kind, number, _find_text(db, kind, number, language)[0] or row["name"]) if row else None
    name = find_provider_name(db, number)
    return Subject(kind, number, name) if name else None


def _find_title(db: sqlite3.Connection, kind: str, number: int, language: str) -> Subject | None:
    name, date = TITLE_COLUMNS[kind], "release_date" if kind == "movie" else "first_air_date"
    sql = f"""select {name} as name, original_{name} as original, original_language, {date} as date
              from {kind} where id = ?"""
    row = fetch_row(db, sql, number)
    if not row:
        return None
    translated, tagline = _find_text(db, kind, number, language)
    untranslated = row["original"] if language == row["original_language"] != "en" else row["name"]
    return Subject(
        kind,
        number,
        translated or untranslated,
        year=row["date"][:4],
        genres=tuple(_find_genre_names(db, kind, number)),
        people=tuple(_find_makers(db, kind, number)),
        tagline=tagline,
        country=next(
            iter(fetch_column(db, "select country from title_country where type = ? and id = ?", kind, number)), ""
        ),
    )


def _find_text(db: sqlite3.Connection, kind: str, number: int, language: str) -> tuple[str, str]:
    """Return (name, tagline) in a language."""
    sql = "select name, tagline from text where type = ? and id = ? and language = ?"
    row = fetch_row(db, sql, kind, number, language)
    return (row["name"], row["tagline"]) if row else ("", "")


def _find_makers(db: sqlite3.Connection, kind: str, number: int) -> list[str]:
    """Return the director or creator, then the leads."""
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
    return [*fetch_column(db, first, kind, number), *fetch_column(db, leads, kind, number)]


def _find_genre_names(db: sqlite3.Connection, kind: str, number: int) -> list[str]:
    row = fetch_row(db, "select body from config where name = 'genres'")
    names = {genre["id"]: genre["name"] for genre in json.loads(row["body"])[kind]["en"]} if row else {}
    ids = fetch_column(db, "select genre_id from title_genre where type = ? and id = ? order by position", kind, number)
    return [names[number] for number in ids if number in names]


def _find_part(db: sqlite3.Connection, kind: str, number: int) -> Subject | None:
    """Return the subject of a season or an episode, in the style of its show."""
    row = fetch_row(db, f"select * from {kind} where id = ?", number)
    show = _find_title(db, "tv", row["tv_id"], "en") if row else None
    if not row or not show:
        return None
    name = f"{show.title}: {row['name']}" if kind == "season" else row["name"]
    return Subject(kind, number, name, row["air_date"][:4] or show.year, show.genres, show.people, country=show.country)


def find_provider_name(db: sqlite3.Connection, number: int) -> str:
    for name in ("watch_providers_movie", "watch_providers_tv"):
        row = fetch_row(db, "select body from config where name = ?", name)
        for provider in json.loads(row["body"])["results"] if row else []:
            if provider["provider_id"] == number:
                return str(provider["provider_name"])
    return ""
