"""Sentences about lists fit what is on them, and carry no markup of anybody's."""

from dataclasses import replace

import pytest

from library.display.list_texts import (
    count_titles,
    describe_clearing,
    describe_deletion,
    describe_list,
    describe_on_tmdb,
    describe_undecided,
)
from library.models import List
from library.publishing import ListSummary
from tests.conftest import make_member

EMPTY = ListSummary(0, 0, 0, (), (), 0, "")


@pytest.mark.parametrize(
    ("films", "shows", "text"),
    [(11, 0, "11 films"), (1, 2, "1 film and 2 shows"), (0, 1, "1 show"), (0, 0, "0 films")],
)
def test_titles_are_counted(films: int, shows: int, text: str) -> None:
    assert count_titles(films, shows) == text


def test_what_is_on_tmdb() -> None:
    assert describe_on_tmdb(EMPTY) == "On TMDB it holds 0 films."
    summary = replace(EMPTY, films_on_tmdb=1, shows_on_tmdb=("Breaking Bad", "Dark"), unknown=1)
    assert describe_on_tmdb(summary) == (
        "On TMDB it holds 1 film and 2 shows (Breaking Bad, Dark) and 1 thing this site doesn't understand."
    )


def test_names_are_escaped() -> None:
    summary = replace(EMPTY, shows_on_tmdb=("<b>",))
    assert "(&lt;b&gt;)" in describe_on_tmdb(summary)
    assert "&lt;b&gt;" in "".join(describe_clearing(summary, is_synced=True))


def test_a_deletion_tells_of_tmdb_only_where_the_list_is_there() -> None:
    assert describe_deletion(List(), EMPTY) == ["The list with its 0 films goes, and can't be had back."]
    assert len(describe_deletion(List(tmdb_id=1), EMPTY)) == 2


def test_clearing_tells_what_stays() -> None:
    assert describe_clearing(replace(EMPTY, films=1), is_synced=False) == ["All films come off the list."]
    assert describe_clearing(replace(EMPTY, shows=1), is_synced=False) == ["All films and shows come off the list."]
    assert describe_clearing(EMPTY, is_synced=True) == ["All films come off the list, here and on TMDB."]
    full = replace(EMPTY, shows_on_tmdb=("Dark",), shows_only_here=("Lost",), unknown=2)
    stays, goes, unknown = describe_clearing(full, is_synced=True)[1:]
    assert stays.endswith("off lists: Dark.")
    assert goes == "What comes off as well, on this site: Lost."
    assert unknown == "On TMDB the list also holds 2 things this site doesn't understand. That stays there."


@pytest.mark.django_db
def test_who_sees_it_is_told_to_its_member_alone() -> None:
    list_ = List(user=make_member("bob"), audience="club")
    assert describe_list(list_, EMPTY, is_own=False) == "0 films, by bob"
    assert describe_list(list_, EMPTY, is_own=True) == "0 films, by bob; for members of the club"


@pytest.mark.parametrize(
    ("audience", "words"),
    [("nobody", "only you"), ("club", "members of the club"), ("everybody", "profile is private")],
)
def test_an_undecided_list_says_who_sees_it_here(audience: str, words: str) -> None:
    assert words in describe_undecided(List(audience=audience), EMPTY)
