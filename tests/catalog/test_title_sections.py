"""The pages behind a film and a show, in the order and the words that a visitor gets."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from catalog.pages.title.sections import (
    alternative_titles,
    gallery,
    releases,
    reviews,
)
from catalog.pages.title.tv_facts import build_line
from tests.catalog.answers import GERMAN, section_request
from tests.conftest import get_page
from tests.stand_in import StandIn

FILM = "/movie/603-the-matrix/"


@pytest.fixture
def reader() -> Client:
    """A browser that speaks German."""
    return Client(headers={"Accept-Language": "de-DE,de;q=0.9"})


def in_order(body: str, *words: str) -> bool:
    main = body[body.index("<main") :]
    places = [main.index(word) for word in words]
    return places == sorted(places)


def test_every_page_of_a_film_leads_to_the_pages_behind_it(visitor: Client) -> None:
    for address in (FILM, f"{FILM}titles/"):
        body = get_page(visitor, address)
        for slug in ("credits", "images", "videos", "reviews", "watch", "releases", "titles", "translations"):
            assert f'href="{FILM}{slug}/"' in body


class TestTitles:
    def test_its_own_title_then_the_visitors_country_then_the_others_by_name(self, reader: Client) -> None:
        body = get_page(reader, "/movie/129-spirited-away/titles/")
        assert in_order(body, "千と千尋の神隠し", "Germany", "<bdi>Chihiros Reise", "France", "Spain")
        assert '<strong lang="ja" dir="auto">千と千尋の神隠し' in body

    def test_the_type_stands_beside_a_title_and_a_country_stands_once(self, visitor: Client) -> None:
        body = get_page(visitor, "/tv/1399-game-of-thrones/titles/")
        assert '<bdi>Baziye tajo takht</bdi> <span class="quiet">romanization</span>' in body
        assert body.count("<dt>China</dt>") == 1


class TestTranslations:
    def test_the_visitors_language_is_first_and_marked(self, reader: Client) -> None:
        body = get_page(reader, f"{FILM}translations/")
        assert in_order(body, "Deutsch", "You read in this language", "English", "Français")
        assert "Read in German" not in body

    def test_a_link_switches_the_language_and_leads_back(self, visitor: Client) -> None:
        address = "/preferences/?language=fr-FR"
        assert f'href="{address}"' in get_page(visitor, f"{FILM}translations/")
        came_from = f"http://testserver{FILM}translations/"
        body = get_page(visitor, address, Referer=came_from)
        assert '<option value="fr-FR" selected>' in body
        assert f'name="next" value="{came_from}"' in body
        chosen = {"language": "fr-FR", "region": "GB", "theme": "dark", "next": came_from}
        assert visitor.post(address, chosen).headers["Location"] == came_from
        assert "You read in this language" in get_page(visitor, f"{FILM}translations/").split("Français")[1][:700]

    @pytest.mark.parametrize("nonsense", ["qq-QQ", "fr", "<b>", "fr-FRA", ""])
    def test_a_language_that_is_none_is_passed_over(self, visitor: Client, nonsense: str) -> None:
        assert '<option value="en-GB" selected>' in get_page(visitor, f"/preferences/?language={nonsense}")

    def test_a_language_that_tmdb_lists_for_no_site_can_be_chosen(self, visitor: Client) -> None:
        assert '<option value="fr-BE" selected>' in get_page(visitor, "/preferences/?language=fr-BE")


class TestReleases:
    def test_the_visitors_country_comes_first_then_the_earliest(self, reader: Client) -> None:
        body = get_page(reader, f"{FILM}releases/")
        assert in_order(body, "Germany", "FSK 16", "United States of America", "31 March 1999", "United Kingdom", "TP")

    def test_a_german_nought_reads_fsk_0_in_the_line_of_facts_as_well(self, reader: Client) -> None:
        for address in ("/movie/129-spirited-away/", "/movie/129-spirited-away/releases/"):
            assert "FSK 0" in get_page(reader, address)

    def test_what_a_certificate_means_is_said_once_and_without_pointing_at_it(self, reader: Client) -> None:
        body = get_page(reader, f"{FILM}releases/")
        assert in_order(body, "What the certificates mean", "<strong>FSK 16</strong> From 16.", "<strong>R</strong>")
        assert body.count("Under 17 only with a parent or guardian.") == 1

    def test_a_shows_rating_reads_the_same_in_its_line(self, reader: Client) -> None:
        rating = {"content_ratings": {"results": [{"iso_3166_1": "DE", "rating": "16"}]}}
        assert build_line(rating, GERMAN) == ["FSK 16"]
        assert in_order(get_page(reader, "/tv/1399-game-of-thrones/ratings/"), "Germany", "FSK 16", "France", "TV-MA")

    def test_episodes_that_were_screened_are_linked(self, visitor: Client) -> None:
        body = get_page(visitor, "/tv/1399-game-of-thrones/")
        assert "Shown in cinemas" in body
        assert '/season/4/episode/9/">S4 E9</a>' in body
        assert "Shown in cinemas" not in get_page(visitor, "/tv/1396-breaking-bad/")


class TestGallery:
    def test_a_language_can_be_chosen(self, reader: Client) -> None:
        body = get_page(reader, f"{FILM}images/?language=fr")
        assert '<a class="choice" href="?language=fr" aria-current="true">French</a>' in body
        assert "Backdrops" not in body[body.index("<main") :]
        assert body.count("2000 × 3000") == 1

    def test_an_unknown_language_shows_everything(self, visitor: Client) -> None:
        assert "Backdrops" in get_page(visitor, f"{FILM}images/?language=nonsense")

    def test_costs_two_requests_and_the_list_of_languages(self, visitor: Client, stand_in: StandIn) -> None:
        get_page(visitor, f"{FILM}images/")
        paths = sorted(call.split("?")[0] for call in stand_in.page_calls)
        assert paths == ["/configuration/languages", "/movie/603", "/movie/603/images"]


class TestVideos:
    def test_date_language_and_official_mark_stand_beside_a_video(self, visitor: Client) -> None:
        assert "Official, 31 March 1999, English, plays from YouTube" in get_page(visitor, f"{FILM}videos/")


class TestReviews:
    def test_a_long_list_has_pages_and_the_first_comes_with_the_title(self) -> None:
        first = {"reviews": {"results": [{"id": "a1", "author": "ada", "content": "Good."}], "total_pages": 3}}
        assert reviews.calls(section_request()) == {}
        section = reviews.content(first, section_request(), {})
        assert section.reviews[0].page_url == "/review/a1/"
        assert 'href="?page=2"' in render_to_string("partials/pager.html", {"pager": section.pager})

    def test_a_later_page_is_asked_for_by_its_number(self, visitor: Client, stand_in: StandIn) -> None:
        get_page(visitor, f"{FILM}reviews/?page=2")
        assert any(call.startswith("/movie/603/reviews?") and "page=2" in call for call in stand_in.page_calls)

    def test_one_review_alone_says_what_it_is_about(self, visitor: Client) -> None:
        listed = get_page(visitor, f"{FILM}reviews/")
        address = listed.split('href="/review/')[1].split('"')[0]
        body = get_page(visitor, f"/review/{address}")
        assert f'<a href="{FILM}">The Matrix</a>' in body
        assert "This review alone" not in body


class TestWatch:
    def test_the_visitors_country_first_then_the_others_by_name(self, reader: Client) -> None:
        body = get_page(reader, f"{FILM}watch/")
        assert in_order(body, ">Germany<", "JustWatch", "In other countries", ">France<", ">Spain<")

    def test_the_film_itself_shows_one_country_and_leads_to_the_others(self, reader: Client) -> None:
        body = get_page(reader, FILM)
        assert "All offers in Germany" in body
        assert "All offers in France" not in body
        assert 'watch/">In other countries</a>' in body

    def test_says_where_it_is_when_it_is_not_here(self, visitor: Client) -> None:
        assert "Nobody offers it in the United Kingdom, though 3 other countries have it" in get_page(
            visitor, f"{FILM}watch/"
        )


EMPTY = {
    "titles": (
        alternative_titles.AlternativeTitles("", "", []),
        "Nobody has entered on TMDB what it is called elsewhere",
    ),
    "translations": ([], "Nobody has put it into another language"),
    "releases": (releases.Releases([], []), "Nobody has entered on TMDB when it came out"),
    "ratings": ([], "Nobody has entered on TMDB for whom it is meant"),
    "images": (gallery.AllPictures([], []), "Posters and backdrops stand here once"),
    "videos": ([], "Trailers and clips stand here once"),
}


@pytest.mark.parametrize("section", EMPTY)
def test_where_nothing_is_the_page_says_what_would_be(section: str) -> None:
    content, words = EMPTY[section]
    assert words in render_to_string(f"catalog/title/{section}.html", {"page": {"content": content}})
