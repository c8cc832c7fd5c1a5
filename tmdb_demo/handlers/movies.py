"""Films."""

from tmdb_demo import pictures, rows, similar
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.handlers import credits, titles
from tmdb_demo.store import Row, fetch_column, fetch_row, fetch_rows

SOURCES = ("imdb_id", "wikidata_id", "facebook_id", "instagram_id", "twitter_id")


# TMDB's order of keys.
_KEYS = (
    "adult", "backdrop_path", "belongs_to_collection", "budget", "genres", "homepage", "id", "imdb_id",
    "origin_country", "original_language", "original_title", "overview", "popularity", "poster_path",
    "production_companies", "production_countries", "release_date", "revenue", "runtime", "softcore",
    "spoken_languages", "status", "tagline", "title", "video", "vote_average", "vote_count",
)  # fmt: skip


def details(call: Call) -> JSON:
    row = titles.title_row(call, "movie")
    number = row["id"]
    name, overview, tagline = rows.get_texts(call, "movie", number)
    countries = titles.fetch_countries(call, "movie", number)
    fields: JSON = {
        **{key: row[key] for key in _KEYS if key in row.keys()},  # noqa: SIM118
        "adult": False,
        "backdrop_path": pictures.backdrop_path("movie", number, row["has_backdrop"]),
        "belongs_to_collection": _build_collection(call, row["collection_id"]),
        "genres": titles.fetch_genres(call, "movie", number),
        "origin_country": [country["iso_3166_1"] for country in countries][:1],
        "overview": overview,
        "poster_path": pictures.poster_path(call, "movie", number, row["has_poster"]),
        "production_companies": titles.fetch_companies(call, "movie", number),
        "production_countries": countries,
        "softcore": False,
        "spoken_languages": titles.fetch_languages(call, "movie", number),
        "tagline": tagline,
        "title": rows.choose_title(call, row, name),
        "video": False,
    }
    return {key: fields[key] for key in _KEYS}


def _build_collection(call: Call, number: int | None) -> JSON | None:
    row = fetch_row(call.db, "select * from collection where id = ?", number) if number else None
    if not row:
        return None
    return {
        "id": row["id"],
        "name": rows.get_texts(call, "collection", row["id"])[0] or row["name"],
        "poster_path": pictures.poster_path(call, "collection", row["id"]),
        "backdrop_path": pictures.picture_path("collection", row["id"], "backdrop"),
    }


def credits_of(call: Call) -> JSON:
    return credits.title_credits(call, "movie", titles.title_row(call, "movie")["id"])


def release_dates(call: Call) -> JSON:
    number = titles.title_row(call, "movie")["id"]
    by_country: dict[str, list[JSON]] = {}
    for row in fetch_rows(call.db, "select * from release where movie_id = ? order by country, date", number):
        by_country.setdefault(row["country"], []).append(_build_release(row))
    results = [{"iso_3166_1": country, "release_dates": dates} for country, dates in by_country.items()]
    return {"id": number, "results": results}


def _build_release(row: Row) -> JSON:
    return {
        "certification": row["certification"],
        "descriptors": [],
        "iso_639_1": "",
        "note": row["note"] or "",
        "release_date": f"{row['date']}T00:00:00.000Z",
        "type": row["type"],
    }


def translations(call: Call) -> JSON:
    film = titles.title_row(call, "movie")

    def build_data(row: JSON) -> JSON:
        return {
            "homepage": "",
            "overview": row["overview"],
            "runtime": 0,
            "tagline": row["tagline"],
            "title": row["name"],
        }

    return titles.build_translations(
        call, "movie", film["id"], build_data, english=titles.get_english_name(film, "title")
    )


def latest(call: Call) -> JSON:
    number = fetch_column(call.db, "select id from movie where id < 900000000 order by id desc limit 1")[0]
    return details(call.with_path(movie_id=str(number)))


HANDLERS: dict[str, Handler] = {
    "/movie/latest": latest,
    "/movie/{movie_id}": details,
    "/movie/{movie_id}/alternative_titles": titles.alternative_titles("movie", "titles"),
    "/movie/{movie_id}/credits": credits_of,
    "/movie/{movie_id}/external_ids": titles.external_ids("movie", SOURCES),
    "/movie/{movie_id}/images": titles.images("movie"),
    "/movie/{movie_id}/keywords": titles.keywords("movie", "keywords"),
    "/movie/{movie_id}/recommendations": titles.related("movie", similar.recommended),
    "/movie/{movie_id}/release_dates": release_dates,
    "/movie/{movie_id}/reviews": titles.reviews("movie"),
    "/movie/{movie_id}/similar": titles.related("movie", similar.similar),
    "/movie/{movie_id}/translations": translations,
    "/movie/{movie_id}/videos": titles.videos("movie"),
    "/movie/{movie_id}/watch/providers": titles.watch_providers("movie"),
}
