"""TMDB's lists for the form."""

from catalog.discover.reference import MAX_PROVIDERS, Reference, parse_reference, reference_calls
from catalog.gateway import Unavailable, UpstreamProblem
from catalog.locale import Locale
from tests.catalog.answers import answer


def test_shows_have_no_certifications() -> None:
    movie = reference_calls("movie", Locale("de-DE", "DE"), "US")
    show = reference_calls("tv", Locale("de-DE", "DE"), "US")
    assert set(movie) - set(show) == {"certifications"}
    assert dict(movie["providers"].query)["watch_region"] == "US"


def test_lists_are_sorted_by_label_and_certifications_by_their_order() -> None:
    reference = parse_reference(
        {
            "genres": answer({"genres": [{"id": 2, "name": "War"}, {"id": 1, "name": "Drama"}]}),
            "languages": answer(
                [{"iso_639_1": "ja", "english_name": "Japanese"}, {"iso_639_1": "de", "english_name": "German"}]
            ),
            "certifications": answer(
                {"certifications": {"DE": [{"certification": "16", "order": 2}, {"certification": "6", "order": 1}]}}
            ),
        }
    )
    assert reference.genres == [("2", "War"), ("1", "Drama")]
    assert reference.languages == [("de", "German"), ("ja", "Japanese")]
    assert reference.certifications == {"DE": [("6", "6"), ("16", "16")]}


def test_lists_that_did_not_come_or_are_none_are_empty() -> None:
    nonsense = {"genres": answer({"genres": [None, {"id": 1}, {"name": "x"}, 7]}), "languages": answer(None)}
    assert parse_reference({**nonsense, "countries": Unavailable(UpstreamProblem.DOWN)}) == Reference()
    assert parse_reference({}) == Reference()


def test_of_the_services_of_a_country_the_biggest_are_offered() -> None:
    rows = [{"provider_id": number, "provider_name": f"Service {number}"} for number in range(1, 100)]
    assert len(parse_reference({"providers": answer({"results": rows})}).providers) == MAX_PROVIDERS
