"""Loading of people, of texts in several languages, and of the index of names."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from tmdb_demo.folding import index_names
from tmdb_demo.load_titles import insert_external_ids

JSON = dict[str, Any]
KIND_BY_FILE = {"movies": "movie", "shows": "tv", "people": "person", "collections": "collection"}


def load_people(db: sqlite3.Connection, rows: Iterable[JSON]) -> None:
    for row in rows:
        values = (
            row["id"], row["name"], row.get("original_name") or row["name"], row.get("gender", 0),
            row.get("known_for_department") or "Acting", row.get("popularity", 0.0), row.get("birthday"),
            row.get("deathday"), row.get("place_of_birth"), row.get("imdb_id"), row.get("homepage"),
            0, not row.get("no_profile"), json.dumps(row.get("also_known_as", []), ensure_ascii=False),
        )  # fmt: skip
        db.execute(f"insert or replace into person values ({', '.join('?' * 14)})", values)
        ids = {"imdb_id": row.get("imdb_id"), "wikidata_id": row.get("wikidata_id")}
        insert_external_ids(db, "person", row["id"], ids | row.get("external_ids", {}))


def load_texts(db: sqlite3.Connection, kind: str, language: str, rows: Iterable[JSON]) -> None:
    """Load the texts of one file: `movies.de.jsonl` has the German texts of films."""
    for row in rows:
        name = row.get("title") or row.get("name") or ""
        _insert_text(
            db,
            KIND_BY_FILE[kind],
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
                _insert_text(db, "season", season[0], language, "", overview, "")


def _insert_text(db: sqlite3.Connection, *values: Any) -> None:
    db.execute("insert or replace into text values (?, ?, ?, ?, ?, ?)", values)


def index_all_names(db: sqlite3.Connection) -> None:
    """Fill the index that search reads: a row for each thing, with all its names."""
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
            all_names = [name, original, *json.loads(more), *_fetch_other_names(db, kind, number)]
            db.execute("insert into name_index values (?, ?, ?)", (kind, number, index_names(all_names)))


def _fetch_other_names(db: sqlite3.Connection, kind: str, number: int) -> list[str]:
    translated = db.execute("select name from text where type = ? and id = ? and name <> ''", (kind, number))
    also = db.execute("select title from alternative_title where type = ? and id = ?", (kind, number))
    return [row[0] for row in (*translated, *also)]
