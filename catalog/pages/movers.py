"""Popularity over time: a curve on details pages, and who rises and falls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string

from catalog import search
from catalog.datasets import popularity_file
from catalog.display import urls
from catalog.display.cards import Card
from catalog.display.formatting import date_words
from catalog.display.fragments import Placeholder
from catalog.display.images import images

WIDTH, HEIGHT = 600, 120  # of the drawing, in its own units
FEWEST = 3  # points that make a curve
WINDOWS = {"day": ("Since yesterday", 1), "week": ("In a week", 7), "month": ("In a month", 30)}
KINDS = {"movie": "Films", "tv": "Shows", "person": "People"}


@dataclass(frozen=True)
class Curve:
    """`line` and `area` are paths for SVG; `rows` the same for those who read them."""

    line: str
    area: str
    rows: list[tuple[str, float]]
    first: str
    last: str
    lowest: float
    highest: float


def curve(points: Sequence[tuple[date, float]]) -> Curve | None:
    """None where there is too little to draw."""
    if len(points) < FEWEST:
        return None
    days = [day.toordinal() for day, _ in points]
    values = [value for _, value in points]
    span, top = max(days[-1] - days[0], 1), max(*values, 0.1) * 1.08
    places = [
        (round((day - days[0]) / span * WIDTH, 1), round(HEIGHT - value / top * HEIGHT, 1))
        for day, value in zip(days, values, strict=True)
    ]
    line = "M" + " L".join(f"{x},{y}" for x, y in places)
    return Curve(
        line=line,
        area=f"{line} L{WIDTH},{HEIGHT} L0,{HEIGHT} Z",
        rows=[(date_words(day.isoformat()), value) for day, value in reversed(points)],
        first=date_words(points[0][0].isoformat()),
        last=date_words(points[-1][0].isoformat()),
        lowest=min(values),
        highest=max(values),
    )


class Curves:
    """Fills the places for curves: the same for everybody, and newer than what TMDB said of the title."""

    def is_personal(self, request: HttpRequest) -> bool:
        return False

    def filled(self, request: HttpRequest, places: Sequence[Placeholder]) -> dict[Placeholder, str]:
        made: dict[Placeholder, str] = {}
        for place in places:
            name, about = place
            if name == "popularity" and len(about) == 2:
                found = curve(popularity_file.history(about[0], int(about[1])))
                made[place] = render_to_string("partials/curve.html", {"curve": found}, request) if found else ""
        return made


@dataclass(frozen=True)
class Mover:
    card: Card
    now: float
    then: float

    @property
    def percent(self) -> int:
        return round((self.now - self.then) / self.then * 100)


@dataclass
class Movers:
    """Who rose and who fell most, by kind and window."""

    kind: str
    window: str
    day: str
    risers: list[Mover]
    fallers: list[Mover]
    title = heading = "Rising and falling"

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [(label, f"?type={key}&window={self.window}", key == self.kind) for key, label in KINDS.items()]

    @property
    def windows(self) -> list[tuple[str, str, bool]]:
        return [(label, f"?type={self.kind}&window={key}", key == self.window) for key, (label, _) in WINDOWS.items()]


def movers(kind: str, window: str) -> Movers:
    day, found = popularity_file.movers(kind, WINDOWS[window][1])
    names = search.title_index().find_by_ids(kind, [number for number, _, _ in found])
    made = [Mover(_card(kind, names[number]), now, then) for number, now, then in found if number in names]
    risers = [one for one in made if one.now > one.then][:20]
    fallers = [one for one in reversed(made) if one.now < one.then][:20]
    return Movers(kind, window, date_words(day.isoformat()) if day else "", risers, fallers)


def _card(kind: str, hit: search.Hit) -> Card:
    picture = images().profile("") if kind == "person" else images().poster(hit.poster)
    return Card(
        kind=kind,
        id=hit.id,
        title=hit.name,
        url=urls.of(kind, hit.id, hit.name),
        picture=picture,
        year=hit.year,
    )
