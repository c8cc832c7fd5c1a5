"""From the outbox to TMDB, one wish after the other, in the order in which they were made.

A wish is ticked off only in the version that was pushed; what a killed worker had pushed is pushed again, and means the
same. When one fails for a reason that may pass, another is tried: if that arrives, the problem is the first one's own,
and it waits by itself; if that fails too, TMDB is away, and all wait, so that they arrive in the order meant. What TMDB
will never take is kept, and told to the member.
"""

import logging
import time
from collections.abc import Callable

from django.db.models import F
from django.utils import timezone

from accounts.encryption import CannotDecrypt
from accounts.models import TmdbLink
from jobs import locks
from library.models import OutboxEntry
from library.publishing import Held
from library.sync import outbox
from library.sync.push_handlers import HANDLERS, Member, NoList, Spared
from tmdb import errors

log = logging.getLogger("library.sync.push")

ENOUGH = 180.0  # seconds after which a push leaves the rest to the next one, well within a task's time
LATER = (errors.Unavailable, errors.RateLimited, errors.BadAnswer, errors.AuthenticationFailed)
ADVICE = {
    6: "TMDB no longer has it.",
    8: "It is there already.",
    34: "TMDB no longer has it.",
    3: "TMDB does not let you change this one.",
}
# Ours, or an answer that is not what the API describes: one such wish must not stop those behind it.
BROKEN = (KeyError, TypeError, ValueError, AttributeError, AssertionError)


def push_due(user_id: int, check: Callable[[], None] = lambda: None) -> int:
    """Push what is due of a member; the number of wishes that arrived. `check` is called before each."""
    link = TmdbLink.objects.filter(user_id=user_id, state=TmdbLink.State.ACTIVE).first()
    if not link:
        return 0
    try:
        member = Member(link.account_id, link.decrypt_session())
    except CannotDecrypt:
        log.error("session can't be opened user=%s", user_id)
        link.mark_revoked()
        return 0
    return PushRun(link, member, check).run()


def push_exclusively(user_id: int, check: Callable[[], None] = lambda: None) -> bool:
    """The same, unless another worker does it already. Whether it was done."""
    with locks.exclusive_lock(f"push:{user_id}") as lock:
        if lock is None:
            return False

        def both() -> None:
            lock.check()
            check()

        push_due(user_id, both)
    return True


class PushRun:
    """One go at what is due. `_suspects` failed since the last that arrived: they, or TMDB, are to blame."""

    def __init__(self, link: TmdbLink, member: Member, check: Callable[[], None]) -> None:
        self._link, self._member, self._check = link, member, check
        self._arrived = 0
        self._tried: list[OutboxEntry] = []
        self._suspects: list[OutboxEntry] = []

    def run(self) -> int:
        end = time.monotonic() + ENOUGH
        while time.monotonic() < end and (entry := self._next()) is not None:
            self._check()
            if not self._push(entry):
                return self._arrived
        if self._suspects:  # nothing else tells whether it was theirs
            outbox.backoff_user(self._link.user_id, self._suspects[0].problem)
        return self._arrived

    def _next(self) -> OutboxEntry | None:
        due = outbox.due().filter(user_id=self._link.user_id).exclude(pk__in=[one.pk for one in self._tried])
        behind = [one.list_id for one in self._tried if one.list_id]  # a film can't go on a list that is not made yet
        return due.exclude(list_id__in=behind).select_related("title").first()

    def _push(self, entry: OutboxEntry) -> bool:
        """Whether to go on with the next."""
        OutboxEntry.objects.filter(pk=entry.pk).update(attempts=F("attempts") + 1)
        try:
            HANDLERS[entry.action](entry, self._member)
        except errors.TMDBError as error:
            return self._failed(entry, error)
        except Held:
            self._tried.append(entry)  # it was made private meanwhile; the outbox holds it from now on
        except Spared as spared:
            _refuse(entry, str(spared))
        except NoList:
            _refuse(entry, "Its list is not at TMDB.")
        except BROKEN:
            log.exception("wish can't be sent what=%s entry=%s", entry.action, entry.pk)
            _refuse(entry, "It could not be sent. The hosts find the reason in the site's log.")
        else:
            self._took(entry)
        return True

    def _took(self, entry: OutboxEntry) -> None:
        _tick_off(entry)
        self._arrived += 1
        if self._suspects or self._arrived == 1:
            outbox.back_off_entries(self._suspects, "TMDB has trouble with this one.")
            self._suspects.clear()
            outbox.resume(entry.user_id)
        log.info("arrived what=%s user=%s attempt=%d", entry.action, entry.user_id, entry.attempts + 1)

    def _failed(self, entry: OutboxEntry, error: errors.TMDBError) -> bool:
        name = type(error).__name__
        log.warning("not arrived what=%s user=%s reason=%s code=%d", entry.action, entry.user_id, name, error.tmdb_code)
        if is_of_the_session(error) and not self._member.is_known():
            self._link.mark_revoked()
            return False
        if isinstance(error, LATER):
            return self._later(entry, error)
        _refuse(entry, ADVICE.get(error.tmdb_code) or f"TMDB says: {error.message}")
        return True

    def _later(self, entry: OutboxEntry, error: errors.TMDBError) -> bool:
        entry.problem = sentence(error)
        OutboxEntry.objects.filter(pk=entry.pk, version=entry.version).update(problem=entry.problem)
        if isinstance(error, errors.HELD):  # the whole site may send nothing: no fault of this wish, or this member
            outbox.backoff_all(error.retry_after or 0.0, entry.problem)
            OutboxEntry.objects.filter(pk=entry.pk).update(attempts=F("attempts") - 1)
            return False
        if isinstance(error, errors.RateLimited | errors.AuthenticationFailed):
            outbox.backoff_user(entry.user_id, entry.problem)
            if error.http_status == 429:
                outbox.backoff_all(error.retry_after or outbox.FIRST_PAUSE.total_seconds(), entry.problem)
            return False
        self._tried.append(entry)
        if entry.failures:
            outbox.back_off_entries([entry], entry.problem)
            return True
        self._suspects.append(entry)
        if len(self._suspects) > 1:
            outbox.backoff_user(entry.user_id, entry.problem)
            return False
        return True


def is_of_the_session(error: errors.TMDBError) -> bool:
    """Whether TMDB says that the session is of no use any more, or may mean that."""
    return isinstance(error, errors.SessionDenied) or error.tmdb_code in {3, 17, 33, 36}


def sentence(error: errors.TMDBError) -> str:
    """What went wrong with TMDB, in words for the member."""
    if is_of_the_session(error):
        return "TMDB no longer takes the permission. Link again."
    if isinstance(error, errors.RateLimited):
        return "TMDB asks us to slow down."
    if isinstance(error, errors.AuthenticationFailed):
        return "TMDB does not take this site's key. The hosts can mend that."
    return "TMDB isn't answering."


def _refuse(entry: OutboxEntry, problem: str) -> None:
    still = OutboxEntry.objects.filter(pk=entry.pk, version=entry.version)
    still.update(state=OutboxEntry.State.FAILED, problem=problem[:300])


def _tick_off(entry: OutboxEntry) -> None:
    still = OutboxEntry.objects.filter(pk=entry.pk, version=entry.version)
    still.update(state=OutboxEntry.State.DONE, done_at=timezone.now(), problem="", failures=0)
