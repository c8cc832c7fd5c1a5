"""Seasons and episodes as rows of a list, the same on the pages of show, season and episode."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.display import urls
from catalog.display.formatting import format_count, format_date, format_runtime
from catalog.display.images import images
from tmdb.images import Picture
from tmdb.payload import JSON, get_float, get_int, get_str, parse_year


@dataclass(frozen=True, slots=True)
class SeasonRow:
    number: int
    name: str
    url: str
    year: str
    episodes: str
    overview: str
    picture: Picture | None
    score: float | None


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    season: int
    number: int
    name: str
    url: str
    date: str
    runtime: str
    overview: str
    picture: Picture | None
    score: float | None
    votes: int
    is_finale: bool
    show_id: int = 0

    @property
    def code(self) -> str:
        """Return "S1 E3"."""
        return f"S{self.season} E{self.number}"


def build_season_rows(rows: Iterable[JSON], show_id: int) -> list[SeasonRow]:
    """Return the seasons that have an address."""
    return [season for row in rows if (season := build_season_row(row, show_id)).url]


def build_episode_rows(rows: Iterable[JSON], show_id: int) -> list[EpisodeRow]:
    """Return the episodes that have an address."""
    return [episode for row in rows if (episode := build_episode_row(row, show_id)).url]


def build_season_row(row: JSON, show_id: int) -> SeasonRow:
    number = get_int(row, "season_number")
    count = get_int(row, "episode_count")
    return SeasonRow(
        number=number,
        name=get_str(row, "name") or ("Specials" if number == 0 else f"Season {number}"),
        url=urls.season(show_id, number),
        year=parse_year(get_str(row, "air_date")),
        episodes=format_count(count, "episode") if count else "",
        overview=get_str(row, "overview"),
        picture=images().poster(get_str(row, "poster_path")),
        score=get_float(row, "vote_average") or None,
    )


def build_episode_row(row: JSON, show_id: int) -> EpisodeRow:
    season, number = get_int(row, "season_number"), get_int(row, "episode_number")
    votes = get_int(row, "vote_count")
    return EpisodeRow(
        season=season,
        number=number,
        name=get_str(row, "name") or f"Episode {number}",
        url=urls.episode(show_id, season, number),
        date=format_date(get_str(row, "air_date")),
        runtime=format_runtime(get_int(row, "runtime")),
        overview=get_str(row, "overview"),
        picture=images().still(get_str(row, "still_path")),
        score=get_float(row, "vote_average") if votes else None,
        votes=votes,
        is_finale=get_str(row, "episode_type") == "finale",
        show_id=show_id,
    )
