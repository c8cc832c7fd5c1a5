"""Loading of films, shows and what belongs to them, from the data set's objects into tables."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

JSON = dict[str, Any]
PLACE_FILES = ("collections", "companies", "networks", "keywords")


def load_places(db: sqlite3.Connection, rows_by_file: Mapping[str, Iterable[JSON]]) -> None:
    """Load collections, companies, networks and keywords."""
    _insert_objects(db, "collection", ("id", "name"), rows_by_file["collections"])
    _insert_objects(db, "keyword", ("id", "name"), rows_by_file["keywords"])
    place = ("id", "name", "origin_country", "headquarters", "homepage", "alternative_names")
    networks = ({**row, "alternative_names": _names_as_json(row)} for row in rows_by_file["networks"])
    _insert_objects(db, "network", place, networks)
    companies = (
        {**row, "parent_id": row.get("parent"), "alternative_names": _names_as_json(row)}
        for row in rows_by_file["companies"]
    )
    _insert_objects(db, "company", (*place, "parent_id"), companies)


def _names_as_json(row: JSON) -> str:
    return json.dumps(row.get("alternative_names", []), ensure_ascii=False)


NUMBER_COLUMNS = {"runtime", "budget", "revenue", "vote_average", "vote_count", "popularity", "gender"}
OPTIONAL_COLUMNS = {"imdb_id", "collection_id", "parent_id"}


def _insert_objects(db: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterable[JSON]) -> None:
    """Insert objects as rows; a missing value is 0, None or "", depending on the column."""
    marks = ", ".join("?" * len(columns))
    values = ([row.get(name, _default_of(name)) for name in columns] for row in rows)
    db.executemany(f"insert or replace into {table} ({', '.join(columns)}) values ({marks})", values)


def _default_of(name: str) -> Any:
    return 0 if name in NUMBER_COLUMNS else None if name in OPTIONAL_COLUMNS else ""


MOVIE_COLUMNS = (
    "id", "imdb_id", "title", "original_title", "original_language", "release_date", "runtime", "budget", "revenue",
    "vote_average", "vote_count", "popularity", "status", "homepage", "collection_id", "has_poster", "has_backdrop",
)  # fmt: skip
TV_COLUMNS = (
    "id", "imdb_id", "name", "original_name", "original_language", "first_air_date", "last_air_date", "status", "type",
    "vote_average", "vote_count", "popularity", "homepage", "has_poster", "has_backdrop",
)  # fmt: skip


def _picture_flags(row: JSON) -> JSON:
    return {"has_poster": not row.get("no_poster"), "has_backdrop": not row.get("no_backdrop")}


def load_movies(db: sqlite3.Connection, rows: Iterable[JSON], departments: Mapping[str, str]) -> None:
    for row in rows:
        _insert_objects(
            db,
            "movie",
            MOVIE_COLUMNS,
            [{"original_title": row["title"], **row, "collection_id": row.get("collection"), **_picture_flags(row)}],
        )
        _insert_title_parts(db, "movie", row, row.get("countries", []), row.get("languages", []))
        _insert_credits(db, "movie", row["id"], row, departments)


def load_shows(db: sqlite3.Connection, rows: Iterable[JSON], departments: Mapping[str, str]) -> None:
    for row in rows:
        _insert_objects(db, "tv", TV_COLUMNS, [{"original_name": row["name"], **row, **_picture_flags(row)}])
        languages = row.get("languages") or [row["original_language"]]
        _insert_title_parts(db, "tv", row, row.get("origin_country", []), languages)
        _insert_credits(db, "tv", row["id"], row, departments)
        _insert_show_parts(db, row)
        for season in row.get("seasons", []):
            _insert_season(db, row["id"], season, departments)


def _insert_show_parts(db: sqlite3.Connection, row: JSON) -> None:
    show = row["id"]
    _insert_positioned(db, "tv_network", [(show, network) for network in row.get("networks", [])])
    ratings = row.get("content_ratings", {}).items()
    db.executemany(
        "insert into content_rating values (?, ?, ?)", [(show, country, rating) for country, rating in ratings]
    )
    makers = [
        (show, maker[0], _credit_id(maker, 1, show, "created_by"), n)
        for n, maker in enumerate(row.get("created_by", []))
    ]
    db.executemany("insert into created_by values (?, ?, ?, ?)", makers)


def _insert_season(db: sqlite3.Connection, show: int, season: JSON, departments: Mapping[str, str]) -> None:
    number = season["season_number"]
    row = {**season, "tv_id": show}
    _insert_objects(db, "season", ("id", "tv_id", "season_number", "name", "air_date", "vote_average"), [row])
    for episode in season.get("episodes", []):
        full = {"episode_type": "standard", **episode, "tv_id": show, "season_number": number}
        columns = (
            "id", "tv_id", "season_number", "episode_number", "name", "air_date", "runtime", "production_code",
            "episode_type", "vote_average", "vote_count",
        )  # fmt: skip
        _insert_objects(db, "episode", columns, [full])
        _insert_credits(db, "tv", show, episode, departments, (number, episode["episode_number"]))


def _insert_title_parts(
    db: sqlite3.Connection, kind: str, row: JSON, countries: list[str], languages: list[str]
) -> None:
    number = row["id"]
    for table, values in (
        ("title_genre", row.get("genres", [])),
        ("title_keyword", row.get("keywords", [])),
        ("title_company", row.get("companies", [])),
        ("title_country", countries),
        ("title_language", languages),
    ):
        _insert_positioned(db, table, [(kind, number, value) for value in values])
    _insert_alternative_titles(db, kind, number, row.get("alternative_titles", []))
    videos = [_build_video(kind, row, *video) for video in row.get("videos", [])]
    db.executemany("insert into video values (?, ?, ?, ?, ?, ?, ?, ?)", videos)
    ids = {"imdb_id": row.get("imdb_id"), "wikidata_id": row.get("wikidata_id"), "tvdb_id": row.get("tvdb_id")}
    insert_external_ids(db, kind, number, ids | row.get("external_ids", {}))


def load_alternative_titles(db: sqlite3.Connection, rows: Iterable[JSON]) -> None:
    """Load further titles of films and shows."""
    for row in rows:
        _insert_alternative_titles(db, row["type"], row["id"], row["titles"])


def _insert_alternative_titles(db: sqlite3.Connection, kind: str, number: int, titles: Iterable[list[str]]) -> None:
    rows = [(kind, number, *(*title, "")[:3]) for title in titles]
    db.executemany("insert into alternative_title values (?, ?, ?, ?, ?)", rows)


def insert_external_ids(db: sqlite3.Connection, kind: str, number: int, ids: Mapping[str, Any]) -> None:
    rows = [(kind, number, source, str(value)) for source, value in ids.items() if value]
    db.executemany("insert or ignore into external_id values (?, ?, ?, ?)", rows)


def _build_video(kind: str, row: JSON, key: str, type_: str, name: str = "") -> tuple[Any, ...]:
    published = f"{row.get('release_date') or row.get('first_air_date') or '2000-01-01'}T09:00:00.000Z"
    return kind, row["id"], key, name or f"Official {type_}", type_, "en", "US", published


def _insert_positioned(db: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows with their position as the last column."""
    values = [(*row, position) for position, row in enumerate(rows)]
    if values:
        marks = ", ".join("?" * len(values[0]))
        db.executemany(f"insert or ignore into {table} values ({marks})", values)


def _insert_credits(
    db: sqlite3.Connection,
    kind: str,
    number: int,
    row: JSON,
    departments: Mapping[str, str],
    episode: tuple[int, int] | tuple[None, None] = (None, None),
) -> None:
    place = (kind, number, *episode)
    values: list[tuple[Any, ...]] = []
    for group, key in (("cast", "cast"), ("guest", "guest_stars")):
        for position, entry in enumerate(row.get(key, [])):
            credit = _credit_id(entry, 2, *place, group, entry[0], entry[1])
            values.append((credit, entry[0], *place, group, entry[1], "Acting", "", position))
    for position, entry in enumerate(row.get("crew", [])):
        credit = _credit_id(entry, 2, *place, "crew", entry[0], entry[1])
        values.append((credit, entry[0], *place, "crew", "", departments.get(entry[1], "Crew"), entry[1], position))
    db.executemany(f"insert or ignore into credit values ({', '.join('?' * 11)})", values)


def _credit_id(entry: list[Any], place: int, *identity: Any) -> str:
    """Return the id in a credit's entry, or 24 hexadecimal digits derived from the credit."""
    if len(entry) > place:
        return str(entry[place])
    return hashlib.sha256("|".join(map(str, identity)).encode()).hexdigest()[:24]


def load_extras(
    db: sqlite3.Connection, releases: Iterable[JSON], providers: Iterable[JSON], reviews: Iterable[JSON]
) -> None:
    """Load release dates by country, offers of watch providers, and reviews."""
    for row in releases:
        for country, dates in row.items():
            if country != "id":
                releases_there = [(row["id"], country, *(*release, "")[:4]) for release in dates]
                db.executemany("insert into release values (?, ?, ?, ?, ?, ?)", releases_there)
    for row in providers:
        for country, ways in row.items():
            if country not in {"id", "type"}:
                offers = [
                    (row["type"], row["id"], country, way, provider) for way, ids in ways.items() for provider in ids
                ]
                db.executemany("insert or ignore into provider_offer values (?, ?, ?, ?, ?)", offers)
    for row in reviews:
        _insert_review(db, row)


def load_screened(db: sqlite3.Connection, rows: Iterable[JSON]) -> None:
    """Load the episodes that were shown in cinemas."""
    for row in rows:
        db.executemany(
            "insert or ignore into screened values (?, ?, ?)", [(row["id"], *episode) for episode in row["episodes"]]
        )


def _insert_review(db: sqlite3.Connection, row: JSON) -> None:
    identity = hashlib.sha256(f"{row['type']}|{row['id']}|{row['author']}".encode()).hexdigest()[:24]
    username = row.get("username") or row["author"].lower().replace(" ", "")
    values = (
        identity,
        row["type"],
        row["id"],
        row["author"],
        username,
        row.get("rating"),
        row["content"],
        row["created_at"],
    )
    db.execute("insert into review values (?, ?, ?, ?, ?, ?, ?, ?, 'en')", values)
