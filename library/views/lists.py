"""Members' lists: made, shown, changed, cleared, deleted."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest, member_required
from accounts.models import get_link
from catalog.display import fragments, urls
from catalog.display.paging import parse_page_number
from catalog.gateway import PAGE_DEADLINE, Unavailable
from catalog.http import Request
from catalog.numbers import parse_number
from library import services
from library.display.list_form_page import build_creation_page, build_edit_page
from library.display.list_page import (
    ListQuestion,
    build_clearing_question,
    build_deletion_question,
    build_list_page,
    build_owner_panel,
)
from library.forms import ListForm
from library.models import Audience, Kind, List, Title
from library.publishing import ListChanged, NotRemovable, undecided_lists
from library.titles import title_ensure, title_lookup
from library.views.clicks import describe_unsaved, get_return_url, list_or_404
from tmdb import Deadline


def _get_own(request: MemberRequest, list_id: int) -> List:
    return get_object_or_404(List.objects.select_related("user"), pk=list_id, user=request.user)


def _get_visible(request: Request, list_id: int) -> List:
    """Return a list that the visitor may see. Raises Http404."""
    list_ = get_object_or_404(List.objects.select_related("user"), pk=list_id)
    is_own, in_club = list_.user == request.user, request.user.is_authenticated
    is_shared = list_.audience == Audience.EVERYBODY or (list_.audience == Audience.CLUB and in_club)
    if not is_own and (not is_shared or list_.user.is_private):
        raise Http404
    return list_


@never_cache
@require_safe
def show(request: Request, list_id: int) -> HttpResponse:
    try:
        list_ = _get_visible(request, list_id)
    except Http404:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())  # a stranger isn't told whether there is such a list
    owner = None
    if list_.user == request.user:
        address = urls.absolute(request, list_.get_absolute_url())
        owner = build_owner_panel(list_, address, _get_tmdb_url(list_))
    page = build_list_page(list_, request.GET.get("sort", ""), parse_page_number(request), owner)
    return fragments.render_personal_page(request, "library/list.html", {"page": page})


def _get_tmdb_url(list_: List) -> str:
    """Return the list's address on TMDB, "" for one that is not there, or only in the demo."""
    return f"{settings.TMDB_WEB_URL}/list/{list_.tmdb_id}" if list_.tmdb_id and not settings.TMDB_DEMO else ""


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: MemberRequest) -> HttpResponse:
    """Make a list, perhaps with the `film` from whose page it is begun; with `kind` "tv" that is a show."""
    link = get_link(request.user)
    form = ListForm(request.POST or None, is_linked=bool(link))
    first, error = _find_first(request)
    text, status = describe_unsaved(error) if error else ("", 422)
    if request.method == "POST" and form.is_valid() and not error:
        title = first and title_ensure(first.kind, first.tmdb_id, request.locale, Deadline.after(PAGE_DEADLINE))
        return redirect(services.list_create(user=request.user, first=title, **form.values))
    if error and form.is_bound:
        form.add_error(None, text)
    page = build_creation_page(is_linked=bool(link), first=first, film=_get_film(request), kind=_get_kind(request))
    context = {"form": form, "page": page}
    return render(request, "library/list_form.html", context, status=status if form.is_bound else 200)


def _get_film(request: Request) -> str:
    return request.POST.get("film") or request.GET.get("film", "")


def _find_first(request: Request) -> tuple[Title | None, Unavailable | None]:
    """Return the title that a list begins with, or why it can't be looked up now. Raises Http404 and NotFound."""
    film, locale = _get_film(request), request.locale
    if not film:
        return None, None
    number = parse_number(film)
    if not number:
        raise Http404
    try:
        return title_lookup(_get_kind(request), number, locale, Deadline.after(PAGE_DEADLINE)), None
    except Unavailable as error:
        return None, error


def _get_kind(request: Request) -> str:
    return Kind.TV if "tv" in {request.POST.get("kind"), request.GET.get("kind")} else Kind.MOVIE


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@list_or_404
def edit(request: MemberRequest, list_id: int) -> HttpResponse:
    list_ = _get_own(request, list_id)
    link = get_link(request.user)
    form = ListForm(request.POST or None, instance=List.objects.get(pk=list_.pk), is_linked=bool(link))
    if request.method == "POST" and form.is_valid():
        services.list_edit(list_=list_, **form.values)
        messages.success(request, "Kept.")
        return redirect(list_)
    context = {"form": form, "page": build_edit_page(list_, is_linked=bool(link))}
    return render(request, "library/list_form.html", context, status=422 if form.is_bound else 200)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@list_or_404
def delete(request: MemberRequest, list_id: int) -> HttpResponse:
    list_ = _get_own(request, list_id)
    if request.method != "POST":
        return _ask(request, list_, build_deletion_question)
    try:
        services.list_delete(list_=list_, seen_digest=_get_seen_digest(request))
    except ListChanged:
        return _ask(request, list_, build_deletion_question)
    messages.success(request, f"“{list_.name}” is gone.")
    return redirect("library:lists", username=request.user.get_username())


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@list_or_404
def clear(request: MemberRequest, list_id: int) -> HttpResponse:
    list_ = _get_own(request, list_id)
    if request.method != "POST":
        return _ask(request, list_, build_clearing_question)
    try:
        services.list_clear(list_=list_, seen_digest=_get_seen_digest(request))
    except ListChanged:
        return _ask(request, list_, build_clearing_question)
    messages.success(request, "Nothing is on it any more.")
    return redirect(list_)


def _ask(request: MemberRequest, list_: List, build_question: Callable[[List], ListQuestion]) -> HttpResponse:
    """Ask whether something shall go; again where the list has changed since."""
    context = {"list": list_, "question": build_question(list_), "has_changed": request.method == "POST"}
    return render(request, "library/list_confirm.html", context)


def _get_seen_digest(request: Request) -> str:
    """Return the digest of what the member was shown; "", which no list has, where a form does not say."""
    return request.POST.get("seen", "")


@member_required
@require_POST
@list_or_404
def on_tmdb(request: MemberRequest, list_id: int) -> HttpResponse:
    """Leave a list on TMDB that is not for everybody, or delete it there: `choice` is "leave" or "delete"."""
    list_ = _get_own(request, list_id)
    if request.POST.get("choice") == "leave":
        services.list_leave_on_tmdb(list_=list_)
        messages.success(request, f"“{list_.name}” stays on TMDB.")
    elif request.POST.get("choice") == "delete" and list_.tmdb_id:
        _take_off_tmdb(request, list_)
    return redirect(get_return_url(request, list_.get_absolute_url()))


def _take_off_tmdb(request: MemberRequest, list_: List) -> None:
    try:
        services.list_take_off_tmdb(list_=list_, seen_digest=_get_seen_digest(request))
    except ListChanged:
        messages.error(request, f"“{list_.name}” has changed since you were asked. Look at it again.")
    else:
        messages.success(request, f"“{list_.name}” will be deleted on TMDB. It stays on this site.")


@member_required
@require_POST
@list_or_404
def all_on_tmdb(request: MemberRequest) -> HttpResponse:
    """Leave all lists on TMDB that the member was asked about."""
    for list_ in undecided_lists(request.user):
        services.list_leave_on_tmdb(list_=list_)
    messages.success(request, "Your lists stay on TMDB.")
    return redirect(get_return_url(request, reverse("library:lists", args=[request.user.get_username()])))


@member_required
@require_POST
@list_or_404
def remove(request: MemberRequest, list_id: int) -> HttpResponse:
    """Take a title off a list."""
    list_, number = _get_own(request, list_id), parse_number(request.POST.get("film"))
    title = get_object_or_404(Title, kind=_get_kind(request), tmdb_id=number)
    try:
        services.list_item_set(list_=list_, title=title, on=False)
    except NotRemovable:
        messages.error(request, "TMDB's interface can't take shows off a list. Take it off on TMDB's own site.")
    return redirect(list_)
