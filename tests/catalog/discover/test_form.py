"""The form of discover."""

from catalog.discover.form import DiscoverForm
from catalog.discover.reference import Reference


def fields(kind: str) -> dict[str, list[str]]:
    return {
        group.heading: [field.name for field in group.fields] for group in DiscoverForm(kind, {}, Reference()).groups
    }


def test_a_films_groups_and_fields_in_their_order() -> None:
    assert fields("movie") == {
        "Genres": ["with_genres", "with_genres.any", "without_genres"],
        "When": ["primary_release_date.gte", "primary_release_date.lte"],
        "Score and length": [
            "vote_average.gte", "vote_average.lte", "vote_count.gte", "with_runtime.gte", "with_runtime.lte",
        ],
        "Where to watch": [
            "watch_region", "with_watch_providers", "with_watch_monetization_types", "without_watch_providers",
        ],
        "Who": [
            "add.with_people", "add.with_cast", "add.with_crew", "add.with_companies", "add.without_companies",
        ],
        "About": ["add.with_keywords", "add.without_keywords"],
        "Language and country": ["with_original_language", "with_origin_country"],
        "Certification": ["certification_country", "certification", "certification.gte", "certification.lte"],
        "Releases in a country": ["region", "with_release_type", "release_date.gte", "release_date.lte"],
    }  # fmt: skip


def test_a_shows_groups_and_fields_in_their_order() -> None:
    assert list(fields("tv")) == [
        "Genres", "When", "Score and length", "Where to watch", "Kind and status", "Who made it", "About",
        "Language and country",
    ]  # fmt: skip
    assert fields("tv")["Kind and status"] == ["with_status", "with_type", "screened_theatrically"]
    assert fields("tv")["Who made it"] == ["add.with_companies", "add.without_companies", "with_networks"]


def test_the_first_group_is_open_and_those_with_a_value() -> None:
    form = DiscoverForm("movie", {"with_companies": "174", "vote_count.lte": "9"}, Reference())
    assert [group.heading for group in form.groups if group.is_open] == ["Genres", "Who"]


def test_a_value_that_the_lists_lack_is_offered_as_it_is() -> None:
    form = DiscoverForm("movie", {"with_genres": "1|999", "watch_region": "XX"}, Reference(genres=[("1", "Drama")]))
    assert form.is_valid()
    assert "999" in str(form["with_genres"])
    assert '<option value="XX" selected>XX</option>' in str(form["watch_region"])
    assert "checked" in str(form["with_genres.any"])


def test_certifications_are_those_of_the_country_that_the_address_names() -> None:
    reference = Reference(
        countries=[("DE", "Germany"), ("US", "America"), ("XX", "Nowhere")],
        certifications={"DE": [("12", "12")], "US": [("PG", "PG")]},
    )
    form = DiscoverForm("movie", {"certification_country": "US"}, reference)
    assert 'value="PG"' in str(form["certification"])
    assert 'value="12"' not in str(form["certification"])
    assert "Nowhere" not in str(form["certification_country"])
    assert 'value="PG"' not in str(DiscoverForm("movie", {}, reference)["certification"])


def test_what_makes_no_sense_is_an_error_of_its_field() -> None:
    values = {"vote_average.gte": "11", "primary_release_date.gte": "1999-13-01", "with_runtime.lte": "-5"}
    form = DiscoverForm("movie", values, Reference())
    assert not form.is_valid()
    assert set(form.errors) == set(values)
