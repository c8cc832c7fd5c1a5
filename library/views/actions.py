"""Where a click on a star, a heart or a bookmark goes: one title, one change, back to where the click was."""

from contextlib import suppress

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest
from catalog.gateway import PAGE_DEADLINE, gateway
from catalog.http import Request
from catalog.locale import Locale
from catalog.numbers import parse_number
from catalog.pages.title.episode import EpisodePage
from catalog.pages.title.kinds import title_call
from catalog.pages.title.season import SeasonPage
from library import guests, services
from library.display.list_page import build_list_choices
from library.display.title_buttons import TitleButtons
from library.models import Kind, List, MarkKind, Title, to_halves
from library.publishing import NotRemovable
from library.sync import account_states
from library.sync.sync import is_syncing
from library.title_fragments import render_buttons
from library.title_state import Key, TitleState, find_titles, guest_title_states, title_states, with_lists
from library.titles import episode_ensure, episode_name, title_ensure
from library.views.clicks import (
    get_return_url,
    list_or_404,
    member_click_required,
    redirect_to_sign_in,
    reject_unsaved,
)
from tmdb import Call, Deadline
from tmdb.payload import get_str

BUTTON_TEMPLATES = {"card", "actions", "episode", "guest_stars"}
# Seconds after which buttons with something on its way look again: at first, and at last.
FIRST_POLL_DELAY, MAX_POLL_DELAY = 2, 64


def build_key(kind: str, number: int, season: int | None = None, episode: int | None = None) -> Key:
    """Return the key of the title that an address is about."""
    return (kind, number) if season is None or episode is None else (kind, number, season, episode)


def get_title(request: Request, key: Key, *, is_undo: bool = False) -> Title:
    """Return the title's row: of one that TMDB has, or, to undo something, of any that has one.

    Raises Http404 and Unavailable.
    """
    if is_undo and (row := find_titles([key]).get(key)):
        return row
    deadline, locale = Deadline.after(PAGE_DEADLINE), request.locale
    if key[0] != Kind.EPISODE:
        return title_ensure(key[0], key[1], locale, deadline)
    title = episode_ensure(key[1], key[2], key[3], deadline, _episode_calls(key, locale))
    if title is None:
        raise Http404
    return title


def _episode_calls(key: Key, locale: Locale) -> tuple[Call, ...]:
    """Return the calls of the pages that have the episode in them."""
    _, show, season, episode = key
    pages = (SeasonPage(show, season, locale), EpisodePage(show, season, episode, locale))
    return tuple(call for page in pages for call in page.calls().values())


@require_POST
@reject_unsaved
def rating(
    request: Request, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """Take a rating, of a guest as well: `value` is from 0.5 to 10 in halves, "" takes it back."""
    if "member" in request.POST and not request.user.is_authenticated:
        return redirect_to_sign_in(request)
    key, text = build_key(kind, number, season, episode), request.POST.get("value", "")
    try:
        value = to_halves(text) / 2 if text else None
        _rate(request, get_title(request, key, is_undo=value is None), value)
    except (ValueError, OverflowError):
        return HttpResponseBadRequest("A rating is from 0.5 to 10, in halves.", content_type="text/plain")
    except guests.TooManyGuests:
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(guests.LIMIT_WINDOW)
        return response
    return _answer_click(request, key)


def _rate(request: Request, title: Title, value: float | None) -> None:
    if not request.user.is_authenticated:
        guests.guest_rate(request, title, value)
    elif value is None:
        services.rating_clear(user=request.user, title=title)
    else:
        services.rating_set(user=request.user, title=title, value=value)


@require_POST
@member_click_required
@reject_unsaved
def mark(request: MemberRequest, kind: str, number: int, mark: str) -> HttpResponse:
    """Mark a title where `on` is "1", and take the mark off where it is "0"."""
    if mark not in MarkKind.values or request.POST.get("on") not in {"0", "1"}:
        return HttpResponseBadRequest("It is on or off.", content_type="text/plain")
    key, on = build_key(kind, number), request.POST["on"] == "1"
    services.mark_set(user=request.user, title=get_title(request, key, is_undo=not on), kind=mark, on=on)
    return _answer_click(request, key)


def _answer_click(request: Request, key: Key) -> HttpResponse:
    """Answer htmx with the buttons as they are now, others with the page that the click came from."""
    if not request.htmx:
        return redirect(get_return_url(request, _title_url(key)))
    name = request.POST.get("as", "") if request.user.is_authenticated else "guest_stars"
    return _render(request, name, _get_state(request, key), FIRST_POLL_DELAY)


def _render(request: Request, name: str, state: TitleState, poll_delay: int) -> HttpResponse:
    name = name if name in BUTTON_TEMPLATES else "actions"
    return HttpResponse(render_buttons(request, name, state, poll_delay))


@never_cache
@require_safe
@member_click_required
def buttons(
    request: MemberRequest, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """Show the buttons as they are now, if they differ from those that were `seen`.

    While something waits for TMDB the page looks again, less often each time.
    """
    name, next_delay = request.GET.get("as", "actions"), 2 * (parse_number(request.GET.get("after")) or 0)
    state = _get_state(request, build_key(kind, number, season, episode))
    if not state.is_waiting and state.digest == request.GET.get("seen"):
        return HttpResponse(status=204)
    return _render(request, name, state, next_delay if state.is_waiting and next_delay <= MAX_POLL_DELAY else 0)


def _get_state(request: Request, key: Key) -> TitleState:
    if request.user.is_authenticated:
        return with_lists(request.user, title_states(request.user, [key])[key])
    guest = guests.get_guest(request)
    return guest_title_states(guest, [key])[key] if guest else TitleState(key)


def _title_url(key: Key) -> str:
    return reverse(f"catalog:{key[0]}", args=list(key[1:]))


@never_cache
@require_safe
def rate(
    request: Request, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """Show the stars alone, for guests and for those without JavaScript."""
    key = build_key(kind, number, season, episode)
    state = _get_state(request, key)
    if request.htmx:
        return HttpResponse(render_buttons(request, "card_stars", state))
    back = get_return_url(request, _title_url(key))
    context = {"buttons": TitleButtons(state), "name": _get_name(request, key), "back": back}
    return render(request, "library/rate.html", context)


def _get_name(request: Request, key: Key) -> str:
    locale = request.locale
    if key[0] == Kind.EPISODE:
        return episode_name(key[1], key[2], key[3], Deadline.after(PAGE_DEADLINE), _episode_calls(key, locale))
    call = title_call(key[0], key[1], locale)
    data = gateway().read(call, Deadline.after(PAGE_DEADLINE)).data
    return get_str(data, "title") or get_str(data, "name")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_click_required
@list_or_404
@reject_unsaved
def keep(request: MemberRequest, kind: str, number: int) -> HttpResponse:
    """Show on which of the member's lists a film or show is, and change that with a click each."""
    key = build_key(kind, number)
    if request.method == "POST":
        _change_list(request, key)
        if not request.htmx:
            return redirect(request.path)
    elif is_syncing(request.user) and kind == Kind.MOVIE:
        account_states.refresh_later(request.user, (account_states.LISTS, number))
    choices = build_list_choices(request.user, kind, number)
    action = reverse("library:tv_keep" if kind == Kind.TV else "library:keep", args=[number])
    context = {"choices": choices, "kind": kind, "number": number, "action": action}
    if request.htmx:
        return render(request, "library/keep_panel.html", context)
    return render(request, "library/keep.html", context | {"name": _get_name(request, key), "back": _title_url(key)})


def _change_list(request: MemberRequest, key: Key) -> None:
    list_ = get_object_or_404(List, pk=parse_number(request.POST.get("list")), user=request.user)
    on = request.POST.get("on") == "1"
    with suppress(NotRemovable):  # its button says so
        services.list_item_set(list_=list_, title=get_title(request, key, is_undo=not on), on=on)
