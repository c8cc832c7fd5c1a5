"""Shows."""

from tmdb_demo import pictures, rows, similar
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.handlers import credits, titles
from tmdb_demo.handlers.aggregate import aggregate_credits as build_aggregate_credits
from tmdb_demo.store import Row, fetch_column, fetch_row, fetch_rows

SOURCES = (
    "imdb_id", "freebase_mid", "freebase_id", "tvdb_id", "tvrage_id", "wikidata_id", "facebook_id", "instagram_id",
    "twitter_id",
)  # fmt: skip
EPISODES = "select * from episode where tv_id = ? and season_number > 0"


# TMDB's order of keys.
_KEYS = (
    "adult", "backdrop_path", "created_by", "episode_run_time", "first_air_date", "genres", "homepage", "id",
    "in_production", "languages", "last_air_date", "last_episode_to_air", "name", "next_episode_to_air", "networks",
    "number_of_episodes", "number_of_seasons", "origin_country", "original_language", "original_name", "overview",
    "popularity", "poster_path", "production_companies", "production_countries", "seasons", "softcore",
    "spoken_languages", "status", "tagline", "type", "vote_average", "vote_count",
)  # fmt: skip


def details(call: Call) -> JSON:
    row = titles.title_row(call, "tv")
    number = row["id"]
    name, overview, tagline = rows.get_texts(call, "tv", number)
    fields: JSON = {
        **{key: row[key] for key in _KEYS if key in row.keys()},  # noqa: SIM118
        **_build_lists(call, number),
        **_build_episode_fields(call, number),
        "backdrop_path": pictures.backdrop_path("tv", number, row["has_backdrop"]),
        "adult": False,
        "episode_run_time": [],
        "in_production": row["status"] in {"Returning Series", "In Production"},
        "last_air_date": row["last_air_date"] or None,
        "name": rows.choose_title(call, row, name, "name"),
        "overview": overview,
        "poster_path": pictures.poster_path(call, "tv", number, row["has_poster"]),
        "softcore": False,
        "tagline": tagline,
    }
    return {key: fields[key] for key in _KEYS}


def _build_lists(call: Call, number: int) -> JSON:
    """Return what a show has several of: people, companies, countries, languages, genres."""
    countries = titles.fetch_countries(call, "tv", number)
    sql = "select language from title_language where type = 'tv' and id = ?"
    return {
        "created_by": _fetch_creators(call, number),
        "genres": titles.fetch_genres(call, "tv", number),
        "languages": fetch_column(call.db, sql, number),
        "networks": fetch_networks(call, number),
        "origin_country": [country["iso_3166_1"] for country in countries],
        "production_companies": titles.fetch_companies(call, "tv", number),
        "production_countries": countries,
        "spoken_languages": titles.fetch_languages(call, "tv", number),
    }


def _build_episode_fields(call: Call, number: int) -> JSON:
    """Return a show's seasons, their numbers, and the episodes before and after today."""
    seasons = fetch_rows(call.db, "select * from season where tv_id = ? order by season_number", number)
    last, coming = _find_neighbouring_episodes(call, number)
    return {
        "last_episode_to_air": rows.build_episode(call, last) if last else None,
        "next_episode_to_air": rows.build_episode(call, coming) if coming else None,
        "number_of_episodes": len(fetch_rows(call.db, EPISODES, number)),
        "number_of_seasons": sum(1 for season in seasons if season["season_number"] > 0),
        "seasons": [rows.build_season(call, season) for season in seasons],
    }


def _find_neighbouring_episodes(call: Call, number: int) -> tuple[Row | None, Row | None]:
    """Return (the last episode up to today, the next one)."""
    today = call.today.isoformat()
    last = fetch_row(
        call.db,
        f"{EPISODES} and air_date <> '' and air_date <= ? order by air_date desc, episode_number desc",
        number,
        today,
    )
    coming = fetch_row(call.db, f"{EPISODES} and air_date > ? order by air_date, episode_number", number, today)
    return last, coming


def _fetch_creators(call: Call, number: int) -> list[JSON]:
    sql = """select person.*, created_by.credit_id from created_by join person on person.id = person_id
             where tv_id = ? order by position"""
    return [
        {
            "id": row["id"],
            "credit_id": row["credit_id"],
            "name": row["name"],
            "original_name": row["original_name"],
            "gender": row["gender"],
            "profile_path": rows.profile_path(row),
        }
        for row in fetch_rows(call.db, sql, number)
    ]


def fetch_networks(call: Call, number: int) -> list[JSON]:
    sql = "select network.* from tv_network join network on network.id = network_id where tv_id = ? order by position"
    return [titles.logo_row(row, "network") for row in fetch_rows(call.db, sql, number)]


def credits_of(call: Call) -> JSON:
    return credits.title_credits(call, "tv", titles.title_row(call, "tv")["id"])


def aggregate_credits(call: Call) -> JSON:
    number = titles.title_row(call, "tv")["id"]
    return {**build_aggregate_credits(call, number), "id": number}


def content_ratings(call: Call) -> JSON:
    number = titles.title_row(call, "tv")["id"]
    ratings = fetch_rows(call.db, "select country, rating from content_rating where tv_id = ? order by country", number)
    return {
        "results": [{"descriptors": [], "iso_3166_1": row["country"], "rating": row["rating"]} for row in ratings],
        "id": number,
    }


def translations(call: Call) -> JSON:
    show = titles.title_row(call, "tv")

    def build_data(row: JSON) -> JSON:
        return {"name": row["name"], "overview": row["overview"], "homepage": "", "tagline": row["tagline"]}

    return titles.build_translations(call, "tv", show["id"], build_data, english=titles.get_english_name(show, "name"))


def screened_theatrically(call: Call) -> JSON:
    """Return the episodes that were shown in cinemas."""
    number = titles.title_row(call, "tv")["id"]
    sql = """select id, episode_number, season_number from screened
             join episode using (tv_id, season_number, episode_number)
             where tv_id = ? order by season_number, episode_number"""
    return {"id": number, "results": [dict(row) for row in fetch_rows(call.db, sql, number)]}


def latest(call: Call) -> JSON:
    number = fetch_column(call.db, "select id from tv where id < 900000000 order by id desc limit 1")[0]
    return details(call.with_path(series_id=str(number)))


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
