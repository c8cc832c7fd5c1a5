"""The tags and filters that every template may use."""

import re

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from catalog.templatetags.site import optional_picture
from tmdb.images import Images, Picture


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load site %}" + source).render(context)


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

    def test_one_that_only_decorates_is_left_out_where_there_is_none(self) -> None:
        assert optional_picture(None, "10rem", shape="backdrop") == ""
        assert optional_picture(self.matrix, "10rem", shape="poster").startswith("<img")

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


def test_navigation_marks_where_one_is() -> None:
    request = RequestFactory().get("/movie/603-the-matrix/")
    html = render_to_string("partials/header.html", {"request": request})
    assert re.findall(r'aria-current="true">(\w+)<', html) == ["Films"]
