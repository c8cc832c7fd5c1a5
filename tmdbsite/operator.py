"""The operator's page: how it stands with TMDB, what the workers do, and buttons to have them do it now."""

import time
from collections import Counter
from dataclasses import dataclass

import redis
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import TmdbLink, User
from catalog import connection, counters, errands, exports, instant, jobs, upstream, work
from catalog.gateway import ask
from catalog.models import Run
from catalog.tasks import run_job
from catalog.words import age
from library.models import Intent, Sync
from tmdb import Deadline, errors

HOUR = 60  # minutes
PATIENCE = 3.0  # seconds for TMDB to say what it thinks of the key
QUEUE = "celery:celery"
RUNS = 12  # of the last


@dataclass(frozen=True)
class Row:
    """A line of the page: what, how it stands, and whether that is a worry."""

    label: str
    value: str
    is_bad: bool = False


@dataclass(frozen=True)
class JobRow:
    name: str
    label: str
    about: str
    last: Run | None

    @property
    def is_running(self) -> bool:
        return bool(self.last and self.last.state == Run.State.RUNNING)


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    assert work
    context = {
        **admin.site.each_context(request),
        "title": "TMDB",
        "rows": rows(),
        "jobs": job_rows(),
        "runs": Run.objects.all()[:RUNS],
    }
    response = render(request, "admin/tmdb.html", context)
    if Run.objects.filter(state=Run.State.RUNNING).exists():
        response["Refresh"] = "3"  # the progress bars go on by themselves
    return response


@require_POST
def start(request: HttpRequest, name: str) -> HttpResponse:
    if name not in jobs.JOBS:
        raise Http404
    if not (isinstance(request.user, User) and request.user.is_superuser):
        raise PermissionDenied
    errands.send(run_job, name)
    messages.success(request, f"“{jobs.JOBS[name].label}” goes to a worker.")
    return redirect("admin:tmdb")


def job_rows() -> list[JobRow]:
    return [JobRow(one.name, one.label, one.about, jobs.last_run(one.name)) for one in jobs.JOBS.values()]


def rows() -> list[Row]:
    counted = counters.last(HOUR)
    return [
        _key(),
        *_calls(counted),
        _kept(counted),
        *_broker(),
        *_outbox(),
        _index(),
        _exports(),
    ]


def _key() -> Row:
    if settings.TMDB_DEMO:
        return Row("Key", "None: the demo answers.")
    try:
        upstream.requestor().send(ask.authentication.validate_key(), deadline=Deadline.after(PATIENCE))
    except errors.AuthenticationFailed:
        return Row("Key", "TMDB does not take it. Look at TMDB_ACCESS_TOKEN.", True)
    except errors.TMDBError as error:
        return Row("Key", f"TMDB could not be asked ({type(error).__name__}).", True)
    return Row("Key", "TMDB takes it.")


def _calls(counted: "Counter[str]") -> list[Row]:
    outcomes = {name.removeprefix("tmdb:"): number for name, number in counted.items() if name.startswith("tmdb:")}
    total = sum(outcomes.values())
    bad = sum(number for name, number in outcomes.items() if name == "failed" or name >= "429")
    said = ", ".join(f"{name}: {number}" for name, number in sorted(outcomes.items())) or "none"
    rate = f"{total / 3600:.2f} a second, of at most 40"
    return [Row("Requests in the last hour", said, bad > total / 10 > 0), Row("Rate", rate)]


def _kept(counted: "Counter[str]") -> Row:
    asked = counted["asked"]
    share = f"{counted['kept'] / asked:.0%} of {asked:,}" if asked else "nothing asked yet"
    return Row("Answers that were kept already", share)


def _broker() -> list[Row]:
    try:
        length = int(connection.client().llen(QUEUE))
        seen = connection.client().get("worker:seen")
    except redis.RedisError:
        return [Row("Queue", "Redis is away.", True)]
    seconds = time.time() - float(seen) if isinstance(seen, bytes) else None
    heart = "no sign of one" if seconds is None else f"seen {age(seconds)} ago"
    return [
        Row("Waiting tasks", f"{length}", length > 1000),
        Row("Worker", heart, seconds is None or seconds > 180),
    ]


def _outbox() -> list[Row]:
    states = dict(Intent.objects.values_list("state").annotate(number=Count("pk")))
    links = dict(TmdbLink.objects.values_list("state").annotate(number=Count("pk")))
    running = Sync.objects.filter(state=Sync.State.RUNNING).count()
    waiting, failed = states.get("waiting", 0), states.get("failed", 0)
    return [
        Row("Outbox", f"{waiting} wait, {failed} were refused", failed > 0),
        Row("Links", f"{links.get('active', 0)} in use, {links.get('revoked', 0)} taken back"),
        Row("Syncs", f"{running} running"),
    ]


def _index() -> Row:
    made = instant.index().made_at()
    if not made:
        return Row("Instant search", "There is no file: TMDB is asked instead.", True)
    old = time.time() - made
    return Row("Instant search", f"{instant.index().size():,} titles, made {age(old)} ago", old > 3 * 86400)


def _exports() -> Row:
    found = {kind: exports.newest(kind) for kind in exports.KINDS}
    days = sorted({str(one.day) for one in found.values() if one})
    missing = [kind for kind, one in found.items() if one is None]
    said = ", ".join(days) or "none"
    return Row("Exports", f"of {said}" + (f"; none of {', '.join(missing)}" if missing else ""), bool(missing))
