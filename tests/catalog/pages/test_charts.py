"""Charts: their calls, tabs, time zones, and what stands where a list is empty."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.gateway import Outcome, Unavailable, UpstreamProblem
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, ChartPage, ChartView, build_chart_tabs, chart_url, default_timezone
from tests.catalog.answers import BRITISH, GERMAN, ODD_VALUES, answer

DOWN = Unavailable(UpstreamProblem.DOWN)
ZONES = [
    {"iso_3166_1": "AU", "zones": ["Australia/Perth", "Australia/Sydney"]},
    {"iso_3166_1": "GB", "zones": ["Europe/London"]},
    {"iso_3166_1": "JP", "zones": None},
]


def chart_page(slug: str, kind: str = "movie", locale: Locale = BRITISH, **more: Any) -> ChartPage:
    return ChartPage(CHARTS[kind, slug], locale, **more)


def chart(page: ChartPage, data: Any, **others: Outcome) -> ChartView:
    return page.view({"chart": answer(data), **others})


@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_has_a_call_a_title_and_an_address(key: tuple[str, str]) -> None:
    page = ChartPage(CHARTS[key], GERMAN, 3)
    parameters = dict(page.calls()["chart"].query)
    assert (parameters["language"], parameters["page"]) == ("de-DE", "3")
    metadata = chart(page, {}, timezones=answer([])).metadata
    assert metadata.title == CHARTS[key].title
    assert metadata.canonical == chart_url(*key)


def test_only_where_tmdb_has_a_filter_for_a_country_the_page_speaks_of_it() -> None:
    assert chart(chart_page("popular"), {}).intro.endswith("As seen from the United Kingdom.")
    assert "for the whole world" in chart(chart_page("popular", "tv"), {}).intro


def test_this_week_is_the_seven_days_around_today() -> None:
    calls = chart_page("this-week", locale=GERMAN).calls()
    today = datetime.now(UTC).date()
    week, earlier = dict(calls["chart"].query), dict(calls["earlier"].query)
    assert week["release_date.gte"] == (today - timedelta(days=6)).isoformat()
    assert week["release_date.lte"] == (today + timedelta(days=1)).isoformat()
    assert earlier["release_date.lte"] == (today - timedelta(days=7)).isoformat()
    assert week["region"] == earlier["region"] == "DE"
    assert "earlier" not in chart_page("this-week", number=2).calls()


def test_the_newest_before_this_week_stand_below_if_tmdb_answered() -> None:
    page, films = chart_page("this-week"), {"results": [{"id": 603, "title": "The Matrix"}]}
    assert [card.id for card in chart(page, {}, earlier=answer(films)).earlier_cards] == [603]
    assert chart(page, films, earlier=DOWN).earlier_cards == []
    assert chart(chart_page("popular"), films).earlier_cards == []


def test_an_empty_chart_leads_to_what_is_popular() -> None:
    empty = chart(chart_page("upcoming"), {"results": []}).empty
    assert empty
    assert (empty.text, empty.url) == ("TMDB knows of nothing that fits in the United Kingdom.", "/movies/popular/")
    of_television = chart(chart_page("airing-today", "tv"), {"results": []}, timezones=answer(ZONES)).empty
    assert of_television
    assert of_television.text.endswith("in this time zone.")


def test_with_cards_or_beyond_the_end_nothing_stands_in_their_place() -> None:
    assert chart(chart_page("popular"), {"results": [{"id": 1, "title": "A"}]}).empty is None
    beyond = chart(chart_page("popular", number=9), {"results": [], "total_pages": 2})
    assert beyond.empty is None
    assert beyond.pager.is_beyond


def test_the_visitors_time_zones_come_first_and_the_chosen_one_is_marked() -> None:
    page = chart_page("on-the-air", "tv", timezone="Australia/Sydney")
    view = chart(page, {"total_pages": 4}, timezones=answer(ZONES))
    assert view.timezones == [
        ("United Kingdom", [("Europe/London", False)]),
        ("Australia", [("Australia/Perth", False), ("Australia/Sydney", True)]),
        ("Japan", []),
    ]
    assert view.pager.next_url == "?timezone=Australia%2FSydney&page=2"
    assert dict(page.calls()["chart"].query)["timezone"] == "Australia/Sydney"


def test_without_a_choice_it_is_the_countrys_first_time_zone() -> None:
    assert default_timezone("DE") == "Europe/Berlin"
    assert default_timezone("XX") is None
    view = chart(chart_page("on-the-air", "tv", GERMAN), {}, timezones=DOWN)
    assert (view.timezones, view.default_timezone_label) == ([], "Your country’s (Europe/Berlin)")
    nowhere = chart(chart_page("on-the-air", "tv", Locale("en-GB", "XX")), {}, timezones=DOWN)
    assert nowhere.default_timezone_label == "TMDB’s own (New York)"


def test_tabs_are_the_charts_of_a_kind_and_what_was_entered_last() -> None:
    assert build_chart_tabs("person", "latest") == [
        ("Popular people", "/people/popular/", False),
        ("Latest", "/people/latest/", True),
    ]
    assert [tab for tab in build_chart_tabs("tv", "top-rated") if tab[2]] == [
        ("Top rated shows", "/tv/top-rated/", True)
    ]


def test_a_chart_that_tmdb_did_not_answer_is_no_page() -> None:
    with pytest.raises(Unavailable):
        chart_page("popular").view({"chart": DOWN})


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_answers_are_an_empty_chart(key: tuple[str, str], value: Any) -> None:
    for data in (value, {"results": value, "total_pages": value}):
        view = chart(ChartPage(CHARTS[key], BRITISH), data, timezones=answer(value), earlier=answer(value))
        assert view.cards == view.earlier_cards == []
        assert view.empty
        assert not view.pager.next_url or view.pager.total == 7
        assert all(zones == [] for _, zones in view.timezones)
