"""Filters in an address."""

from django.http import QueryDict

from catalog.discover.filters import MAX_IDS, address, has_too_many, ids, needs_redirect, parse_filters, split


def test_boxes_that_are_ticked_become_one_value() -> None:
    assert parse_filters(QueryDict("with_genres=1&with_genres=2&with_genres=1"), "movie") == {"with_genres": "1,2"}
    assert parse_filters(QueryDict("with_genres=1&with_genres=2&with_genres.any=on"), "movie") == {"with_genres": "1|2"}
    assert parse_filters(QueryDict("with_status=0&with_status=3"), "tv") == {"with_status": "0|3"}


def test_of_a_filter_with_one_value_the_last_counts() -> None:
    assert parse_filters(QueryDict("vote_average.gte=6&vote_average.gte=7"), "tv") == {"vote_average.gte": "7"}
    assert parse_filters(QueryDict("sort_by=title.asc&sort_by=title.desc"), "movie") == {"sort_by": "title.desc"}


def test_filters_of_the_other_kind_and_empty_fields_are_left_out() -> None:
    query = QueryDict("with_networks=1&unknown=2&with_genres=+&vote_average.gte=&region=DE")
    assert parse_filters(query, "movie") == {"region": "DE"}
    assert parse_filters(query, "tv") == {"with_networks": "1"}


def test_an_address_keeps_commas_and_pipes_and_names_a_later_page() -> None:
    assert address({"with_genres": "1|2", "with_keywords": "3,4"}, 3) == "with_genres=1|2&with_keywords=3,4&page=3"
    assert address({}) == ""


def test_an_address_with_more_words_than_needed_is_redirected() -> None:
    assert not needs_redirect(QueryDict("with_genres=1,2&page=3"), {"with_genres": "1,2"})
    assert needs_redirect(QueryDict("with_genres=1&with_genres=2"), {"with_genres": "1,2"})
    assert needs_redirect(QueryDict("with_genres=1&vote_average.gte="), {"with_genres": "1"})


def test_values_are_split_at_commas_and_pipes() -> None:
    assert split("1,2|3,,") == ["1", "2", "3"]
    assert has_too_many({"with_genres": ",".join(map(str, range(61)))})
    assert not has_too_many({"with_genres": ",".join(map(str, range(60)))})


def test_ids_are_numbers_that_tmdb_could_have() -> None:
    assert ids("1,x,٣,99999999999,4") == [1, 4]
    assert ids(",".join(map(str, range(1, 50)))) == list(range(1, MAX_IDS + 1))
