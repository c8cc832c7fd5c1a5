"""Where a click on a star, a heart or a bookmark goes: one title, one change, back to where the click was."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import MemberRequest, is_member
from catalog.display.numbers import whole_number
from catalog.gateway import PAGE_DEADLINE, Unavailable, UpstreamProblem, gateway
from catalog.http import Request
from catalog.locale import Locale
from catalog.pages.title.movie import movie_call
from catalog.pages.title.season import EpisodePage, SeasonPage
from catalog.pages.title.tv import show_call
from library import guests, services
from library.models import Kind, List, ListItem, MarkKind, Title, halves
from library.publishing import NotRemovable
from library.sync import account_states
from library.sync.sync import is_syncing
from library.title_fragments import context_of, fragment
from library.title_state import Key, TitleState, guest_title_states, title_states, titles_of, with_lists
from library.titles import episode_ensure, episode_name, title_ensure
from tmdb import Call, Deadline
from tmdb.payload import get_str

FRAGMENTS = {"card", "actions", "episode", "guest_stars"}
NOT_SAVED = (
    "TMDB isn’t answering, and this title hasn’t been opened here yet, so the site can’t tell whether it exists. "
    "Nothing was saved. Try again in a moment."
)
TOO_MANY = "You opened many new titles within a few seconds. Nothing was saved. Try again in {} seconds."
SOON, LONGEST = 2, 64  # seconds after which buttons with something on its way look again: at first, at last
P = ParamSpec("P")


def key_of(kind: str, number: int, season: int | None = None, episode: int | None = None) -> Key:
    return (kind, number) if season is None or episode is None else (kind, number, season, episode)


def title_of(request: Request, key: Key, *, takes_back: bool = False) -> Title:
    """Return the title's row: of one that TMDB is known to have, or, to take something back, of whatever has one.

    Raises Http404 and Unavailable.
    """
    if takes_back and (row := titles_of([key]).get(key)):
        return row
    deadline, locale = Deadline.after(PAGE_DEADLINE), request.locale
    if key[0] != Kind.EPISODE:
        return title_ensure(key[0], key[1], locale, deadline)
    title = episode_ensure(key[1], key[2], key[3], deadline, _episode_pages(key, locale))
    if title is None:
        raise Http404
    return title


def _episode_pages(key: Key, locale: Locale) -> tuple[Call, ...]:
    """Return the calls of the pages that have the episode in them."""
    _, show, season, episode = key
    return (*SeasonPage(show, season, locale).calls(), *EpisodePage(show, season, episode, locale).calls())


def saves_or_says(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a click on a title that was never opened here while TMDB is away: it isn't accepted, since it might be
    about nothing, and a button sends it again."""

    @wraps(view)
    def wrapped(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unavailable as error:
            if request.method != "POST" or error.problem is UpstreamProblem.REFUSED:
                raise
            return _not_saved(request, error)

    return wrapped


def why_not_saved(error: Unavailable) -> tuple[str, int]:
    """Return the sentence and the status for what isn't accepted, since its title can't be looked up now."""
    if error.problem is UpstreamProblem.TOO_MANY:
        return TOO_MANY.format(error.retry_after), 429
    return NOT_SAVED, 503


def _not_saved(request: Request, error: Unavailable) -> HttpResponse:
    text_, status = why_not_saved(error)
    if request.htmx:
        response = HttpResponse(text_, content_type="text/plain; charset=utf-8", status=status)
    else:
        again = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
        context = {"text": text_, "code": status, "again": again, "back": back(request, reverse("catalog:home"))}
        response = render(request, "library/not_saved.html", context, status=status)
    response["Retry-After"] = str(error.retry_after)
    return response


def member_only(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Others sign in first: a page that came before a session ended still has its buttons. To scripts that is said so
    that the whole page goes there."""

    @wraps(view)
    def wrapped(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if is_member(request) else _sign_in(request)

    return wrapped


def list_or_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A list that somebody else has deleted meanwhile is not found."""

    @wraps(view)
    def wrapped(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except List.DoesNotExist:
            raise Http404 from None

    return wrapped


def _sign_in(request: Request) -> HttpResponse:
    address = redirect_to_login(back(request, reverse("catalog:home"))).url
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_POST
@saves_or_says
def rating(
    request: Request, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """`value` from 0.5 to 10 in halves; "" takes the rating back. Guests may, too."""
    if "member" in request.POST and not request.user.is_authenticated:
        return _sign_in(request)
    key, value = key_of(kind, number, season, episode), request.POST.get("value", "")
    try:
        wanted = halves(value) / 2 if value else None
        _rate(request, title_of(request, key, takes_back=wanted is None), wanted)
    except (ValueError, OverflowError):
        return HttpResponseBadRequest("A rating is from 0.5 to 10, in halves.", content_type="text/plain")
    except guests.TooMany:
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(guests.COUNTED_FOR)
        return response
    return _answer(request, key)


def _rate(request: Request, title: Title, value: float | None) -> None:
    if not request.user.is_authenticated:
        guests.guest_rate(request, title, value)
    elif value is None:
        services.rating_clear(user=request.user, title=title)
    else:
        services.rating_set(user=request.user, title=title, value=value)


@require_POST
@member_only
@saves_or_says
def mark(request: MemberRequest, kind: str, number: int, mark: str) -> HttpResponse:
    """`on` is "1" or "0"."""
    if mark not in MarkKind.values or request.POST.get("on") not in {"0", "1"}:
        return HttpResponseBadRequest("It is on or off.", content_type="text/plain")
    key, on = key_of(kind, number), request.POST["on"] == "1"
    services.mark_set(user=request.user, title=title_of(request, key, takes_back=not on), kind=mark, on=on)
    return _answer(request, key)


def _answer(request: Request, key: Key) -> HttpResponse:
    """To scripts the buttons as they are now, else the page that the click came from."""
    if not request.htmx:
        return redirect(back(request, reverse_of(key)))
    name, standing = request.POST.get("as", ""), _standing(request, key)
    if not request.user.is_authenticated:
        name = "guest_stars"
    return HttpResponse(fragment(request, name if name in FRAGMENTS else "actions", standing, again=SOON))


@never_cache
@require_safe
@member_only
def standing(
    request: MemberRequest, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """The buttons as they are now, if they differ from those that were `seen`. While something waits for TMDB the page
    asks again, less often each time."""
    name, again = request.GET.get("as", "actions"), 2 * whole_number(request.GET.get("after"))
    found = _standing(request, key_of(kind, number, season, episode))
    if not found.waits and found.digest == request.GET.get("seen"):
        return HttpResponse(status=204)
    goes_on = again if found.waits and again <= LONGEST else 0
    return HttpResponse(fragment(request, name if name in FRAGMENTS else "actions", found, again=goes_on))


def _standing(request: Request, key: Key) -> TitleState:
    if request.user.is_authenticated:
        return with_lists(request.user, title_states(request.user, [key])[key])
    guest = guests.guest_of(request)
    return guest_title_states(guest, [key])[key] if guest else TitleState(key)


def reverse_of(key: Key) -> str:
    name = f"catalog:{key[0]}"
    return reverse(name, args=list(key[1:]))


def back(request: Request, otherwise: str) -> str:
    """Where the visitor came from, if that is a page of this site that shows something."""
    asked = request.POST.get("next") or request.GET.get("next")
    target = asked or request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return otherwise
    parts = urlsplit(target)
    if parts.path.rstrip("/").endswith("/rate"):
        return otherwise
    return urlunsplit(("", "", f"/{parts.path.lstrip('/')}", parts.query, ""))  # two slashes would name another host


@never_cache
@require_safe
def rate(
    request: Request, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """The stars alone: for guests, and for those without JavaScript."""
    key = key_of(kind, number, season, episode)
    found = _standing(request, key)
    if request.htmx:
        return HttpResponse(fragment(request, "card_stars", found))
    context = context_of(found) | {"name": _name(request, key), "back": back(request, reverse_of(key))}
    return render(request, "library/rate.html", context)


def _name(request: Request, key: Key) -> str:
    locale = request.locale
    if key[0] == Kind.EPISODE:
        return episode_name(key[1], key[2], key[3], Deadline.after(PAGE_DEADLINE), _episode_pages(key, locale))
    call = movie_call(key[1], locale) if key[0] == Kind.MOVIE else show_call(key[1], locale)
    data = gateway().read(call, Deadline.after(PAGE_DEADLINE)).data
    return get_str(data, "title") or get_str(data, "name")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_only
@list_or_404
@saves_or_says
def keep(request: MemberRequest, kind: str, number: int) -> HttpResponse:
    """On which of the member's lists a film or show is: shown, and changed with a click each."""
    key = key_of(kind, number)
    if request.method == "POST":
        chosen = get_object_or_404(List, pk=whole_number(request.POST.get("list")), user=request.user)
        on = request.POST.get("on") == "1"
        with suppress(NotRemovable):  # its button says so
            services.list_item_set(list_=chosen, title=title_of(request, key, takes_back=not on), on=on)
        if not request.htmx:
            return redirect(request.path)
    elif is_syncing(request.user) and kind == Kind.MOVIE:
        account_states.refresh_later(request.user, (account_states.LISTS, number))
    context = {"lists": _lists_for(request.user, key), "kind": kind, "number": number}
    if request.htmx:
        return render(request, "library/keep_panel.html", context)
    return render(request, "library/keep.html", context | {"name": _name(request, key), "back": reverse_of(key)})


def _lists_for(user: Any, key: Key) -> list[tuple[List, bool, bool]]:
    """The member's lists, each with whether the title is on it, and whether it can't be taken off here."""
    items = ListItem.objects.filter(list__user=user, title__kind=key[0], title__tmdb_id=key[1])
    is_on_tmdb = dict(items.values_list("list_id", "is_on_tmdb"))
    return [
        (one, one.pk in is_on_tmdb, bool(key[0] == Kind.TV and one.tmdb_id and is_on_tmdb.get(one.pk)))
        for one in List.objects.filter(user=user)
    ]
