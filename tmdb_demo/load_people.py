"""People, texts in several languages, and the index of names."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from tmdb_demo.folding import indexed
from tmdb_demo.load_titles import external_ids

JSON = dict[str, Any]
KINDS = {"movies": "movie", "shows": "tv", "people": "person", "collections": "collection"}


def people(db: sqlite3.Connection, found: Iterable[JSON]) -> None:
    for row in found:
        values = (
            row["id"], row["name"], row.get("original_name") or row["name"], row.get("gender", 0),
            row.get("known_for_department") or "Acting", row.get("popularity", 0.0), row.get("birthday"),
            row.get("deathday"), row.get("place_of_birth"), row.get("imdb_id"), row.get("homepage"),
            0, not row.get("no_profile"), json.dumps(row.get("also_known_as", []), ensure_ascii=False),
        )  # fmt: skip
        db.execute(f"insert or replace into person values ({', '.join('?' * 14)})", values)
        ids = {"imdb_id": row.get("imdb_id"), "wikidata_id": row.get("wikidata_id")}
        external_ids(db, "person", row["id"], ids | row.get("external_ids", {}))


def texts(db: sqlite3.Connection, kind: str, language: str, found: Iterable[JSON]) -> None:
    """Of one file: `movies.de.jsonl` has the films' German texts."""
    for row in found:
        name = row.get("title") or row.get("name") or ""
        _text(
            db,
            KINDS[kind],
            row["id"],
            language,
            name,
            row.get("overview") or row.get("biography") or "",
            row.get("tagline") or "",
        )
        for number, overview in row.get("seasons", {}).items():
            season = db.execute(
                "select id from season where tv_id = ? and season_number = ?", (row["id"], number)
            ).fetchone()
            if season:
                _text(db, "season", season[0], language, "", overview, "")


def _text(db: sqlite3.Connection, *values: Any) -> None:
    db.execute("insert or replace into text values (?, ?, ?, ?, ?, ?)", values)


def names(db: sqlite3.Connection) -> None:
    """One row a thing, with all names it goes by, as search reads them."""
    sources = (
        ("movie", "select id, title, original_title, '[]' from movie"),
        ("tv", "select id, name, original_name, '[]' from tv"),
        ("person", "select id, name, original_name, also_known_as from person"),
        ("collection", "select id, name, name, '[]' from collection"),
        ("company", "select id, name, name, alternative_names from company"),
        ("keyword", "select id, name, name, '[]' from keyword"),
    )
    for kind, sql in sources:
        for number, name, original, more in db.execute(sql).fetchall():
            everything = [name, original, *json.loads(more), *_other_names(db, kind, number)]
            db.execute("insert into name_index values (?, ?, ?)", (kind, number, indexed(everything)))


def _other_names(db: sqlite3.Connection, kind: str, number: int) -> list[str]:
    translated = db.execute("select name from text where type = ? and id = ? and name <> ''", (kind, number))
    also = db.execute("select title from alternative_title where type = ? and id = ?", (kind, number))
    return [row[0] for row in (*translated, *also)]
