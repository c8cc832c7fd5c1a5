"""What is a member's own in the catalogue's pages: buttons on cards and under titles, their shelf on the front page."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from accounts.http import MemberRequest, is_member
from catalog.display.fragments import Placeholder
from catalog.http import Request
from library import guests
from library.display.title_buttons import TitleButtons
from library.models import MarkKind
from library.shelves import build_card
from library.sync import account_states
from library.sync.sync import is_syncing
from library.title_state import Key, TitleState, guest_title_states, title_states, with_lists

MAX_HOME_CARDS = 12
FIRST_POLL_DELAY = 3  # seconds after which a title's page looks what TMDB has said
BUTTON_NAMES = {"card", "actions", "episode"}
ARGUMENT_COUNTS = {"movie": 2, "tv": 2, "episode": 4}  # of a placeholder, by the kind that it is about


class TitleFragments:
    """Fills placeholders with buttons, in a few queries for all of a page."""

    def is_personal(self, request: Request) -> bool:
        return request.user.is_authenticated or guests.SESSION_KEY in request.session

    def render_fragments(self, request: Request, placeholders: Sequence[Placeholder]) -> dict[Placeholder, str]:
        """Return HTML for those placeholders that are about a title or the front page."""
        keys = {place: key for place in placeholders if (key := _parse_key(place))}
        if is_member(request):
            home = {place: _render_home_shelf(request) for place in placeholders if place[0] == "home"}
            return _render_for_member(request, keys) | home
        return _render_for_visitor(request, {place: key for place, key in keys.items() if place[0] == "actions"})


def _parse_key(place: Placeholder) -> Key | None:
    name, arguments = place
    if name == "episode":
        arguments = ("episode", *arguments)
    kind = arguments[0] if arguments else ""
    if name not in BUTTON_NAMES or len(arguments) != ARGUMENT_COUNTS.get(kind):
        return None
    return (kind, *map(int, arguments[1:]))


def _render_for_member(request: MemberRequest, keys: dict[Placeholder, Key]) -> dict[Placeholder, str]:
    states = title_states(request.user, keys.values())
    poll_delay = FIRST_POLL_DELAY if _refresh_later(request, keys) else 0
    for key in (key for place, key in keys.items() if place[0] == "actions"):
        states[key] = with_lists(request.user, states[key])
    return {
        place: render_buttons(request, place[0], states[key], poll_delay if place[0] == "actions" else 0)
        for place, key in keys.items()
    }


def _render_for_visitor(request: Request, keys: dict[Placeholder, Key]) -> dict[Placeholder, str]:
    """Render links to the stars, which guests have on a page of its own: so pages stay the same for all others."""
    guest = guests.get_guest(request) if guests.SESSION_KEY in request.session else None
    states = guest_title_states(guest, keys.values()) if guest else {}
    return {
        place: render_buttons(request, "visitor_actions", states.get(key, TitleState(key)))
        for place, key in keys.items()
    }


def render_buttons(request: Request, name: str, state: TitleState, poll_delay: int = 0) -> str:
    """Render a title's buttons by the template of that name."""
    return render_to_string(f"library/{name}.html", {"buttons": TitleButtons(state, poll_delay)}, request)


def _refresh_later(request: MemberRequest, keys: dict[Placeholder, Key]) -> bool:
    """Have TMDB asked about the title, or the season's episodes, that the page is about; return whether it will be."""
    titles = [key for place, key in keys.items() if place[0] == "actions"]
    seasons = {(account_states.SEASON, *key[1:3]) for place, key in keys.items() if place[0] == "episode"}
    subjects = [*titles, *(seasons if len(seasons) == 1 else ())]
    if not subjects or not is_syncing(request.user):
        return False
    for key in subjects:
        account_states.refresh_later(request.user, key)
    return True


def _render_home_shelf(request: MemberRequest) -> str:
    marks = request.user.marks.filter(kind=MarkKind.WATCHLIST).select_related("title")
    cards = [build_card(mark.title) for mark in marks.order_by("-marked_at")[:MAX_HOME_CARDS]]
    return render_to_string("library/home_shelf.html", {"cards": cards}, request)
