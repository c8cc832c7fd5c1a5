"""People."""

import hashlib
import json

from tmdb_demo import charts, drawings, pictures, rows
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.handlers import titles
from tmdb_demo.paging import paginate
from tmdb_demo.store import Row, fetch_column, fetch_row, fetch_rows

SOURCES = (
    "freebase_mid", "freebase_id", "imdb_id", "tvrage_id", "wikidata_id", "facebook_id", "instagram_id", "tiktok_id",
    "twitter_id", "youtube_id",
)  # fmt: skip


def person_row(call: Call) -> Row:
    row = fetch_row(call.db, "select * from person where id = ?", call.number("person_id"))
    if not row:
        raise APIError(34)
    return row


def details(call: Call) -> JSON:
    row = person_row(call)
    return {
        "adult": False,
        "also_known_as": json.loads(row["also_known_as"]),
        "biography": rows.get_texts(call, "person", row["id"])[1],
        "birthday": row["birthday"],
        "deathday": row["deathday"],
        "gender": row["gender"],
        "homepage": row["homepage"],
        "id": row["id"],
        "imdb_id": row["imdb_id"],
        "known_for_department": row["known_for_department"],
        "name": row["name"],
        "place_of_birth": row["place_of_birth"],
        "popularity": row["popularity"],
        "profile_path": rows.profile_path(row),
    }


def _fetch_credits(call: Call, person: int, kinds: tuple[str, ...]) -> JSON:
    """Return titles with what the person did in each; guest parts in one show are counted together."""
    sql = """select type, id, kind, character, department, job, min(credit_id) as credit_id, min(position) as position,
             count(*) as number, max(season_number) as season from credit where person_id = ?
             group by type, id, kind = 'crew', character, job"""
    cast, crew = list[JSON](), list[JSON]()
    for row in fetch_rows(call.db, sql, person):
        if row["type"] in kinds:
            (crew if row["kind"] == "crew" else cast).append(_build_credit(call, row))
    return {"cast": cast, "crew": crew}


# What a person did in a title, by the title's kind and whether it was behind the camera.
_PARTS = {
    ("movie", False): ("character", "credit_id", "order"),
    ("movie", True): ("credit_id", "department", "job"),
    ("tv", False): ("character", "credit_id", "episode_count"),
    ("tv", True): ("credit_id", "department", "episode_count", "job"),
}


def _build_credit(call: Call, row: Row) -> JSON:
    title = rows.build(call, row["type"], row["id"])
    credit = {**dict(row), "order": row["position"]}
    if row["type"] == "tv":
        credit["episode_count"] = row["number"] if row["season"] is not None else _count_episodes(call, row["id"])
    keys = _PARTS[row["type"], row["kind"] == "crew"]
    return {**title, **{key: credit[key] for key in keys}, "media_type": row["type"]}


def _count_episodes(call: Call, show: int) -> int:
    return int(fetch_column(call.db, "select count(*) from episode where tv_id = ?", show)[0])


def combined_credits(call: Call) -> JSON:
    number = person_row(call)["id"]
    return {**_fetch_credits(call, number, ("movie", "tv")), "id": number}


def _of_kind(kind: str) -> Handler:
    def handler(call: Call) -> JSON:
        number = person_row(call)["id"]
        credits = _fetch_credits(call, number, (kind,))
        for row in (*credits["cast"], *credits["crew"]):
            del row["media_type"]
        return {**credits, "id": number}

    return handler


def external_ids(call: Call) -> JSON:
    number = person_row(call)["id"]
    return {"id": number, **titles.fetch_external_ids(call, "person", number, SOURCES)}


def images(call: Call) -> JSON:
    row = person_row(call)
    variants = (1, 2, *drawings.current_variants("person", row["id"], call.now))
    profiles = [pictures.build_image(call, "person", row["id"], "profile", variant=variant) for variant in variants]
    return {"id": row["id"], "profiles": profiles if row["has_profile"] else []}


def tagged_images(call: Call) -> JSON:
    """Return posters that show a person's name; TMDB answers `page: 0` for the first page."""
    number = person_row(call)["id"]
    page = paginate(
        call,
        fetch_rows(call.db, _TITLES_ON_POSTERS, number),
        lambda row: _build_tagged_image(call, row["type"], row["id"]),
    )
    return {"id": number, **page, "page": call.page - 1}


# Titles whose drawn poster names the person: the director and the first three of the cast.
_TITLES_ON_POSTERS = """select credit.type, credit.id, coalesce(movie.vote_count, tv.vote_count) as votes from credit
                 left join movie on credit.type = 'movie' and movie.id = credit.id
                 left join tv on credit.type = 'tv' and tv.id = credit.id
                 where person_id = ? and season_number is null and (kind = 'cast' and position < 3 or job = 'Director')
                   and coalesce(movie.has_poster, tv.has_poster)
                 group by credit.type, credit.id order by votes desc"""


def _build_tagged_image(call: Call, kind: str, number: int) -> JSON:
    poster = pictures.build_image(call, kind, number, "poster", language="en")
    identity = hashlib.sha256(poster["file_path"].encode()).hexdigest()[:24]
    keys = ("aspect_ratio", "file_path", "height", "id", "iso_639_1", "vote_average", "vote_count", "width")
    image = {key: (poster | {"id": identity})[key] for key in keys}
    return {**image, "image_type": "poster", "media": rows.build_mixed(call, kind, number), "media_type": kind}


def translations(call: Call) -> JSON:
    def build_data(row: JSON) -> JSON:
        return {"biography": row["overview"], "name": "", "primary": False}

    return titles.build_translations(call, "person", person_row(call)["id"], build_data)


def popular(call: Call) -> JSON:
    return paginate(call, charts.popular_people(call.db), lambda number: rows.build_popular_person(call, number))


def latest(call: Call) -> JSON:
    number = fetch_column(call.db, "select id from person where id < 900000000 order by id desc limit 1")[0]
    return details(call.with_path(person_id=str(number)))


HANDLERS: dict[str, Handler] = {
    "/person/popular": popular,
    "/person/latest": latest,
    "/person/{person_id}": details,
    "/person/{person_id}/combined_credits": combined_credits,
    "/person/{person_id}/movie_credits": _of_kind("movie"),
    "/person/{person_id}/tv_credits": _of_kind("tv"),
    "/person/{person_id}/external_ids": external_ids,
    "/person/{person_id}/images": images,
    "/person/{person_id}/tagged_images": tagged_images,
    "/person/{person_id}/translations": translations,
}
