"""The template tags, the style guide and the error pages: what needs no TMDB."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from catalog import styleguide
from tmdb.images import Images, Picture

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load site %}" + source).render(context)


def test_no_template_needs_inline_styles_or_scripts() -> None:
    """A strict Content-Security-Policy would drop them."""
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*src=)|\son[a-z]+=\"|javascript:")
    assert [str(path) for path in TEMPLATES.rglob("*.html") if inline.search(path.read_text())] == []


class TestPicture:
    matrix = Images("https://example.com/t/p").poster("/matrix.jpg")

    def test_offers_every_size(self) -> None:
        html = rendered("{% picture image %}", image=self.matrix)
        assert 'src="https://example.com/t/p/w342/matrix.jpg"' in html
        assert "https://example.com/t/p/w780/matrix.jpg 780w" in html
        assert 'width="342" height="513"' in html
        assert 'loading="lazy"' in html
        assert 'alt=""' in html

    def test_what_the_page_is_about_comes_first(self) -> None:
        html = rendered('{% picture image "poster" eager=True alt="The Matrix" %}', image=self.matrix)
        assert 'loading="eager"' in html
        assert 'fetchpriority="high"' in html
        assert 'alt="The Matrix"' in html

    def test_without_one_the_title_is_set_in_its_language(self) -> None:
        html = rendered('{% picture None name="花樣年華" lang="zh" %}')
        assert '<span lang="zh">花樣年華</span>' in html
        assert 'aria-hidden="true"' in html

    @pytest.mark.parametrize(
        ("name", "letters"),
        [("Keanu Reeves", "KR"), ("Cher", "C"), ("Jean-Pierre de la Rue", "JR"), ("", ""), ("50", "")],
    )
    def test_without_one_people_have_a_monogram(self, name: str, letters: str) -> None:
        assert f"<span>{letters}</span>" in rendered('{% picture None name=name shape="profile" %}', name=name)

    def test_a_name_cannot_break_out(self) -> None:
        assert "<b>" not in rendered("{% picture None name=name %}", name='"><b>')

    def test_a_logo_in_vectors_has_nothing_to_choose_from(self) -> None:
        logo = Picture("/a.svg", "/a.svg", 0, 0)
        html = rendered('{% picture image "logo" shape="logo" %}', image=logo)
        assert "srcset" not in html
        assert 'width="100" height="100"' in html


class TestWords:
    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("{{ 136|minutes }}", "2 h 16 min"),
            ("{{ None|minutes }}", ""),
            ("{{ 63000000|money }}", "$63 million"),
            ("{{ 25310|number }}", "25,310"),
            ('{{ "1999-03-31"|date_words }}', "31 March 1999"),
            ('{{ ""|date_words }}{{ "soon"|date_words }}{{ None|date_words }}', ""),
        ],
    )
    def test_filters(self, source: str, words: str) -> None:
        assert rendered(source) == words

    def test_score_is_said_in_full(self) -> None:
        text = " ".join(re.sub(r"<[^>]+>", " ", rendered("{% score 8.213 25310 %}")).split())
        assert text == "Score 8.2 of 10 25,310 votes"

    def test_no_score_no_words(self) -> None:
        assert rendered("{% score None 0 %}").strip() == ""

    def test_stars_are_named(self) -> None:
        html = rendered('{% stars 7.5 "Your rating" %}')
        assert 'aria-label="Your rating: 7.5 of 10"' in html
        assert 'width="75"' in html
        assert 'aria-label="not rated"' in rendered("{% stars None %}")

    def test_icons_are_in_the_sprite(self) -> None:
        names = {
            name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())
        }
        assert names
        assert names <= set(styleguide.icon_names())


def test_navigation_marks_where_one_is() -> None:
    request = RequestFactory().get("/movie/603-the-matrix/")
    html = render_to_string("partials/header.html", {"request": request})
    assert re.findall(r'aria-current="true">(\w+)<', html) == ["Films"]


def test_messages_are_toasts() -> None:
    message = {"level_tag": constants.DEFAULT_TAGS[constants.SUCCESS], "message": "Kept."}
    html = render_to_string("partials/toasts.html", {"messages": [message["message"]]})
    assert "Kept." in html
    assert 'role="status"' in html


def test_style_guide_shows_every_partial(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    blocks = {
        "card",
        "person-card",
        "shelf",
        "grid",
        "hero",
        "title",
        "person-header",
        "facts",
        "chips",
        "pager",
        "score",
    }
    blocks |= {"credit-list", "crew", "video", "gallery", "providers", "review", "notice", "empty", "field", "tabs"}
    blocks |= {"season-row", "episode-row", "filmography", "breadcrumb", "external-links", "filters", "stars", "toast"}
    blocks |= {"collection-banner", "shelf-head"}
    shown = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    assert blocks <= shown


def test_style_guide_has_its_pictures(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    missing = {src for src in re.findall(r'src="(/demo/[^"]+)"', html) if client.get(src).status_code != 200}
    assert not missing


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "502", "503"])
def test_error_pages_need_no_context(code: str) -> None:
    html = render_to_string(f"{code}.html")
    assert code in html
    assert html.count("<h1") == 1
    assert 'lang="en-GB"' in html


def test_unavailable_says_why() -> None:
    html = render_to_string("503.html", {"reason": "TMDB refuses our key.", "retry_after": 1})
    assert "TMDB refuses our key." in html
    assert "in 1 second." in html
