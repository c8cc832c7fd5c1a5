"""Members' pages: what they rated, keep and list, for themselves and for those they share it with."""

from typing import Any

from django.db.models import Count, Q, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest, member_required
from accounts.models import User, get_link
from catalog.display import fragments
from catalog.display.cards import Card
from catalog.display.paging import Pager, page_number
from catalog.gateway import api, gateway
from catalog.http import Request
from library import guests
from library.models import Audience, Kind, List, ListItem, Sync
from library.publishing import undecided, with_holdings
from library.shelves import (
    RUNTIMES,
    SHELVES,
    Shelf,
    ShelfQuery,
    card_of,
    found_on,
    genres_on,
    page_of,
    years_on,
)
from tmdb.payload import get_int, get_rows, get_str

TASTE = 12  # cards of each shelf on a member's first page
STRIP = 5  # posters beside a list's name


def owner_of(request: MemberRequest, username: str) -> User:
    """The member whose page it is, for a member who may see it: themselves, and whom they let. Raises Http404."""
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
    owner = owner_of(request, username)
    shelves = []
    for shelf in SHELVES.values():
        found = found_on(shelf, owner, ShelfQuery())
        others = owner != request.user
        cards = [card_of(row.title, getattr(row, "value", None) if others else None) for row in found[:TASTE]]
        shelves.append((shelf, found.count(), cards))
    context = _frame(request, owner, "") | {
        "shelves": shelves,
        "lists": _lists(request, owner),
        "link": get_link(owner) if owner == request.user else None,
        "sync": Sync.objects.filter(user=owner).first() if owner == request.user else None,
        "undecided": with_holdings(undecided(owner)) if owner == request.user else [],
    }
    return fragments.render(request, "library/member.html", context)


def _frame(request: MemberRequest, owner: User, current: str) -> dict[str, Any]:
    """What all pages of a member have."""
    is_own = owner == request.user
    base = owner.get_absolute_url()
    tabs = [("Overview", base, current == "")]
    tabs += [(shelf.name, f"{base}{shelf.slug}/", current == shelf.slug) for shelf in SHELVES.values()]
    tabs.append(("Lists", f"{base}lists/", current == "lists"))
    return {"owner": owner, "is_own": is_own, "tabs": tabs}


@never_cache
@member_required
@require_safe
def shelf(request: MemberRequest, username: str, slug: str) -> HttpResponse:
    owner = owner_of(request, username)
    if slug not in SHELVES:
        raise Http404
    one = SHELVES[slug]
    asked = ShelfQuery.of(request.GET, one)
    rows_ = found_on(one, owner, asked)
    page = page_of(rows_, page_number(request), says_rating=owner != request.user)
    context = _frame(request, owner, slug) | {
        "shelf": one,
        "asked": asked,
        "page": page,
        "pager": Pager(page.number, page.pages, asked.query),
        "choices": _choices(one, owner, asked),
    }
    return fragments.render(request, "library/shelf.html", context)


def _choices(one: Shelf, owner: User, asked: ShelfQuery) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """(name, label, [(value, label, is chosen)]) of each filter."""
    names = _genre_names()
    genres = {str(number): names.get(number, str(number)) for number in genres_on(one, owner)}
    least = {str(number): f"at least {number}" for number in range(9, 0, -1)}
    kinds = {Kind.MOVIE.value: "Films", Kind.TV.value: "Shows"}
    if not one.kind:
        kinds[Kind.EPISODE.value] = "Episodes"
    filters = (
        ("sort", "Sort", one.sorts),
        ("type", "Type", {"": "Everything", **kinds}),
        ("genre", "Genre", {"": "Any genre", **dict(sorted(genres.items(), key=lambda pair: pair[1]))}),
        ("year", "Year", {"": "Any year", **{year: year for year in years_on(one, owner)}}),
        ("runtime", "Runtime", {"": "Any length", **RUNTIMES}),
        ("least", "Rating" if not one.kind else "TMDB's score", {"": "Any", **least}),
    )
    return [
        (name, label, [(value, words, getattr(asked, name) == value) for value, words in options.items()])
        for name, label, options in filters
    ]


def _genre_names() -> dict[int, str]:
    """TMDB's own, as far as they are kept."""
    found: dict[int, str] = {}
    for call in (api.genres.movies(language="en"), api.genres.tv(language="en")):
        answer = gateway().peek(call)
        found |= {
            get_int(row, "id"): get_str(row, "name") for row in get_rows(answer.data if answer else None, "genres")
        }
    return found


def _lists(request: MemberRequest, owner: User) -> list[List]:
    """Those that the visitor may see, each with its number of `films` and `shows`, and the first few as `cards`."""
    found = List.objects.filter(user=owner).annotate(
        films=Count("items", filter=Q(items__title__kind=Kind.MOVIE)),
        shows=Count("items", filter=Q(items__title__kind=Kind.TV)),
    )
    shown: list[Any] = list(found if owner == request.user else found.exclude(audience=Audience.NOBODY))
    places = Window(RowNumber(), partition_by="list_id", order_by=["position", "pk"])
    items = ListItem.objects.filter(list__in=shown).annotate(place=places).filter(place__lte=STRIP)
    strips: dict[int, list[Card]] = {}
    for item in items.select_related("title"):
        strips.setdefault(item.list_id, []).append(card_of(item.title))
    for one in shown:
        one.cards = strips.get(one.pk, [])
    return shown


@never_cache
@member_required
@require_safe
def lists(request: MemberRequest, username: str) -> HttpResponse:
    owner = owner_of(request, username)
    context = _frame(request, owner, "lists") | {"lists": _lists(request, owner)}
    context["undecided"] = with_holdings(undecided(owner)) if owner == request.user else []
    return render(request, "library/lists.html", context)


@never_cache
@require_safe
def guest(request: Request) -> HttpResponse:
    """A guest's ratings, and how to keep them."""
    if request.user.is_authenticated:
        return redirect("library:me")
    row = guests.guest_of(request)
    found = row.ratings.filter(halves__isnull=False).select_related("title").order_by("-rated_at") if row else []
    context: dict[str, object] = {
        "cards": [card_of(one.title, one.value) for one in found],
        "at_tmdb": sum(guests.at_tmdb(row).values()) if row else 0,
    }
    return fragments.render(request, "library/guest.html", context)
