"""Instant search at TMDB's size: its speed, and the share of typos that it forgives."""

import random
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import catalogue, importing
from catalog.datasets import exports
from catalog.search.index import Index
from catalog.search.normalize import split_words

QUERIES = 400  # of each kind
MAX_RANK = 20_000  # of titles that people look for
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def run(scale: float) -> None:
    """Print the measurements; a scale of 1 is TMDB's size."""
    today = datetime.now(UTC).date()
    sizes = {"movie": catalogue.FILMS, "tv": catalogue.SHOWS, "person": catalogue.PEOPLE}
    for kind, number in sizes.items():
        catalogue.write(kind, int(number * scale), today)
    target = exports.folder().parent / "bench-titles.sqlite3"
    print(f"\nSlow work, {scale:g} of TMDB's size\n")
    importing.run(today, target)
    index = Index(target)
    print(f"\n{'titles in the file':50}{index.size():10,}{target.stat().st_size >> 20:8} MB")
    _print_answers(index, target)


def _print_answers(index: Index, path: Path) -> None:
    random_ = random.Random(7)
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    chosen = _sample_titles(random_, db)
    typed = [name[: random_.randint(2, len(name))] for _, name in chosen]
    bare_ms = _percentile(lambda text: _query_index(db, text), typed)
    site_ms = _percentile(index.find, typed)
    print(f"{'typing, p95: the bare query':50}{bare_ms:8.2f} ms")
    print(f"{'typing, p95: as the site answers':50}{site_ms:8.2f} ms{site_ms / bare_ms:7.1f} of it")
    for kind, mistype in MISTAKES.items():
        mistyped = [(title, text) for title, name in chosen if (text := mistype(random_, name)) and text != name]
        mistyped_ms = _percentile(index.find, [text for _, text in mistyped])
        hits = sum(title in [(hit.kind, hit.id) for hit in index.find(text)] for title, text in mistyped)
        share = f"{hits / len(mistyped):8.1%} among the first ten"
        print(f"{f'with {kind}, p95':50}{mistyped_ms:8.2f} ms{share}")


def _sample_titles(random_: random.Random, db: sqlite3.Connection) -> list[tuple[tuple[str, int], str]]:
    """Return ((kind, id), name) of well known titles, the names as people type them: without case and accents."""
    sql = f"select kind, id, name from title where rank <= {MAX_RANK} and kind <> 'person'"
    titles = [((kind, number), " ".join(_split_typed(name))) for kind, number, name in db.execute(sql)]
    typable = [(title, name) for title, name in titles if len(name) > 3 and (name.isascii() or _is_cyrillic(name))]
    return random_.sample(typable, min(QUERIES, len(typable)))


def _split_typed(name: str) -> list[str]:
    words = split_words(name)
    return [word for word in words if _is_cyrillic(word)] if _is_cyrillic(name) else words


def _is_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text.lower())


def _query_index(db: sqlite3.Connection, text: str) -> list[object]:
    """Query the index once, without ranking or spelling."""
    *before, last = split_words(text)
    match = " ".join([*(f'"{word}"' for word in before), f'"{last}"*'])
    rows: list[object] = []
    for table in ("best", "rest"):
        sql = f"select rowid from {table} where {table} match ? order by rowid limit ?"
        ranks = [rank for (rank,) in db.execute(sql, (match, 10 - len(rows)))] if len(rows) < 10 else []
        marks = ",".join("?" * len(ranks))
        rows += db.execute(f"select kind, id, name, year from title where rank in ({marks})", ranks).fetchall()
    return rows


def _percentile(action: Callable[[str], object], texts: list[str]) -> float:
    """Return the 95th percentile in milliseconds, each text measured three times for its best: machines are shared."""
    times = [min(_measure(action, text) for _ in range(3)) for text in texts]
    return sorted(times)[int(len(times) * 0.95)]


def _measure(action: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    action(text)
    return (time.perf_counter() - started) * 1000


def _pick_place(random_: random.Random, name: str) -> int:
    """Return the place of a letter in a word of four letters or more, -1 without such a word."""
    places = [at for at, letter in enumerate(name) if letter != " " and len(_find_word(name, at)) > 3]
    return random_.choice(places) if places else -1


def _find_word(name: str, at: int) -> str:
    return name[:at].rpartition(" ")[2] + name[at:].partition(" ")[0]


def _pick_letter(random_: random.Random, name: str) -> str:
    return random_.choice("абвгдежзиклмнопрстуфхцчшыьэюя" if _is_cyrillic(name) else LETTERS)


def _drop_letter(random_: random.Random, name: str) -> str:
    at = _pick_place(random_, name)
    return name[:at] + name[at + 1 :] if at >= 0 else ""


def _add_letter(random_: random.Random, name: str) -> str:
    at = _pick_place(random_, name)
    return name[:at] + _pick_letter(random_, name) + name[at:] if at >= 0 else ""


def _replace_letter(random_: random.Random, name: str) -> str:
    at = _pick_place(random_, name)
    return name[:at] + _pick_letter(random_, name) + name[at + 1 :] if at >= 0 else ""


def _swap_letters(random_: random.Random, name: str) -> str:
    at = _pick_place(random_, name)
    inside = 0 <= at < len(name) - 1 and name[at + 1] != " "
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :] if inside else ""


def _drop_blank(random_: random.Random, name: str) -> str:
    blanks = [at for at, letter in enumerate(name) if letter == " "]
    at = random_.choice(blanks) if blanks else -1
    return name[:at] + name[at + 1 :] if blanks else ""


def _add_blank(random_: random.Random, name: str) -> str:
    at = _pick_place(random_, name)
    return f"{name[:at]} {name[at:]}" if at > 0 and name[at - 1] != " " else ""


def _apply_any(random_: random.Random, name: str) -> str:
    return random_.choice([_drop_letter, _add_letter, _replace_letter, _swap_letters, _drop_blank, _add_blank])(
        random_, name
    )


MISTAKES = {
    "a letter missing": _drop_letter,
    "a letter too many": _add_letter,
    "a wrong letter": _replace_letter,
    "two letters swapped": _swap_letters,
    "a blank lost": _drop_blank,
    "a blank added": _add_blank,
    "any of these": _apply_any,
}
