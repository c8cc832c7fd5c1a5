"""Parts that the answers about films and about shows have in common."""

from collections.abc import Callable, Iterable

from tmdb_demo import config, pictures, rows, similar
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.paging import paginate
from tmdb_demo.store import Row, fetch_column, fetch_row, fetch_rows


def title_row(call: Call, kind: str) -> Row:
    """Return the database row of the title in the path.

    Raises APIError.
    """
    number = find_title_id(call, kind)
    row = fetch_row(call.db, f"select * from {kind} where id = ?", number)
    if not row:
        raise APIError(34)
    return row


def find_title_id(call: Call, kind: str) -> int:
    """Return the id of the title in the path, where a film may be named by its IMDb id.

    Raises APIError.
    """
    value = call.path["movie_id" if kind == "movie" else "series_id"]
    if kind == "movie" and value.startswith("tt"):
        ids = fetch_column(call.db, "select id from movie where imdb_id = ?", value)
        if not ids:
            raise APIError(34)
        return int(ids[0])
    return call.number("movie_id" if kind == "movie" else "series_id")


def fetch_genres(call: Call, kind: str, number: int) -> list[JSON]:
    names = {genre["id"]: genre for genre in config.get_genres(call, kind)}
    return [names[genre] for genre in rows.get_genre_ids(call, kind, number) if genre in names]


def fetch_companies(call: Call, kind: str, number: int) -> list[JSON]:
    companies = fetch_rows(
        call.db,
        """select company.id, name, origin_country from title_company join company on company.id = company_id
           where type = ? and title_company.id = ? order by position""",
        kind,
        number,
    )
    return [logo_row(row, "company") for row in companies]


def logo_row(row: Row, kind: str) -> JSON:
    return {
        "id": row["id"],
        "logo_path": pictures.picture_path(kind, row["id"], "logo"),
        "name": row["name"],
        "origin_country": row["origin_country"],
    }


def fetch_countries(call: Call, kind: str, number: int) -> list[JSON]:
    codes = fetch_column(
        call.db, "select country from title_country where type = ? and id = ? order by position", kind, number
    )
    names = config.get_country_names(call)
    return [{"iso_3166_1": code, "name": names.get(code, code)} for code in codes]


def fetch_languages(call: Call, kind: str, number: int) -> list[JSON]:
    codes = fetch_column(
        call.db, "select language from title_language where type = ? and id = ? order by position", kind, number
    )
    names = config.get_languages(call)
    return [
        {"english_name": names[code]["english_name"], "iso_639_1": code, "name": names[code]["name"]}
        for code in codes
        if code in names
    ]


def keywords(kind: str, key: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = title_row(call, kind)["id"]
        sql = """select keyword.id, name from title_keyword join keyword on keyword.id = keyword_id
                 where type = ? and title_keyword.id = ? order by position"""
        return {"id": number, key: [dict(row) for row in fetch_rows(call.db, sql, kind, number)]}

    return handler


def alternative_titles(kind: str, key: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = title_row(call, kind)["id"]
        country = call.query.get("country", "")
        sql = "select country as iso_3166_1, title, kind as type from alternative_title where type = ? and id = ?"
        listed = [dict(row) for row in fetch_rows(call.db, sql, kind, number) if country in {"", row["iso_3166_1"]}]
        return {"id": number, key: listed}

    return handler


def external_ids(kind: str, sources: Iterable[str]) -> Handler:
    def handler(call: Call) -> JSON:
        number = title_row(call, kind)["id"]
        return {"id": number, **fetch_external_ids(call, kind, number, sources)}

    return handler


def fetch_external_ids(call: Call, kind: str, number: int, sources: Iterable[str]) -> JSON:
    sql = "select source, value from external_id where type = ? and id = ?"
    values = {row["source"]: row["value"] for row in fetch_rows(call.db, sql, kind, number)}
    ids: JSON = {source: values.get(source) for source in sources}
    if ids.get("tvdb_id"):
        ids["tvdb_id"] = int(ids["tvdb_id"])
    return ids


def images(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        row = title_row(call, kind)
        number = row["id"]
        return {
            "backdrops": pictures.build_backdrops(call, kind, number) if row["has_backdrop"] else [],
            "id": number,
            "logos": [],
            "posters": pictures.build_posters(call, kind, number) if row["has_poster"] else [],
        }

    return handler


def videos(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = title_row(call, kind)["id"]
        languages = {call.language, *(part[:2] for part in call.query.get("include_video_language", "").split(","))}
        videos = fetch_rows(call.db, "select * from video where type = ? and id = ?", kind, number)
        return {"id": number, "results": [_build_video(row) for row in videos if row["language"] in languages]}

    return handler


def _build_video(row: Row) -> JSON:
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
        "id": _video_id(row["key"]),
    }


def _video_id(value: str) -> str:
    return value.encode().hex().ljust(24, "0")[:24]


def watch_providers(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = title_row(call, kind)["id"]
        providers = config.get_providers(call)
        countries: dict[str, JSON] = {}
        sql = "select country, monetization, provider_id from provider_offer where type = ? and id = ? order by country"
        for country, way, provider in fetch_rows(call.db, sql, kind, number):
            link = f"https://www.themoviedb.org/{kind}/{number}/watch?locale={country}"
            if provider in providers:
                offers = countries.setdefault(country, {"link": link}).setdefault(way, [])
                offers.append(provider_row(providers[provider], country))
        for offers in countries.values():
            for way in set(offers) - {"link"}:
                offers[way].sort(key=lambda offer: offer["display_priority"])
        return {"id": number, "results": countries}

    return handler


def provider_row(provider: JSON, country: str = "") -> JSON:
    priorities = provider.get("display_priorities", {})
    return {
        "logo_path": pictures.picture_path("provider", provider["provider_id"], "logo"),
        "provider_id": provider["provider_id"],
        "provider_name": provider["provider_name"],
        "display_priority": priorities.get(country, provider.get("display_priority", 999)),
    }


def related(kind: str, find: Callable[..., list[int]]) -> Handler:
    def handler(call: Call) -> JSON:
        number = title_row(call, kind)["id"]
        build_row = rows.build_mixed if find is similar.recommended else rows.build
        return paginate(call, find(call.db, kind, number), lambda title: build_row(call, kind, title))

    return handler


def reviews(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = title_row(call, kind)["id"]
        sql = "select * from review where type = ? and media_id = ? order by created_at desc"
        return {"id": number, **paginate(call, fetch_rows(call.db, sql, kind, number), review_row)}

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


# The country of a translation, where its code differs from that of the language.
TRANSLATION_COUNTRIES = {
    "en": "US",
    "ja": "JP",
    "ko": "KR",
    "da": "DK",
    "sv": "SE",
    "zh": "CN",
    "cs": "CZ",
    "hi": "IN",
    "fa": "IR",
}


def build_translations(
    call: Call, kind: str, number: int, build_data: Callable[[JSON], JSON], *, english: str | None = None
) -> JSON:
    """Return the translations in all languages.

    `english` is the English name where it is not the original one; with it there always is an English translation.
    """
    names = config.get_languages(call)
    sql = "select language, name, overview, tagline from text where type = ? and id = ?"
    texts = {row["language"]: dict(row) for row in fetch_rows(call.db, sql, kind, number)}
    if english is not None:
        texts["en"] = {"overview": "", "tagline": "", **texts.get("en", {}), "name": english}
    return {
        "id": number,
        "translations": [
            {
                "iso_3166_1": TRANSLATION_COUNTRIES.get(language, language.upper()),
                "iso_639_1": language,
                "name": names.get(language, {}).get("name", ""),
                "english_name": names.get(language, {}).get("english_name", ""),
                "data": build_data(row),
            }
            for language, row in sorted(texts.items())
        ],
    }


def get_english_name(row: Row, key: str) -> str:
    return "" if row[key] == row[f"original_{key}"] else str(row[key])
