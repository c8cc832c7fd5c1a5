"""Views: each reads a page from its address.

What a page shows is in `catalog.pages`, how it is rendered and answered in `catalog.rendering`.
"""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.bounds import TOO_LONG, TOO_MANY, OutOfBounds
from catalog.datasets.movers import MOVER_KINDS, MOVER_WINDOWS, build_movers
from catalog.discover.filters import address, has_too_many, needs_redirect, parse_filters
from catalog.discover.name_lookup import resolve_names
from catalog.discover.page import DiscoverPage
from catalog.display.cards import Card
from catalog.display.paging import parse_page_number
from catalog.gateway import PAGE_DEADLINE, Unavailable, UpstreamProblem, gateway
from catalog.http import Request
from catalog.numbers import parse_number
from catalog.pages.charts import CHARTS, Chart, ChartPage, timezones
from catalog.pages.credit import CreditPage
from catalog.pages.home import HomePage
from catalog.pages.latest import LatestPage
from catalog.pages.page import Page
from catalog.pages.person.person import PersonPage
from catalog.pages.person.sections import SECTIONS as PERSON_SECTIONS
from catalog.pages.places import CollectionPage, PlacePage
from catalog.pages.reviews import ReviewPage
from catalog.pages.title.episode import EpisodePage
from catalog.pages.title.episode_order import EpisodeOrderPage
from catalog.pages.title.page import TitlePage
from catalog.pages.title.part_changes import PartChangesPage
from catalog.pages.title.season import SeasonPage
from catalog.pages.title.sections import SECTIONS, Section
from catalog.pages.tmdb_list import TmdbListPage
from catalog.pages.trending import TRENDING_KINDS, TRENDING_WINDOWS, TrendingPage
from catalog.rendering import page_view, presenting
from catalog.search.find import SOURCES, FindPage, recognise_id
from catalog.search.index import MAX_QUERY_LENGTH, title_index
from catalog.search.page import (
    MAX_SUGGESTIONS,
    TYPES,
    TYPES_WITH_YEAR,
    SearchPage,
    build_hit_card,
    build_suggestion_cards,
)
from tmdb import Deadline

SUGGEST_DEADLINE = 2.0  # seconds; later than that, nobody waits for a suggestion
MAX_ID_LENGTH = 200  # characters of an id or an address at another site


@page_view
def home(request: Request) -> Page:
    return HomePage.today(request.locale)


@page_view
def movie(request: Request, movie_id: int, section: str = "") -> Page:
    options = _section_options(request, SECTIONS["movie"].get(section))
    return TitlePage("movie", movie_id, request.locale, section, *options)


@page_view
def tv(request: Request, show_id: int, section: str = "") -> Page:
    options = _section_options(request, SECTIONS["tv"].get(section))
    return TitlePage("tv", show_id, request.locale, section, *options)


def _section_options(request: Request, section: Section[object] | None) -> tuple[int, str]:
    """Return the page of a section that the address asks for, and the choice: of a language, or a department.

    What the section does not go by is left out, so that an address with more to it is no page of its own.
    Raises BadPage.
    """
    number = parse_page_number(request)
    if section is None:
        return 1, ""
    choice = request.GET.get(section.parameter, "") if section.parameter else ""
    return number if section.is_paged else 1, choice if choice in section.choices else ""


@page_view
def season(request: Request, show_id: int, number: int) -> Page:
    return SeasonPage(show_id, number, request.locale)


@page_view
def episode(request: Request, show_id: int, season: int, number: int) -> Page:
    return EpisodePage(show_id, season, number, request.locale)


@page_view
def part_changes(request: Request, show_id: int, season: int, number: int | None = None) -> Page:
    """Show the changes of a season or an episode; TMDB knows them by an id that only its page has."""
    page: SeasonPage | EpisodePage = SeasonPage(show_id, season, request.locale)
    if number is not None:
        page = EpisodePage(show_id, season, number, request.locale)
    calls = page.calls()
    answer = gateway().read(calls["details"], Deadline.after(PAGE_DEADLINE))
    kind = "season" if number is None else "episode"
    with presenting(calls, request):
        view = page.view({"details": answer})
        return PartChangesPage(kind, view.id, view.metadata.title, view.url, request.locale)


@page_view
def order(request: Request, show_id: int, group_id: str) -> Page:
    return EpisodeOrderPage(show_id, group_id, request.locale)


@page_view
def person(request: Request, person_id: int, section: str = "") -> Page:
    number, _ = _section_options(request, PERSON_SECTIONS.get(section))
    return PersonPage(person_id, request.locale, section, number)


@page_view
def credit(request: Request, credit_id: str) -> Page:
    return CreditPage(credit_id, request.locale)


@page_view
def review(request: Request, review_id: str) -> Page:
    return ReviewPage(review_id)


@page_view
def list_(request: Request, list_id: int) -> Page:
    return TmdbListPage(list_id, request.locale, parse_page_number(request))


@page_view
def latest(request: Request, kind: str) -> Page:
    return LatestPage(kind, request.locale)


@page_view
def collection(request: Request, collection_id: int) -> Page:
    return CollectionPage(collection_id, request.locale)


@page_view
def place(request: Request, kind: str, place_id: int) -> Page:
    shows = request.GET.get("type") == "tv"
    return PlacePage(kind, place_id, request.locale, parse_page_number(request), shows)


@page_view
def chart(request: Request, kind: str, slug: str) -> Page:
    if (kind, slug) not in CHARTS:
        raise Http404
    chart_ = CHARTS[kind, slug]
    return ChartPage(chart_, request.locale, parse_page_number(request), _parse_timezone(request, chart_))


def _parse_timezone(request: Request, chart: Chart) -> str:
    """Return the time zone that the address names, for a chart that goes by one."""
    timezone = request.GET.get("timezone", "")
    return timezone if chart.has_timezone and timezone in timezones() else ""


@page_view
def trending(request: Request) -> Page:
    kind, window = request.GET.get("type", "all"), request.GET.get("window", "day")
    if kind not in TRENDING_KINDS or window not in TRENDING_WINDOWS:
        raise Http404
    return TrendingPage(kind, window, request.locale, parse_page_number(request))


@require_safe
def movers(request: Request) -> HttpResponse:
    kind, window = request.GET.get("type", "movie"), request.GET.get("window", "week")
    if kind not in MOVER_KINDS or window not in MOVER_WINDOWS:
        raise Http404
    return render(request, "catalog/movers.html", {"page": build_movers(kind, window)})


@page_view
def discover(request: Request, kind: str) -> Page | HttpResponse:
    """Show what fits the filters; a filter that makes no sense is a 422.

    What the form sends is redirected to an address with just the filters that are set.
    """
    values = parse_filters(request.GET, kind)
    if has_too_many(values):
        raise OutOfBounds(TOO_MANY)
    resolved = resolve_names(request.GET, values, kind)
    filters = tuple(sorted(resolved.values.items()))
    page = DiscoverPage(kind, filters, request.locale, parse_page_number(request), tuple(resolved.unknown))
    if page.is_invalid:
        context = {"page": page.form_only(), "template": page.template}
        return render(request, "catalog/whole.html", context, status=422)
    if not resolved.unknown and needs_redirect(request.GET, resolved.values):
        target = address(resolved.values, page.number)
        return redirect(f"{request.path}?{target}" if target else request.path)
    return page


@page_view
def search(request: Request) -> Page | HttpResponse:
    page = _parse_search(request)
    if recognise_id(page.query)[0] == "imdb_id":
        return redirect(f"{reverse('catalog:find')}?{_encode_query(id=page.query)}")
    return page


def _parse_search(request: Request) -> SearchPage:
    """Read the search page from an address. Raises OutOfBounds and BadPage."""
    query = " ".join(request.GET.get("q", "").split())
    if len(query) > MAX_QUERY_LENGTH:
        raise OutOfBounds(TOO_LONG)
    kind = request.GET.get("type", "multi")
    year = request.GET.get("year", "")
    has_year = kind in TYPES_WITH_YEAR and len(year) == 4 and parse_number(year) is not None
    return SearchPage(
        query=query,
        type=kind if kind in TYPES else "multi",
        year=year if has_year else "",
        locale=request.locale,
        number=parse_page_number(request),
    )


@require_safe
def suggest(request: Request) -> HttpResponse:
    """Show the list under the search box, for what has been typed so far."""
    page = _parse_search(request)
    context: dict[str, object] = {"query": page.query}
    if hits := title_index().find(page.query, MAX_SUGGESTIONS):
        context["cards"] = [build_hit_card(hit).with_note(hit.other) for hit in hits]
        return render(request, "partials/suggestions.html", context)
    try:
        context["cards"] = _suggested_cards(page, request)
    except Unavailable as error:
        context["trouble"] = error.problem.value
        if error.problem is UpstreamProblem.TOO_MANY:
            response = render(request, "partials/suggestions.html", context, status=429)
            response["Retry-After"] = str(error.retry_after)
            return response
    return render(request, "partials/suggestions.html", context)


def _suggested_cards(page: SearchPage, request: Request) -> list[Card]:
    """Return cards of what TMDB finds, none while nothing has been typed. Raises NotFound or Unavailable."""
    calls = page.calls()
    if not calls:
        return []
    answer = gateway().read(calls["search"], Deadline.after(SUGGEST_DEADLINE))
    with presenting(calls, request):
        return build_suggestion_cards(answer.data, page.locale)


@page_view
def find(request: Request) -> Page:
    source, external_id = request.GET.get("source", ""), request.GET.get("id", "").strip()[:MAX_ID_LENGTH]
    if source not in SOURCES and external_id:
        source, external_id = recognise_id(external_id)
    return FindPage(external_id, source, request.locale)


def _encode_query(**parameters: str) -> str:
    query = QueryDict(mutable=True)
    query.update(parameters)
    return query.urlencode()
