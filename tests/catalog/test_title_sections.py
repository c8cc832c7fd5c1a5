"""The pages behind a film and a show, in the order and the words that a visitor gets."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from catalog.display import markdown
from catalog.gateway import Answer
from catalog.gateway.results import CacheMetadata
from catalog.locale import Locale
from catalog.pages.title.parts import TitleParts
from catalog.pages.title.sections import (
    SectionRequest,
    alternative_titles,
    gallery,
    releases,
    reviews,
    translations,
    videos,
    watching,
)
from catalog.pages.title.sections.changes import describe_value
from catalog.pages.title.tv_facts import build_line
from tests.conftest import page
from tests.stand_in import StandIn

GERMAN = Locale("de-DE", "DE")
FILM = "/movie/603-the-matrix/"


@pytest.fixture
def reader() -> Client:
    """A browser that speaks German."""
    return Client(headers={"Accept-Language": "de-DE,de;q=0.9"})


def asked(locale: Locale = GERMAN, **more: Any) -> SectionRequest:
    return SectionRequest("movie", 603, locale, **more)


def answer(data: Any) -> Answer:
    return Answer(data, CacheMetadata(0.0, "digest"))


def in_order(body: str, *words: str) -> bool:
    main = body[body.index("<main") :]
    places = [main.index(word) for word in words]
    return places == sorted(places)


def test_every_page_of_a_film_leads_to_the_pages_behind_it(visitor: Client) -> None:
    for address in (FILM, f"{FILM}titles/"):
        body = page(visitor, address)
        for slug in ("credits", "images", "videos", "reviews", "watch", "releases", "titles", "translations"):
            assert f'href="{FILM}{slug}/"' in body


class TestTitles:
    def test_its_own_title_then_the_visitors_country_then_the_others_by_name(self, reader: Client) -> None:
        body = page(reader, "/movie/129-spirited-away/titles/")
        assert in_order(body, "千と千尋の神隠し", "Germany", "<bdi>Chihiros Reise", "France", "Spain")
        assert '<strong lang="ja" dir="auto">千と千尋の神隠し' in body

    def test_the_type_stands_beside_a_title_and_a_country_stands_once(self, visitor: Client) -> None:
        body = page(visitor, "/tv/1399-game-of-thrones/titles/")
        assert '<bdi>Baziye tajo takht</bdi> <span class="quiet">romanization</span>' in body
        assert body.count("<dt>China</dt>") == 1

    def test_a_title_without_a_country_is_not_lost(self) -> None:
        data = {"alternative_titles": {"titles": [{"title": "The One", "iso_3166_1": "", "type": ""}]}}
        assert alternative_titles.content(data, asked(), {}).countries[0].titles[0].title == "The One"


class TestTranslations:
    def row(self, tag: str, english: str, **texts: str) -> dict[str, Any]:
        data = {"title": "", "overview": "", "tagline": "", **texts}
        return {"iso_639_1": tag[:2], "iso_3166_1": tag[3:], "english_name": english, "name": english, "data": data}

    def made(self, *rows: dict[str, Any], locale: Locale = GERMAN) -> list[translations.Translation]:
        data = {"original_language": "en", "translations": {"translations": list(rows)}}
        return translations.content(data, asked(locale), {})

    def test_the_visitors_language_is_first_and_marked(self, reader: Client) -> None:
        body = page(reader, f"{FILM}translations/")
        assert in_order(body, "Deutsch", "You read in this language", "English", "Français")
        assert "Read in German" not in body

    def test_a_link_switches_the_language_and_leads_back(self, visitor: Client) -> None:
        address = "/preferences/?language=fr-FR"
        assert f'href="{address}"' in page(visitor, f"{FILM}translations/")
        came_from = f"http://testserver{FILM}translations/"
        body = page(visitor, address, Referer=came_from)
        assert '<option value="fr-FR" selected>' in body
        assert f'name="next" value="{came_from}"' in body
        chosen = {"language": "fr-FR", "region": "GB", "theme": "dark", "next": came_from}
        assert visitor.post(address, chosen).headers["Location"] == came_from
        assert "You read in this language" in page(visitor, f"{FILM}translations/").split("Français")[1][:700]

    @pytest.mark.parametrize("nonsense", ["qq-QQ", "fr", "<b>", "fr-FRA", ""])
    def test_a_language_that_is_none_is_passed_over(self, visitor: Client, nonsense: str) -> None:
        assert '<option value="en-GB" selected>' in page(visitor, f"/preferences/?language={nonsense}")

    def test_a_language_that_tmdb_lists_for_no_site_can_be_chosen(self, visitor: Client) -> None:
        assert '<option value="fr-BE" selected>' in page(visitor, "/preferences/?language=fr-BE")

    def test_of_two_kinds_of_portuguese_the_visitors_is_the_one_they_read(self) -> None:
        rows = [self.row(tag, "Portuguese", title="Matrix") for tag in ("pt-BR", "pt-PT")]
        both = self.made(*rows, locale=Locale("pt-PT", "PT"))
        assert [one.is_current for one in both] == [True, False]
        assert [one.is_current for one in self.made(rows[0], locale=Locale("pt-PT", "PT"))] == [True]

    def test_hebrew_runs_from_right_to_left(self) -> None:
        assert self.made(self.row("he-IL", "Hebrew", title="מטריקס"))[0].direction == "rtl"

    def test_says_what_is_missing_unless_it_is_the_titles_own_language(self) -> None:
        found = self.made(self.row("fr-FR", "French", title="Matrix"), self.row("en-US", "English", tagline="Free."))
        assert [one.missing for one in found] == ["", "tagline, overview"]

    def test_what_says_nothing_stays_away_and_a_long_overview_is_cut_at_a_word(self) -> None:
        [one] = self.made(self.row("el-GR", "Greek"), self.row("fr-FR", "French", overview="mot " * 200))
        assert one.overview.endswith("mot …")


class TestReleases:
    def test_the_visitors_country_comes_first_then_the_earliest(self, reader: Client) -> None:
        body = page(reader, f"{FILM}releases/")
        assert in_order(body, "Germany", "FSK 16", "United States of America", "31 March 1999", "United Kingdom", "TP")

    def test_a_german_nought_reads_fsk_0_in_the_line_of_facts_as_well(self, reader: Client) -> None:
        for address in ("/movie/129-spirited-away/", "/movie/129-spirited-away/releases/"):
            assert "FSK 0" in page(reader, address)

    def test_a_note_and_the_reasons_stand_beside_the_date(self) -> None:
        row = {"release_date": "1999-06-17", "type": 1, "certification": "", "note": "Munich", "descriptors": ["Noise"]}
        data = {"release_dates": {"results": [{"iso_3166_1": "DE", "release_dates": [row]}]}}
        [country] = releases.film_content(data, asked(), {"certifications": answer({})}).countries
        assert country.is_own
        assert country.releases == [releases.Release("17 June 1999", "Premiere", "", "", "Munich", "Noise")]

    def test_what_a_certificate_means_is_said_once_and_without_pointing_at_it(self, reader: Client) -> None:
        body = page(reader, f"{FILM}releases/")
        assert in_order(body, "What the certificates mean", "<strong>FSK 16</strong> From 16.", "<strong>R</strong>")
        assert body.count("Under 17 only with a parent or guardian.") == 1

    def test_a_shows_rating_reads_the_same_in_its_line(self, reader: Client) -> None:
        rating = {"content_ratings": {"results": [{"iso_3166_1": "DE", "rating": "16"}]}}
        assert build_line(rating, GERMAN) == ["FSK 16"]
        assert in_order(page(reader, "/tv/1399-game-of-thrones/ratings/"), "Germany", "FSK 16", "France", "TV-MA")

    def test_episodes_that_were_screened_are_linked(self, visitor: Client) -> None:
        body = page(visitor, "/tv/1399-game-of-thrones/")
        assert "Shown in cinemas" in body
        assert '/season/4/episode/9/">S4 E9</a>' in body
        assert "Shown in cinemas" not in page(visitor, "/tv/1396-breaking-bad/")


class TestGallery:
    def picture(self, language: str | None, number: int) -> dict[str, Any]:
        return {"iso_639_1": language, "file_path": f"/{language}{number}.jpg", "width": 2000, "height": 3000}

    def made(self, codes: list[str | None], choice: str = "") -> gallery.AllPictures:
        posters = [self.picture(code, number) for number, code in enumerate(codes)]
        names = [{"iso_639_1": "fr", "english_name": "French"}, {"iso_639_1": "de", "english_name": "German"}]
        answers = {"images": answer({"posters": posters}), "languages": answer(names)}
        return gallery.content({}, asked(choice=choice), answers)

    def test_german_then_without_text_then_english_then_the_rest(self) -> None:
        [wall] = self.made(["fr", "en", None, "de", "xx"]).shapes
        assert [one.language for one in wall.pictures] == ["German", "No text", "en", "French", "xx"]
        assert {one.size for one in wall.pictures} == {"2000 × 3000"}

    def test_a_language_can_be_chosen(self, reader: Client) -> None:
        body = page(reader, f"{FILM}images/?language=fr")
        assert '<a class="choice" href="?language=fr" aria-current="true">French</a>' in body
        assert "Backdrops" not in body[body.index("<main") :]
        assert body.count("2000 × 3000") == 1

    def test_an_unknown_language_shows_everything(self, visitor: Client) -> None:
        assert "Backdrops" in page(visitor, f"{FILM}images/?language=nonsense")

    def test_of_many_in_one_language_the_first_are_shown_and_a_link_leads_to_the_rest(self) -> None:
        [wall] = self.made([*["de"] * 15, "fr"]).shapes
        assert (wall.total, len(wall.pictures)) == (16, 13)
        assert wall.more == [("German", "?language=de", 3)]
        [chosen] = self.made([*["de"] * 15, "fr"], "de").shapes
        assert (chosen.total, len(chosen.pictures), chosen.more) == (15, 15, [])

    def test_a_film_without_a_poster_of_its_own_takes_the_first_in_that_order(self) -> None:
        posters = [self.picture("en", 1), self.picture(None, 2), self.picture("de", 3)]
        parts = TitleParts({"images": {"posters": posters}}, GERMAN, "")
        assert parts.poster
        assert parts.poster.src.endswith("/de3.jpg")
        assert [one.src[-7:-4] for one in parts.galleries[0].pictures] == ["de3", "ne2", "en1"]

    def test_costs_two_requests_and_the_list_of_languages(self, visitor: Client, stand_in: StandIn) -> None:
        page(visitor, f"{FILM}images/")
        asked_for = sorted(call.split("?")[0] for call in stand_in.page_calls)
        assert asked_for == ["/configuration/languages", "/movie/603", "/movie/603/images"]


class TestVideos:
    def made(self, *rows: dict[str, Any]) -> list[videos.VideosOfType]:
        spoken = [{"iso_639_1": "de", "english_name": "German"}]
        data = {"videos": {"results": list(rows)}, "translations": {"translations": spoken}}
        return videos.content(data, asked(), {})

    def video(self, kind: str, **more: Any) -> dict[str, Any]:
        return {"site": "YouTube", "key": "abc", "name": kind, "type": kind, "iso_639_1": "en", **more}

    def test_trailers_first_then_as_one_would_watch_them(self) -> None:
        kinds = ("Recap", "Bloopers", "Opening Credits", "Behind the Scenes", "Clip", "Teaser", "Trailer")
        assert [group.label for group in self.made(*map(self.video, kinds))] == [
            "Trailers", "Teasers", "Clips", "Behind the scenes", "Bloopers", "Opening credits", "Recaps",
        ]  # fmt: skip

    def test_official_ones_come_first_and_languages_have_names(self) -> None:
        [group] = self.made(self.video("Clip"), self.video("Clip", official=True, iso_639_1="de"))
        assert [(one.is_official, one.language) for one in group.videos] == [(True, "German"), (False, "EN")]

    def test_date_language_and_official_mark_stand_beside_a_video(self, visitor: Client) -> None:
        assert "Official, 31 March 1999, English, plays from YouTube" in page(visitor, f"{FILM}videos/")


class TestReviews:
    def test_a_long_list_has_pages_and_the_first_comes_with_the_title(self) -> None:
        first = {"reviews": {"results": [{"id": "a1", "author": "ada", "content": "Good."}], "total_pages": 3}}
        assert reviews.calls(asked()) == {}
        found = reviews.content(first, asked(), {})
        assert found.reviews[0].page_url == "/review/a1/"
        assert 'href="?page=2"' in render_to_string("partials/pager.html", {"pager": found.pager})

    def test_a_later_page_is_asked_for_by_its_number(self, visitor: Client, stand_in: StandIn) -> None:
        page(visitor, f"{FILM}reviews/?page=2")
        assert any(call.startswith("/movie/603/reviews?") and "page=2" in call for call in stand_in.page_calls)

    def test_one_review_alone_says_what_it_is_about(self, visitor: Client) -> None:
        listed = page(visitor, f"{FILM}reviews/")
        address = listed.split('href="/review/')[1].split('"')[0]
        body = page(visitor, f"/review/{address}")
        assert f'<a href="{FILM}">The Matrix</a>' in body
        assert "This review alone" not in body


class TestWatch:
    def test_the_visitors_country_first_then_the_others_by_name(self, reader: Client) -> None:
        body = page(reader, f"{FILM}watch/")
        assert in_order(body, ">Germany<", "JustWatch", "In other countries", ">France<", ">Spain<")

    def test_the_film_itself_shows_one_country_and_leads_to_the_others(self, reader: Client) -> None:
        body = page(reader, FILM)
        assert "All offers in Germany" in body
        assert "All offers in France" not in body
        assert 'watch/">In other countries</a>' in body

    def test_says_where_it_is_when_it_is_not_here(self, visitor: Client) -> None:
        assert "Nobody offers it in the United Kingdom, though 3 other countries have it" in page(
            visitor, f"{FILM}watch/"
        )

    def test_ways_stand_in_the_order_of_what_they_cost(self) -> None:
        provider = [{"provider_id": 1, "provider_name": "Kiosk"}]
        here = dict.fromkeys(("buy", "rent", "ads", "free", "flatrate"), provider)
        data = {"watch/providers": {"results": {"DE": here, "FR": {"link": "https://example.org"}}}}
        found = watching.content(data, asked(), {"regions": answer({})})
        assert [way.label for way in found.here.ways] == ["Stream", "Free", "With adverts", "Rent", "Buy"]
        assert found.elsewhere == []


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


def test_a_changed_season_is_called_by_its_number() -> None:
    assert describe_value({"season_id": 3624, "season_number": 0}) == "Season 0"
    assert describe_value({"episode_id": 63056, "episode_number": 1}) == "Episode 1"


class TestWordsOfStrangers:
    """Reviews are Markdown with HTML in it: what could do harm goes, what was meant stays."""

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("**Great** and *slow*", "<p><strong>Great</strong> and <em>slow</em></p>"),
            ("- one\n- two", "<li>one</li>"),
            ("> Whoa.", "<blockquote>"),
            ("<i>Old</i> tags", "<i>Old</i>"),
            ("[here](https://example.com/a)", '<a href="https://example.com/a" rel="nofollow noopener ugc">here</a>'),
            ("# Shouting", "Shouting"),
        ],
    )
    def test_what_was_meant_stays(self, written: str, shown: str) -> None:
        assert shown in markdown.render_markdown(written)

    @pytest.mark.parametrize(
        "written",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "<a href='javascript:alert(1)' onclick='x'>x</a>",
            "<iframe src=https://example.com></iframe>",
            "<p style='position:fixed' class='toast'>x</p>",
            "<h1>Mine</h1>",
            "![tracked](https://example.com/pixel.gif)",
        ],
    )
    def test_what_could_do_harm_goes(self, written: str) -> None:
        safe = markdown.render_markdown(written)
        for harm in ("<script", "onerror", 'href="javascript', "onclick", "<iframe", "style=", "class=", "<h1", "<img"):
            assert harm not in safe
