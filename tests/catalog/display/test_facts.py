"""Facts: labelled values, of which those without a value are left out."""

from catalog.display.facts import Link, build_fact, non_empty


def test_texts_and_links_are_values_and_empty_ones_are_none() -> None:
    fact = build_fact("Genres", "Horror", "", Link("Western", "/w/"))
    assert fact.values == (Link("Horror"), Link("Western", "/w/"))


def test_a_fact_without_values_is_left_out() -> None:
    facts = [build_fact("Status", ""), build_fact("Budget", "$1")]
    assert [fact.label for fact in non_empty(facts)] == ["Budget"]
