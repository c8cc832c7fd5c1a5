"""Other spellings of what was typed: a letter wrong, missing or too many, or two swapped; a blank lost or added.

All spellings that are one edit away are looked up among the words that titles have (a few hundred look-ups in a B-tree,
about a millisecond), and the words of the most popular titles come first.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from catalog.search.normalize import _CYRILLIC  # the letters that people type there

SHORTEST = 4  # letters: shorter words have too many neighbours; in company they may be shorter by one
LONGEST = 24  # and longer ones are no words
BEST = 4  # spellings that are tried of a word that stands alone
IN_COMPANY = 20  # and of one whose neighbours say which is meant
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "".join(map(chr, _CYRILLIC))

Wanted = Sequence[Sequence[str]]


def corrections(db: sqlite3.Connection, wanted: Wanted) -> Iterator[list[list[str]]]:
    """Ways to read what was typed, the likelier first: one blank more or less, one word mended.

    Words that no well known title has are the ones to mend. Only where there are none may it be any.
    """
    typed = [spellings[0] for spellings in wanted]
    strange = _strange(db, wanted)
    yield from _joined(typed, strange)
    if len(strange) < 2:
        places = sorted(strange or range(len(typed)), key=lambda place: -len(typed[place]))
        yield from _split(db, typed, places)
        for place in places:
            if near := _mended(db, wanted, place):
                yield [*map(list, wanted[:place]), near, *map(list, wanted[place + 1 :])]
    else:
        mended = {place: _mended(db, wanted, place) for place in strange}
        if all(mended.values()):
            yield [mended.get(place) or list(own) for place, own in enumerate(wanted)]


def _strange(db: sqlite3.Connection, wanted: Wanted) -> set[int]:
    """Places of words that no well known title has; the last word may be the beginning of one."""
    known = _known(db, {word for spellings in wanted for word in spellings})
    found = {place for place, spellings in enumerate(wanted) if not known.keys() & set(spellings)}
    last = len(wanted) - 1
    return found - {last} if last in found and _beginnings(db, set(wanted[last])) else found


def _mended(db: sqlite3.Connection, wanted: Wanted, place: int) -> list[str]:
    """Of what was typed in Cyrillic also what is near it in Latin letters: "тарковский" is Tarkovsky there."""
    least, is_last = SHORTEST - (len(wanted) > 1), place == len(wanted) - 1
    fit = [word for word in wanted[place] if least <= len(word) <= LONGEST]
    found = [near for word in fit for near in _neighbours(db, word, is_last=is_last)]
    return found[: IN_COMPANY if len(wanted) > 1 else BEST]


def _joined(typed: list[str], strange: set[int]) -> Iterator[list[list[str]]]:
    """ "bat man" as "batman"."""
    for place in range(len(typed) - 1):
        if strange <= {place, place + 1}:
            yield [[word] for word in (*typed[:place], typed[place] + typed[place + 1], *typed[place + 2 :])]


def _split(db: sqlite3.Connection, typed: list[str], places: Iterable[int]) -> Iterator[list[list[str]]]:
    """ "starwars" as "star wars": where both halves are words, those of the most popular titles first."""
    for place in places:
        word = typed[place]
        if SHORTEST <= len(word) <= LONGEST:
            halves = [(word[:cut], word[cut:]) for cut in range(1, len(word))]
            known = _known(db, {half for both in halves for half in both})
            good = [both for both in halves if both[0] in known and both[1] in known]
            for first, second in sorted(good, key=lambda both: max(known[both[0]], known[both[1]]))[:2]:
                yield [[one] for one in (*typed[:place], first, second, *typed[place + 1 :])]


def _neighbours(db: sqlite3.Connection, word: str, *, is_last: bool) -> list[str]:
    """Words one edit away; for the last word, which may not be finished, also beginnings of words."""
    edits = set(_edits(word)) - {word}
    known = _known(db, edits)
    if is_last and not known:
        known = _beginnings(db, edits)
    return sorted(known, key=known.__getitem__)


def _edits(word: str) -> Iterator[str]:
    letters = CYRILLIC if "\u0400" <= word[0] <= "\u04ff" else LATIN
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in letters)


def _known(db: sqlite3.Connection, terms: set[str]) -> dict[str, int]:
    """{word: the best rank it stands in}."""
    sql = "select term, best from term where term in (select value from json_each(?))"
    return dict(db.execute(sql, (json.dumps(sorted(terms)),)))


def _beginnings(db: sqlite3.Connection, terms: set[str]) -> dict[str, int]:
    """Those that a word begins with, by the rank of the first such word."""
    sql = """
    select value, (select best from term where term >= value and term < value || char(1114111) limit 1) as found
    from json_each(?) where found is not null
    """
    return dict(db.execute(sql, (json.dumps(sorted(terms)),)))
