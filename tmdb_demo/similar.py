"""Similar and recommended titles.

Two titles are alike as far as their traits are: genres, keywords, makers, players and so on, each family of traits by
itself. In a family the likeness is the cosine of the traits, where a rare trait weighs more than a common one, and
little evidence counts for little. `similar` compares themes: genres and keywords first. `recommended` compares taste:
the same people, the same series, the same part of the world, and a preference for good titles.
"""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import dumps

from tmdb_demo.store import fetch_row, fetch_rows

MAX_SIMILAR = 40
CANDIDATES = 400  # titles that are most alike by their traits, for a closer comparison
BILLED_CAST = 10  # members of the cast that count, the first more than the last

SCHEMA = """
create table trait (
  type text, family text, value text, id integer, weight real not null, primary key (type, family, value, id)
) without rowid;
create index trait_of on trait (type, id);
"""


@dataclass(frozen=True)
class _Taste:
    """The weights of each family of traits, and of nearness in time, a similar audience, quality and fame."""

    families: Mapping[str, float]
    time: float
    audience: float
    quality: float
    fame: float


_SIMILAR = _Taste(
    {
        "genre": 1.1, "keyword": 1.8, "collection": 0.6, "language": 0.35, "country": 0.15, "director": 0.3,
        "writer": 0.15, "cast": 0.1, "maker": 0.05, "company": 0.15, "network": 0.1,
    },
    time=0.4, audience=0.25, quality=0.15, fame=0.05,
)  # fmt: skip
_RECOMMENDED = _Taste(
    {
        "genre": 0.9, "keyword": 0.8, "collection": 0.8, "language": 0.5, "country": 0.2, "director": 0.9,
        "writer": 0.4, "cast": 0.5, "maker": 0.2, "company": 0.3, "network": 0.2,
    },
    time=0.9, audience=0.7, quality=0.35, fame=0.1,
)  # fmt: skip

_DATES = {"movie": "release_date", "tv": "first_air_date"}


def recommended(db: sqlite3.Connection, kind: str, number: int) -> list[int]:
    """Return the ids of at most 40 titles, the best first."""
    return _find_best(db, kind, number, _RECOMMENDED)


def similar(db: sqlite3.Connection, kind: str, number: int) -> list[int]:
    """Return the ids of at most 40 titles, the most alike first."""
    return _find_best(db, kind, number, _SIMILAR)


# A cross join keeps SQLite to this order: from the title's few traits to those who share them.
_FIND_ALIKE = """
with alike (id, likeness) as (
  select other.id, sum(mine.weight * other.weight * taste.value)
  from trait mine join json_each(?) taste on taste.key = mine.family
  cross join trait other on other.type = mine.type and other.family = mine.family and other.value = mine.value
  where mine.type = ? and mine.id = ? and other.id <> mine.id
  group by other.id order by 2 desc limit ?
)
select id, likeness, {day} as day, vote_average, vote_count, popularity from alike join {kind} using (id)
"""


def _find_best(db: sqlite3.Connection, kind: str, number: int, taste: _Taste) -> list[int]:
    day = _DATES[kind]
    title = fetch_row(db, f"select {day} as day, vote_count from {kind} where id = ?", number)
    if not title:
        return []
    values = dumps(dict(taste.families)), kind, number, CANDIDATES
    rows = fetch_rows(db, _FIND_ALIKE.format(day=day, kind=kind), *values)
    scored = [(-_score(title, row, taste), row["id"]) for row in rows]
    return [other for _, other in sorted(scored)[:MAX_SIMILAR]]


def _score(title: sqlite3.Row, other: sqlite3.Row, taste: _Taste) -> float:
    near = math.exp(-abs(_time_scale(title["day"]) - _time_scale(other["day"])) / 0.3)
    size = math.exp(-abs(_magnitude(title["vote_count"]) - _magnitude(other["vote_count"])) / 0.4)
    confidence = other["vote_count"] / (other["vote_count"] + 500)  # a score of a few votes says little
    good = confidence * max(-2, other["vote_average"] - 7)
    setting = 1 + taste.time * near + taste.audience * size
    merit = 1 + taste.quality * good + taste.fame * _magnitude(other["popularity"])
    return float(other["likeness"] * setting * merit)


def _time_scale(day: str) -> float:
    """Return a year on a scale where years lie closer together the further back they are."""
    return math.log(max(10, 2050 - int(day[:4] or 2000)))


def _magnitude(number: float) -> float:
    """Return the order of magnitude of a number: about 2 for a hundred."""
    return math.log10(1 + number)


def build_traits(db: sqlite3.Connection) -> None:
    """Build the table of traits, once all titles are loaded."""
    db.executescript(SCHEMA)
    for kind in _DATES:
        (total,) = db.execute(f"select count(*) from {kind}").fetchone()
        for family, sql in _family_queries(kind).items():
            db.executemany("insert into trait values (?, ?, ?, ?, ?)", _weigh_traits(db, kind, family, sql, total))


def _family_queries(kind: str) -> dict[str, str]:
    """Return the query of each family, which selects (title, value, strength)."""
    where = f"type = '{kind}' and season_number is null"
    makers = "'Director of Photography', 'Original Music Composer', 'Editor', 'Producer'"
    families = {
        "genre": f"select id, genre_id, 1 from title_genre where type = '{kind}'",
        "keyword": f"select id, keyword_id, 1 from title_keyword where type = '{kind}'",
        "company": f"select id, company_id, 1 from title_company where type = '{kind}'",
        "country": f"select id, country, 1.0 / (1 + position) from title_country where type = '{kind}'",
        "language": f"select id, original_language, 1 from {kind}",
        "cast": f"""select id, person_id, 1.0 - position * 0.5 / {BILLED_CAST} from credit
                    where {where} and kind = 'cast' and position < {BILLED_CAST}""",
        "director": f"select id, person_id, 1 from credit where {where} and job = 'Director'",
        "writer": f"select id, person_id, 1 from credit where {where} and department = 'Writing'",
        "maker": f"select id, person_id, 1 from credit where {where} and job in ({makers})",
    }
    if kind == "movie":
        families["collection"] = "select id, collection_id, 1 from movie where collection_id is not null"
    else:
        families["director"] = "select tv_id, person_id, 1 from created_by"
        families["network"] = "select tv_id, network_id, 1 from tv_network"
    return families


def _weigh_traits(
    db: sqlite3.Connection, kind: str, family: str, sql: str, total: int
) -> Iterator[tuple[str, str, str, int, float]]:
    """Yield the rows of one family.

    A title's weights have length one together, or less where there is little evidence.
    """
    strengths: dict[int, dict[str, float]] = defaultdict(dict)
    for number, value, strength in db.execute(sql):
        strengths[number][str(value)] = max(strength, strengths[number].get(str(value), 0))
    shared = Counter(value for values in strengths.values() for value in values)
    # A trait that only one title has links it to no other.
    rarity = {value: math.log(1 + total / count) for value, count in shared.items() if count > 1}
    for number, values in strengths.items():
        weights = {value: strength * rarity[value] for value, strength in values.items() if value in rarity}
        length = math.hypot(*weights.values(), _MIN_EVIDENCE[family])
        for value, weight in weights.items():
            yield kind, family, value, number, weight / length


# Added to the length of a family's weights: about as much as the traits that would convince.
_MIN_EVIDENCE = {
    "genre": 1.2, "keyword": 6.0, "company": 4.0, "country": 2.0, "language": 1.5, "cast": 5.0, "director": 1.0,
    "writer": 3.0, "maker": 6.0, "collection": 0.0, "network": 2.0,
}  # fmt: skip
