"""Where a click on a star, a heart or a bookmark goes: one title, one change, back to where the click was."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.views import member as viewer
from catalog.gateway import PAGE_DEADLINE, gateway
from catalog.pages.movies import movie_call
from catalog.pages.shows import show_call
from catalog.reading import text
from library import fragments, guests, services
from library.models import Kind, List, MarkKind, Title
from library.standing import Key, Standing, guest_standings, standings
from library.titles import episode_ensure, title_ensure
from tmdb import Deadline


def key_of(kind: str, number: int, season: int | None = None, episode: int | None = None) -> Key:
    return (kind, number) if season is None or episode is None else (kind, number, season, episode)


def title_of(request: HttpRequest, key: Key) -> Title:
    """The title's row. Raises Http404 and Unavailable."""
    if key[0] != Kind.EPISODE:
        return title_ensure(key[0], key[1], request.locale)  # type: ignore[attr-defined]
    title = episode_ensure(key[1], key[2], key[3], Deadline.after(PAGE_DEADLINE))
    if title is None:
        raise Http404
    return title


@require_POST
def rating(
    request: HttpRequest, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """`value` from 0.5 to 10 in halves; "" takes the rating back. Guests may, too."""
    key, value = key_of(kind, number, season, episode), request.POST.get("value", "")
    try:
        wanted = float(value) if value else None
        _rate(request, title_of(request, key), wanted)
    except (ValueError, OverflowError):
        return HttpResponseBadRequest("A rating is from 0.5 to 10, in halves.", content_type="text/plain")
    except guests.TooMany:
        return render(request, "429.html", status=429)
    return _answer(request, key)


def _rate(request: HttpRequest, title: Title, value: float | None) -> None:
    if not request.user.is_authenticated:
        guests.guest_rate(request, title, value)
    elif value is None:
        services.rating_clear(user=request.user, title=title)
    else:
        services.rating_set(user=request.user, title=title, value=value)


@login_required
@require_POST
def mark(request: HttpRequest, kind: str, number: int, mark: str) -> HttpResponse:
    """`on` is "1" or "0"."""
    if mark not in MarkKind.values or request.POST.get("on") not in {"0", "1"}:
        return HttpResponseBadRequest("It is on or off.", content_type="text/plain")
    key = key_of(kind, number)
    services.mark_set(user=request.user, title=title_of(request, key), kind=mark, on=request.POST["on"] == "1")
    return _answer(request, key)


def _answer(request: HttpRequest, key: Key) -> HttpResponse:
    """To htmx the buttons as they are now, else the page that the click came from."""
    if not getattr(request, "htmx", False):
        return redirect(back(request, reverse_of(key)))
    name = request.POST.get("as", "actions")
    standing = _standing(request, key)
    return HttpResponse(
        fragments.fragment(request, name if name in {"card", "actions", "episode"} else "actions", standing)
    )


def _standing(request: HttpRequest, key: Key) -> Standing:
    if request.user.is_authenticated:
        return standings(request.user, [key])[key]
    guest = guests.guest_of(request)
    return guest_standings(guest, [key])[key] if guest else Standing(key)


def reverse_of(key: Key) -> str:
    name = f"catalog:{key[0]}"
    return reverse(name, args=list(key[1:]))


def back(request: HttpRequest, otherwise: str) -> str:
    """Where the visitor came from, if that is a page of this site that shows something."""
    target = request.POST.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target if not target.rstrip("/").endswith("/rate") else otherwise
    return otherwise


@never_cache
@require_safe
def rate(
    request: HttpRequest, kind: str, number: int, season: int | None = None, episode: int | None = None
) -> HttpResponse:
    """The stars alone: for guests, and for those without JavaScript."""
    key = key_of(kind, number, season, episode)
    standing = _standing(request, key)
    if getattr(request, "htmx", False):
        return HttpResponse(fragments.fragment(request, "card_stars", standing))
    context = fragments._context(standing) | {"name": _name(request, key), "back": reverse_of(key)}
    return render(request, "library/rate.html", context)


def _name(request: HttpRequest, key: Key) -> str:
    if key[0] == Kind.EPISODE:
        return str(title_of(request, key))
    locale = request.locale  # type: ignore[attr-defined]
    call = movie_call(key[1], locale) if key[0] == Kind.MOVIE else show_call(key[1], locale)
    data = gateway().read(call, Deadline.after(PAGE_DEADLINE)).data
    return text(data, "title") or text(data, "name")


@never_cache
@login_required
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """On which of the member's lists a film is: shown, and changed with a click each."""
    key = key_of(Kind.MOVIE, number)
    if request.method == "POST":
        title = title_of(request, key)
        chosen = get_object_or_404(List, pk=_whole(request.POST.get("list")), user=request.user)
        services.list_item_set(list_=chosen, title=title, on=request.POST.get("on") == "1")
        return redirect("library:keep", number=number)
    lists = List.objects.filter(user=viewer(request))
    holding = set(
        lists.filter(items__title__kind=Kind.MOVIE, items__title__tmdb_id=number).values_list("pk", flat=True)
    )
    context = {
        "lists": [(one, one.pk in holding) for one in lists],
        "name": _name(request, key),
        "back": reverse_of(key),
        "number": number,
    }
    return render(request, "library/keep.html", context)


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 12 else 0
