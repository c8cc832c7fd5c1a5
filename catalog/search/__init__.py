"""Answers while somebody types, from one read-only file made of TMDB's daily exports: no request, typos forgiven."""

from catalog.search.index import Hit, Index, index

__all__ = ["Hit", "Index", "index"]
