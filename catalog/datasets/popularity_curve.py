"""The curve of popularity on details pages: a fragment, since it is newer than TMDB's answer about the title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from catalog.datasets import popularity_file
from catalog.display.formatting import format_date
from catalog.display.fragments import Placeholder
from catalog.http import Request

WIDTH, HEIGHT = 600, 120  # of the drawing, in its own units
HEADROOM = 1.08  # the drawing's height, in heights of the highest point
MIN_POINTS = 3  # that make a curve


@dataclass(frozen=True)
class PopularityCurve:
    """A curve to be drawn.

    `line` and `area` are paths for SVG; `rows` the same for those who read it, the latest day first.
    """

    line: str
    area: str
    rows: list[tuple[str, float]]
    first: str
    last: str
    lowest: float
    highest: float


def build_curve(points: Sequence[tuple[date, float]]) -> PopularityCurve | None:
    """Build the curve of (day, popularity), the earliest first; None where there is too little to draw."""
    if len(points) < MIN_POINTS:
        return None
    days = [day.toordinal() for day, _ in points]
    values = [value for _, value in points]
    span, top = max(days[-1] - days[0], 1), max(*values, 0.1) * HEADROOM
    places = [
        (round((day - days[0]) / span * WIDTH, 1), round(HEIGHT - value / top * HEIGHT, 1))
        for day, value in zip(days, values, strict=True)
    ]
    line = "M" + " L".join(f"{x},{y}" for x, y in places)
    return PopularityCurve(
        line=line,
        area=f"{line} L{WIDTH},{HEIGHT} L0,{HEIGHT} Z",
        rows=[(format_date(day.isoformat()), value) for day, value in reversed(points)],
        first=format_date(points[0][0].isoformat()),
        last=format_date(points[-1][0].isoformat()),
        lowest=min(values),
        highest=max(values),
    )


class CurveFragments:
    """The fragments "popularity": the same for every visitor."""

    def is_personal(self, request: Request) -> bool:
        return False

    def render_fragments(self, request: Request, placeholders: Sequence[Placeholder]) -> dict[Placeholder, str]:
        wanting = [place for place in placeholders if place.name == "popularity" and len(place.subject) == 2]
        return {place: _render_curve(request, *place.subject) for place in wanting}


def _render_curve(request: Request, kind: str, tmdb_id: str) -> str:
    curve = build_curve(popularity_file.history(kind, int(tmdb_id)))
    return render_to_string("partials/curve.html", {"curve": curve}, request) if curve else ""
