# ruff: noqa: E501
"""An index of some titles in several alphabets."""

import pytest

from catalog.search.build import build
from catalog.search.index import Index

TITLES = [
    ("movie", 603, "The Matrix", 90.0), ("movie", 604, "The Matrix Reloaded", 60.0), ("movie", 11, "Star Wars", 95.0),
    ("movie", 194, "Le Fabuleux Destin d'Amélie Poulain", 50.0), ("movie", 129, "千と千尋の神隠し", 80.0),
    ("movie", 1398, "Сталкер", 30.0), ("movie", 268, "Batman", 70.0), ("movie", 10681, "WALL·E", 65.0),
    ("movie", 424, "Schindler's List", 66.0), ("movie", 496243, "기생충", 85.0), ("movie", 2, "花樣年華", 40.0),
    ("movie", 3, "كفرناحوم", 20.0), ("movie", 4, "المومياء", 10.0), ("movie", 8, "M", 12.0), ("movie", 9, "Monsters, Inc.", 75.0),
    ("movie", 5, "Matrixx", 1.0), ("tv", 1399, "Game of Thrones", 99.0), ("tv", 5, "Matrix", 3.0), ("movie", 6, "Der Untergang", 33.0),
    ("person", 13, "Andrei Tarkovsky", 7.0), ("person", 7, "Andrey Zvyagintsev", 8.0), ("person", 6384, "Keanu Reeves", 40.0), ("movie", 12, "Левиафан", 15.0),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("index") / "titles.sqlite3"
    build(path, TITLES, [("movie", 129, "Spirited Away", "2001", "/x.jpg"), ("movie", 6, "Downfall", "2004", "")])
    return Index(path)


def ids(index: Index, text: str) -> list[int]:
    return [hit.id for hit in index.find(text)]
