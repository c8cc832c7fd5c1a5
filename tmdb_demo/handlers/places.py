"""Collections, companies, networks, keywords, and single reviews."""

import json

from tmdb_demo import discover, pictures, rows
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.handlers import titles
from tmdb_demo.paging import paginate
from tmdb_demo.store import Row, fetch_column, fetch_row


def place_row(call: Call, kind: str) -> Row:
    row = fetch_row(call.db, f"select * from {kind} where id = ?", call.number(f"{kind}_id"))
    if not row:
        raise APIError(34)
    return row


def collection(call: Call) -> JSON:
    row = place_row(call, "collection")
    name, overview, _ = rows.get_texts(call, "collection", row["id"])
    parts = fetch_column(call.db, "select id from movie where collection_id = ? order by release_date", row["id"])
    return {
        "id": row["id"],
        "name": name or row["name"],
        "original_language": "en",
        "original_name": row["name"],
        "overview": overview,
        "poster_path": pictures.poster_path(call, "collection", row["id"]),
        "backdrop_path": pictures.picture_path("collection", row["id"], "backdrop"),
        "parts": [rows.build_mixed(call, "movie", part) for part in parts],
    }


def collection_images(call: Call) -> JSON:
    number = place_row(call, "collection")["id"]
    return {
        "id": number,
        "backdrops": pictures.build_backdrops(call, "collection", number),
        "posters": pictures.build_posters(call, "collection", number),
    }


def collection_translations(call: Call) -> JSON:
    def build_data(row: JSON) -> JSON:
        return {"title": row["name"], "overview": row["overview"], "homepage": ""}

    return titles.build_translations(call, "collection", place_row(call, "collection")["id"], build_data)


def company(call: Call) -> JSON:
    row = place_row(call, "company")
    parent = fetch_row(call.db, "select * from company where id = ?", row["parent_id"]) if row["parent_id"] else None
    return {
        "description": "",
        "headquarters": row["headquarters"],
        "homepage": row["homepage"],
        "id": row["id"],
        "logo_path": pictures.picture_path("company", row["id"], "logo"),
        "name": row["name"],
        "origin_country": row["origin_country"],
        "parent_company": titles.logo_row(parent, "company") if parent else None,
    }


def _names(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        row = place_row(call, kind)
        names = [{"name": name, "type": ""} for name in json.loads(row["alternative_names"])]
        return {"id": row["id"], "results": names}

    return handler


def network(call: Call) -> JSON:
    row = place_row(call, "network")
    return {
        "headquarters": row["headquarters"],
        "homepage": row["homepage"],
        "id": row["id"],
        "logo_path": pictures.picture_path("network", row["id"], "logo"),
        "name": row["name"],
        "origin_country": row["origin_country"],
    }


def _logos(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = place_row(call, kind)["id"]
        logo = pictures.build_image(call, kind, number, "logo")
        more = {"id": f"{number:024x}", "file_type": ".svg"}
        keys = ("aspect_ratio", "file_path", "height", "id", "file_type", "vote_average", "vote_count", "width")
        return {"id": number, "logos": [{key: (logo | more)[key] for key in keys}]}

    return handler


def keyword(call: Call) -> JSON:
    return dict(place_row(call, "keyword"))


def keyword_movies(call: Call) -> JSON:
    number = place_row(call, "keyword")["id"]
    movies = discover.movies(call.db, {**call.query, "with_keywords": str(number)}, today=call.today)
    return {"id": number, **paginate(call, movies, lambda movie: rows.build(call, "movie", movie))}


def review(call: Call) -> JSON:
    row = fetch_row(call.db, "select * from review where id = ?", call.path["review_id"])
    if not row:
        raise APIError(34)
    media = rows.build(call, row["type"], row["media_id"])
    return {
        **titles.review_row(row),
        "iso_639_1": row["language"],
        "media_id": row["media_id"],
        "media_title": media.get("title") or media.get("name"),
        "media_type": row["type"].capitalize(),
    }


HANDLERS: dict[str, Handler] = {
    "/collection/{collection_id}": collection,
    "/collection/{collection_id}/images": collection_images,
    "/collection/{collection_id}/translations": collection_translations,
    "/company/{company_id}": company,
    "/company/{company_id}/alternative_names": _names("company"),
    "/company/{company_id}/images": _logos("company"),
    "/network/{network_id}": network,
    "/network/{network_id}/alternative_names": _names("network"),
    "/network/{network_id}/images": _logos("network"),
    "/keyword/{keyword_id}": keyword,
    "/keyword/{keyword_id}/movies": keyword_movies,
    "/review/{review_id}": review,
}
