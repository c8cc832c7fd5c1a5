"""Names written into the form become ids."""

import pytest
from django.http import QueryDict

from catalog.discover.name_lookup import ResolvedNames, resolve_names
from catalog.gateway import Unavailable
from tests.stand_in import DOWN, StandIn


def resolve(query: str, kind: str = "movie", **values: str) -> ResolvedNames:
    return resolve_names(QueryDict(query), values, kind)


def test_a_name_is_added_to_the_ids_that_are_there(stand_in: StandIn) -> None:
    resolved = resolve("add.with_cast=++keanu+++reeves+", with_cast="525", with_genres="18")
    assert resolved == ResolvedNames({"with_cast": "525,6384", "with_genres": "18"})


def test_an_id_that_is_there_already_stands_once(stand_in: StandIn) -> None:
    assert resolve("add.with_cast=keanu+reeves", with_cast="6384").values == {"with_cast": "6384"}


def test_any_of_several_companies_will_do(stand_in: StandIn) -> None:
    assert resolve("add.with_companies=warner", with_companies="10342").values["with_companies"].startswith("10342|")


def test_a_name_that_tmdb_does_not_know_is_kept_to_be_told(stand_in: StandIn) -> None:
    resolved = resolve("add.with_keywords=qqqqzzzz", with_genres="18")
    assert resolved == ResolvedNames({"with_genres": "18"}, ["qqqqzzzz"])


@pytest.mark.parametrize("query", ["add.with_cast=keanu+reeves", "add.with_networks=hbo", "add.with_genres=drama", ""])
def test_only_fields_for_names_of_the_kind_are_looked_up(stand_in: StandIn, query: str) -> None:
    assert resolve(query, "tv") == ResolvedNames({})
    assert not stand_in.calls


def test_without_tmdb_it_cannot_be_known(stand_in: StandIn) -> None:
    stand_in.fault = DOWN
    with pytest.raises(Unavailable):
        resolve("add.with_cast=keanu+reeves")
