"""Seasons and episodes."""

from tmdb_demo import drawings, pictures, rows
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.handlers import credits, titles
from tmdb_demo.handlers.aggregate import aggregate_credits
from tmdb_demo.handlers.tv import fetch_networks
from tmdb_demo.store import Row, fetch_row, fetch_rows

SEASON = "/tv/{series_id}/season/{season_number}"
EPISODE = f"{SEASON}/episode/{{episode_number}}"


def season_row(call: Call) -> Row:
    show, number = call.number("series_id"), call.number("season_number", minimum=0)
    row = fetch_row(call.db, "select * from season where tv_id = ? and season_number = ?", show, number)
    if not row:
        raise APIError(34)
    return row


def episode_row(call: Call) -> Row:
    season = season_row(call)
    row = fetch_row(
        call.db,
        "select * from episode where tv_id = ? and season_number = ? and episode_number = ?",
        season["tv_id"],
        season["season_number"],
        call.number("episode_number", minimum=0),
    )
    if not row:
        raise APIError(34)
    return row


def season_details(call: Call) -> JSON:
    row = season_row(call)
    name, overview, _ = rows.get_texts(call, "season", row["id"])
    sql = "select * from episode where tv_id = ? and season_number = ? order by episode_number"
    episodes = fetch_rows(call.db, sql, row["tv_id"], row["season_number"])
    return {
        "_id": f"{row['id']:024x}",
        "air_date": row["air_date"] or None,
        "episodes": [_build_episode_with_people(call, episode) for episode in episodes],
        "name": name or row["name"],
        "networks": fetch_networks(call, row["tv_id"]),
        "overview": overview,
        "id": row["id"],
        "poster_path": pictures.picture_path("season", row["id"], "poster", language="en"),
        "season_number": row["season_number"],
        "vote_average": row["vote_average"],
    }


def _build_episode_with_people(call: Call, row: Row) -> JSON:
    crew, guests = credits.episode_credits(call, row["tv_id"], row["season_number"], row["episode_number"])
    return {**rows.build_episode(call, row), "crew": crew, "guest_stars": guests}


def season_credits(call: Call) -> JSON:
    row = season_row(call)
    return {**credits.title_credits(call, "tv", row["tv_id"]), "id": row["id"]}


def season_aggregate_credits(call: Call) -> JSON:
    row = season_row(call)
    return {**aggregate_credits(call, row["tv_id"], row["season_number"]), "id": row["id"]}


def season_images(call: Call) -> JSON:
    number = season_row(call)["id"]
    return {"id": number, "posters": pictures.build_posters(call, "season", number)}


def season_videos(call: Call) -> JSON:
    return {"id": season_row(call)["id"], "results": []}


def season_external_ids(call: Call) -> JSON:
    ids = ("freebase_mid", "freebase_id", "tvdb_id", "tvrage_id", "wikidata_id")
    return {"id": season_row(call)["id"], **dict.fromkeys(ids)}


def season_translations(call: Call) -> JSON:
    return titles.build_translations(call, "season", season_row(call)["id"], _translated_data)


def _translated_data(row: JSON) -> JSON:
    return {"name": row["name"], "overview": row["overview"]}


def season_watch_providers(call: Call) -> JSON:
    row = season_row(call)
    return {**titles.watch_providers("tv")(call), "id": row["id"]}


def episode_details(call: Call) -> JSON:
    return _build_episode_with_people(call, episode_row(call))


def episode_credits(call: Call) -> JSON:
    row = episode_row(call)
    crew, guests = credits.episode_credits(call, row["tv_id"], row["season_number"], row["episode_number"])
    return {"cast": credits.regulars(call, row["tv_id"]), "crew": crew, "guest_stars": guests, "id": row["id"]}


def episode_images(call: Call) -> JSON:
    number = episode_row(call)["id"]
    variants = (1, 2, *drawings.current_variants("episode", number, call.now))
    return {
        "id": number,
        "stills": [pictures.build_image(call, "episode", number, "still", variant=variant) for variant in variants],
    }


def episode_videos(call: Call) -> JSON:
    return {"id": episode_row(call)["id"], "results": []}


def episode_external_ids(call: Call) -> JSON:
    ids = ("imdb_id", "freebase_mid", "freebase_id", "tvdb_id", "tvrage_id", "wikidata_id")
    return {"id": episode_row(call)["id"], **dict.fromkeys(ids)}


def episode_translations(call: Call) -> JSON:
    return titles.build_translations(call, "episode", episode_row(call)["id"], _translated_data)


HANDLERS: dict[str, Handler] = {
    SEASON: season_details,
    f"{SEASON}/aggregate_credits": season_aggregate_credits,
    f"{SEASON}/credits": season_credits,
    f"{SEASON}/external_ids": season_external_ids,
    f"{SEASON}/images": season_images,
    f"{SEASON}/translations": season_translations,
    f"{SEASON}/videos": season_videos,
    f"{SEASON}/watch/providers": season_watch_providers,
    EPISODE: episode_details,
    f"{EPISODE}/credits": episode_credits,
    f"{EPISODE}/external_ids": episode_external_ids,
    f"{EPISODE}/images": episode_images,
    f"{EPISODE}/translations": episode_translations,
    f"{EPISODE}/videos": episode_videos,
}
