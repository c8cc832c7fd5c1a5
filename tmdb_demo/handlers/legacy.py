"""Routes that TMDB no longer documents, but that clients still call."""

from tmdb_demo import discover, rows, similar
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.handlers import places, titles
from tmdb_demo.paging import PAGE_SIZE, paginate
from tmdb_demo.store import fetch_rows


def company_movies(call: Call) -> JSON:
    """Return the first page whatever page is requested, as TMDB does."""
    number = places.place_row(call, "company")["id"]
    movies = discover.movies(call.db, {"with_companies": str(number)}, today=call.today)[:PAGE_SIZE]
    return {"id": number, **paginate(call, movies, lambda movie: rows.build(call, "movie", movie))}


def genre_movies(call: Call) -> JSON:
    number = call.number("genre_id")
    movies = discover.movies(call.db, {"with_genres": str(number)}, today=call.today)
    return {"id": number, **paginate(call, movies, lambda movie: rows.build(call, "movie", movie))}


def releases(call: Call) -> JSON:
    """Return one release for each country, the first in cinemas."""
    number = titles.title_row(call, "movie")["id"]
    sql = """select country, min(date) as date, certification from release where movie_id = ? and type in (2, 3)
             group by country order by country"""
    countries = [
        {
            "certification": row["certification"],
            "descriptors": [],
            "iso_3166_1": row["country"],
            "primary": row["country"] == "US",
            "release_date": row["date"],
        }
        for row in fetch_rows(call.db, sql, number)
    ]
    return {"id": number, "countries": countries}


HANDLERS: dict[str, Handler] = {
    "/company/{company_id}/movies": company_movies,
    "/genre/{genre_id}/movies": genre_movies,
    "/movie/{movie_id}/releases": releases,
    "/movie/{movie_id}/similar_movies": titles.related("movie", similar.similar),
}
