"""Texts made comparable: without marks and case; where words are not parted by blanks, each character for itself."""

import re
import unicodedata

# Kana, CJK ideographs, Hangul syllables.
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_NO_WORD = re.compile(r"[^\w]+|_+")


def folded(text: str) -> str:
    """ "Amélie" → "amelie", "千と" → "千 と"."""
    composed = unicodedata.normalize("NFKC", text)
    parted = _UNSPACED.sub(r" \1 ", composed)
    plain = "".join(c for c in unicodedata.normalize("NFKD", parted) if not unicodedata.combining(c))
    return " ".join(_NO_WORD.sub(" ", unicodedata.normalize("NFC", plain).casefold()).split())
