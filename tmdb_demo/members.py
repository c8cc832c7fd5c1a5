"""The demo's members (all with the password "demo"), and their history."""

import hashlib
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tmdb_demo.sessions import hash_password
from tmdb_demo.state import format_time
from tmdb_demo.store import Row, fetch_rows

PASSWORD = "demo"  # noqa: S105
HISTORY_START = datetime(2025, 1, 6, 20, 0, tzinfo=UTC)

# id, username, name, language, country, standing
ACCOUNTS = (
    (9100101, "mona", "Mona Delgado", "es", "ES", ""),
    (9100102, "otto", "Otto Brandt", "de", "DE", ""),
    (9100103, "newcomer", "Kim Newcomer", "en", "GB", ""),
    (9100104, "sleeper", "Lee Sleeper", "en", "US", "suspended"),
    (9100105, "gone", "Gil Gone", "en", "US", "disabled"),
    (9100106, "unread", "Uma Unread", "en", "US", "unverified"),
)
# For each member: how many films, shows and episodes are rated, and how many films are favourites and on the watchlist.
HISTORY_SIZES = {9100101: (140, 16, 30, 18, 26), 9100102: (45, 6, 0, 7, 12)}


def fill(state: sqlite3.Connection, db: sqlite3.Connection, lists: Path) -> None:
    """Insert the accounts, a history derived from the data set, and the lists of the file, if it exists."""
    for account in ACCOUNTS:
        *values, standing = account
        sql = (
            "insert into account (id, username, name, iso_639_1, iso_3166_1, password, standing) values (?,?,?,?,?,?,?)"
        )
        state.execute(sql, (*values, hash_password(PASSWORD), standing))
    for account_id, numbers in HISTORY_SIZES.items():
        _insert_history(state, db, account_id, numbers)
    if lists.is_file():
        for line in lists.read_text(encoding="utf-8").splitlines():
            _insert_list(state, db, json.loads(line))


def _insert_history(state: sqlite3.Connection, db: sqlite3.Connection, account: int, numbers: tuple[int, ...]) -> None:
    films, shows, episodes, favourites, waiting = numbers
    chosen = _shuffle_titles(db, "movie", account)
    _insert_ratings(state, account, "movie", chosen[:films])
    _insert_ratings(state, account, "tv", _shuffle_titles(db, "tv", account)[:shows])
    _insert_ratings(state, account, "episode", _shuffle_titles(db, "episode", account)[:episodes])
    best = sorted(chosen[:films], key=lambda row: -_choose_value(account, row))[:favourites]
    _insert_marks(state, account, "favorite", best)
    _insert_marks(state, account, "watchlist", chosen[films : films + waiting])


def _shuffle_titles(db: sqlite3.Connection, kind: str, account: int) -> list[Row]:
    titles = fetch_rows(db, f"select id, vote_average from {kind} where vote_count > 0")
    return sorted(titles, key=lambda row: _seed(account, kind, row["id"]))


def _seed(*identity: object) -> int:
    text = "/".join(map(str, identity))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest(), "big")


def _choose_value(account: int, row: Row) -> float:
    """Return a rating in halves, near the title's score."""
    whim = _seed(account, "whim", row["id"]) % 7 - 3
    return min(10.0, max(0.5, round(float(row["vote_average"]) * 2 + whim) / 2))


def _insert_ratings(state: sqlite3.Connection, account: int, kind: str, titles: list[Row]) -> None:
    values = [
        (f"account:{account}", kind, row["id"], _choose_value(account, row), _evening(place), place)
        for place, row in enumerate(titles, start=1)
    ]
    state.executemany("insert into rating values (?, ?, ?, ?, ?, ?)", values)


def _insert_marks(state: sqlite3.Connection, account: int, kind: str, titles: list[Row]) -> None:
    values = [(account, kind, "movie", row["id"], _evening(place), place) for place, row in enumerate(titles, start=1)]
    state.executemany("insert into mark values (?, ?, ?, ?, ?, ?)", values)


def _evening(place: int) -> str:
    return format_time(HISTORY_START + timedelta(days=3 * place))


def _insert_list(state: sqlite3.Connection, db: sqlite3.Connection, line: dict[str, Any]) -> None:
    values = (
        line["id"],
        line["account"],
        line["name"],
        line["description"],
        line["language"],
        format_time(HISTORY_START),
    )
    state.execute("insert into list values (?, ?, ?, ?, ?, ?)", values)
    for kind, key in (("movie", "films"), ("tv", "shows")):
        ids = {row["id"] for row in fetch_rows(db, f"select id from {kind}")}
        numbers = [number for number in line.get(key, ()) if number in ids]
        after = len(line["films"]) if kind == "tv" else 0
        items = [(line["id"], kind, number, place) for place, number in enumerate(numbers, start=after)]
        state.executemany("insert into list_item values (?, ?, ?, ?)", items)
