"""What is a member's own in the catalogue's pages: buttons on cards and under titles, their shelf on the front page."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.urls import reverse

from accounts.http import MemberRequest, is_member
from catalog.display.fragments import Placeholder
from catalog.http import Request
from library import guests
from library.models import MarkKind
from library.shelves import card_of
from library.sync import account_states
from library.sync.sync import is_syncing
from library.title_state import Key, TitleState, guest_title_states, title_states, with_lists

ON_FRONT_PAGE = 12
FIRST_LOOK = 3  # seconds after which a title's page looks what TMDB has said
SIZES = {"movie": 2, "tv": 2, "episode": 4}  # of what a place says it is about
STARS = [half / 2 for half in range(1, 21)]


class Fragments:
    def is_personal(self, request: Request) -> bool:
        return request.user.is_authenticated or guests.KEY in request.session

    def filled(self, request: Request, places: Sequence[Placeholder]) -> dict[Placeholder, str]:
        keyed = {place: key for place in places if (key := _key(place))}
        if is_member(request):
            found = title_states(request.user, keyed.values())
            asks = _look_later(request, keyed)
            for key in (key for place, key in keyed.items() if place[0] == "actions"):
                found[key] = with_lists(request.user, found[key])
            made = {
                place: fragment(
                    request, place[0], found[key], again=FIRST_LOOK if place[0] == "actions" and asks else 0
                )
                for place, key in keyed.items()
            }
            return made | {place: _own_shelf(request) for place in places if place[0] == "home"}
        return _for_visitor(request, {place: key for place, key in keyed.items() if place[0] == "actions"})


def _key(place: Placeholder) -> Key | None:
    name, about = place
    if name == "episode":
        about = ("episode", *about)
    if name not in {"card", "actions", "episode"} or len(about) != SIZES.get(about[0] if about else ""):
        return None
    return (about[0], *map(int, about[1:]))


def _for_visitor(request: Request, keyed: dict[Placeholder, Key]) -> dict[Placeholder, str]:
    """Guests rate on a page of its own, so that pages stay the same for all who have not."""
    guest = guests.guest_of(request) if guests.KEY in request.session else None
    found = guest_title_states(guest, keyed.values()) if guest else {}
    return {
        place: render_to_string("library/visitor_actions.html", context_of(found.get(key, TitleState(key))), request)
        for place, key in keyed.items()
    }


def fragment(request: Request, name: str, standing: TitleState, again: int = 0) -> str:
    """One of "card", "actions", "episode", as it stands now. `again`: the seconds after which it looks whether it still
    does, 0 for never."""
    return render_to_string(f"library/{name}.html", context_of(standing) | {"again": again}, request)


def context_of(standing: TitleState) -> dict[str, object]:
    kind, *numbers = standing.key
    base = reverse(f"catalog:{kind}", args=numbers)
    return {"standing": standing, "kind": kind, "base": base, "stars": STARS}


def _look_later(request: MemberRequest, keyed: dict[Placeholder, Key]) -> bool:
    """What TMDB thinks of the title, or the season's episodes, that the member looks at is asked afterwards. Whether it
    is."""
    shown = [key for place, key in keyed.items() if place[0] == "actions"]
    seasons = {(account_states.SEASON, *key[1:3]) for place, key in keyed.items() if place[0] == "episode"}
    about = [*shown, *(seasons if len(seasons) == 1 else ())]
    if not about or not is_syncing(request.user):
        return False
    for key in about:
        account_states.refresh_later(request.user, key)
    return True


def _own_shelf(request: MemberRequest) -> str:
    marks = request.user.marks.filter(kind=MarkKind.WATCHLIST).select_related("title")
    waiting = [card_of(mark.title) for mark in marks.order_by("-marked_at")[:ON_FRONT_PAGE]]
    return render_to_string("library/front.html", {"cards": waiting}, request)
