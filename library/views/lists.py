"""Members' lists: made, shown, changed, cleared, deleted."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import F
from django.db.models.functions import Lower
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest, member_required
from accounts.models import get_link
from catalog.display import fragments
from catalog.display.numbers import whole_number
from catalog.display.paging import Pager, page_number
from catalog.gateway import PAGE_DEADLINE, Unavailable
from catalog.http import Request
from catalog.locale import Locale
from library import services
from library.forms import ListForm
from library.models import Audience, Kind, List, Title
from library.publishing import ListChanged, NotRemovable, holdings, is_synced, undecided, with_holdings
from library.shelves import page_of
from library.titles import title_ensure, title_lookup
from library.views.actions import back, list_or_404, why_not_saved
from tmdb import Deadline

SORTS: dict[str, tuple[str, Any]] = {
    "": ("As they were added", "position"),
    "title": ("By title", Lower("title__name")),
    "year": ("By year", F("title__date").desc()),
    "score": ("By TMDB's score", F("title__vote_average").desc(nulls_last=True)),
    "runtime": ("Shortest first", F("title__runtime").asc(nulls_last=True)),
}


def _own(request: MemberRequest, list_id: int) -> List:
    return get_object_or_404(List, pk=list_id, user=request.user)


def _visible(request: Request, list_id: int) -> List:
    """For those whom the member lets see it. Raises Http404."""
    found = get_object_or_404(List.objects.select_related("user"), pk=list_id)
    is_own, in_club = found.user == request.user, request.user.is_authenticated
    shared = found.audience == Audience.EVERYBODY or (found.audience == Audience.CLUB and in_club)
    if not is_own and (not shared or found.user.is_private):
        raise Http404
    return found


@never_cache
@require_safe
def show(request: Request, list_id: int) -> HttpResponse:
    try:
        found = _visible(request, list_id)
    except Http404:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())  # whatever is there, a stranger isn't told
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else ""
    items = found.items.select_related("title").order_by(SORTS[sort][1], "position", "pk")
    page = page_of(items, page_number(request))
    is_own = found.user == request.user
    context: dict[str, object] = {
        "list": found,
        "is_own": is_own,
        "page": page,
        "holdings": holdings(found),
        "syncs": is_synced(found),
        "undecided": with_holdings([found]) if is_own and found.is_undecided else [],
        "pager": Pager(page.number, page.pages, f"sort={sort}" if sort else ""),
        "sorts": [(key, label, key == sort) for key, (label, _) in SORTS.items()],
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "at_tmdb": f"{settings.TMDB_WEB_URL}/list/{found.tmdb_id}" if found.tmdb_id and not settings.TMDB_DEMO else "",
    }
    return fragments.render(request, "library/list.html", context)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: MemberRequest) -> HttpResponse:
    """A new list, perhaps with the `film` from whose page it is begun; with `kind` "tv" that is a show."""
    link = get_link(request.user)
    form = ListForm(request.POST or None, is_linked=bool(link))
    first, problem = _first(request)
    text, status = why_not_saved(problem) if problem else ("", 422)
    if request.method == "POST" and form.is_valid() and not problem:
        title = first and title_ensure(first.kind, first.tmdb_id, *_how(request))
        return redirect(services.list_create(user=request.user, first=title, **form.values))
    if problem and form.is_bound:
        form.add_error(None, text)
    film = request.POST.get("film") or request.GET.get("film", "")
    context = {"form": form, "film": film, "kind": _kind(request), "first": first, "link": link}
    return render(request, "library/list_form.html", context, status=status if form.is_bound else 200)


def _first(request: Request) -> tuple[Title | None, Unavailable | None]:
    """Return the title that a list begins with, or why it can't be looked up now. Raises Http404 and NotFound."""
    film = request.POST.get("film") or request.GET.get("film", "")
    if not film:
        return None, None
    number = whole_number(film)
    if not number:
        raise Http404
    try:
        return title_lookup(_kind(request), number, *_how(request)), None
    except Unavailable as problem:
        return None, problem


def _kind(request: Request) -> str:
    return Kind.TV if "tv" in {request.POST.get("kind"), request.GET.get("kind")} else Kind.MOVIE


def _how(request: Request) -> tuple[Locale, Deadline]:
    return request.locale, Deadline.after(PAGE_DEADLINE)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@list_or_404
def edit(request: MemberRequest, list_id: int) -> HttpResponse:
    own = _own(request, list_id)
    link = get_link(request.user)
    form = ListForm(request.POST or None, instance=List.objects.get(pk=own.pk), is_linked=bool(link))
    if request.method == "POST" and form.is_valid():
        services.list_edit(list_=own, **form.values)
        messages.success(request, "Kept.")
        return redirect(own)
    context = {"form": form, "list": own, "link": link}
    return render(request, "library/list_form.html", context, status=422 if form.is_bound else 200)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@list_or_404
def delete(request: MemberRequest, list_id: int) -> HttpResponse:
    own = _own(request, list_id)
    if request.method != "POST":
        return _ask_first(request, own, "delete")
    try:
        services.list_delete(list_=own, seen=_seen(request))
    except ListChanged:
        return _ask_first(request, own, "delete")
    messages.success(request, f"“{own.name}” is gone.")
    return redirect("library:lists", username=request.user.get_username())


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@list_or_404
def clear(request: MemberRequest, list_id: int) -> HttpResponse:
    own = _own(request, list_id)
    if request.method != "POST":
        return _ask_first(request, own, "clear")
    try:
        services.list_clear(list_=own, seen=_seen(request))
    except ListChanged:
        return _ask_first(request, own, "clear")
    messages.success(request, "Nothing is on it any more.")
    return redirect(own)


def _ask_first(request: MemberRequest, own: List, what: str) -> HttpResponse:
    context = {"list": own, "what": what, "holdings": holdings(own), "syncs": is_synced(own)}
    return render(request, "library/list_confirm.html", context | {"changed": request.method == "POST"})


def _seen(request: Request) -> str:
    """Return the digest of what the member was shown; "", which no list has, where a form does not say."""
    return request.POST.get("seen", "")


@member_required
@require_POST
@list_or_404
def on_tmdb(request: MemberRequest, list_id: int) -> HttpResponse:
    """What becomes of a list on TMDB that is not for everybody: `choice` is "leave" or "delete"."""
    own = _own(request, list_id)
    if request.POST.get("choice") == "leave":
        services.list_leave_on_tmdb(list_=own)
        messages.success(request, f"“{own.name}” stays on TMDB.")
    elif request.POST.get("choice") == "delete" and own.tmdb_id:
        _take_off_tmdb(request, own)
    return redirect(back(request, own.get_absolute_url()))


def _take_off_tmdb(request: MemberRequest, own: List) -> None:
    try:
        services.list_take_off_tmdb(list_=own, seen=_seen(request))
    except ListChanged:
        messages.error(request, f"“{own.name}” has changed since you were asked. Look at it again.")
    else:
        messages.success(request, f"“{own.name}” will be deleted on TMDB. It stays on this site.")


@member_required
@require_POST
@list_or_404
def all_on_tmdb(request: MemberRequest) -> HttpResponse:
    """All of them stay there."""
    for own in undecided(request.user):
        services.list_leave_on_tmdb(list_=own)
    messages.success(request, "Your lists stay on TMDB.")
    return redirect(back(request, reverse("library:lists", args=[request.user.get_username()])))


@member_required
@require_POST
@list_or_404
def remove(request: MemberRequest, list_id: int) -> HttpResponse:
    own, film = _own(request, list_id), whole_number(request.POST.get("film"))
    title = get_object_or_404(Title, kind=_kind(request), tmdb_id=film)
    try:
        services.list_item_set(list_=own, title=title, on=False)
    except NotRemovable:
        messages.error(request, "TMDB's interface can't take shows off a list. Take it off on TMDB's own site.")
    return redirect(own)
