"""Rows of lists, with TMDB's keys in TMDB's order."""

from collections.abc import Callable

from tmdb_demo import pictures
from tmdb_demo.call import JSON, Call
from tmdb_demo.store import Row, fetch_column, fetch_row, fetch_rows


def get_texts(call: Call, kind: str, number: int) -> tuple[str, str, str]:
    """Return (name, overview, tagline) in the requested language, each "" where there is no translation."""
    row = fetch_row(
        call.db,
        "select name, overview, tagline from text where type = ? and id = ? and language = ?",
        kind,
        number,
        call.language,
    )
    return (row["name"], row["overview"], row["tagline"]) if row else ("", "", "")


def choose_title(call: Call, row: Row, translated: str, key: str = "title") -> str:
    """Return the translated title, or the English one for English, or the original: TMDB never leaves it out."""
    if translated:
        return translated
    return str(row[key] if call.language == "en" else row[f"original_{key}"])


def get_genre_ids(call: Call, kind: str, number: int) -> list[int]:
    sql = "select genre_id from title_genre where type = ? and id = ? order by position"
    return fetch_column(call.db, sql, kind, number)


def _common(call: Call, kind: str, row: Row) -> JSON:
    return {
        "adult": False,
        "backdrop_path": pictures.backdrop_path(kind, row["id"], row["has_backdrop"]),
        "genre_ids": get_genre_ids(call, kind, row["id"]),
        "id": row["id"],
    }


def build_movie(call: Call, row: Row) -> JSON:
    name, overview, _ = get_texts(call, "movie", row["id"])
    return {
        **_common(call, "movie", row),
        "original_language": row["original_language"],
        "original_title": row["original_title"],
        "overview": overview,
        "popularity": row["popularity"],
        "poster_path": pictures.poster_path(call, "movie", row["id"], row["has_poster"]),
        "release_date": _regional_date(call, row),
        "softcore": False,
        "title": choose_title(call, row, name),
        "video": False,
        "vote_average": row["vote_average"],
        "vote_count": row["vote_count"],
    }


def _regional_date(call: Call, row: Row) -> str:
    """Return the date of a film's first release in the region that is not a premiere, or else the primary date."""
    if call.region:
        sql = "select min(date) as date from release where movie_id = ? and country = ? and type > 1"
        regional = fetch_row(call.db, sql, row["id"], call.region)
        if regional and regional["date"]:
            return str(regional["date"])
    return str(row["release_date"])


def build_show(call: Call, row: Row) -> JSON:
    name, overview, _ = get_texts(call, "tv", row["id"])
    sql = "select country from title_country where type = 'tv' and id = ? order by position"
    return {
        **_common(call, "tv", row),
        "origin_country": fetch_column(call.db, sql, row["id"]),
        "original_language": row["original_language"],
        "original_name": row["original_name"],
        "overview": overview,
        "popularity": row["popularity"],
        "poster_path": pictures.poster_path(call, "tv", row["id"], row["has_poster"]),
        "first_air_date": row["first_air_date"],
        "softcore": False,
        "name": choose_title(call, row, name, "name"),
        "vote_average": row["vote_average"],
        "vote_count": row["vote_count"],
    }


def build_person(call: Call, row: Row) -> JSON:
    return {
        "adult": False,
        "gender": row["gender"],
        "id": row["id"],
        "known_for_department": row["known_for_department"],
        "name": row["name"],
        "original_name": row["original_name"],
        "popularity": row["popularity"],
        "profile_path": profile_path(row),
    }


def profile_path(row: Row) -> str | None:
    return pictures.picture_path("person", row["id"], "profile") if row["has_profile"] else None


def find_best_known_titles(call: Call, person: int) -> list[JSON]:
    """Return the three titles of a person with the most votes."""
    titles = fetch_rows(
        call.db,
        """select distinct credit.type, credit.id, coalesce(movie.vote_count, tv.vote_count) as votes from credit
           left join movie on credit.type = 'movie' and movie.id = credit.id
           left join tv on credit.type = 'tv' and tv.id = credit.id
           where person_id = ? order by votes desc limit 3""",
        person,
    )
    return [build_mixed(call, row["type"], row["id"]) for row in titles]


BUILDERS: dict[str, Callable[[Call, Row], JSON]] = {"movie": build_movie, "tv": build_show, "person": build_person}


def build(call: Call, kind: str, number: int) -> JSON:
    row = fetch_row(call.db, f"select * from {kind} where id = ?", number)
    assert row, f"{kind} {number} is in an index and not in its table"
    return BUILDERS[kind](call, row)


def build_popular_person(call: Call, number: int) -> JSON:
    return {**build(call, "person", number), "known_for": find_best_known_titles(call, number)}


def exists(call: Call, kind: str, number: int) -> bool:
    """Return whether the data set has a title or person: what members did can be about one that it no longer has."""
    key = f"ids/{kind}"
    if key not in call.cache:
        call.cache[key] = frozenset(fetch_column(call.db, f"select id from {kind}"))
    return number in call.cache[key]


# The order of keys in lists that mix kinds; `origin_country` comes last there.
_FIRST_KEYS = (
    "adult", "backdrop_path", "id", "title", "name", "original_title", "original_name", "overview", "poster_path",
    "media_type", "original_language", "genre_ids",
)  # fmt: skip
_PERSON_KEYS = (
    "adult", "id", "name", "original_name", "media_type", "popularity", "gender", "known_for_department",
    "profile_path",
)  # fmt: skip


def build_mixed(call: Call, kind: str, number: int) -> JSON:
    """Return a row of a list that mixes kinds, with its `media_type` and the keys in another order."""
    if kind == "person":
        person = fetch_row(call.db, "select * from person where id = ?", number)
        assert person
        return {**build_mixed_person(call, person), "known_for": find_best_known_titles(call, number)}
    row = {**build(call, kind, number), "media_type": kind}
    countries = {"origin_country": row.pop("origin_country")} if kind == "tv" else {}
    head = {key: row.pop(key) for key in _FIRST_KEYS if key in row}
    return {**head, **row, **countries}


def build_mixed_person(call: Call, row: Row) -> JSON:
    """Return a person's row of such a list, without `known_for`."""
    person = {**build_person(call, row), "media_type": "person"}
    return {key: person[key] for key in _PERSON_KEYS}


def build_episode(call: Call, row: Row) -> JSON:
    name, overview, _ = get_texts(call, "episode", row["id"])
    return {
        "air_date": row["air_date"] or None,
        "episode_number": row["episode_number"],
        "episode_type": row["episode_type"],
        "id": row["id"],
        "name": name or row["name"],
        "overview": overview,
        "production_code": row["production_code"],
        "runtime": row["runtime"] or None,
        "season_number": row["season_number"],
        "show_id": row["tv_id"],
        "still_path": pictures.picture_path("episode", row["id"], "still"),
        "vote_average": row["vote_average"],
        "vote_count": row["vote_count"],
    }


def build_season(call: Call, row: Row) -> JSON:
    name, overview, _ = get_texts(call, "season", row["id"])
    sql = "select count(*) as number from episode where tv_id = ? and season_number = ?"
    count = fetch_row(call.db, sql, row["tv_id"], row["season_number"])
    return {
        "air_date": row["air_date"] or None,
        "episode_count": count["number"] if count else 0,
        "id": row["id"],
        "name": name or row["name"],
        "overview": overview,
        "poster_path": pictures.picture_path("season", row["id"], "poster", language="en"),
        "season_number": row["season_number"],
        "vote_average": row["vote_average"],
    }
