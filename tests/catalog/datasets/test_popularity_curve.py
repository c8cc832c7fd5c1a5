"""The curve of popularity: what is drawn, and for what it is drawn."""

from datetime import date, timedelta
from typing import cast

import pytest
from django.test import RequestFactory

from catalog.datasets import popularity_file
from catalog.datasets.popularity_curve import HEIGHT, MIN_POINTS, WIDTH, CurveFragments, build_curve
from catalog.display.fragments import Placeholder
from catalog.http import Request

FIRST_DAY = date(2026, 11, 1)


def points(*values: float) -> list[tuple[date, float]]:
    return [(FIRST_DAY + timedelta(days=number), value) for number, value in enumerate(values)]


def fragments(*placeholders: Placeholder) -> dict[Placeholder, str]:
    return CurveFragments().render_fragments(cast("Request", RequestFactory().get("/")), placeholders)


@pytest.mark.parametrize("number", range(MIN_POINTS))
def test_too_few_points_make_no_curve(number: int) -> None:
    assert build_curve(points(*[1.0] * number)) is None


def test_a_curve_goes_from_edge_to_edge_and_is_told_in_rows() -> None:
    curve = build_curve(points(10.0, 20.0, 5.0))
    assert curve
    assert curve.line.startswith("M0.0,")
    assert curve.line.rpartition(" L")[2].startswith(f"{WIDTH}.0,")
    assert curve.area.endswith(f"L{WIDTH},{HEIGHT} L0,{HEIGHT} Z")
    assert curve.rows == [("3 November 2026", 5.0), ("2 November 2026", 20.0), ("1 November 2026", 10.0)]
    assert (curve.first, curve.last) == ("1 November 2026", "3 November 2026")
    assert (curve.lowest, curve.highest) == (5.0, 20.0)


@pytest.mark.parametrize("values", [(0.0, 0.0, 0.0), (5.0, 5.0, 5.0)])
def test_what_does_not_move_is_a_level_line(values: tuple[float, ...]) -> None:
    curve = build_curve(points(*values))
    assert curve
    heights = {place.partition(",")[2] for place in curve.line[1:].split(" L")}
    assert len(heights) == 1


def test_points_of_one_day_do_not_divide_by_nothing() -> None:
    assert build_curve([(FIRST_DAY, 1.0)] * 3)


def test_a_placeholder_of_popularity_has_its_curve(monkeypatch: pytest.MonkeyPatch) -> None:
    histories = {("movie", 603): points(1.0, 2.0, 3.0)}
    monkeypatch.setattr(popularity_file, "history", lambda kind, tmdb_id: histories.get((kind, tmdb_id), []))
    film, show = Placeholder("popularity", ("movie", "603")), Placeholder("popularity", ("tv", "1399"))
    others = [Placeholder("card", ("movie", "603")), Placeholder("popularity", ("movie",))]
    html = fragments(film, show, *others)
    assert set(html) == {film, show}
    assert "<path" in html[film]
    assert html[show] == ""


def test_a_curve_is_the_same_for_everybody() -> None:
    assert not CurveFragments().is_personal(cast("Request", RequestFactory().get("/")))
