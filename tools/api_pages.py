"""The site's pages, each with an example of its address and the operations of TMDB's API that it needs.

The operations come from the page's own description (`Page.calls`), so that no request is page.
"""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve, reverse

from catalog.http import Request
from catalog.locale import Locale
from catalog.pages.charts import CHARTS, chart_url
from catalog.pages.page import Page
from catalog.pages.person.sections import SECTIONS as PERSON_SECTIONS
from catalog.pages.title.part_changes import PartChangesPage
from catalog.pages.title.sections import SECTIONS
from catalog.pages.trending import TRENDING_KINDS
from catalog.search.page import TYPES
from tmdb import OPERATIONS, Call

MOVIE, SHOW, SEASON, EPISODE, PERSON = [603], [1399], [1399, 1], [1399, 1, 1], [6384]
ORDER = f"{1399:020x}0001"


@dataclass(frozen=True)
class PageEntry:
    """A page of the table. `behind` is the label of the page that leads to it and whose request it shares."""

    label: str
    address: str
    behind: str = ""


def list_pages() -> Iterator[PageEntry]:
    yield PageEntry("Front page", reverse("catalog:home"))
    yield from _list_titles()
    yield from _list_places()
    yield from _list_charts_and_searches()


def _list_titles() -> Iterator[PageEntry]:
    for label, name, ids, sections in (
        ("Film", "movie", MOVIE, SECTIONS["movie"]),
        ("Show", "tv", SHOW, SECTIONS["tv"]),
        ("Person", "person", PERSON, PERSON_SECTIONS),
    ):
        yield PageEntry(label, reverse(f"catalog:{name}", args=ids))
        for slug, section in sections.items():
            yield PageEntry(f"{label}: {section.label.lower()}", reverse(f"catalog:{name}_{slug}", args=ids), label)
    for kind, ids in (("movie", MOVIE), ("tv", SHOW)):
        label = "Film" if kind == "movie" else "Show"
        yield PageEntry(
            f"{label}: reviews, further pages", reverse(f"catalog:{kind}_reviews", args=ids) + "?page=2", label
        )
    yield PageEntry("Season", reverse("catalog:season", args=SEASON))
    yield PageEntry("Season: changes", reverse("catalog:season_changes", args=SEASON), "Season")
    yield PageEntry("Episode", reverse("catalog:episode", args=EPISODE))
    yield PageEntry("Episode: changes", reverse("catalog:episode_changes", args=EPISODE), "Episode")
    yield PageEntry("Order of episodes", reverse("catalog:order", args=[*SHOW, ORDER]))


def _list_places() -> Iterator[PageEntry]:
    yield PageEntry("Collection", reverse("catalog:collection", args=[2344]))
    for label, name, number in (("Company", "company", 174), ("Network", "network", 49), ("Keyword", "keyword", 4565)):
        yield PageEntry(label, reverse(f"catalog:{name}", args=[number]))
        if name != "network":
            yield PageEntry(f"{label}: shows", reverse(f"catalog:{name}", args=[number]) + "?type=tv", label)
    yield PageEntry("Credit", reverse("catalog:credit", args=["e8349087dc07c31689912fd6"]))
    yield PageEntry("Review", reverse("catalog:review", args=["dab13920cda8a6850d497bf4"]))
    yield PageEntry("List at TMDB", reverse("catalog:list", args=[8300003]))


def _list_charts_and_searches() -> Iterator[PageEntry]:
    for chart in CHARTS.values():
        yield PageEntry(f"Chart: {chart.title.lower()}", chart_url(chart.kind, chart.slug))
    for kind, label in (("movie", "film"), ("tv", "show"), ("person", "person")):
        yield PageEntry(f"The latest {label}", chart_url(kind, "latest"))
    for kind, label in TRENDING_KINDS.items():
        yield PageEntry(f"Trending: {label.lower()}", f"{reverse('catalog:trending')}?type={kind}")
    yield PageEntry("Discover films", reverse("catalog:discover_movie"))
    yield PageEntry("Discover shows", reverse("catalog:discover_tv"))
    for kind, label in TYPES.items():
        yield PageEntry(f"Search: {label.lower()}", f"{reverse('catalog:search')}?q=matrix&type={kind}")
    yield PageEntry("Find by an id", f"{reverse('catalog:find')}?id=tt0133093")


def list_operations(entry: PageEntry) -> list[str]:
    """Return the operations that a page needs, in its order, those of appended parts among them."""
    return list(
        dict.fromkeys(identity for call in _build_page(entry).calls().values() for identity in split_call(call))
    )


def list_new_operations(entry: PageEntry) -> list[str]:
    """Return the operations that a page needs besides those of the page behind which it stands."""
    behind = {page.label: page for page in list_pages()}.get(entry.behind)
    shared = list_operations(behind) if behind else []
    return [identity for identity in list_operations(entry) if identity not in shared]


def get_url_name(entry: PageEntry) -> str:
    """Return the name of a page's address in `catalog.urls`."""
    return str(_resolve(entry).url_name)


def _resolve(entry: PageEntry) -> ResolverMatch:
    return resolve(entry.address.partition("?")[0])


def _build_page(entry: PageEntry) -> Page:
    match = _resolve(entry)
    if match.url_name in {"season_changes", "episode_changes"}:
        # The address does not tell the id of the season or episode: the view reads the page of that for it.
        return PartChangesPage(str(match.url_name).partition("_")[0], 1, "", "", Locale())
    request = cast(Request, RequestFactory().get(entry.address))
    request.locale = Locale()
    page: Page | HttpResponse = inspect.unwrap(match.func)(request, *match.args, **match.kwargs)
    if isinstance(page, HttpResponse):
        raise TypeError(f"{entry.address} is no page of its own.")
    return page


def split_call(call: Call) -> Iterator[str]:
    """Yield the operation of a call and those of its appended parts."""
    yield call.operation.id
    for part in filter(None, dict(call.query).get("append_to_response", "").split(",")):
        if identity := find_part(call.operation.path, part):
            yield identity


def find_part(path: str, part: str) -> str:
    """Return the operation that an appended part stands for: `season/1/images` of a show is a season's images."""
    return _BY_PATH.get(normalize_path(f"{path}/{part}"), "")


def normalize_path(path: str) -> str:
    """Return a path with "*" for what varies: names in braces, and numbers of seasons and episodes."""
    return "/".join("*" if step.startswith("{") or step.isdecimal() else step for step in path.split("/"))


_BY_PATH = {
    normalize_path(operation.path): operation.id for operation in OPERATIONS.values() if operation.method == "GET"
}
