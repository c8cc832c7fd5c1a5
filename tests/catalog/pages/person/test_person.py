"""A person: a life in two lines, and a filmography by department and year."""

from datetime import date
from typing import Any

import pytest

from catalog.gateway import NotFound
from catalog.pages.person.person import MAX_BEST_KNOWN, PersonPage, PersonView
from tests.catalog.answers import BRITISH, GERMAN, ODD_VALUES, answer


def person(**data: Any) -> PersonView:
    whole = {"id": 6384, "name": "Keanu Reeves", "known_for_department": "Acting"} | data
    return PersonPage(6384, GERMAN).view({"details": answer(whole)})


def film(tmdb_id: int, **more: Any) -> dict[str, Any]:
    row = {"id": tmdb_id, "media_type": "movie", "title": f"Film {tmdb_id}", "release_date": "1999-03-31"}
    return row | {"character": "Neo"} | more


def credits(*cast: dict[str, Any], crew: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"combined_credits": {"cast": list(cast), "crew": crew or []}}


class TestLife:
    def test_born_and_died_with_an_age(self) -> None:
        view = person(birthday="1916-05-06", deathday="2000-05-05", place_of_birth="Berlin")
        assert view.life == ["Born 6 May 1916 in Berlin", "Died 5 May 2000, aged 83"]

    def test_the_living_have_their_age_of_today(self) -> None:
        today = date.today()
        born = today.replace(year=today.year - 40, day=min(today.day, 28))
        [line] = person(birthday=born.isoformat()).life
        assert line.endswith("(40)")

    @pytest.mark.parametrize(
        ("data", "life"),
        [
            ({}, []),
            ({"place_of_birth": "Beirut"}, ["Born Beirut"]),
            ({"deathday": "2000-05-05"}, ["Died 5 May 2000"]),
            ({"birthday": "soon", "deathday": "2000-05-05"}, ["Died 5 May 2000"]),
        ],
    )
    def test_what_is_not_known_stays_unsaid(self, data: dict[str, Any], life: list[str]) -> None:
        assert person(**data).life == life

    def test_a_biography_in_english_says_so(self) -> None:
        english = {"translations": {"translations": [{"iso_639_1": "en", "data": {"biography": "Acts."}}]}}
        assert (person(**english).biography, person(**english).biography_lang) == ("Acts.", "en")
        german = person(**english, biography="Spielt.")
        assert (german.biography, german.biography_lang) == ("Spielt.", "")
        assert person().biography_lang == ""


class TestWorks:
    def test_the_department_they_are_known_for_comes_first_then_the_largest(self) -> None:
        crew = [
            film(1, department="Directing", job="Director"),
            film(2, department="Production", job="Producer"),
            film(3, department="Production", job="Producer"),
        ]
        view = person(known_for_department="Directing", **credits(film(4), crew=crew))
        assert [department.name for department in view.departments] == ["Directing", "Production", "Acting"]

    def test_a_title_is_one_line_with_all_roles_the_newest_first_and_what_is_to_come_on_top(self) -> None:
        rows = [film(1), film(1, character="Thomas"), film(2, release_date="2003-05-15"), film(3, release_date="")]
        [acting] = person(**credits(*rows)).departments
        assert [(work.year, work.role) for work in acting.works] == [
            ("", "Neo"),
            ("2003", "Neo"),
            ("1999", "Neo, Thomas"),
        ]

    def test_episodes_of_a_show_are_counted(self) -> None:
        show = {"id": 1, "media_type": "tv", "name": "A", "episode_count": 2}
        [acting] = person(**credits(show, show | {"character": "B"})).departments
        [work] = acting.works
        assert (work.kind, work.episodes, work.url) == ("tv", "4 episodes", "/tv/1-a/")

    @pytest.mark.parametrize("row", [film(0), film(1, adult=True), film(-1), {"media_type": "movie"}])
    def test_what_has_no_page_is_left_out(self, row: dict[str, Any]) -> None:
        assert person(**credits(row)).departments == []

    def test_a_title_nobody_translated_tells_its_language(self) -> None:
        [acting] = person(**credits(film(1, original_title="Film 1", original_language="ja"))).departments
        assert acting.works[0].lang == "ja"

    def test_no_votes_no_score(self) -> None:
        rows = [film(1, vote_average=8.0, vote_count=5), film(2, vote_average=8.0, vote_count=0)]
        [acting] = person(**credits(*rows)).departments
        assert {work.title: work.score for work in acting.works} == {"Film 1": 8.0, "Film 2": None}


class TestBestKnown:
    def test_what_most_have_voted_on_with_its_role(self) -> None:
        rows = [film(number, vote_count=number) for number in range(1, 30)]
        cards = person(**credits(*rows)).best_known
        assert [card.id for card in cards] == list(range(29, 29 - MAX_BEST_KNOWN, -1))
        assert {card.note for card in cards} == {"Neo"}

    def test_a_director_is_known_for_what_they_directed(self) -> None:
        crew = [film(1, department="Directing", job="Director"), film(2, department="Writing", vote_count=9)]
        view = person(known_for_department="Directing", **credits(film(3), crew=crew))
        assert [card.id for card in view.best_known] == [1]

    def test_nobody_is_known_for_a_guest_appearance_unless_there_is_nothing_else(self) -> None:
        guest = {"id": 9, "media_type": "tv", "name": "Talk", "episode_count": 1, "vote_count": 999}
        assert [card.id for card in person(**credits(guest, film(1))).best_known] == [1]
        assert [card.id for card in person(**credits(guest)).best_known] == [9]


def test_metadata_and_tabs() -> None:
    view = person(profile_path="/a.jpg", biography="x" * 500)
    assert view.metadata.canonical == view.url == "/person/6384-keanu-reeves/"
    assert view.metadata.image.endswith("/a.jpg")
    assert len(view.metadata.description) == 200
    assert view.tabs[0] == ("Life and work", view.url, True)


def test_a_page_behind_has_calls_a_title_and_an_address_of_its_own() -> None:
    page = PersonPage(6384, BRITISH, "films")
    assert (list(page.calls()), page.template) == (["details", "credits"], "catalog/person/films.html")
    view = page.view({"details": answer({"id": 6384, "name": "Keanu Reeves"}), "credits": answer({})})
    assert view.metadata.title == "Keanu Reeves: films"
    assert view.metadata.canonical == "/person/6384-keanu-reeves/films/"
    assert view.section_name == "Films"
    assert [label for label, _, is_current in view.tabs if is_current] == ["Films"]


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_answers_are_a_person_without_a_life(value: Any) -> None:
    odd = dict.fromkeys(
        ("name", "birthday", "biography", "also_known_as", "images", "combined_credits", "translations"), value
    )
    for view in (
        person(**odd),
        person(combined_credits={"cast": value, "crew": value}),
        person(images={"profiles": value}),
    ):
        assert view.departments == view.best_known == view.pictures == []
        assert all(isinstance(name, str) for name in view.also_known_as)
        assert len(view.life) <= 1
        assert view.links


def test_who_is_not_there_is_no_page() -> None:
    with pytest.raises(NotFound):
        PersonPage(6384, BRITISH).view({"details": NotFound()})
