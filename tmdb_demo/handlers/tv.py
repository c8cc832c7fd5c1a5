"""Shows."""

from tmdb_demo import pictures, rows, similar
from tmdb_demo.call import JSON, Call
from tmdb_demo.handlers import credits, titles
from tmdb_demo.handlers.aggregate import aggregate
from tmdb_demo.handlers.titles import Handler
from tmdb_demo.store import Row, column, many, one

SOURCES = (
    "imdb_id", "freebase_mid", "freebase_id", "tvdb_id", "tvrage_id", "wikidata_id", "facebook_id", "instagram_id",
    "twitter_id",
)  # fmt: skip
EPISODES = "select * from episode where tv_id = ? and season_number > 0"


def details(call: Call) -> JSON:
    row = titles.found(call, "tv")
    number = row["id"]
    name, overview, tagline = rows.text(call, "tv", number)
    seasons = many(call.db, "select * from season where tv_id = ? order by season_number", number)
    last, coming = _around(call, number)
    return {
        "adult": False,
        "backdrop_path": pictures.backdrop("tv", number, row["has_backdrop"]),
        "created_by": _makers(call, number),
        "episode_run_time": [],
        "first_air_date": row["first_air_date"],
        "genres": titles.genres(call, "tv", number),
        "homepage": row["homepage"],
        "id": number,
        "in_production": row["status"] in {"Returning Series", "In Production"},
        "languages": column(call.db, "select language from title_language where type = 'tv' and id = ?", number),
        "last_air_date": row["last_air_date"] or None,
        "last_episode_to_air": rows.episode(call, last) if last else None,
        "name": rows.title(call, row, name, "name"),
        "next_episode_to_air": rows.episode(call, coming) if coming else None,
        "networks": networks(call, number),
        "number_of_episodes": len(many(call.db, EPISODES, number)),
        "number_of_seasons": sum(1 for one in seasons if one["season_number"] > 0),
        "origin_country": [one["iso_3166_1"] for one in titles.countries(call, "tv", number)],
        "original_language": row["original_language"],
        "original_name": row["original_name"],
        "overview": overview,
        "popularity": row["popularity"],
        "poster_path": pictures.poster(call, "tv", number, row["has_poster"]),
        "production_companies": titles.companies(call, "tv", number),
        "production_countries": titles.countries(call, "tv", number),
        "seasons": [rows.season(call, one) for one in seasons],
        "softcore": False,
        "spoken_languages": titles.languages(call, "tv", number),
        "status": row["status"],
        "tagline": tagline,
        "type": row["type"],
        "vote_average": row["vote_average"],
        "vote_count": row["vote_count"],
    }


def _around(call: Call, number: int) -> tuple[Row | None, Row | None]:
    """(the last episode up to today, the next one)."""
    today = call.today.isoformat()
    last = one(
        call.db,
        f"{EPISODES} and air_date <> '' and air_date <= ? order by air_date desc, episode_number desc",
        number,
        today,
    )
    coming = one(call.db, f"{EPISODES} and air_date > ? order by air_date, episode_number", number, today)
    return last, coming


def _makers(call: Call, number: int) -> list[JSON]:
    sql = """select person.*, created_by.credit_id from created_by join person on person.id = person_id
             where tv_id = ? order by position"""
    return [
        {
            "id": row["id"],
            "credit_id": row["credit_id"],
            "name": row["name"],
            "original_name": row["original_name"],
            "gender": row["gender"],
            "profile_path": rows.profile(row),
        }
        for row in many(call.db, sql, number)
    ]


def networks(call: Call, number: int) -> list[JSON]:
    sql = "select network.* from tv_network join network on network.id = network_id where tv_id = ? order by position"
    return [titles.logo_row(row, "network") for row in many(call.db, sql, number)]


def credits_of(call: Call) -> JSON:
    return credits.of_title(call, "tv", titles.found(call, "tv")["id"])


def aggregate_credits(call: Call) -> JSON:
    number = titles.found(call, "tv")["id"]
    return {**aggregate(call, number), "id": number}


def content_ratings(call: Call) -> JSON:
    number = titles.found(call, "tv")["id"]
    found = many(call.db, "select country, rating from content_rating where tv_id = ? order by country", number)
    return {
        "results": [{"descriptors": [], "iso_3166_1": one["country"], "rating": one["rating"]} for one in found],
        "id": number,
    }


def translations(call: Call) -> JSON:
    show = titles.found(call, "tv")

    def data(row: JSON) -> JSON:
        return {"name": row["name"], "overview": row["overview"], "homepage": "", "tagline": row["tagline"]}

    return titles.translations(call, "tv", show["id"], data, english=titles.english_name(show, "name"))


def screened_theatrically(call: Call) -> JSON:
    """Episodes that were shown in cinemas."""
    number = titles.found(call, "tv")["id"]
    sql = """select id, episode_number, season_number from screened
             join episode using (tv_id, season_number, episode_number)
             where tv_id = ? order by season_number, episode_number"""
    return {"id": number, "results": [dict(row) for row in many(call.db, sql, number)]}


def latest(call: Call) -> JSON:
    number = column(call.db, "select id from tv where id < 900000000 order by id desc limit 1")[0]
    return details(call.within(series_id=str(number)))


HANDLERS: dict[str, Handler] = {
    "/tv/latest": latest,
    "/tv/{series_id}": details,
    "/tv/{series_id}/aggregate_credits": aggregate_credits,
    "/tv/{series_id}/alternative_titles": titles.alternative_titles("tv", "results"),
    "/tv/{series_id}/content_ratings": content_ratings,
    "/tv/{series_id}/credits": credits_of,
    "/tv/{series_id}/external_ids": titles.external_ids("tv", SOURCES),
    "/tv/{series_id}/images": titles.images("tv"),
    "/tv/{series_id}/keywords": titles.keywords("tv", "results"),
    "/tv/{series_id}/recommendations": titles.related("tv", similar.recommended),
    "/tv/{series_id}/reviews": titles.reviews("tv"),
    "/tv/{series_id}/screened_theatrically": screened_theatrically,
    "/tv/{series_id}/similar": titles.related("tv", similar.similar),
    "/tv/{series_id}/translations": translations,
    "/tv/{series_id}/videos": titles.videos("tv"),
    "/tv/{series_id}/watch/providers": titles.watch_providers("tv"),
}
