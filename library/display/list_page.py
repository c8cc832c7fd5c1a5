"""Lists as templates show them: a list's own page, rows of lists, and the questions about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Lower, RowNumber
from django.urls import reverse
from django.utils.safestring import SafeString

from catalog.display.cards import Card
from catalog.display.paging import Pager
from library.display.list_texts import (
    count_titles,
    describe_clearing,
    describe_deletion,
    describe_list,
    describe_undecided,
)
from library.models import Audience, Kind, List, ListItem
from library.publishing import is_synced, summarize, undecided_lists
from library.shelves import ShelfPage, build_card, build_page

MAX_ROW_CARDS = 5  # posters beside a list's name
SORTS: dict[str, tuple[str, Any]] = {
    "": ("As they were added", "position"),
    "title": ("By title", Lower("title__name")),
    "year": ("By year", F("title__date").desc()),
    "score": ("By TMDB's score", F("title__vote_average").desc(nulls_last=True)),
    "runtime": ("Shortest first", F("title__runtime").asc(nulls_last=True)),
}
STUCK_NOTE = SafeString("On TMDB: TMDB's interface takes only films off lists")
ONLY_HERE_NOTE = SafeString("Only on this site: TMDB's interface takes films alone")
EMPTY_TEXT = "Press “Lists” on the page of a film or show, and put it here."


@dataclass(frozen=True)
class ListEntry:
    """A title on a list. Only its member is told the `note`, and can take it off."""

    card: Card
    note: str = ""
    is_removable: bool = False


@dataclass(frozen=True)
class EmptyState:
    """What stands where there is nothing, and a way out."""

    heading: str
    text: str = ""
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class UndecidedList:
    """A list that everybody can see on TMDB though not here, with what the member has to know to decide."""

    list_: List
    text: str
    digest: str


@dataclass(frozen=True)
class OwnerPanel:
    """What only a list's member sees above it.

    `address` is where everybody sees the list, `tmdb_url` where it is on TMDB; both may be empty.
    """

    is_on_tmdb: bool
    tmdb_url: str
    address: str
    is_hidden_by_profile: bool
    clear_url: str
    undecided: list[UndecidedList]


@dataclass(frozen=True)
class MemberListPage:
    """A page of a list, as its member or somebody else sees it."""

    list_: List
    description: str
    entries: list[ListEntry]
    pager: Pager
    is_sortable: bool
    sorts: list[tuple[str, str, bool]]  # value, label, is chosen
    empty: EmptyState
    owner: OwnerPanel | None = None


def build_list_page(list_: List, sort: str, number: int, owner: OwnerPanel | None) -> MemberListPage:
    """Build a page of a list; `owner` is None for others than its member."""
    sort = sort if sort in SORTS else ""
    items = list_.items.select_related("title").order_by(SORTS[sort][1], "position", "pk")
    page = build_page(items, number)
    return MemberListPage(
        list_=list_,
        description=describe_list(list_, summarize(list_), is_own=owner is not None),
        entries=_build_entries(list_, page, is_own=owner is not None),
        pager=Pager(page.number, page.pages, f"sort={sort}" if sort else ""),
        is_sortable=page.total > 1,
        sorts=[(key, label, key == sort) for key, (label, _) in SORTS.items()],
        empty=_build_empty_state(is_own=owner is not None),
        owner=owner,
    )


def _build_entries(list_: List, page: ShelfPage, *, is_own: bool) -> list[ListEntry]:
    if not is_own:
        return [ListEntry(card) for card in page.cards]
    synced = is_synced(list_)
    return [_build_entry(list_, item, card, synced) for item, card in zip(page.rows, page.cards, strict=True)]


def _build_entry(list_: List, item: ListItem, card: Card, synced: bool) -> ListEntry:
    if card.kind != Kind.TV:
        return ListEntry(card, is_removable=True)
    if list_.tmdb_id and item.is_on_tmdb:
        return ListEntry(card, STUCK_NOTE)
    return ListEntry(card, ONLY_HERE_NOTE if synced else "", is_removable=True)


def _build_empty_state(*, is_own: bool) -> EmptyState:
    heading = "Nothing on it yet"
    if not is_own:
        return EmptyState(heading)
    return EmptyState(heading, EMPTY_TEXT, reverse("catalog:discover_movie"), "Find films")


def build_owner_panel(list_: List, address: str, tmdb_url: str) -> OwnerPanel:
    """Build what only a list's member sees. `address` is the list's own, `tmdb_url` "" for the demo."""
    is_for_everybody = list_.audience == Audience.EVERYBODY
    clear_url = reverse("library:list_clear", args=[list_.pk]) if list_.items.exists() else ""
    return OwnerPanel(
        is_on_tmdb=bool(list_.tmdb_id) and not list_.is_undecided,
        tmdb_url=tmdb_url,
        address=address if is_for_everybody and not list_.user.is_private else "",
        is_hidden_by_profile=is_for_everybody and list_.user.is_private,
        clear_url=clear_url,
        undecided=build_undecided([list_]) if list_.is_undecided else [],
    )


def build_undecided(lists: Iterable[List]) -> list[UndecidedList]:
    """Tell of each list what the member has to know to decide what becomes of it on TMDB."""
    summaries = [(list_, summarize(list_)) for list_ in lists]
    return [UndecidedList(list_, describe_undecided(list_, summary), summary.digest) for list_, summary in summaries]


def build_undecided_of(user: Any) -> list[UndecidedList]:
    """Tell of each list that the member has to decide about."""
    return build_undecided(undecided_lists(user).select_related("user"))


@dataclass(frozen=True)
class ListQuestion:
    """The question before a list is cleared or deleted. `digest` tells what the member was shown."""

    title: str
    sentences: Sequence[str]
    digest: str
    label: str


def build_deletion_question(list_: List) -> ListQuestion:
    """Build the question before a list is deleted."""
    summary = summarize(list_)
    return ListQuestion(f"Delete {list_.name}", describe_deletion(list_, summary), summary.digest, "Delete it")


def build_clearing_question(list_: List) -> ListQuestion:
    """Build the question before a list is cleared."""
    summary = summarize(list_)
    sentences = describe_clearing(summary, is_synced=is_synced(list_))
    return ListQuestion(f"Clear {list_.name}", sentences, summary.digest, "Clear it")


@dataclass
class ListPreview:
    """A list among others, with its first few titles."""

    list_: List
    description: str
    cards: list[Card] = field(default_factory=list)


def build_list_previews(owner: Any, *, is_own: bool) -> list[ListPreview]:
    """Build the rows of a member's lists, for themselves or for another member."""
    lists = List.objects.filter(user=owner).annotate(
        films=Count("items", filter=Q(items__title__kind=Kind.MOVIE)),
        shows=Count("items", filter=Q(items__title__kind=Kind.TV)),
    )
    visible = lists if is_own else lists.exclude(audience=Audience.NOBODY)
    rows = {list_.pk: ListPreview(list_, _describe_row(list_, is_own=is_own)) for list_ in visible}
    position = Window(RowNumber(), partition_by="list_id", order_by=["position", "pk"])
    items = ListItem.objects.filter(list__in=rows).annotate(place=position).filter(place__lte=MAX_ROW_CARDS)
    for item in items.select_related("title"):
        rows[item.list_id].cards.append(build_card(item.title))
    return list(rows.values())


def _describe_row(list_: Any, *, is_own: bool) -> str:
    audience = f", for {list_.get_audience_display().lower()}" if is_own else ""
    return f"{count_titles(list_.films, list_.shows)}{audience}"


@dataclass(frozen=True)
class ListChoice:
    """A list that a title can be put on. `is_stuck`: it can't be taken off here."""

    list_: List
    is_on: bool
    is_stuck: bool

    @property
    def icon(self) -> str:
        return "check" if self.is_on else "plus"

    @property
    def note(self) -> str:
        return SafeString("TMDB's interface takes only films off lists") if self.is_stuck else ""


def build_list_choices(user: Any, kind: str, tmdb_id: int) -> list[ListChoice]:
    """Build the choices for a title: each of the member's lists."""
    items = ListItem.objects.filter(list__user=user, title__kind=kind, title__tmdb_id=tmdb_id)
    is_on_tmdb = dict(items.values_list("list_id", "is_on_tmdb"))
    return [
        ListChoice(
            list_,
            is_on=list_.pk in is_on_tmdb,
            is_stuck=bool(kind == Kind.TV and list_.tmdb_id and is_on_tmdb.get(list_.pk)),
        )
        for list_ in List.objects.filter(user=user)
    ]
