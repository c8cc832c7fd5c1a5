"""Correcting the spelling: a letter wrong, missing or too many, or two swapped; a blank lost or added.

All spellings that are one edit away are looked up among the words that titles have (a few hundred look-ups in a B-tree,
about a millisecond), and the words of the most popular titles come first.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from catalog.search.normalize import CYRILLIC_LETTERS

MIN_LENGTH = 4  # letters: shorter words have too many neighbours; in a phrase they may be shorter by one
MAX_LENGTH = 24  # letters: longer ones are no words
MAX_CORRECTIONS_ALONE = 4  # that are tried of a word that stands alone
MAX_CORRECTIONS_IN_PHRASE = 20  # of one whose neighbours say which is meant
MAX_SPLITS = 2  # of a word, that are tried
LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Query = Sequence[Sequence[str]]  # words, each with the spellings that would do


def correct_query(db: sqlite3.Connection, query: Query) -> Iterator[list[list[str]]]:
    """Yield other ways to read a query, the likelier first: one blank more or less, one word corrected.

    Words that no well known title has are the ones to correct. Only where there are none may it be any.
    """
    typed = [spellings[0] for spellings in query]
    unknown = _unknown_places(db, query)
    yield from _join_words(typed, unknown)
    if len(unknown) < 2:
        places = sorted(unknown or range(len(typed)), key=lambda place: -len(typed[place]))
        yield from _split_words(db, typed, places)
        for place in places:
            if corrections := _correct_word(db, query, place):
                yield [*map(list, query[:place]), corrections, *map(list, query[place + 1 :])]
    else:
        by_place = {place: _correct_word(db, query, place) for place in unknown}
        if all(by_place.values()):
            yield [by_place.get(place) or list(spellings) for place, spellings in enumerate(query)]


def _unknown_places(db: sqlite3.Connection, query: Query) -> set[int]:
    """Return the places of words that no well known title has; the last word may be the beginning of one."""
    ranks = _look_up(db, {word for spellings in query for word in spellings})
    unknown = {place for place, spellings in enumerate(query) if not ranks.keys() & set(spellings)}
    last = len(query) - 1
    return unknown - {last} if last in unknown and _look_up_beginnings(db, set(query[last])) else unknown


def _correct_word(db: sqlite3.Connection, query: Query, place: int) -> list[str]:
    """Return known words near the one at a place, in each of its spellings.

    What was typed in Cyrillic may be near a word in Latin letters: "тарковский" is Tarkovsky there.
    """
    is_phrase, is_last = len(query) > 1, place == len(query) - 1
    words = [word for word in query[place] if MIN_LENGTH - is_phrase <= len(word) <= MAX_LENGTH]
    corrections = [near for word in words for near in _find_neighbours(db, word, is_last=is_last)]
    return corrections[: MAX_CORRECTIONS_IN_PHRASE if is_phrase else MAX_CORRECTIONS_ALONE]


def _join_words(typed: list[str], unknown: set[int]) -> Iterator[list[list[str]]]:
    """Yield the query with two words as one: "bat man" as "batman"."""
    for place in range(len(typed) - 1):
        if unknown <= {place, place + 1}:
            yield [[word] for word in (*typed[:place], typed[place] + typed[place + 1], *typed[place + 2 :])]


def _split_words(db: sqlite3.Connection, typed: list[str], places: Iterable[int]) -> Iterator[list[list[str]]]:
    """Yield the query with one word as two, where both are words: "starwars" as "star wars"."""
    for place in places:
        word = typed[place]
        if MIN_LENGTH <= len(word) <= MAX_LENGTH:
            for first, second in _find_halves(db, word)[:MAX_SPLITS]:
                yield [[part] for part in (*typed[:place], first, second, *typed[place + 1 :])]


def _find_halves(db: sqlite3.Connection, word: str) -> list[tuple[str, str]]:
    """Return pairs of words that make up a word, those of the most popular titles first."""
    pairs = [(word[:cut], word[cut:]) for cut in range(1, len(word))]
    ranks = _look_up(db, {half for pair in pairs for half in pair})
    words = [pair for pair in pairs if pair[0] in ranks and pair[1] in ranks]
    return sorted(words, key=lambda pair: max(ranks[pair[0]], ranks[pair[1]]))


def _find_neighbours(db: sqlite3.Connection, word: str, *, is_last: bool) -> list[str]:
    """Return known words one edit away; for the last word, which may not be finished, also beginnings of words."""
    edits = set(_edit(word)) - {word}
    ranks = _look_up(db, edits)
    if is_last and not ranks:
        ranks = _look_up_beginnings(db, edits)
    return sorted(ranks, key=ranks.__getitem__)


def _edit(word: str) -> Iterator[str]:
    letters = CYRILLIC_LETTERS if "\u0400" <= word[0] <= "\u04ff" else LATIN_LETTERS
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in letters)


def _look_up(db: sqlite3.Connection, words: set[str]) -> dict[str, int]:
    """Return those that titles have, each with the best rank that it stands in."""
    sql = "select term, best from term where term in (select value from json_each(?))"
    return dict(db.execute(sql, (json.dumps(sorted(words)),)))


def _look_up_beginnings(db: sqlite3.Connection, beginnings: set[str]) -> dict[str, int]:
    """Return those that a title's word begins with, each with the rank of the first such word."""
    sql = """
    select value, (select best from term where term >= value and term < value || char(1114111) limit 1) as rank
    from json_each(?) where rank is not null
    """
    return dict(db.execute(sql, (json.dumps(sorted(beginnings)),)))
