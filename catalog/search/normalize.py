"""Normalizing names: a title, and what somebody types for it, become the same words.

Latin without marks and case; Cyrillic also in Latin letters, since people type either; Arabic also without its article;
what is written without blanks (Han, kana, Hangul) as single characters and as pairs, so that it is found inside words.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import add

_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(f"[{_UNSPACED}]+|[^\\W{_UNSPACED}]+")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_ONLY_UNSPACED = re.compile("[\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3]+")  # and nothing to make plain
_NO_WORD = re.compile(r"[\W_]+")
_ASCII = re.compile(r"[a-z0-9]+")
# Letters that Unicode does not take apart, and the sign that is read as a word.
_REPLACEMENTS = str.maketrans(
    {
        "й": "и",
        "ё": "е",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ß": "ss",
        "&": " and ",
    }
)
_ROMANIZED = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
        "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
# Composed letters: Latin, Greek, Cyrillic, kana, Han, Hangul. What each is without marks is computed once, in _PLAIN.
_SIMPLE = re.compile(
    "[ -~\u00c0-\u024f\u1e00-\u1eff\u0386-\u03ce\u0400-\u045f\u0490-\u0491\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*"
)
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")
_PLAIN = {
    code: _MARKS.sub("", unicodedata.normalize("NFKD", chr(code))).casefold().translate(_REPLACEMENTS)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0x386, 0x3CF), *range(0x400, 0x460), 0x491)
} | _REPLACEMENTS
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NAME_ENDS = re.compile(r"ии\b")  # -ий, without its mark
_ARTICLE = "ال"
CYRILLIC_LETTERS = "".join(map(chr, _ROMANIZED))

# Latin letters whose marks come off as ASCII: the quick way for most names that are not ASCII already.
_MARKED = re.compile(
    "[ -%'-~"  # all but "&", which is read as a word
    + "".join(
        letter
        for letter in map(chr, (*range(0xC0, 0x180), *range(0x1E00, 0x1F00)))
        if len(unicodedata.normalize("NFKD", letter).encode("ascii", "ignore")) == 1
        and letter.lower() not in {"i̇", "ı", "ŉ", "ŀ", "ẚ", "ẞ", "ß"}
    )
    + "]*"
)


def split_words(text: str) -> list[str]:
    """Return the words that a title is found by, in its order, each once."""
    if plain := _fold_to_ascii(text):
        return _ASCII.findall(plain.lower())
    return list(dict.fromkeys(_iter_words(text)))


def index_text(text: str) -> str:
    """Return the words of a name in one text, for the index: as `split_words` has them, some perhaps twice."""
    if _MARKED.fullmatch(text):
        return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    if _ONLY_UNSPACED.fullmatch(text):
        return f"{' '.join(text)} {' '.join(_pairs(text))}"
    if _UNSPACED_RUN.search(text):
        return _add_spellings(text)
    return " ".join(map(_index_word, text.split()))


@lru_cache(maxsize=1 << 17)  # the same words come again and again
def _index_word(text: str) -> str:
    return text if text.isascii() else _add_spellings(text)


def _add_spellings(text: str) -> str:
    """Fold a text and add the other spellings of its words."""
    plain = fold(text)
    parted = _UNSPACED_RUN.sub(_spell_run, plain)
    if not _SIMPLE.fullmatch(plain):
        parted = _NO_WORD.sub(" ", parted)
    if _IS_CYRILLIC.search(parted):
        return " ".join((parted, *dict.fromkeys(_romanize(parted))))
    if _ARTICLE in plain:
        return " ".join(spelling for word in parted.split() for spelling in _spellings(word))
    return parted


def _spell_run(run: "re.Match[str]") -> str:
    return f" {' '.join(run[0])} {' '.join(_pairs(run[0]))} "


def parse_query(text: str) -> list[list[str]]:
    """Return the words that somebody typed, each with the spellings that would do.

    A run without blanks becomes all its pairs.
    """
    if plain := _fold_to_ascii(text):
        return [[word] for word in _ASCII.findall(plain.lower())]
    query: list[list[str]] = []
    for run in _RUNS.findall(fold(text)):
        if _is_unspaced(run):
            query += [[pair] for pair in (_pairs(run) if len(run) > 1 else [run])]
        else:
            query.append(list(_spellings(run)))
    return query


def _fold_to_ascii(text: str) -> str:
    """Return the text without marks on its letters; "" if that leaves more than ASCII."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() if _MARKED.fullmatch(text) else ""


def fold(text: str) -> str:
    """Return a text without marks and case, with compatibility characters as their plain ones."""
    if _SIMPLE.fullmatch(text):
        return text.lower().translate(_PLAIN)
    if not _UNSPACED_RUN.search(text):  # Arabic, Hebrew, Thai; letters with loose marks
        return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_PLAIN)
    return "".join(map(_remove_marks, unicodedata.normalize("NFKC", text))).casefold().translate(_PLAIN)


def _remove_marks(character: str) -> str:
    """Return a letter without marks; kana and Hangul stay composed, since in pieces they would be other letters."""
    if character.isascii() or "\u3040" <= character <= "\ud7af":
        return character
    return _MARKS.sub("", unicodedata.normalize("NFD", character))


def _iter_words(text: str) -> Iterator[str]:
    for run in _RUNS.findall(fold(text)):
        if _is_unspaced(run):
            yield from run
            yield from _pairs(run)
        else:
            yield from _spellings(run)


def _spellings(word: str) -> Iterator[str]:
    yield word
    if _IS_CYRILLIC.search(word):
        yield from dict.fromkeys(_romanize(word))
    elif word.startswith(_ARTICLE) and len(word) > 4:
        yield word[2:]


def _romanize(text: str) -> tuple[str, str]:
    """Return a text in Latin letters: letter by letter, and with names in -ий as people write them (Tarkovsky)."""
    return text.translate(_ROMANIZED), _NAME_ENDS.sub("ы", text).translate(_ROMANIZED)


def _pairs(run: str) -> list[str]:
    return list(map(add, run, run[1:]))


def _is_unspaced(run: str) -> bool:
    return re.match(f"[{_UNSPACED}]", run) is not None
