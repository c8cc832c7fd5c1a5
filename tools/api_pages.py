"""The site's pages, each with an address where it can be seen, and what it asks TMDB for: by its own description
(`Page.calls`), so nothing has to be asked to know it."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve, reverse

from catalog.http import Request
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, KINDS, chart_url
from catalog.pages.person.sections import SECTIONS as PERSON_SECTIONS
from catalog.pages.title.part_changes import PartChangesPage
from catalog.pages.title.sections import SECTIONS
from catalog.rendering import Page
from catalog.search.page import TYPES
from tmdb import OPERATIONS, Call

MOVIE, SHOW, SEASON, EPISODE, PERSON = [603], [1399], [1399, 1], [1399, 1, 1], [6384]
ORDER = f"{1399:020x}0001"


@dataclass(frozen=True)
class Entry:
    """`behind`: the label of the page that this one stands behind, and whose request it shares."""

    label: str
    address: str
    behind: str = ""


def entries() -> Iterator[Entry]:
    yield Entry("Front page", reverse("catalog:home"))
    yield from _titles()
    yield from _places()
    yield from _lists()


def _titles() -> Iterator[Entry]:
    for label, name, ids, sections in (
        ("Film", "movie", MOVIE, SECTIONS["movie"]),
        ("Show", "tv", SHOW, SECTIONS["tv"]),
        ("Person", "person", PERSON, PERSON_SECTIONS),
    ):
        yield Entry(label, reverse(f"catalog:{name}", args=ids))
        for slug, section in sections.items():
            yield Entry(f"{label}: {section.label.lower()}", reverse(f"catalog:{name}_{slug}", args=ids), label)
    for kind, ids in (("movie", MOVIE), ("tv", SHOW)):
        label = "Film" if kind == "movie" else "Show"
        yield Entry(f"{label}: reviews, further pages", reverse(f"catalog:{kind}_reviews", args=ids) + "?page=2", label)
    yield Entry("Season", reverse("catalog:season", args=SEASON))
    yield Entry("Season: changes", reverse("catalog:season_changes", args=SEASON), "Season")
    yield Entry("Episode", reverse("catalog:episode", args=EPISODE))
    yield Entry("Episode: changes", reverse("catalog:episode_changes", args=EPISODE), "Episode")
    yield Entry("Order of episodes", reverse("catalog:order", args=[*SHOW, ORDER]))


def _places() -> Iterator[Entry]:
    yield Entry("Collection", reverse("catalog:collection", args=[2344]))
    for label, name, number in (("Company", "company", 174), ("Network", "network", 49), ("Keyword", "keyword", 4565)):
        yield Entry(label, reverse(f"catalog:{name}", args=[number]))
        if name != "network":
            yield Entry(f"{label}: shows", reverse(f"catalog:{name}", args=[number]) + "?type=tv", label)
    yield Entry("Credit", reverse("catalog:credit", args=["e8349087dc07c31689912fd6"]))
    yield Entry("Review", reverse("catalog:review", args=["dab13920cda8a6850d497bf4"]))
    yield Entry("List at TMDB", reverse("catalog:list", args=[8300003]))


def _lists() -> Iterator[Entry]:
    for chart in CHARTS.values():
        yield Entry(f"Chart: {chart.title.lower()}", chart_url(chart.kind, chart.slug))
    for kind, label in (("movie", "film"), ("tv", "show"), ("person", "person")):
        yield Entry(f"The latest {label}", chart_url(kind, "latest"))
    for kind, label in KINDS.items():
        yield Entry(f"Trending: {label.lower()}", f"{reverse('catalog:trending')}?type={kind}")
    yield Entry("Discover films", reverse("catalog:discover_movie"))
    yield Entry("Discover shows", reverse("catalog:discover_tv"))
    for kind, label in TYPES.items():
        yield Entry(f"Search: {label.lower()}", f"{reverse('catalog:search')}?q=matrix&type={kind}")
    yield Entry("Find by an id", f"{reverse('catalog:find')}?id=tt0133093")


def asked(entry: Entry) -> list[str]:
    """Operations that the page asks for, in its order, parts appended to a request among them."""
    return list(dict.fromkeys(identity for call in _page(entry).calls() for identity in operations(call)))


def own(entry: Entry) -> list[str]:
    """Without what the page that it stands behind has asked for."""
    shared = {one.label: one for one in entries()}.get(entry.behind)
    known = asked(shared) if shared else []
    return [identity for identity in asked(entry) if identity not in known]


def name(entry: Entry) -> str:
    """Of its address, in `catalog.urls`."""
    return str(_match(entry).url_name)


def _match(entry: Entry) -> ResolverMatch:
    return resolve(entry.address.partition("?")[0])


def _page(entry: Entry) -> Page:
    match = _match(entry)
    if match.url_name in {"season_changes", "episode_changes"}:
        # Its address alone does not tell the part's own id, for which the season's or episode's page is read.
        return PartChangesPage(str(match.url_name).partition("_")[0], 1, "", "", Locale())
    request = cast(Request, RequestFactory().get(entry.address))
    request.locale = Locale()
    made: Page | HttpResponse = inspect.unwrap(match.func)(request, *match.args, **match.kwargs)
    if isinstance(made, HttpResponse):
        raise TypeError(f"{entry.address} is no page of its own.")
    return made


def operations(call: Call) -> Iterator[str]:
    """The operation of a call, and those of its parts."""
    yield call.operation.id
    for part in filter(None, dict(call.query).get("append_to_response", "").split(",")):
        if identity := part_of(call.operation.path, part):
            yield identity


def part_of(path: str, part: str) -> str:
    """The operation whose answer a part is: `season/1/images` of a show is the pictures of a season."""
    return _BY_SHAPE.get(shape(f"{path}/{part}"), "")


def shape(path: str) -> str:
    """A path with what varies left out: names in braces, and numbers of seasons and episodes."""
    return "/".join("*" if step.startswith("{") or step.isdecimal() else step for step in path.split("/"))


_BY_SHAPE = {shape(one.path): one.id for one in OPERATIONS.values() if one.method == "GET"}
