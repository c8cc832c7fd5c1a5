"""How a member's sync stands, as its page shows it: what is read, what waits, what is refused, what is to decide."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.urls import reverse

from accounts.models import TmdbLink, User, get_link
from library.display.list_page import UndecidedList, build_undecided_of
from library.display.merge_question import MergeQuestion, build_merge_question
from library.display.outbox_sections import OutboxSection, build_refused_section, build_waiting_section
from library.models import Sync
from library.sync.sync import is_running

RUNNING_POLL_DELAY, WAITING_POLL_DELAY = 1, 5  # seconds after which the page looks again
INTRO = "What you do here goes to your account there, and what you do there comes here."


@dataclass(frozen=True)
class Panel:
    """The first part of the page, which `template` shows.

    It says that the sync runs, how the last one ended, or asks how to merge. `start_label` is that of the button that
    starts one, `done` of `total` are pages read.
    """

    template: str
    text: str = ""
    note: str = ""
    text_class: str = ""
    finished_at: datetime | None = None
    start_label: str = ""
    done: int = 0
    total: int = 0
    percent: int = 0
    question: MergeQuestion | None = None


@dataclass(frozen=True)
class SyncStatus:
    """All that the page shows. `poll_delay`: in how many seconds it looks again, 0 for never."""

    link: TmdbLink | None
    panel: Panel
    undecided: list[UndecidedList]
    sections: list[OutboxSection]
    poll_delay: int
    idle_note: str

    @property
    def template(self) -> str:
        return "library/sync_state.html" if self.link else "library/sync_unlinked.html"

    @property
    def is_revoked(self) -> bool:
        return self.link is not None and not self.link.is_active

    @property
    def intro(self) -> str:
        return INTRO if self.link and self.link.is_active else ""


def build_sync_status(user: User) -> SyncStatus:
    """Build what the page shows to a member."""
    sync, link = Sync.objects.filter(user=user).first(), get_link(user)
    is_active, is_busy = bool(link and link.is_active), is_running(sync)
    panel = _build_panel(sync, is_active=is_active, is_busy=is_busy)
    waiting = build_waiting_section(user, sync, is_retryable=is_active and not _is_unconfirmed(sync))
    sections = [section for section in (waiting, build_refused_section(user)) if section.number]
    is_idle = bool(sync and sync.finished_at) and not sections and not is_busy
    return SyncStatus(
        link=link,
        panel=panel,
        undecided=build_undecided_of(user),
        sections=sections,
        poll_delay=_poll_delay(
            is_reading=is_busy or (_is_unconfirmed(sync) and not panel.question),
            is_pushing=is_active and waiting.number > 0,
        ),
        idle_note="Nothing waits." if is_idle else "",
    )


def _is_unconfirmed(sync: Sync | None) -> bool:
    return sync is not None and sync.confirmed_at is None


def _poll_delay(*, is_reading: bool, is_pushing: bool) -> int:
    if is_reading:
        return RUNNING_POLL_DELAY
    return WAITING_POLL_DELAY if is_pushing else 0


def _build_panel(sync: Sync | None, *, is_active: bool, is_busy: bool) -> Panel:
    if sync and sync.preview and _is_unconfirmed(sync):
        return Panel("library/sync_question.html", question=build_merge_question(sync.preview))
    if sync and is_busy:
        return _build_progress(sync)
    return _build_outcome(sync, is_active=is_active)


def _build_progress(sync: Sync) -> Panel:
    pages = f"{sync.done} of {sync.total} pages." if sync.total else "a moment."
    if _is_unconfirmed(sync):
        text, note = "Comparing what is here with what TMDB has", "Nothing moves before you have seen what there is."
    else:
        text, note = "Reading what TMDB has", "You can go on; it happens by itself."
    return Panel(
        "library/sync_progress.html",
        text=f"{text}: {pages}",
        note=note,
        done=sync.done,
        total=sync.total or 1,
        percent=sync.percent,
    )


def _build_outcome(sync: Sync | None, *, is_active: bool) -> Panel:
    """Tell how the last sync ended, or that none did."""
    template, problem = "library/sync_outcome.html", sync.problem if sync else ""
    if _is_unconfirmed(sync):
        label = "Compare now" if is_active else ""
        text = f"{problem} Before anything moves, the two sides are compared.".lstrip()
        return Panel(template, text, start_label=label)
    label = "Bring into step now" if is_active else ""
    if sync and sync.finished_at:
        text = f" A later try stopped: {problem}" if problem else ""
        return Panel(template, text, finished_at=sync.finished_at, start_label=label)
    if problem:
        return Panel(template, problem, start_label=label)
    return Panel(template, "Not in step so far.", text_class="quiet", start_label=label)


@dataclass(frozen=True)
class SyncLine:
    """A line about the sync on a member's own page: a link, and how the sentence ends."""

    link: str
    url: str
    text: str = "."


def build_sync_line(user: User) -> SyncLine:
    """Tell a member in a line how their sync stands, or what they have to do."""
    sync, link, url = Sync.objects.filter(user=user).first(), get_link(user), reverse("library:sync")
    if not link:
        return SyncLine("Link your TMDB account", reverse("accounts:link"), ", and it is there, too.")
    if not link.is_active:
        return SyncLine("TMDB no longer takes your permission: link again", url)
    if sync is None or sync.confirmed_at is None:
        return SyncLine("You have still to choose how to put the two sides together", url)
    if sync.finished_at:
        return SyncLine(f"In step with TMDB {naturaltime(sync.finished_at)}", url)
    return SyncLine("Being brought into step with TMDB", url)
