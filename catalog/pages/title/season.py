"""The pages of a season and of an episode.

Both are asked for as parts of their show: one request brings the show's name and poster with them. What TMDB can't
append (it leaves unknown parts out without a word) is read from the season's own list of episodes.
"""

from dataclasses import dataclass
from functools import cached_property

from catalog.display import urls
from catalog.display.cards import Card, build_person_cards
from catalog.display.formatting import format_count
from catalog.display.images import choose_poster_path, images
from catalog.gateway import Call, NotFound, api
from catalog.locale import Locale
from catalog.pages.external_links import ExternalLink, build_external_links
from catalog.pages.page import Answers, PageMetadata, require
from catalog.pages.title import credits, parts
from catalog.pages.title.episode_rows import EpisodeRow, SeasonRow, episode_row, episode_rows, season_row, season_rows
from catalog.pages.title.parts import Gallery, TitleParts
from catalog.pages.title.translation import Texts, texts
from tmdb.images import Picture
from tmdb.payload import JSON, get_dict, get_float, get_int, get_rows, get_str, get_value, parse_year

SEASON_PARTS = (
    "season/{}", "season/{}/aggregate_credits", "season/{}/credits", "season/{}/videos", "season/{}/images",
    "season/{}/external_ids", "season/{}/translations", "season/{}/watch/providers",
)  # fmt: skip
EPISODE_PARTS = (
    "season/{}", "season/{}/episode/{}", "season/{}/episode/{}/credits", "season/{}/episode/{}/videos",
    "season/{}/episode/{}/images", "season/{}/episode/{}/external_ids", "season/{}/episode/{}/translations",
)  # fmt: skip


def _gathered(data: JSON, path: str) -> JSON:
    """A part of the show with the parts of its own, as if it had been asked for alone. Raises NotFound."""
    own = get_value(data, path)
    if not isinstance(own, dict):
        raise NotFound
    return own | {key.removeprefix(f"{path}/"): data[key] for key in data if key.startswith(f"{path}/")}


@dataclass(frozen=True)
class SeasonPage:
    show_id: int
    number: int
    locale: Locale
    template = "catalog/tv/season.html"

    def calls(self) -> dict[str, Call]:
        call = api.tv.details(
            self.show_id,
            language=self.locale.language,
            append_to_response=("translations", *(part.format(self.number) for part in SEASON_PARTS)),
            include_image_language=self.locale.image_languages,
            include_video_language=self.locale.video_languages,
        )
        return {"details": call}

    def view(self, answers: Answers) -> "SeasonView":
        show = require(answers["details"])
        return SeasonView(show, _gathered(show, f"season/{self.number}"), self.number, self.locale)


@dataclass
class OfShow:
    """What season and episode say of the show they belong to."""

    show: JSON
    data: JSON
    number: int
    locale: Locale

    @cached_property
    def show_texts(self) -> Texts:
        return texts(self.show, self.locale, title="name")

    @property
    def show_name(self) -> str:
        return self.show_texts.title

    @property
    def show_id(self) -> int:
        return get_int(self.show, "id")

    @property
    def show_url(self) -> str:
        return urls.tv(self.show_id, self.show_name)

    @property
    def id(self) -> int:
        return get_int(self.data, "id")

    @cached_property
    def texts(self) -> Texts:
        # An episode or season has no original title of its own: its name is what TMDB gives.
        return texts(self.data, self.locale, title="name")

    @property
    def url(self) -> str:
        """Return the page's address."""
        raise NotImplementedError

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(
            title=f"{self.show_name}: {self.heading}",
            description=self.texts.overview[:200],
            canonical=self.url,
            tint=parts.tint(self.show),
        )

    @property
    def heading(self) -> str:
        return self.texts.title

    @property
    def parts(self) -> TitleParts:
        return TitleParts(self.data, self.locale, self.show_url)

    @property
    def cast(self) -> list[Card]:
        return build_person_cards(credits.with_role(row) for row in credits.cast(self.data)[: parts.LEADS])


@dataclass
class SeasonView(OfShow):
    @property
    def id(self) -> int:
        """What is appended loses its id; the show's list of seasons has it."""
        row = next((one for one in get_rows(self.show, "seasons") if get_int(one, "season_number") == self.number), {})
        return get_int(row, "id")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.show_name, self.show_url)]

    @property
    def url(self) -> str:
        return urls.season(self.show_id, self.number)

    @property
    def poster(self) -> Picture | None:
        own, found = get_str(self.data, "poster_path"), get_rows(self.data, "images", "posters")
        return images().poster(choose_poster_path(own, found, self.locale) or get_str(self.show, "poster_path"))

    @property
    def backdrop(self) -> Picture | None:
        """A season has none of its own."""
        return images().backdrop(get_str(self.show, "backdrop_path"))

    @property
    def line(self) -> list[str]:
        count = len(get_rows(self.data, "episodes"))
        return [part for part in (parse_year(get_str(self.data, "air_date")), format_count(count, "episode")) if part]

    @property
    def score(self) -> float | None:
        return get_float(self.data, "vote_average") or None

    @property
    def episodes(self) -> list[EpisodeRow]:
        return episode_rows(get_rows(self.data, "episodes"), self.show_id)

    @property
    def seasons(self) -> list[SeasonRow]:
        """All of the show, to go from one to the next."""
        return season_rows(get_rows(self.show, "seasons"), self.show_id)

    @property
    def gallery(self) -> Gallery:
        made = [images().poster(get_str(row, "file_path")) for row in get_rows(self.data, "images", "posters")]
        return Gallery("Posters", "poster", [picture for picture in made if picture])

    @property
    def changes_url(self) -> str:
        return f"{self.url}changes/"

    @property
    def links(self) -> list[ExternalLink]:
        ids = get_dict(self.data, "external_ids")
        return build_external_links("tv", {**ids, "id": self.show_id}, f"/season/{self.number}")


@dataclass(frozen=True)
class EpisodePage:
    show_id: int
    season: int
    number: int
    locale: Locale
    template = "catalog/tv/episode.html"

    def calls(self) -> dict[str, Call]:
        call = api.tv.details(
            self.show_id,
            language=self.locale.language,
            append_to_response=("translations", *(part.format(self.season, self.number) for part in EPISODE_PARTS)),
            include_image_language=self.locale.image_languages,
            include_video_language=self.locale.video_languages,
        )
        return {"details": call}

    def view(self, answers: Answers) -> "EpisodeView":
        show = require(answers["details"])
        season = _gathered(show, f"season/{self.season}")
        row = next((e for e in get_rows(season, "episodes") if get_int(e, "episode_number") == self.number), None)
        if row is None:
            raise NotFound
        path = f"season/{self.season}/episode/{self.number}"
        data = row | (_gathered(show, path) if path in show else {})
        return EpisodeView(show, data, self.number, self.locale, {**season, "season_number": self.season})


@dataclass
class EpisodeView(OfShow):
    season: JSON

    @property
    def url(self) -> str:
        return urls.episode(self.show_id, get_int(self.season, "season_number"), self.number)

    @property
    def subject(self) -> str:
        return f"episode {self.show_id} {get_int(self.season, 'season_number')} {self.number}"

    @property
    def row(self) -> EpisodeRow:
        numbers = {"season_number": get_int(self.season, "season_number"), "episode_number": self.number}
        return episode_row({**self.data, **numbers}, self.show_id)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.show_name, self.show_url), (self.season_row.name, self.season_row.url)]

    @property
    def poster(self) -> Picture | None:
        return images().poster(get_str(self.season, "poster_path") or get_str(self.show, "poster_path"))

    @property
    def backdrop(self) -> Picture | None:
        return images().still(get_str(self.data, "still_path"))

    @property
    def line(self) -> list[str]:
        return [part for part in (self.row.code, self.row.date, self.row.runtime) if part]

    @property
    def score(self) -> float | None:
        return self.row.score

    @property
    def votes(self) -> int:
        return self.row.votes

    @property
    def gallery(self) -> Gallery:
        made = [images().still(get_str(row, "file_path")) for row in get_rows(self.data, "images", "stills")]
        return Gallery("Stills", "still", [picture for picture in made if picture])

    @property
    def season_row(self) -> SeasonRow:
        return season_row(self.season, self.show_id)

    @property
    def guests(self) -> list[Card]:
        found = get_rows(self.data, "guest_stars") or get_rows(self.data, "credits", "guest_stars")
        return build_person_cards(map(credits.with_role, found))

    @property
    def makers(self) -> list[credits.Crew]:
        return credits.key_crew({"credits": {"crew": get_rows(self.data, "crew")}})

    @property
    def before(self) -> EpisodeRow | None:
        return self._neighbour(-1)

    @property
    def after(self) -> EpisodeRow | None:
        return self._neighbour(1)

    def _neighbour(self, step: int) -> EpisodeRow | None:
        for row in get_rows(self.season, "episodes"):
            if get_int(row, "episode_number") == self.number + step:
                return episode_row(row, self.show_id)
        return None

    @property
    def links(self) -> list[ExternalLink]:
        path = f"/season/{get_int(self.season, 'season_number')}/episode/{self.number}"
        ids = get_dict(self.data, "external_ids")
        return build_external_links("tv", {**ids, "id": self.show_id}, path)

    @property
    def changes_url(self) -> str:
        return f"{self.url}changes/"
