"""The differences between a data set and the older one that it replaces, recorded as TMDB records changes."""

import json
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Fields that TMDB's changes name, by table.
FIELDS = {
    "movie": ("title", "original_title", "release_date", "runtime", "budget", "revenue", "status", "imdb_id"),
    "tv": ("name", "original_name", "status", "type", "homepage"),
    "person": ("name", "birthday", "deathday", "place_of_birth", "gender", "homepage", "imdb_id"),
    "season": ("name", "air_date"),
    "episode": ("name", "air_date", "runtime", "production_code"),
}  # fmt: skip
TEXTS = {
    "movie": {"name": "title", "overview": "overview", "tagline": "tagline"},
    "tv": {"name": "name", "overview": "overview", "tagline": "tagline"},
    "person": {"overview": "biography"},
    "season": {"overview": "overview"},
    "episode": {"name": "name", "overview": "overview"},
}

# type, id, key, language, original value, value
Difference = tuple[str, int, str, str, Any, Any]


def record(state: sqlite3.Connection, old: str, new: str, time: str) -> int:
    """Record each difference between two data files (paths), and return their number."""
    db = sqlite3.connect(_read_only_address(new), uri=True)
    try:
        db.execute("attach database ? as old", (_read_only_address(old),))
        differences = [*_compare_fields(db), *_compare_texts(db)]
        episodes = [difference for difference in differences if difference[0] == "episode"]
        differences += _find_changed_parents(db, episodes)
    finally:
        db.close()
    rows = [_build_row(difference, time) for difference in differences]
    state.executemany("insert into change values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


def _read_only_address(path: str) -> str:
    """Return the address under which SQLite opens a file read-only, whatever its folder is called."""
    return f"{Path(path).absolute().as_uri()}?mode=ro"


def _compare_fields(db: sqlite3.Connection) -> Iterator[Difference]:
    for table, names in FIELDS.items():
        for name in names:
            sql = f"""select new.id, old.{name}, new.{name} from main.{table} new join old.{table} old using (id)
                      where new.{name} is not old.{name}"""
            for number, before, after in db.execute(sql):
                yield table, number, name, "", before, after


def _compare_texts(db: sqlite3.Connection) -> Iterator[Difference]:
    for kind, names in TEXTS.items():
        for column, key in names.items():
            sql = f"""select new.id, new.language, coalesce(old.{column}, ''), new.{column}
                      from main.text new left join old.text old using (type, id, language)
                      where type = ? and new.{column} <> coalesce(old.{column}, '')"""
            for number, language, before, after in db.execute(sql, (kind,)):
                yield kind, number, key, language, before, after


def _find_changed_parents(db: sqlite3.Connection, episodes: list[Difference]) -> Iterator[Difference]:
    """Yield changes of seasons for changed episodes, and changes of shows for those seasons."""
    sql = """select season.id, episode_number, tv_id, season_number
             from episode join season using (tv_id, season_number) where episode.id = ?"""
    for number in dict.fromkeys(row[1] for row in episodes):
        for season, episode, show, season_number in db.execute(sql, (number,)):
            value = {"episode_id": number, "episode_number": episode}
            yield "season", season, "episode", "", value, value
            value = {"season_id": season, "season_number": season_number}
            yield "tv", show, "season", "", value, value


def _build_row(difference: Difference, time: str) -> tuple[Any, ...]:
    kind, number, key, language, before, after = difference
    action = "added" if before in (None, "") else "deleted" if after in (None, "") else "updated"
    old = None if action == "added" or key in {"episode", "season"} else json.dumps(before, ensure_ascii=False)
    new = None if action == "deleted" else json.dumps(after, ensure_ascii=False)
    return secrets.token_hex(12), kind, number, key, action, time, language, new, old
