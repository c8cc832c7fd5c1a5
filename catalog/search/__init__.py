"""Answers while somebody types, from one read-only file built from TMDB's daily exports: no request, typos forgiven."""

from catalog.search.index import Index, title_index
from catalog.search.matching import Hit

__all__ = ["Hit", "Index", "title_index"]
