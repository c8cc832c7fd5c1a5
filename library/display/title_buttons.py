"""The buttons of a title as templates show them: stars, marks, lists, and whether TMDB has it all."""

from dataclasses import dataclass

from django.urls import reverse

from library.models import Kind, MarkKind
from library.title_state import TitleState

HALF_STARS = [half / 2 for half in range(1, 21)]


def format_rating(value: float | str | None) -> str:
    """Return a rating as TMDB writes it: "8", "8.5"; without one "0"."""
    return f"{float(value or 0):g}"


@dataclass(frozen=True, slots=True)
class Star:
    """One of twenty half stars. `is_filled`: the rating is at least that; `is_chosen`: it is just that."""

    label: str
    is_filled: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MarkButton:
    """A heart or a bookmark. `name` is the last part of its address, `shortcut` the key that presses it."""

    name: str
    label: str
    icon: str
    shortcut: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class PushStatus:
    """Whether something has still to reach TMDB: a line under a title, and an icon on a card.

    The line is `link` and `text`; `icon` is empty where a card shows nothing.
    """

    modifier: str = ""  # of the CSS class
    link: str = ""
    text: str = ""
    icon: str = ""
    icon_label: str = ""
    icon_title: str = ""


def build_push_status(state: TitleState) -> PushStatus:
    """Tell what TMDB refuses, has not taken yet, or is being told."""
    if state.problem:
        refusal = f"TMDB refuses this: {state.problem}"
        return PushStatus("refused", f"{refusal} See what to do.", "", "triangle-alert", "TMDB refuses this", refusal)
    if state.is_late:
        waiting = "Waiting for TMDB"
        return PushStatus("", waiting, ": kept here, and sent as soon as it answers.", "clock", waiting, waiting)
    if state.is_waiting:
        return PushStatus("", "On its way to TMDB")
    return PushStatus()


@dataclass(frozen=True)
class TitleButtons:
    """What a member, or a guest, can do with a title, and has done.

    `poll_delay`: the seconds after which the page looks whether it still stands so, 0 for never.
    """

    state: TitleState
    poll_delay: int = 0

    @property
    def kind(self) -> str:
        return str(self.state.key[0])

    @property
    def base(self) -> str:
        """Return the address of the title's page, under which the buttons have theirs."""
        return reverse(f"catalog:{self.kind}", args=self.state.key[1:])

    @property
    def rating(self) -> str:
        """Return the rating as TMDB writes it, "" without one."""
        return format_rating(self.state.value) if self.state.value else ""

    @property
    def rate_label(self) -> str:
        return f"Your rating: {self.rating}. Change it" if self.rating else ""

    @property
    def guest_label(self) -> str:
        return f"Rated {self.rating} as a guest" if self.rating else "Rate as a guest"

    @property
    def stars(self) -> list[Star]:
        value = self.state.value
        return [Star(format_rating(half), bool(value and half <= value), half == value) for half in HALF_STARS]

    @property
    def marks(self) -> list[MarkButton]:
        """Return the heart and the bookmark; episodes have none."""
        if self.kind == Kind.EPISODE:
            return []
        return [
            MarkButton(MarkKind.FAVORITE.value, "Favourite", "heart", "f", self.state.favorite),
            MarkButton(MarkKind.WATCHLIST.value, "Watchlist", "bookmark", "w", self.state.watchlist),
        ]

    @property
    def lists_label(self) -> str:
        """Return how many lists the title is on; "" for an episode, which no list takes."""
        if self.kind == Kind.EPISODE:
            return ""
        number = self.state.lists
        return f"On {number} list{'' if number == 1 else 's'}" if number else "Lists"

    @property
    def card_name(self) -> str:
        """Return the name of the small buttons, which take the place of the stars again."""
        return "episode" if self.kind == Kind.EPISODE else "card"

    @property
    def status(self) -> PushStatus:
        return build_push_status(self.state)
