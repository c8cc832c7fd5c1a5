"""Similar and recommended titles, computed when the data set is loaded.

`similar` is about what a film is about: genres and keywords, the rare ones weighing more. `recommended` is about
taste: the
same makers and players, the same collection, the same corner of the world and time, and a liking for the good ones.
"""

import math
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from tmdb_demo.store import column, many

KEPT = 40
TABLE = "create table related (kind text, type text, id integer, other integer, position integer)"
INDEX = "create index related_to on related (kind, type, id, position)"

Features = dict[str, set[int | str]]


@dataclass(frozen=True, slots=True)
class Title:
    id: int
    features: Features
    decade: int
    score: float
    votes: int


SIMILAR = {
    "genre": 1.0,
    "keyword": 2.2,
    "collection": 3.0,
    "language": 0.6,
    "director": 0.4,
    "writer": 0.3,
    "cast": 0.1,
}
RECOMMENDED = {
    "genre": 0.8,
    "keyword": 1.0,
    "collection": 4.0,
    "language": 0.9,
    "director": 2.4,
    "writer": 1.0,
    "cast": 0.7,
}


def recommended(db: sqlite3.Connection, kind: str, number: int) -> list[int]:
    return _kept(db, "recommended", kind, number)


def similar(db: sqlite3.Connection, kind: str, number: int) -> list[int]:
    return _kept(db, "similar", kind, number)


def _kept(db: sqlite3.Connection, which: str, kind: str, number: int) -> list[int]:
    return column(
        db, "select other from related where kind = ? and type = ? and id = ? order by position", which, kind, number
    )


def prepare(db: sqlite3.Connection) -> None:
    """Fill the table. Called by the loader, once all titles are there."""
    db.row_factory = sqlite3.Row
    db.execute(TABLE)
    for kind in ("movie", "tv"):
        titles = _titles(db, kind)
        rarity = _rarity(titles)
        for which, weights in (("similar", SIMILAR), ("recommended", RECOMMENDED)):
            rows = [row for title in titles for row in _best(which, kind, title, titles, rarity, weights)]
            db.executemany("insert into related values (?, ?, ?, ?, ?)", rows)
    db.execute(INDEX)


def _titles(db: sqlite3.Connection, kind: str) -> list[Title]:
    features: dict[int, Features] = defaultdict(lambda: defaultdict(set))
    for name, sql in _sources(kind):
        for row in many(db, sql):
            features[row[0]][name].add(row[1])
    day = "release_date" if kind == "movie" else "first_air_date"
    rows = many(db, f"select id, {day} as day, vote_average, vote_count from {kind}")
    return [
        Title(row["id"], features[row["id"]], int(row["day"][:4] or 2000), row["vote_average"], row["vote_count"])
        for row in rows
    ]


def _sources(kind: str) -> list[tuple[str, str]]:
    of_kind = f"where type = '{kind}'"
    main = f"{of_kind} and season_number is null"
    found = [
        ("genre", f"select id, genre_id from title_genre {of_kind}"),
        ("keyword", f"select id, keyword_id from title_keyword {of_kind}"),
        ("language", f"select id, original_language from {kind}"),
        ("director", f"select id, person_id from credit {main} and job = 'Director'"),
        ("writer", f"select id, person_id from credit {main} and department = 'Writing'"),
        ("cast", f"select id, person_id from credit {main} and kind = 'cast' and position < 8"),
    ]
    if kind == "movie":
        return [*found, ("collection", "select id, collection_id from movie where collection_id is not null")]
    return [
        *found,
        ("director", "select tv_id, person_id from created_by"),
        ("cast", "select tv_id, network_id from tv_network"),
    ]


def _rarity(titles: list[Title]) -> dict[tuple[str, int | str], float]:
    """How much it says that two titles share a feature: the fewer have it, the more."""
    counts: dict[tuple[str, int | str], int] = defaultdict(int)
    for title in titles:
        for name, values in title.features.items():
            for value in values:
                counts[name, value] += 1
    return {key: math.log(1 + len(titles) / count) for key, count in counts.items()}


def _best(
    which: str,
    kind: str,
    title: Title,
    titles: list[Title],
    rarity: dict[tuple[str, int | str], float],
    weights: dict[str, float],
) -> list[tuple[str, str, int, int, int]]:
    scored = [(_likeness(title, other, rarity, weights), other) for other in titles if other.id != title.id]
    if which == "recommended":
        scored = [(likeness * _quality(other), other) for likeness, other in scored]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [(which, kind, title.id, other.id, position) for position, (_, other) in enumerate(scored[:KEPT])]


def _likeness(
    title: Title, other: Title, rarity: dict[tuple[str, int | str], float], weights: dict[str, float]
) -> float:
    total = 0.0
    for name, weight in weights.items():
        shared = title.features[name] & other.features[name]
        if shared:
            total += weight * sum(rarity[name, value] for value in shared) / _size(title, other, name)
    return total * (1 - min(abs(title.decade - other.decade), 60) / 150)


def _size(title: Title, other: Title, name: str) -> float:
    """Sharing three of three says more than three of twenty."""
    return math.sqrt(1 + (len(title.features[name]) + len(other.features[name])) / 6)


def _quality(other: Title) -> float:
    return (0.4 + other.score / 10) * (0.7 + 0.3 * min(1.0, math.log10(1 + other.votes) / 4.5))
