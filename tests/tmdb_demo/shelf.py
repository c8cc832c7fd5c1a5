"""A few films and shows made by hand, in the tables that the loader fills."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tmdb_demo
from tmdb_demo.folding import index_names

SCHEMA = Path(tmdb_demo.__file__).parent / "schema.sql"

MOVIE: dict[str, Any] = {
    "imdb_id": None, "original_language": "en", "release_date": "2000-06-15", "runtime": 100, "budget": 0, "revenue": 0,
    "vote_average": 7.0, "vote_count": 1000, "popularity": 10.0, "status": "Released", "homepage": "",
}  # fmt: skip
TV: dict[str, Any] = {
    "imdb_id": None, "original_language": "en", "first_air_date": "2010-06-15", "last_air_date": "", "status": "Ended",
    "type": "Scripted", "vote_average": 7.0, "vote_count": 1000, "popularity": 10.0, "homepage": "",
}  # fmt: skip
LINKED = {
    "genres": ("title_genre", "genre_id"),
    "keywords": ("title_keyword", "keyword_id"),
    "companies": ("title_company", "company_id"),
    "countries": ("title_country", "country"),
}


class Shelf:
    """Each method adds one thing and gives its id; ids count up from 1 in each table."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.row_factory = sqlite3.Row
        self.db.executescript(SCHEMA.read_text(encoding="utf-8"))

    def insert(self, table: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        cursor = self.db.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", list(values.values()))
        return cursor.lastrowid or 0

    def movie(self, title: str, *, names: Iterable[str] = (), **values: Any) -> int:
        """`genres`, `keywords`, `companies`, `countries`: ids of what it has; `cast`, `crew` ({person: job})."""
        columns = {"title": title, "original_title": title} | {k: v for k, v in values.items() if k not in _PARTS}
        number = self.insert("movie", **{**MOVIE, **columns})
        self._parts("movie", number, values)
        self.named("movie", number, columns["title"], columns["original_title"], *names)
        return number

    def show(self, name: str, *, names: Iterable[str] = (), **values: Any) -> int:
        """As a film; with `networks`, and `aired`: the dates of its episodes."""
        columns = {"name": name, "original_name": name} | {k: v for k, v in values.items() if k not in _PARTS}
        number = self.insert("tv", **{**TV, **columns})
        self._parts("tv", number, values)
        for position, network in enumerate(values.get("networks", ())):
            self.insert("tv_network", tv_id=number, network_id=network, position=position)
        for position, day in enumerate(values.get("aired", ()), start=1):
            self._episode(number, position, day, values.get("episode_runtime", 50))
        self.named("tv", number, columns["name"], columns["original_name"], *names)
        return number

    def person(self, name: str, *, popularity: float = 1.0) -> int:
        columns = {"name": name, "original_name": name, "gender": 0, "known_for_department": "Acting"}
        number = self.insert("person", **columns, popularity=popularity)
        self.named("person", number, name)
        return number

    def named(self, kind: str, number: int, *names: str) -> None:
        self.insert("name_index", type=kind, id=number, names=index_names(names))

    def release(self, movie: int, country: str, date: str, type_: int = 3, certification: str = "") -> None:
        self.insert("release", movie_id=movie, country=country, date=date, type=type_, certification=certification)

    def offer(self, kind: str, number: int, country: str, monetization: str, provider: int) -> None:
        where = {"type": kind, "id": number, "country": country}
        self.insert("provider_offer", **where, monetization=monetization, provider_id=provider)

    def config(self, name: str, body: Any) -> None:
        self.insert("config", name=name, body=json.dumps(body))

    def _episode(self, show: int, number: int, day: str, runtime: int) -> None:
        values = {"production_code": "", "episode_type": "standard", "vote_average": 0, "vote_count": 0}
        place = {"tv_id": show, "season_number": 1, "episode_number": number, "name": f"Episode {number}"}
        self.insert("episode", **place, **values, air_date=day, runtime=runtime)

    def _parts(self, kind: str, number: int, values: Mapping[str, Any]) -> None:
        for name, (table, column) in LINKED.items():
            for position, value in enumerate(values.get(name, ())):
                self.insert(table, type=kind, id=number, **{column: value}, position=position)
        for position, person in enumerate(values.get("cast", ())):
            self._credit(kind, number, person, "cast", position, department="Acting")
        for position, (person, job) in enumerate(values.get("crew", {}).items()):
            department = {"Director": "Directing", "Writer": "Writing"}.get(job, "Production")
            self._credit(kind, number, person, "crew", position, department=department, job=job)

    def _credit(self, kind: str, number: int, person: int, group: str, position: int, **more: str) -> None:
        identity = f"{kind}-{number}-{group}-{position}"
        place = {"credit_id": identity, "person_id": person, "type": kind, "id": number}
        self.insert("credit", **place, kind=group, position=position, **more)


_PARTS = {*LINKED, "cast", "crew", "networks", "aired", "episode_runtime"}
