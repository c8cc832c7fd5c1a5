"""What films and shows have in common."""

from collections.abc import Callable, Iterable

from tmdb_demo import config, pictures, rows, similar
from tmdb_demo.call import JSON, Call
from tmdb_demo.errors import Refused
from tmdb_demo.paging import paged
from tmdb_demo.store import Row, column, many, one

Handler = Callable[[Call], JSON]


def found(call: Call, kind: str) -> Row:
    """The row of the title in the path. Raises Refused."""
    number = title_id(call, kind)
    row = one(call.db, f"select * from {kind} where id = ?", number)
    if not row:
        raise Refused(34)
    return row


def title_id(call: Call, kind: str) -> int:
    """By number; a film also by its IMDb id."""
    value = call.path["movie_id" if kind == "movie" else "series_id"]
    if kind == "movie" and value.startswith("tt"):
        ids = column(call.db, "select id from movie where imdb_id = ?", value)
        if not ids:
            raise Refused(34)
        return int(ids[0])
    return call.number("movie_id" if kind == "movie" else "series_id")


def genres(call: Call, kind: str, number: int) -> list[JSON]:
    names = {genre["id"]: genre for genre in config.genres(call, kind)}
    return [names[one] for one in rows.genre_ids(call, kind, number) if one in names]


def companies(call: Call, kind: str, number: int) -> list[JSON]:
    found = many(
        call.db,
        """select company.id, name, origin_country from title_company join company on company.id = company_id
           where type = ? and title_company.id = ? order by position""",
        kind,
        number,
    )
    return [logo_row(row, "company") for row in found]


def logo_row(row: Row, kind: str) -> JSON:
    return {
        "id": row["id"],
        "logo_path": pictures.path(kind, row["id"], "logo"),
        "name": row["name"],
        "origin_country": row["origin_country"],
    }


def countries(call: Call, kind: str, number: int) -> list[JSON]:
    codes = column(
        call.db, "select country from title_country where type = ? and id = ? order by position", kind, number
    )
    names = config.countries(call)
    return [{"iso_3166_1": code, "name": names.get(code, code)} for code in codes]


def languages(call: Call, kind: str, number: int) -> list[JSON]:
    codes = column(
        call.db, "select language from title_language where type = ? and id = ? order by position", kind, number
    )
    names = config.languages(call)
    return [
        {"english_name": names[code]["english_name"], "iso_639_1": code, "name": names[code]["name"]}
        for code in codes
        if code in names
    ]


def keywords(kind: str, key: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = found(call, kind)["id"]
        sql = """select keyword.id, name from title_keyword join keyword on keyword.id = keyword_id
                 where type = ? and title_keyword.id = ? order by position"""
        return {"id": number, key: [dict(row) for row in many(call.db, sql, kind, number)]}

    return handler


def alternative_titles(kind: str, key: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = found(call, kind)["id"]
        country = call.query.get("country", "")
        sql = "select country as iso_3166_1, title, kind as type from alternative_title where type = ? and id = ?"
        listed = [dict(row) for row in many(call.db, sql, kind, number) if country in {"", row["iso_3166_1"]}]
        return {"id": number, key: listed}

    return handler


def external_ids(kind: str, sources: Iterable[str]) -> Handler:
    def handler(call: Call) -> JSON:
        number = found(call, kind)["id"]
        return {"id": number, **ids_of(call, kind, number, sources)}

    return handler


def ids_of(call: Call, kind: str, number: int, sources: Iterable[str]) -> JSON:
    sql = "select source, value from external_id where type = ? and id = ?"
    known = {row["source"]: row["value"] for row in many(call.db, sql, kind, number)}
    ids: JSON = {source: known.get(source) for source in sources}
    if ids.get("tvdb_id"):
        ids["tvdb_id"] = int(ids["tvdb_id"])
    return ids


def images(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        row = found(call, kind)
        number = row["id"]
        return {
            "backdrops": pictures.backdrops(call, kind, number) if row["has_backdrop"] else [],
            "id": number,
            "logos": [],
            "posters": pictures.posters(call, kind, number) if row["has_poster"] else [],
        }

    return handler


def videos(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = found(call, kind)["id"]
        wanted = {call.language, *(part[:2] for part in call.query.get("include_video_language", "").split(","))}
        listed = many(call.db, "select * from video where type = ? and id = ?", kind, number)
        return {"id": number, "results": [_video(row) for row in listed if row["language"] in wanted]}

    return handler


def _video(row: Row) -> JSON:
    return {
        "iso_639_1": row["language"],
        "iso_3166_1": row["country"],
        "name": row["name"],
        "key": row["key"],
        "site": "YouTube",
        "size": 1080,
        "type": row["kind"],
        "official": True,
        "published_at": row["published_at"],
        "id": _hex(row["key"]),
    }


def _hex(value: str) -> str:
    return value.encode().hex().ljust(24, "0")[:24]


def watch_providers(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = found(call, kind)["id"]
        known = config.providers(call)
        countries: dict[str, JSON] = {}
        sql = "select country, monetization, provider_id from provider_offer where type = ? and id = ? order by country"
        for country, way, provider in many(call.db, sql, kind, number):
            link = f"https://www.themoviedb.org/{kind}/{number}/watch?locale={country}"
            if provider in known:
                offers = countries.setdefault(country, {"link": link}).setdefault(way, [])
                offers.append(provider_row(known[provider], country))
        for offers in countries.values():
            for way in set(offers) - {"link"}:
                offers[way].sort(key=lambda one: one["display_priority"])
        return {"id": number, "results": countries}

    return handler


def provider_row(provider: JSON, country: str = "") -> JSON:
    priorities = provider.get("display_priorities", {})
    return {
        "logo_path": pictures.path("provider", provider["provider_id"], "logo"),
        "provider_id": provider["provider_id"],
        "provider_name": provider["provider_name"],
        "display_priority": priorities.get(country, provider.get("display_priority", 999)),
    }


def related(kind: str, which: Callable[..., list[int]]) -> Handler:
    def handler(call: Call) -> JSON:
        number = found(call, kind)["id"]
        mixed = which is similar.recommended
        row = (lambda one: rows.mixed(call, kind, one)) if mixed else (lambda one: rows.by_id(call, kind, one))
        return paged(call, which(call.db, kind, number), row)

    return handler


def reviews(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = found(call, kind)["id"]
        sql = "select * from review where type = ? and media_id = ? order by created_at desc"
        return {"id": number, **paged(call, many(call.db, sql, kind, number), review_row)}

    return handler


def review_row(row: Row) -> JSON:
    return {
        "author": row["author"],
        "author_details": {
            "name": row["author"],
            "username": row["username"],
            "avatar_path": None,
            "rating": row["rating"],
        },
        "content": row["content"],
        "created_at": row["created_at"],
        "id": row["id"],
        "updated_at": row["created_at"],
        "url": f"https://www.themoviedb.org/review/{row['id']}",
    }


# The country that a translation is named after.
COUNTRIES = {"en": "US", "ja": "JP", "ko": "KR", "da": "DK", "sv": "SE", "zh": "CN", "cs": "CZ", "hi": "IN", "fa": "IR"}


def translations(
    call: Call, kind: str, number: int, data: Callable[[JSON], JSON], *, english: str | None = None
) -> JSON:
    """`english`: the English name where it is not the original one; with it there always is an English translation."""
    names = config.languages(call)
    sql = "select language, name, overview, tagline from text where type = ? and id = ?"
    known = {row["language"]: dict(row) for row in many(call.db, sql, kind, number)}
    if english is not None:
        known["en"] = {"overview": "", "tagline": "", **known.get("en", {}), "name": english}
    return {
        "id": number,
        "translations": [
            {
                "iso_3166_1": COUNTRIES.get(language, language.upper()),
                "iso_639_1": language,
                "name": names.get(language, {}).get("name", ""),
                "english_name": names.get(language, {}).get("english_name", ""),
                "data": data(row),
            }
            for language, row in sorted(known.items())
        ],
    }


def english_name(row: Row, key: str) -> str:
    return "" if row[key] == row[f"original_{key}"] else str(row[key])
