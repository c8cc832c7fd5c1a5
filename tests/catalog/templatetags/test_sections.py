"""Parts of a page that are there only with something in them."""

import pytest
from django.template import engines

from catalog.display.cards import Card
from catalog.display.lists import EmptyState
from catalog.display.paging import Pager

CARD = Card("movie", 603, "The <Matrix>", "/movie/603/")


def rendered(source: str, **context: object) -> str:
    return " ".join(engines["django"].from_string("{% load sections %}" + source).render(context).split())


@pytest.mark.parametrize("items", [None, [], "", 0, False])
@pytest.mark.parametrize("tag", ["section", "side_section"])
def test_without_items_there_is_no_section(tag: str, items: object) -> None:
    assert rendered("{% TAG items 'Videos' %}content{% endTAG %}".replace("TAG", tag), items=items) == ""


def test_a_section_has_a_heading_an_id_and_a_count() -> None:
    source = "{% section items heading id='a' count=2 %}<p>{{ items.0 }}</p>{% endsection %}"
    html = rendered(source, items="<b", heading="<i>")
    assert html == (
        '<section class="section" id="a"> <h2 class="section-heading">&lt;i&gt; <span class="quiet">2</span></h2> '
        "<p>&lt;</p></section>"
    )


def test_a_side_section_has_the_narrow_columns_looks() -> None:
    html = rendered("{% side_section items 'More' %}content{% endside_section %}", items=[1])
    assert html == '<section class="side-section"> <h2 class="side-heading">More</h2> content</section>'


def test_a_grid_shows_cards_and_is_not_there_without() -> None:
    html = rendered("{% card_grid cards %}", cards=[CARD])
    assert 'class="grid"' in html
    assert "The &lt;Matrix&gt;" in html
    assert rendered("{% card_grid cards %}", cards=[]) == ""


def test_a_pager_is_there_where_a_list_has_pages() -> None:
    assert 'href="?page=3"' in rendered("{% pager pages %}", pages=Pager(2, 3))
    assert rendered("{% pager pages %}", pages=Pager(1, 1)) == rendered("{% pager pages %}", pages=None) == ""


def test_what_stands_where_nothing_is() -> None:
    html = rendered("{% empty_state state %}", state=EmptyState("Nothing <yet>", "Soon.", "/all/", "All"))
    assert "Nothing &lt;yet&gt;" in html
    assert '<a class="button" href="/all/">All</a>' in html
    assert "<a" not in rendered("{% empty_state state %}", state=EmptyState("Nothing", "Soon."))
    assert rendered("{% empty_state state %}", state=None) == ""


def test_a_notice_has_a_level_and_is_not_there_without_a_text() -> None:
    html = rendered("{% notice text 'error' %}", text="<Down>")
    assert 'role="alert"' in html
    assert "&lt;Down&gt;" in html
    assert rendered("{% notice text 'stale' %}", text="") == ""
