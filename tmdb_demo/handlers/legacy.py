"""Routes that TMDB no longer documents, and that clients still call."""

from tmdb_demo import discover, rows, similar
from tmdb_demo.call import JSON, Call
from tmdb_demo.handlers import places, titles
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.paging import paged
from tmdb_demo.store import many


def company_movies(call: Call) -> JSON:
    """Always the first page, as TMDB answers."""
    number = places.found(call, "company")["id"]
    found = discover.movies(call.db, {"with_companies": str(number)}, today=call.today)[:20]
    return {"id": number, **paged(call, found, lambda one: rows.movie(call, one))}


def genre_movies(call: Call) -> JSON:
    number = call.number("genre_id")
    found = discover.movies(call.db, {"with_genres": str(number)}, today=call.today)
    return {"id": number, **paged(call, found, lambda one: rows.movie(call, one))}


def releases(call: Call) -> JSON:
    """One release a country, the first in cinemas."""
    number = titles.found(call, "movie")["id"]
    sql = """select country, min(date) as date, certification from release where movie_id = ? and type in (2, 3)
             group by country order by country"""
    listed = [
        {
            "certification": row["certification"],
            "descriptors": [],
            "iso_3166_1": row["country"],
            "primary": row["country"] == "US",
            "release_date": row["date"],
        }
        for row in many(call.db, sql, number)
    ]
    return {"id": number, "countries": listed}


HANDLERS: dict[str, Handler] = {
    "/company/{company_id}/movies": company_movies,
    "/genre/{genre_id}/movies": genre_movies,
    "/movie/{movie_id}/releases": releases,
    "/movie/{movie_id}/similar_movies": titles.related("movie", similar.similar),
}
