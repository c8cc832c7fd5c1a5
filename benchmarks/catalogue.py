"""Exports as large as TMDB's, made up: titles in the alphabets and lengths of real ones, popularity as steep."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from catalog.exports import Export

FILMS, SHOWS, PEOPLE = 1_200_000, 220_000, 4_500_000
SYLLABLES = re.findall(
    "..",
    "karomitensholoveranandielquinotarimonsolbefuzengariospelandravinetomalucerawinterbrastoneholderfreigatusanprabhatri"
    "norwendalfelix",
)
CYRILLIC = re.findall("..", "каромитешалоанэльнотариоспедравигозенсолбефу")
HAN = "千与尋神隠花樣年華人生大紅燈籠高掛天下無雙春夏秋冬山水火木金土日月星空海夢影城市夜"
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
HANGUL = "기생충올드보이살인의추억부산행아가씨버닝마더밀양괴물태극기휘날리며"
COMMON = [
    "the",
    "of",
    "a",
    "la",
    "le",
    "de",
    "der",
    "die",
    "el",
    "and",
    "in",
    "love",
    "night",
    "man",
    "last",
    "house",
    "day",
    "story",
    "life",
    "girl",
    "king",
]


def words_of(random_: random.Random, syllables: list[str], number: int) -> list[str]:
    return ["".join(random_.choices(syllables, k=random_.randint(1, 4))) for _ in range(number)]


class Titles:
    """Six in seven in Latin letters, the rest in others; one to six words, the common ones often."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._latin = words_of(self._random, SYLLABLES, 400_000)
        self._cyrillic = words_of(self._random, CYRILLIC, 40_000)

    def title(self) -> str:
        kind = self._random.random()
        if kind < 0.86:
            return " ".join(self._latin_word() for _ in range(self._length())).title()
        if kind < 0.91:
            return " ".join(self._random.choice(self._cyrillic) for _ in range(self._length())).title()
        letters = self._random.choice((HAN, HAN, KANA, HANGUL))
        return "".join(self._random.choices(letters, k=self._random.randint(2, 9)))

    def _length(self) -> int:
        return self._random.choices((1, 2, 3, 4, 5, 6), (15, 30, 25, 15, 10, 5))[0]

    def _latin_word(self) -> str:
        return self._random.choice(COMMON) if self._random.random() < 0.3 else self._random.choice(self._latin)

    def popularity(self) -> float:
        return round(0.6 + self._random.paretovariate(1.1) * 0.4, 4) if self._random.random() < 0.2 else 0.6


def rows(kind: str, number: int, seed: int) -> Iterator[dict[str, object]]:
    titles = Titles(seed)
    key = {"movie": "original_title", "tv": "original_name", "person": "name"}[kind]
    for one in range(1, number + 1):
        yield {"id": one, key: titles.title(), "popularity": titles.popularity()}


def write(kind: str, number: int, day: date) -> Path:
    """An export file of that kind and size; what was made for an earlier run is taken."""
    export = Export(kind, day)
    stamp = export.path.with_suffix(f".{number}")
    if export.path.is_file() and stamp.is_file():
        return export.path
    export.path.parent.mkdir(parents=True, exist_ok=True)
    for old in export.path.parent.glob(f"{export.path.stem}.*"):
        old.unlink()
    stamp.touch()
    with gzip.open(export.path, "wt", compresslevel=1, encoding="utf-8") as file:
        for row in rows(kind, number, seed=len(kind)):
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return export.path
