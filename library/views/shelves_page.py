"""Members' pages: what they rated, marked and listed, for themselves and for those they share it with."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest, member_required
from accounts.models import User
from catalog.display import fragments
from catalog.display.paging import Pager, parse_page_number
from catalog.gateway import api, gateway
from catalog.http import Request
from library import guests
from library.display.list_page import build_list_previews, build_undecided_of
from library.display.member_page import build_empty_shelf, build_shelf_previews, describe_privacy
from library.display.sync_status import build_sync_line
from library.models import Guest, Kind
from library.shelves import (
    RUNTIMES,
    SHELVES,
    Shelf,
    ShelfQuery,
    build_card,
    build_page,
    filter_rows,
    find_genres,
    find_years,
)
from tmdb.payload import get_int, get_rows, get_str

Filter = tuple[str, str, list[tuple[str, str, bool]]]  # name, label, and (value, label, is chosen) of each option


def get_owner(request: MemberRequest, username: str) -> User:
    """Return the member whose page it is: the one who asks, or one who shares it. Raises Http404."""
    owner = get_object_or_404(User, username__iexact=username, is_active=True)
    if owner.is_private and owner != request.user:
        raise Http404
    return owner


@never_cache
@member_required
@require_safe
def me(request: MemberRequest) -> HttpResponse:
    return redirect("library:member", username=request.user.get_username())


@never_cache
@member_required
@require_safe
def member(request: MemberRequest, username: str) -> HttpResponse:
    owner = get_owner(request, username)
    is_own = owner == request.user
    context = _build_frame(request, owner, "") | {
        "shelves": build_shelf_previews(owner, is_own=is_own),
        "lists": build_list_previews(owner, is_own=is_own),
        "privacy": describe_privacy(owner),
        "sync_line": build_sync_line(owner) if is_own else None,
        "undecided": build_undecided_of(owner) if is_own else [],
    }
    return fragments.render_personal_page(request, "library/member.html", context)


def _build_frame(request: MemberRequest, owner: User, current: str) -> dict[str, Any]:
    """Build the context that all pages of a member have."""
    base = owner.get_absolute_url()
    tabs = [("Overview", base, current == "")]
    tabs += [(shelf.name, f"{base}{shelf.slug}/", current == shelf.slug) for shelf in SHELVES.values()]
    tabs.append(("Lists", f"{base}lists/", current == "lists"))
    return {"owner": owner, "is_own": owner == request.user, "tabs": tabs}


@never_cache
@member_required
@require_safe
def shelf(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    owner = get_owner(request, username)
    if slug not in SHELVES:
        raise Http404
    shelf, is_own = SHELVES[slug], owner == request.user
    query = ShelfQuery.parse(request.GET, shelf)
    page = build_page(filter_rows(shelf, owner, query), parse_page_number(request), shows_rating=not is_own)
    has_rows = page.total > 0 or query.is_filtered
    context = _build_frame(request, owner, slug) | {
        "shelf": shelf,
        "page": page,
        "pager": Pager(page.number, page.pages, query.query_string),
        "filters": _build_filters(shelf, owner, query) if has_rows else [],
        "total": f"{page.total} {'that fit.' if query.is_filtered else 'in all'}" if has_rows else "",
        "reset_url": request.path if query.is_filtered else "",
        "empty": build_empty_shelf(shelf, query, request.path, is_own=is_own),
    }
    return fragments.render_personal_page(request, "library/shelf.html", context)


def _build_filters(shelf: Shelf, owner: User, query: ShelfQuery) -> list[Filter]:
    names = _get_genre_names()
    genres = {str(number): names.get(number, str(number)) for number in find_genres(shelf, owner)}
    least = {str(number): f"at least {number}" for number in range(9, 0, -1)}
    kinds = {Kind.MOVIE.value: "Films", Kind.TV.value: "Shows"}
    if not shelf.kind:
        kinds[Kind.EPISODE.value] = "Episodes"
    filters = (
        ("sort", "Sort", shelf.sorts),
        ("type", "Type", {"": "Everything", **kinds}),
        ("genre", "Genre", {"": "Any genre", **dict(sorted(genres.items(), key=lambda pair: pair[1]))}),
        ("year", "Year", {"": "Any year", **{year: year for year in find_years(shelf, owner)}}),
        ("runtime", "Runtime", {"": "Any length", **RUNTIMES}),
        ("least", "Rating" if not shelf.kind else "TMDB's score", {"": "Any", **least}),
    )
    return [
        (name, label, [(value, words, getattr(query, name) == value) for value, words in options.items()])
        for name, label, options in filters
    ]


def _get_genre_names() -> dict[int, str]:
    """Return TMDB's names of genres, as far as they are cached."""
    names: dict[int, str] = {}
    for call in (api.genres.movies(language="en"), api.genres.tv(language="en")):
        answer = gateway().peek(call)
        rows = get_rows(answer.data if answer else None, "genres")
        names |= {get_int(row, "id"): get_str(row, "name") for row in rows}
    return names


@never_cache
@member_required
@require_safe
def lists(request: MemberRequest, username: str) -> HttpResponse:
    owner = get_owner(request, username)
    is_own = owner == request.user
    context = _build_frame(request, owner, "lists") | {
        "lists": build_list_previews(owner, is_own=is_own),
        "undecided": build_undecided_of(owner) if is_own else [],
    }
    return render(request, "library/lists.html", context)


@never_cache
@require_safe
def guest(request: Request) -> HttpResponse:
    """Show a guest's ratings, and how to keep them."""
    if request.user.is_authenticated:
        return redirect("library:me")
    row = guests.get_guest(request)
    ratings = row.ratings.filter(halves__isnull=False).select_related("title").order_by("-rated_at") if row else []
    context: dict[str, object] = {
        "cards": [build_card(rating.title, rating.value) for rating in ratings],
        "at_tmdb": _describe_counts(row),
    }
    return fragments.render_personal_page(request, "library/guest.html", context)


def _describe_counts(guest: Guest | None) -> str:
    number = sum(guests.count_at_tmdb(guest).values()) if guest else 0
    return f", and {number} counted at TMDB" if number else ""
