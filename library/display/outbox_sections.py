"""The outbox in words, for the member whose changes wait for TMDB or are refused by it."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from library.models import Action, List, OutboxEntry, Sync

MAX_ROWS = 50  # entries in each section
REFUSED_NOTE = SafeString(
    "Here it stands as you wished. Try again if the reason may be gone; or give it up, and the next sync takes TMDB's "
    "word for it."
)


@dataclass(frozen=True)
class OutboxRow:
    """An entry in words. `is_decidable`: the member may try it again, or give it up."""

    entry_id: int
    text: str
    url: str
    note: str
    is_decidable: bool


@dataclass(frozen=True)
class OutboxSection:
    """The entries that wait, or that TMDB refuses: the first of them, and how many more there are."""

    heading: str
    number: int
    note: str
    rows: list[OutboxRow]
    is_retryable: bool = False

    @property
    def rest(self) -> str:
        number = self.number - len(self.rows)
        return f"And {number} more." if number else ""


def build_waiting_section(user: User, sync: Sync | None, *, is_retryable: bool) -> OutboxSection:
    """Build the section of what waits, with the reason of a backoff."""
    number, rows = _build_rows(user, OutboxEntry.State.WAITING)
    return OutboxSection("Waiting for TMDB", number, _describe_backoff(sync), rows, is_retryable)


def build_refused_section(user: User) -> OutboxSection:
    """Build the section of what TMDB refuses."""
    number, rows = _build_rows(user, OutboxEntry.State.FAILED)
    return OutboxSection("Refused by TMDB", number, REFUSED_NOTE, rows)


def _describe_backoff(sync: Sync | None) -> str:
    if not sync or not sync.backoff_until or sync.backoff_until <= timezone.now():
        return ""
    reason = sync.backoff_reason or SafeString("TMDB isn't answering.")
    return format_html("{} The next try is {}; nothing gets lost.", reason, naturaltime(sync.backoff_until))


def _build_rows(user: User, state: str) -> tuple[int, list[OutboxRow]]:
    """Return how many entries there are, and rows of the first."""
    entries = OutboxEntry.objects.filter(user=user, state=state).select_related("title")
    first = list(entries[:MAX_ROWS])
    list_ids = {entry.list_id for entry in first if entry.list_id}
    names = dict(List.objects.filter(pk__in=list_ids).values_list("pk", "name"))
    return entries.count(), [build_outbox_row(entry, names.get(entry.list_id or 0, "")) for entry in first]


def build_outbox_row(entry: OutboxEntry, list_name: str = "") -> OutboxRow:
    """Put an entry into words."""
    return OutboxRow(
        entry_id=entry.pk,
        text=describe_entry(entry, list_name),
        url=entry.title.get_absolute_url() if entry.title else "",
        note=_describe_attempts(entry),
        is_decidable=entry.state == OutboxEntry.State.FAILED or entry.failures > 0,
    )


def _describe_attempts(entry: OutboxEntry) -> str:
    number = entry.attempts
    if not entry.problem and number <= 1:
        return ""
    tried = f"Tried {number} time{'' if number == 1 else 's'}." if number else ""
    return " ".join(part for part in (entry.problem, tried) if part)


def describe_entry(entry: OutboxEntry, list_name: str = "") -> str:
    """Return "Arrival: rated 8.5", "Arrival: off the watchlist", "Arrival: onto “Owls”"."""
    list_ = f"“{list_name}”" if list_name else "a list"
    title = str(entry.title) if entry.title else ""
    match entry.action:
        case Action.RATING:
            return f"{title}: {_describe_rating(entry)}"
        case Action.FAVORITE:
            return f"{title}: {'a favourite' if entry.desired else 'no longer a favourite'}"
        case Action.WATCHLIST:
            return f"{title}: {'on the watchlist' if entry.desired else 'off the watchlist'}"
        case Action.LIST_ITEM:
            return f"{title}: {'onto' if entry.desired else 'off'} {list_}"
        case Action.LIST_CLEAR:
            return f"{list_[0].upper()}{list_[1:]} cleared"
        case Action.LIST_DELETE:
            return f"“{list_name}” deleted on TMDB" if list_name else "A list deleted"
    return f"{list_[0].upper()}{list_[1:]} made"


def _describe_rating(entry: OutboxEntry) -> str:
    return "rating taken back" if entry.desired is None else f"rated {entry.desired:g}"
