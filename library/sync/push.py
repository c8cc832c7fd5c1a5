"""From the outbox to TMDB, one entry after the other, in the order in which they were enqueued.

An entry is ticked off only in the version that was pushed; what a killed worker had pushed is pushed again, which is
idempotent. When an entry fails for a reason that may pass, the next one is tried: if that arrives, TMDB has trouble
with the first one alone, and it backs off by itself; if that fails too, TMDB is away, and all of the member's entries
back off together, so that they arrive in order. What TMDB refuses is stored with the reason, and told to the member.
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
from library.publishing import ListIsPrivate
from library.sync import outbox
from library.sync.push_errors import RETRYABLE, describe_error, describe_refusal, is_session_error
from library.sync.push_handlers import HANDLERS, ListNotOnTmdb
from library.sync.push_session import PushSession
from library.sync.tmdb_lists import UnsafeDeletion
from tmdb import errors

log = logging.getLogger("library.sync.push")

MAX_RUN_SECONDS = 180.0  # after which a push leaves the rest to the next one, well within a task's time limit
# A mistake of ours, or an answer that is not what the API describes: such an entry must not stop those behind it.
UNEXPECTED = (KeyError, TypeError, ValueError, AttributeError, AssertionError)

CheckLock = Callable[[], None]  # called before each step; raises LockLost when another worker has taken over


def push_due(user_id: int, check_lock: CheckLock = lambda: None) -> int:
    """Push the member's due entries; return how many arrived."""
    link = TmdbLink.objects.filter(user_id=user_id, state=TmdbLink.State.ACTIVE).first()
    if not link:
        return 0
    try:
        session = PushSession(link.account_id, link.decrypt_session())
    except CannotDecrypt:
        log.error("session undecryptable user=%s", user_id)
        link.mark_revoked()
        return 0
    return PushRun(link, session, check_lock).run()


def push_exclusively(user_id: int, check_lock: CheckLock = lambda: None) -> bool:
    """Push the member's due entries, unless another worker does it already; return whether it was done."""
    with locks.exclusive_lock(f"push:{user_id}") as lock:
        if lock is None:
            return False

        def check_both() -> None:
            lock.check()
            check_lock()

        push_due(user_id, check_both)
    return True


class PushRun:
    """One run over a member's due entries.

    `_suspects` are those that failed since the last one that arrived: either they are to blame, or TMDB is.
    """

    def __init__(self, link: TmdbLink, session: PushSession, check_lock: CheckLock) -> None:
        self._link, self._session, self._check_lock = link, session, check_lock
        self._number_arrived = 0
        self._tried: list[OutboxEntry] = []
        self._suspects: list[OutboxEntry] = []

    def run(self) -> int:
        """Push until nothing is due, the time is over, or TMDB is away; return how many entries arrived."""
        end = time.monotonic() + MAX_RUN_SECONDS
        while time.monotonic() < end and (entry := self._next_entry()) is not None:
            self._check_lock()
            if not self._push(entry):
                return self._number_arrived
        if self._suspects:  # nothing else tells whether they or TMDB are to blame
            outbox.backoff_user(self._link.user_id, self._suspects[0].problem)
        return self._number_arrived

    def _next_entry(self) -> OutboxEntry | None:
        tried = [entry.pk for entry in self._tried]
        due = outbox.due_entries().filter(user_id=self._link.user_id).exclude(pk__in=tried)
        list_ids = [entry.list_id for entry in self._tried if entry.list_id]  # no film goes on a list that isn't there
        return due.exclude(list_id__in=list_ids).select_related("title").first()

    def _push(self, entry: OutboxEntry) -> bool:
        """Push one entry; return whether to go on with the next."""
        OutboxEntry.objects.filter(pk=entry.pk).update(attempts=F("attempts") + 1)
        try:
            HANDLERS[entry.action](entry, self._session)
        except errors.TMDBError as error:
            return self._handle_error(entry, error)
        except ListIsPrivate:
            self._tried.append(entry)  # it was made private meanwhile; the outbox holds it from now on
        except UnsafeDeletion as problem:
            _refuse(entry, str(problem))
        except ListNotOnTmdb:
            _refuse(entry, "Its list is not at TMDB.")
        except UNEXPECTED:
            log.exception("push crashed user=%s entry=%s action=%s", entry.user_id, entry.pk, entry.action)
            _refuse(entry, "It could not be sent. The hosts find the reason in the site's log.")
        else:
            self._handle_success(entry)
        return True

    def _handle_success(self, entry: OutboxEntry) -> None:
        _tick_off(entry)
        self._number_arrived += 1
        if self._suspects or self._number_arrived == 1:
            outbox.back_off_entries(self._suspects, "TMDB has trouble with this one.")
            self._suspects.clear()
            outbox.resume(entry.user_id)
        log.info(
            "push succeeded user=%s entry=%s action=%s attempt=%d",
            entry.user_id, entry.pk, entry.action, entry.attempts + 1,
        )  # fmt: skip

    def _handle_error(self, entry: OutboxEntry, error: errors.TMDBError) -> bool:
        """Retry, refuse, or revoke the link; return whether to go on with the next entry."""
        log.warning(
            "push failed user=%s entry=%s action=%s reason=%s code=%d",
            entry.user_id, entry.pk, entry.action, type(error).__name__, error.tmdb_code,
        )  # fmt: skip
        if is_session_error(error) and not self._session.is_valid():
            self._link.mark_revoked()
            return False
        if isinstance(error, RETRYABLE):
            return self._back_off(entry, error)
        _refuse(entry, describe_refusal(error))
        return True

    def _back_off(self, entry: OutboxEntry, error: errors.TMDBError) -> bool:
        """Hold the entry, the member's entries, or everybody's; return whether to go on with the next entry."""
        entry.problem = describe_error(error)
        OutboxEntry.objects.filter(pk=entry.pk, version=entry.version).update(problem=entry.problem)
        if isinstance(error, errors.HELD):  # the whole site may send nothing: neither entry nor member is to blame
            outbox.backoff_all(error.retry_after or 0.0, entry.problem)
            OutboxEntry.objects.filter(pk=entry.pk).update(attempts=F("attempts") - 1)
            return False
        if isinstance(error, errors.RateLimited | errors.AuthenticationFailed):
            outbox.backoff_user(entry.user_id, entry.problem)
            if error.http_status == 429:
                outbox.backoff_all(error.retry_after or outbox.BASE_DELAY.total_seconds(), entry.problem)
            return False
        return self._suspect(entry)

    def _suspect(self, entry: OutboxEntry) -> bool:
        """Blame the entry if it has failed before, TMDB if two fail in a row; return whether to go on."""
        self._tried.append(entry)
        if entry.failures:
            outbox.back_off_entries([entry], entry.problem)
            return True
        self._suspects.append(entry)
        if len(self._suspects) > 1:
            outbox.backoff_user(entry.user_id, entry.problem)
            return False
        return True


def _refuse(entry: OutboxEntry, problem: str) -> None:
    unchanged = OutboxEntry.objects.filter(pk=entry.pk, version=entry.version)
    unchanged.update(state=OutboxEntry.State.FAILED, problem=problem[:300])


def _tick_off(entry: OutboxEntry) -> None:
    unchanged = OutboxEntry.objects.filter(pk=entry.pk, version=entry.version)
    unchanged.update(state=OutboxEntry.State.DONE, done_at=timezone.now(), problem="", failures=0)
