"""Every component of the site with sample data, on one page: to look at, and to test."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from catalog.display.cards import Card
from catalog.display.facts import Fact, Link, build_fact
from catalog.display.paging import Pager
from catalog.pages.person.person import Work
from tmdb.images import Picture

SHAPES = {
    "poster": (342, 513),
    "profile": (185, 278),
    "backdrop": (1280, 720),
    "still": (300, 169),
    "logo": (92, 92),
}
SIZES = {"poster": "w342", "profile": "w185", "backdrop": "w1280", "still": "w300", "logo": "w92"}


def picture(kind: str, number: int, role: str, language: str = "") -> Picture:
    """Return one of the demo's drawings."""
    name = "-".join(part for part in (kind, str(number), role, language, "1") if part)
    src = f"{get_script_prefix()}demo/t/p/{SIZES[role]}/{name}.jpg"
    width, height = SHAPES[role]
    return Picture(src=src, srcset=f"{src} {width}w", width=width, height=height)


def film(number: int, title: str, year: str, score: float | None, *, lang: str = "", drawn: bool = True) -> Card:
    poster = picture("movie", number, "poster", "en") if drawn else None
    return Card("movie", number, title, "#", poster, lang, year, "", score, 1999)


def person(number: int, name: str, note: str, *, drawn: bool = True) -> Card:
    portrait = picture("person", number, "profile") if drawn else None
    return Card("person", number, name, "#", portrait, note=note)


def films() -> list[Card]:
    return [
        film(603, "The Matrix", "1999", 8.2),
        film(62, "2001: A Space Odyssey", "1968", 8.1),
        film(387, "Das Boot", "1981", 8.1),
        film(843, "花樣年華", "2000", 8.1, lang="zh"),
        film(78, "Blade Runner", "1982", 7.9),
        film(999_999_001, "A Film without a Poster", "1974", 6.4, drawn=False),
        film(348, "Alien", "1979", 8.2),
        film(426, "Vertigo", "1958", 8.2),
        film(289, "Casablanca", "1943", 8.2),
        film(999_999_002, "Not Yet Rated", "2027", None, drawn=False),
    ]


def people() -> list[Card]:
    return [
        person(6384, "Keanu Reeves", "Neo"),
        person(2975, "Laurence Fishburne", "Morpheus"),
        person(530, "Carrie-Anne Moss", "Trinity"),
        person(1331, "Hugo Weaving", "Agent Smith"),
        person(999_999_003, "Gloria Foster", "Oracle", drawn=False),
        person(532, "Joe Pantoliano", "Cypher"),
        person(999_999_004, "Marcus Chong", "Tank", drawn=False),
        person(9364, "Belinda McClory", "Switch"),
    ]


TEXTS: dict[str, Any] = {
    "tagline": "The office was never the real problem.",
    "overview": "An office worker by day and hacker by night is told that the world he wakes up to "
    "is a programme, run for the benefit of somebody else. Leaving it takes one pill; staying out "
    "takes more. Green rain, long coats, and a fight in which physics is a matter of opinion.",
}
ORIGINAL: dict[str, Any] = {
    "tagline": "",
    "overview": "Two neighbours find out why her husband and his wife are so often away.",
    "overview_lang": "en",
    "is_english_instead": True,
    "original_title": "花樣年華",
    "original_lang": "zh",
}


@dataclass
class TitlePage:
    """The view-model of a film's page, as far as its header shows it."""

    heading: str = "The Matrix"
    year: str = "1999"
    line: tuple[str, ...] = ("1999", "15", "2 h 16 min")
    score: float = 8.2
    votes: int = 25310
    texts: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(**TEXTS))
    poster: Picture | None = field(default_factory=lambda: picture("movie", 603, "poster", "en"))
    backdrop: Picture | None = field(default_factory=lambda: picture("movie", 603, "backdrop"))


def icon_names() -> list[str]:
    """Return the names of the sprite's icons."""
    sprite = Path(settings.BASE_DIR) / "static" / "img" / "icons.svg"
    return re.findall(r'<symbol id="([\w-]+)" viewBox="0 0 24 24"', sprite.read_text())


class SampleForm(forms.Form):
    title = forms.CharField(help_text="As it stands on the poster.")
    year = forms.IntegerField(min_value=1888)
    sort = forms.ChoiceField(choices=[("popularity", "Most popular"), ("score", "Best rated")])
    genres = forms.MultipleChoiceField(
        choices=[("878", "Science fiction"), ("27", "Horror"), ("37", "Western")],
        widget=forms.CheckboxSelectMultiple,
    )
    short = forms.BooleanField(label="Only under two hours", required=False)


def people_credited() -> list[SimpleNamespace]:
    return [SimpleNamespace(name=card.title, url="#", role=card.note, picture=card.picture) for card in people()]


def _headers() -> dict[str, Any]:
    plain = TitlePage(heading="In the Mood for Love", line=("2000", "PG", "1 h 39 min"), backdrop=None)
    plain.texts = SimpleNamespace(**ORIGINAL)
    return {
        "title_page": TitlePage(),
        "plain_page": replace(plain, poster=None),
        "hero": SimpleNamespace(
            card=film(62, "2001: A Space Odyssey", "1968", 8.1),
            backdrop=picture("movie", 62, "backdrop"),
            overview="Two astronauts share a ship with a computer that reads lips.",
            reason="Film of the day, because nobody says a word for twenty-five minutes.",
        ),
        "person_page": SimpleNamespace(
            heading="Keanu Reeves",
            portrait=picture("person", 6384, "profile"),
            department="Acting",
            life=["Born 2 September 1964 in Beirut, Lebanon (62)"],
            biography="Plays men of few words, and rides the motorcycles himself.",
        ),
    }


def _episodes() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            code=f"S1 E{number}",
            number=number,
            name=name,
            url="#",
            date="20 January 2008",
            runtime="58 min",
            overview="A chemistry teacher buys a camper van, and not for the holidays.",
            picture=picture("episode", 62084 + number, "still") if number == 1 else None,
            score=8.3,
            is_finale=number == 2,
        )
        for number, name in enumerate(("Pilot", "Cat's in the Bag…"), start=1)
    ]


def _season() -> SimpleNamespace:
    return SimpleNamespace(
        name="Season 1",
        url="#",
        year="2008",
        episodes="7 episodes",
        overview="A chemistry teacher buys a camper van, and not for the holidays.",
        picture=picture("season", 3572, "poster"),
        score=8.2,
    )


def _works() -> list[Work]:
    return [
        Work("", "A Film to Come", "#", "", "movie", "", "", None),
        Work("2023", "John Wick: Chapter 4", "#", "John Wick", "movie", "", "", 7.7),
        Work("2021", "The Matrix Resurrections", "#", "Thomas A. Anderson / Neo", "movie", "", "", 6.4),
        Work("2021", "Inside Job", "#", "himself (voice)", "tv", "2 episodes", "", 8.1),
    ]


def _facts() -> list[Fact]:
    return [
        build_fact("Genres", Link("Action", "#"), Link("Science fiction", "#")),
        build_fact("Released in GB", "11 June 1999, in cinemas"),
        build_fact("Budget", "$63 million"),
    ]


def _crew() -> list[SimpleNamespace]:
    directors = [SimpleNamespace(name=name, url="#") for name in ("Lana Wachowski", "Lilly Wachowski")]
    composer = SimpleNamespace(name="Don Davis", url="#")
    return [
        SimpleNamespace(label="Directed by", people=directors),
        SimpleNamespace(label="Music by", people=[composer]),
    ]


def _offers() -> dict[str, Any]:
    providers = [
        SimpleNamespace(id=8, name="Netflix", picture=picture("provider", 8, "logo")),
        SimpleNamespace(id=0, name="A Cinema of One's Own", picture=None),
    ]
    ways = [
        SimpleNamespace(label="Stream", providers=providers[:1]),
        SimpleNamespace(label="Rent", providers=providers),
    ]
    return {
        "watch": SimpleNamespace(region="GB", link="#", ways=ways),
        "nowhere": SimpleNamespace(region="GB", link="", ways=[], elsewhere=3),
    }


def _review() -> SimpleNamespace:
    content = SafeString("<p>Better than its sunglasses. The <em>first</em> hour is perfect.</p>")
    return SimpleNamespace(author="ada", rating=9.0, date="2024-05-02", content=content, url="#")


def _pictures() -> dict[str, Any]:
    backdrops = [picture("movie", number, "backdrop") for number in (603, 62, 387, 78)]
    return {
        "collection": SimpleNamespace(title="The Matrix Collection", url="#", backdrop=backdrops[0]),
        "video": SimpleNamespace(name="Official trailer", kind="Trailer", url="#", embed_url="about:blank"),
        "gallery": SimpleNamespace(label="Backdrops", kind="backdrop", pictures=backdrops),
    }


def _links() -> dict[str, Any]:
    return {
        "chips": [
            SimpleNamespace(text="Science fiction or horror", remove_url="#"),
            SimpleNamespace(text="1975–1985", remove_url="#"),
            SimpleNamespace(text="under 2 hours", remove_url="#"),
        ],
        "keywords": [Link("virtual reality", "#"), Link("dystopia", "#"), Link("hacker", "#")],
        "tabs": [("Overview", "#", True), ("Cast and crew", "#", False), ("Images", "#", False)],
        "crumbs": [("Breaking Bad", "#"), ("Season 1", "#")],
        "pager": Pager(7, 500),
        "links": [SimpleNamespace(label=site, url="#") for site in ("TMDB", "IMDb", "Wikidata")],
    }


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    context = {
        "cards": films(),
        "people": people(),
        "form": SampleForm({"title": "", "year": "1850", "sort": "score"}),
        "icons": icon_names(),
        "tints": [str(number) for number in range(12)],
        "episodes": _episodes(),
        "season": _season(),
        "works": _works(),
        "facts": _facts(),
        "crew": _crew(),
        "credits": people_credited(),
        "review": _review(),
        **_links(),
        **_headers(),
        **_offers(),
        **_pictures(),
    }
    return render(request, "styleguide/index.html", context)
