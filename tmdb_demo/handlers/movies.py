"""Films."""

from tmdb_demo import pictures, rows, similar
from tmdb_demo.call import JSON, Call
from tmdb_demo.handlers import credits, titles
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.store import Row, column, many, one

SOURCES = ("imdb_id", "wikidata_id", "facebook_id", "instagram_id", "twitter_id")


def details(call: Call) -> JSON:
    return _details(call, titles.found(call, "movie"))


def _details(call: Call, row: Row) -> JSON:
    number = row["id"]
    name, overview, tagline = rows.text(call, "movie", number)
    return {
        "adult": False,
        "backdrop_path": pictures.backdrop("movie", number, row["has_backdrop"]),
        "belongs_to_collection": _collection(call, row["collection_id"]),
        "budget": row["budget"],
        "genres": titles.genres(call, "movie", number),
        "homepage": row["homepage"],
        "id": number,
        "imdb_id": row["imdb_id"],
        "origin_country": [one["iso_3166_1"] for one in titles.countries(call, "movie", number)][:1],
        "original_language": row["original_language"],
        "original_title": row["original_title"],
        "overview": overview,
        "popularity": row["popularity"],
        "poster_path": pictures.poster(call, "movie", number, row["has_poster"]),
        "production_companies": titles.companies(call, "movie", number),
        "production_countries": titles.countries(call, "movie", number),
        "release_date": row["release_date"],
        "revenue": row["revenue"],
        "runtime": row["runtime"],
        "softcore": False,
        "spoken_languages": titles.languages(call, "movie", number),
        "status": row["status"],
        "tagline": tagline,
        "title": rows.title(call, row, name),
        "video": False,
        "vote_average": row["vote_average"],
        "vote_count": row["vote_count"],
    }


def _collection(call: Call, number: int | None) -> JSON | None:
    row = one(call.db, "select * from collection where id = ?", number) if number else None
    if not row:
        return None
    return {
        "id": row["id"],
        "name": rows.text(call, "collection", row["id"])[0] or row["name"],
        "poster_path": pictures.poster(call, "collection", row["id"]),
        "backdrop_path": pictures.path("collection", row["id"], "backdrop"),
    }


def credits_of(call: Call) -> JSON:
    return credits.of_title(call, "movie", titles.found(call, "movie")["id"])


def release_dates(call: Call) -> JSON:
    number = titles.found(call, "movie")["id"]
    by_country: dict[str, list[JSON]] = {}
    for row in many(call.db, "select * from release where movie_id = ? order by country, date", number):
        by_country.setdefault(row["country"], []).append(_release(row))
    results = [{"iso_3166_1": country, "release_dates": several} for country, several in by_country.items()]
    return {"id": number, "results": results}


def _release(row: Row) -> JSON:
    return {
        "certification": row["certification"],
        "descriptors": [],
        "iso_639_1": "",
        "note": row["note"] or "",
        "release_date": f"{row['date']}T00:00:00.000Z",
        "type": row["type"],
    }


def translations(call: Call) -> JSON:
    film = titles.found(call, "movie")

    def data(row: JSON) -> JSON:
        return {
            "homepage": "",
            "overview": row["overview"],
            "runtime": 0,
            "tagline": row["tagline"],
            "title": row["name"],
        }

    return titles.translations(call, "movie", film["id"], data, english=titles.english_name(film, "title"))


def latest(call: Call) -> JSON:
    number = column(call.db, "select id from movie where id < 900000000 order by id desc limit 1")[0]
    return details(call.within(movie_id=str(number)))


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
