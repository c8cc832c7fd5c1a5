"""Folding: names and queries made comparable, without marks, case and punctuation."""

import re
import unicodedata
from collections.abc import Iterable

# Kana, ideographs, Hangul: written without blanks, or searched within words.
_UNSPACED = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED_LETTER = re.compile(f"([{_UNSPACED}])")
_NO_WORD = re.compile(r"[\W_]+")
_INSIDE_WORDS = re.compile(r"(?<=\w)['’ʼ.·*\-‐‑](?=\w)")
# Letters that Unicode does not decompose, and the only sign that is read as a word.
_SPELLED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " and "}
)


def fold(text: str) -> str:
    """Return a text as it is compared: "Amélie" is "amelie", "WALL·E" is "wall e", "千と" is "千 と"."""
    if text.isascii():  # most names: no marks to remove
        return " ".join(_NO_WORD.sub(" ", text.lower().translate(_SPELLED)).split())
    # Composed before blanks are put in: a decomposed Hangul syllable would be split.
    parted = _UNSPACED_LETTER.sub(r" \1 ", unicodedata.normalize("NFKC", text))
    bare = "".join(c for c in unicodedata.normalize("NFKD", parted) if not unicodedata.category(c).startswith("M"))
    spelled = unicodedata.normalize("NFC", bare).casefold().translate(_SPELLED)
    return " ".join(_NO_WORD.sub(" ", spelled).split())


def index_names(names: Iterable[str]) -> str:
    """Return all names of one thing for the full-text index: folded, each once, separated by " | ".

    A name with signs inside its words is there without them, too: "spiderman", "schindlers list", "mash".
    """
    spellings = (spelling for name in names for spelling in (name, _INSIDE_WORDS.sub("", name)))
    return " | ".join(dict.fromkeys(filter(None, map(fold, spellings))))


def is_unspaced(word: str) -> bool:
    """Return whether a word of a folded text is a single character of a script that is written without blanks."""
    return bool(_UNSPACED_LETTER.fullmatch(word))
