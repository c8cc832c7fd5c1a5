"""The page of those whose popularity rises or falls most."""

from dataclasses import dataclass

from catalog import search
from catalog.datasets import popularity_file
from catalog.display import urls
from catalog.display.cards import Card
from catalog.display.formatting import format_date
from catalog.display.images import images

MAX_MOVERS = 20  # in each direction
MOVER_WINDOWS = {"day": ("Since yesterday", 1), "week": ("In a week", 7), "month": ("In a month", 30)}  # (label, days)
MOVER_KINDS = {"movie": "Films", "tv": "Shows", "person": "People"}


@dataclass(frozen=True)
class Mover:
    """A title or person, with its popularity `now` and at the beginning of the window."""

    card: Card
    now: float
    then: float

    @property
    def percent(self) -> int:
        return round((self.now - self.then) / self.then * 100)


@dataclass
class MoversView:
    """Who rose and who fell most, by kind and window."""

    kind: str
    window: str
    day: str
    risers: list[Mover]
    fallers: list[Mover]
    heading = "Rising and falling"

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [(label, f"?type={key}&window={self.window}", key == self.kind) for key, label in MOVER_KINDS.items()]

    @property
    def windows(self) -> list[tuple[str, str, bool]]:
        return [
            (label, f"?type={self.kind}&window={key}", key == self.window) for key, (label, _) in MOVER_WINDOWS.items()
        ]


def build_movers(kind: str, window: str) -> MoversView:
    """Build the view of those that the site's own search index has a name for."""
    day, rows = popularity_file.movers(kind, MOVER_WINDOWS[window][1])
    hits = search.title_index().find_by_ids(kind, [tmdb_id for tmdb_id, _, _ in rows])
    movers = [Mover(_build_card(kind, hits[tmdb_id]), now, then) for tmdb_id, now, then in rows if tmdb_id in hits]
    risers = [mover for mover in movers if mover.now > mover.then][:MAX_MOVERS]
    fallers = [mover for mover in reversed(movers) if mover.now < mover.then][:MAX_MOVERS]
    return MoversView(kind, window, format_date(day.isoformat()) if day else "", risers, fallers)


def _build_card(kind: str, hit: search.Hit) -> Card:
    picture = images().profile("") if kind == "person" else images().poster(hit.poster)
    return Card(
        kind=kind,
        id=hit.id,
        title=hit.name,
        url=urls.page(kind, hit.id, hit.name),
        picture=picture,
        year=hit.year,
    )
