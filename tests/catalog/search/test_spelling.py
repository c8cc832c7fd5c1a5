# ruff: noqa: E501
"""Typos are forgiven, and another spelling is suggested where one finds more."""

import pytest

from catalog.search.index import Index


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("matirx", 603), ("mtrix", 603), ("matrrix", 603), ("natrix", 603), ("starwars", 11), ("bat man", 268),
        ("star wrs", 11), ("gmae of thrones", 1399), ("game of thrnoes", 1399), ("keanu reves", 6384), ("amelei", 194),
        ("сталкр", 1398), ("тарковскй", 13), ("сталекр", 1398), ("zvyagintsv", 7), ("matri reloded", 604), ("relaoded", 604),
    ],
)  # fmt: skip
def test_typos_are_forgiven(index: Index, typed: str, number: int) -> None:
    hits = index.find(typed)
    assert number in [hit.id for hit in hits], hits
    assert all(hit.is_guess for hit in hits)


def test_did_you_mean(index: Index) -> None:
    assert index.suggest_name("matirx") == "The Matrix"
    assert index.suggest_name("matrix") == ""
    assert index.suggest_name("qqqqzzzz") == ""
