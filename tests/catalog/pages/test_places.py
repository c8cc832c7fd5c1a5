"""Collections, companies, networks and keywords, with their titles or without."""

from typing import Any

import pytest

from catalog.gateway import Outcome, Unavailable, UpstreamProblem
from catalog.pages.places import CollectionPage, CollectionView, PlacePage, PlaceView
from tests.catalog.answers import BRITISH, GERMAN, ODD_VALUES, answer

DOWN = Unavailable(UpstreamProblem.DOWN)
COMPANY = PlacePage("company", 174, BRITISH)
NETWORK = PlacePage("network", 49, BRITISH)
KEYWORD = PlacePage("keyword", 4565, BRITISH)
PLACES = pytest.mark.parametrize("page", [COMPANY, NETWORK, KEYWORD], ids=["company", "network", "keyword"])


def place(page: PlacePage, details: Any, titles: Any = None, **others: Outcome) -> PlaceView:
    if page.kind == "network":
        others = {"alternative_names": DOWN, "images": DOWN} | others
    return page.view({"details": answer(details), "titles": answer(titles or {"results": []}), **others})


def collection(**data: Any) -> CollectionView:
    whole = {"id": 2344, "name": "The Matrix Collection", "overview": "Four films."} | data
    return CollectionPage(2344, GERMAN).view({"details": answer(whole)})


def film(tmdb_id: int, date: str = "", score: float = 0.0) -> dict[str, Any]:
    votes = 10 if score else 0
    return {"id": tmdb_id, "title": "A", "release_date": date, "vote_average": score, "vote_count": votes}


class TestCollection:
    def test_its_films_stand_in_the_order_in_which_they_came_out(self) -> None:
        view = collection(parts=[film(3), film(2, "2003-05-15"), film(1, "1999-03-31")])
        assert [card.id for card in view.film_list.cards] == [1, 2, 3]
        assert view.line == ["3 films", "1999–2003"]

    def test_its_score_is_the_mean_of_those_that_have_one(self) -> None:
        assert collection(parts=[film(1, score=8.0), film(2, score=7.0), film(3)]).score == 7.5
        assert collection(parts=[film(3)]).score is None

    def test_without_films_it_says_so(self) -> None:
        view = collection()
        assert view.film_list.empty
        assert view.line == ["0 films"]

    def test_galleries_are_in_the_visitors_languages_and_empty_ones_are_left_out(self) -> None:
        posters = [{"file_path": f"/{code}.jpg", "iso_639_1": code} for code in ("en", "fr", "de")]
        [gallery] = collection(images={"posters": posters, "backdrops": []}).galleries
        assert gallery.label == "Posters"
        assert [picture.src[-7:] for picture in gallery.pictures] == ["/de.jpg", "/en.jpg"]

    def test_other_languages_are_offered_where_there_are_several(self) -> None:
        rows = [
            {"iso_639_1": code, "iso_3166_1": code.upper(), "english_name": code, "data": {"title": "A"}}
            for code in ("de", "fr")
        ]
        view = collection(translations={"translations": rows})
        assert [translation.lang for translation in view.other_translations] == ["fr"]
        assert collection(translations={"translations": rows[:1]}).other_translations == []

    def test_metadata(self) -> None:
        metadata = collection().metadata
        assert metadata.canonical == "/collection/2344-the-matrix-collection/"
        assert (metadata.description, metadata.tint) == ("Four films.", str(2344 * 7 % 12))

    @pytest.mark.parametrize("value", ODD_VALUES)
    def test_odd_answers_are_an_empty_collection(self, value: Any) -> None:
        for view in (
            collection(parts=value, images=value, translations=value, name=value),
            CollectionPage(1, GERMAN).view({"details": answer(value)}),
        ):
            assert (view.film_list.cards, view.galleries, view.other_translations) == ([], [], [])
            assert (view.score, view.poster, view.backdrop) == (None, None, None)


class TestPlace:
    @PLACES
    def test_it_is_called_by_its_name(self, page: PlacePage) -> None:
        view = place(page, {"id": page.place_id, "name": "Some Name"})
        assert view.kind_name.lower() == page.kind
        assert view.metadata.canonical == f"/{page.kind}/{page.place_id}-some-name/"

    def test_only_a_networks_names_and_logos_need_calls_of_their_own(self) -> None:
        assert list(COMPANY.calls()) == list(KEYWORD.calls()) == ["details", "titles"]
        assert list(NETWORK.calls()) == ["details", "titles", "alternative_names", "images"]

    @pytest.mark.parametrize(
        ("page", "operation", "parameter"),
        [
            (COMPANY, "discover-movie", "with_companies"),
            (PlacePage("company", 174, BRITISH, shows=True), "discover-tv", "with_companies"),
            (NETWORK, "discover-tv", "with_networks"),
            (KEYWORD, "keyword-movies", "page"),
            (PlacePage("keyword", 4565, BRITISH, shows=True), "discover-tv", "with_keywords"),
        ],
    )
    def test_its_titles_come_from(self, page: PlacePage, operation: str, parameter: str) -> None:
        call = page.calls()["titles"]
        assert call.operation.id == operation
        assert parameter in dict(call.query)

    def test_films_and_shows_have_tabs_where_there_are_both(self) -> None:
        shows = PlacePage("company", 174, BRITISH, shows=True)
        assert place(shows, {"id": 174, "name": "W"}).tabs == [
            ("Films", "/company/174-w/", False),
            ("Shows", "/company/174-w/?type=tv", True),
        ]
        assert place(NETWORK, {"id": 49}).tabs == []
        assert place(NETWORK, {"id": 49}).shows

    def test_titles_are_counted_and_paged(self) -> None:
        titles = {"results": [film(1)], "total_results": 25310, "total_pages": 400}
        view = place(COMPANY, {"id": 174}, titles)
        assert view.count_line == "25,310 in all, of the whole world, most popular first."
        assert view.results.pager
        assert view.results.pager.next_url == "?page=2"

    @PLACES
    def test_titles_that_tmdb_did_not_answer_are_not_the_same_as_none(self, page: PlacePage) -> None:
        failed = page.view(dict.fromkeys(page.calls(), DOWN) | {"details": answer({"id": 1, "name": "A"})})
        assert failed.failure_message.startswith("TMDB did not answer")
        assert failed.results.empty is None
        none = place(page, {"id": 1, "name": "A"})
        assert none.failure_message == none.count_line == ""
        assert none.results.empty

    def test_beyond_the_last_page_the_pager_says_so(self) -> None:
        page = PlacePage("company", 174, BRITISH, number=9, shows=True)
        results = place(page, {"id": 174}, {"results": [], "total_pages": 2}).results
        assert results.empty is None
        assert results.pager
        assert results.pager.first_url == "?type=tv"

    def test_facts_are_those_that_tmdb_knows(self) -> None:
        details = {
            "id": 174,
            "origin_country": "GB",
            "homepage": "https://example.org/",
            "parent_company": {"id": 1, "name": "Parent"},
            "alternative_names": {"results": [{"name": "WB"}, {"name": ""}]},
        }
        facts = {fact.label: [value.text for value in fact.values] for fact in place(COMPANY, details).facts}
        assert facts == {
            "Country": ["United Kingdom"],
            "Homepage": ["example.org"],
            "Also known as": ["WB"],
            "Part of": ["Parent"],
        }

    def test_a_network_has_the_names_and_logos_of_its_other_answers(self) -> None:
        logos = [{"file_path": "/a.png"}, {"file_path": "/b.png", "file_type": ".svg"}]
        view = place(
            NETWORK,
            {"id": 49},
            alternative_names=answer({"results": [{"name": "Home Box Office"}]}),
            images=answer({"logos": logos}),
        )
        assert [fact.label for fact in view.facts] == ["Also known as"]
        assert [logo.src.rpartition("/")[2] for logo in view.logos] == ["a.png", "b.svg"]

    def test_a_single_logo_stands_in_the_head_alone(self) -> None:
        view = place(COMPANY, {"id": 174, "logo_path": "/a.png", "images": {"logos": [{"file_path": "/a.png"}]}})
        assert view.logo
        assert view.logos == []

    @PLACES
    @pytest.mark.parametrize("value", ODD_VALUES)
    def test_odd_answers_are_a_place_without_a_name(self, page: PlacePage, value: Any) -> None:
        details = {"id": value, "name": value, "images": value, "alternative_names": value, "parent_company": value}
        view = place(page, details, {"results": value}, images=answer(value), alternative_names=answer(value))
        assert view.name in {"Nameless", "text"}
        assert (view.results.cards, view.logos) == ([], [])
        assert view.results.empty

    @PLACES
    def test_a_place_that_tmdb_did_not_answer_is_no_page(self, page: PlacePage) -> None:
        with pytest.raises(Unavailable):
            page.view(dict.fromkeys(page.calls(), DOWN))
