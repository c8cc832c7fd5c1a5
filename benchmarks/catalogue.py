"""Made-up exports as large as TMDB's: titles in the alphabets and lengths of real ones, popularity as steep."""

import gzip
import random
from collections.abc import Callable, Iterator
from datetime import date
from itertools import accumulate
from pathlib import Path

import msgspec

from catalog.datasets.exports import Export

FILMS, SHOWS, PEOPLE = 1_200_000, 220_000, 4_500_000
KEYS = {"movie": "original_title", "tv": "original_name", "person": "name"}
COMMON = (
    "the of a la le de der die el and in love night man last house day story life girl king you to on my world "
    "black dead with for new big white death dark city time mr good no little high"
).split()
LATIN = (
    "ka ro mi ten sho lo ve ran an di el qui no ta ri mon sol be fu zen gar io spe land ra vin et om al uc er aw in "
    "ter bras to ne hold der fre ig at us pra bha tri nor wen da fe lix ch sh ck qu th st gr tr bl ma na co ha li"
).split()
MARKED = "é è á í ó ú ü ö ä å ø ç ñ ã ê ő ş ğ ı č ž ý ł ą ę ư ế".split()
CYRILLIC = "ка ро ми те ша ло аи эль но та рио спе дра ви го зен сол бе фу ный ая ство пер щу".split()
ARABIC = "ال كا رو مي شا لو عي نو تا ري سب در في غو زن سل بي فو ة".split()
GREEK = "κα ρο μι τε σα λο αν ελ νο τα ριο σπε δρα φι γο ζεν σολ μπε φου ος".split()
HEBREW = "קא רו מי תן של לו וא נו טה רי פס דר פי גו זן סל בי פו ים".split()
THAI = "กา โร มี เทน ชา โล เว รัน อัน ดี โน ตา รี มอน ซอล เบ ฟู".split()
HINDI = "का रो मी ते शा लो वे रन अन दी नो ता री मन सोल बे फू".split()
HAN = (
    "千与尋神隠花樣年華人生大紅燈籠高掛天下無雙春夏秋冬山水火木金土日月星空海夢影城市夜少女王子戦国風雲恋愛物語"
    "世界時間秘密黒白青鬼龍虎魔法学校先生家族最後東京上海香港台北長安武林英雄伝説帰来不能説的故事我們"
)
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンーいかきこのはを"
HANGUL = "기생충올드보이살인의추억부산행아가씨버닝마더밀양괴물태극기휘날리며사랑하는그녀우리들집으로왕과남자"
WORDS_PER_DRAW = 50_000

Draw = Callable[[], str]


class TitleGenerator:
    """Draws titles: two in three in plain Latin letters, one in eight with accents, the rest in other alphabets.

    Words are as unevenly frequent as in language.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._latin = self._words([*COMMON, *self._vocabulary(LATIN, 300_000)])
        self._marked = self._words(self._vocabulary([*LATIN, *MARKED], 80_000))
        spaced = {"cyrillic": CYRILLIC, "arabic": ARABIC, "greek": GREEK, "hebrew": HEBREW, "hindi": HINDI}
        others = {name: self._words(self._vocabulary(letters, 30_000)) for name, letters in spaced.items()}
        self._kinds: list[tuple[float, Draw]] = [
            (66, lambda: self._decorated(self._latin)),
            (13, lambda: self._title(self._marked)),
            (5, lambda: self._title(others["cyrillic"])),
            (1.5, lambda: self._title(others["arabic"])),
            (1, lambda: self._title(others["greek"])),
            (0.8, lambda: self._title(others["hebrew"])),
            (0.8, lambda: self._title(others["hindi"])),
            (5, lambda: self._run(HAN)),
            (3.5, lambda: self._run(HAN) + self._run(KANA)),
            (2.5, lambda: self._run(HANGUL)),
            (0.9, lambda: "".join(self._random.choices(THAI, k=self._random.randint(3, 9)))),
        ]
        self._weights = list(accumulate(weight for weight, _ in self._kinds))

    def title(self) -> str:
        (draw,) = self._random.choices(self._kinds, cum_weights=self._weights)
        return draw[1]()

    def popularity(self) -> float:
        """Draw a popularity: four in five are at the bottom, a few are a thousand times higher."""
        return round(0.6 + self._random.paretovariate(1.1) * 0.4, 4) if self._random.random() < 0.2 else 0.6

    def _vocabulary(self, syllables: list[str], number: int) -> list[str]:
        lengths = self._random.choices((1, 2, 3, 4, 5), (8, 34, 34, 18, 6), k=number)
        return ["".join(self._random.choices(syllables, k=length)) for length in lengths]

    def _words(self, vocabulary: list[str]) -> Iterator[str]:
        """Yield words without end, the first of the vocabulary often."""
        weights = list(accumulate(1 / (place + 8) ** 0.9 for place in range(len(vocabulary))))
        while True:
            yield from self._random.choices(vocabulary, cum_weights=weights, k=WORDS_PER_DRAW)

    def _title(self, words: Iterator[str]) -> str:
        (length,) = self._random.choices((1, 2, 3, 4, 5, 6, 7, 9, 14), (14, 28, 22, 14, 9, 6, 4, 2, 1))
        return " ".join(next(words) for _ in range(length)).title()

    def _decorated(self, words: Iterator[str]) -> str:
        """Draw a title with numbers, subtitles and apostrophes, as often as real titles have them."""
        title, chance = self._title(words), self._random.random()
        if chance < 0.05:
            return f"{title} {self._random.randint(2, 9) if chance < 0.03 else self._random.randint(1900, 2030)}"
        if chance < 0.11:
            return f"{title}: {self._title(words)}"
        if chance < 0.14:
            return f"{next(words).title()}'s {title}"
        return f"{title} & {next(words).title()}" if chance < 0.15 else title

    def _run(self, letters: str) -> str:
        return "".join(self._random.choices(letters, k=self._random.randint(2, 8)))


def rows(kind: str, number: int, seed: int) -> Iterator[dict[str, object]]:
    titles = TitleGenerator(seed)
    for tmdb_id in range(1, number + 1):
        yield {"adult": False, "id": tmdb_id, KEYS[kind]: titles.title(), "popularity": titles.popularity()}


def write(kind: str, number: int, day: date) -> Path:
    """Write an export of a kind with `number` rows, or reuse the one of an earlier run, and return its path."""
    export = Export(kind, day)
    cached = export.path.with_name(f"made-{kind}-{number}.gz")
    export.path.parent.mkdir(parents=True, exist_ok=True)
    if not cached.is_file():
        draft = cached.with_suffix(".draft")
        with gzip.open(draft, "wb", compresslevel=1) as file:
            for row in rows(kind, number, seed=len(kind)):
                file.write(msgspec.json.encode(row) + b"\n")
        draft.replace(cached)
    export.path.unlink(missing_ok=True)
    export.path.hardlink_to(cached)
    return export.path
