"""The operator's page: how it stands with TMDB, what the workers do, and buttons to have them do it now."""

import json
import time
from collections import Counter
from contextlib import suppress
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
from django_celery_beat.models import PeriodicTask

from accounts.models import TmdbLink, User
from catalog import search
from catalog.datasets import exports
from catalog.display.formatting import age
from catalog.gateway import api, tmdb_client
from jobs import dispatch, metrics, redis_client, runner, worker_signals
from jobs.models import Run
from jobs.tasks import run_job
from library.models import OutboxEntry, Sync
from tmdb import errors

HOUR = 60  # minutes
PATIENCE = 3.0  # seconds for TMDB to say what it thinks of the key
REMEMBERED = 60  # seconds for which that is not asked again
SILENT = 90  # seconds after which a worker is missed
OLD = 2 * 86400  # seconds after which something that is made daily is a worry
QUEUES = {"celery:celery": "quick", "celery:jobs": "jobs"}
EXPECTED = ("quick", "jobs")  # workers
RUNS = 15  # of the last


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
    schedule: PeriodicTask | None

    @property
    def is_running(self) -> bool:
        return bool(self.last and self.last.state == Run.State.RUNNING)

    @property
    def when(self) -> str:
        """In words: of the schedule, or after which job."""
        if not self.schedule:
            return ""
        return str(self.schedule.crontab.human_readable if self.schedule.crontab else self.schedule.interval)


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """htmx asks for the jobs alone, as long as one runs."""
    with suppress(redis.RedisError):  # of which the page tells
        runner.interrupted()  # what was killed does not run
    found = job_rows()
    is_running = any(row.is_running for row in found)
    context = {"jobs": found, "is_running": is_running, "runs": Run.objects.all()[:RUNS]}
    if request.headers.get("HX-Request"):
        return render(request, "admin/tmdb_jobs.html", context)
    context |= {**admin.site.each_context(request), "title": "TMDB", "groups": groups()}
    return render(request, "admin/tmdb.html", context)


@require_POST
def start(request: HttpRequest, name: str) -> HttpResponse:
    if name not in runner.JOBS:
        raise Http404
    if not (isinstance(request.user, User) and request.user.is_superuser):
        raise PermissionDenied
    dispatch.enqueue(run_job.name, name)
    messages.success(request, f"“{runner.JOBS[name].label}” goes to a worker.")
    return redirect("admin:tmdb")


def job_rows() -> list[JobRow]:
    scheduled = {_job_of(task): task for task in PeriodicTask.objects.filter(task=run_job.name).order_by("enabled")}
    return [
        JobRow(one.name, one.label, one.about, runner.last_run(one.name), scheduled.get(one.name))
        for one in runner.JOBS.values()
    ]


def _job_of(task: PeriodicTask) -> str:
    """The operator may have written anything there."""
    try:
        return str(json.loads(task.args)[0])
    except (ValueError, LookupError, TypeError):
        return ""


def groups() -> list[tuple[str, list[Row]]]:
    counted = metrics.last(HOUR)
    return [
        ("TMDB", [_key(), *_calls(counted), _kept(counted)]),
        ("Workers", [*_broker(), _tasks(counted)]),
        ("Members", _outbox()),
        ("Files", [_index(), *_exports()]),
    ]


def _key() -> Row:
    if settings.TMDB_DEMO:
        return Row("Key", "None: the demo answers.")
    said = _verdict()
    return Row("Key", said or "TMDB takes it.", bool(said))


def _verdict() -> str:
    """What is wrong with the key; asked once a minute."""
    try:
        kept = redis_client.client().get("key:verdict")
    except redis.RedisError:
        kept = None
    if isinstance(kept, bytes):
        return kept.decode(errors="replace")
    said = _asked_for_the_key()
    try:
        redis_client.client().set("key:verdict", said, ex=REMEMBERED)
    except redis.RedisError:
        return said
    return said


def _asked_for_the_key() -> str:
    try:
        tmdb_client.send(api.authentication.validate_key(), PATIENCE)
    except errors.AuthenticationFailed:
        return "TMDB does not take it. Look at TMDB_ACCESS_TOKEN."
    except errors.TMDBError as error:
        return f"TMDB could not be asked ({type(error).__name__})."
    return ""


def _calls(counted: "Counter[str]") -> list[Row]:
    outcomes = _named(counted, "tmdb:")
    total = sum(outcomes.values())
    bad = sum(number for name, number in outcomes.items() if name == "failed" or name >= "429")
    lately = sum(_named(metrics.last(1), "tmdb:").values())
    rate = f"{lately / 60:.1f} a second in this minute, {total / 3600:.2f} in the hour; at most 40"
    return [Row("Requests in the last hour", _said(outcomes), bad > total / 10 > 0), Row("Rate", rate)]


def _tasks(counted: "Counter[str]") -> Row:
    ended = _named(counted, "task:")
    return Row("Tasks in the last hour", _said(ended), ended["failure"] > 0)


def _named(counted: "Counter[str]", prefix: str) -> "Counter[str]":
    return Counter({name.removeprefix(prefix): number for name, number in counted.items() if name.startswith(prefix)})


def _said(counted: "Counter[str]") -> str:
    return ", ".join(f"{name}: {number:,}" for name, number in sorted(counted.items())) or "none"


def _kept(counted: "Counter[str]") -> Row:
    asked = counted["asked"]
    share = f"{counted['kept'] / asked:.0%} of {asked:,}" if asked else "nothing asked yet"
    return Row("Answers that were kept already", share)


def _broker() -> list[Row]:
    try:
        lengths = {name: int(redis_client.client().llen(queue)) for queue, name in QUEUES.items()}
        under_way = int(redis_client.client().hlen("celery:unacked"))
        seen, beat = worker_signals.seen(), redis_client.client().get("beat:seen")
    except redis.RedisError:
        return [Row("Queue", "Redis is away.", True)]
    waiting = ", ".join(f"{number:,} {name}" for name, number in lengths.items())
    return [
        Row("Waiting tasks", f"{waiting}; {under_way:,} with workers", max(lengths.values()) > 1000),
        *(_sign(f"Worker “{name}”", seen.get(name)) for name in sorted({*EXPECTED, *seen})),
        _sign("Schedule", worker_signals.moment(beat)),
    ]


def _sign(label: str, at: float | None) -> Row:
    seconds = None if at is None else max(time.time() - at, 0)
    said = "no sign of it" if seconds is None else f"seen {age(seconds)} ago"
    return Row(label, said, seconds is None or seconds > SILENT)


def _outbox() -> list[Row]:
    states = dict(OutboxEntry.objects.values_list("state").annotate(number=Count("pk")))
    links = dict(TmdbLink.objects.values_list("state").annotate(number=Count("pk")))
    running = Sync.objects.filter(state=Sync.State.RUNNING).count()
    waiting, failed = states.get("waiting", 0), states.get("failed", 0)
    return [
        Row("Outbox", f"{waiting} wait, {failed} were refused", failed > 0),
        Row("Links", f"{links.get('active', 0)} in use, {links.get('revoked', 0)} taken back"),
        Row("Syncs", f"{running} running"),
    ]


def _index() -> Row:
    made = search.index().made_at()
    if not made:
        return Row("Instant search", "There is no file: TMDB is asked instead.", True)
    old = time.time() - made
    return Row("Instant search", f"{search.index().size():,} titles and people, made {age(old)} ago", old > OLD)


def _exports() -> list[Row]:
    """A row for each day of which files are the newest."""
    found = {kind: exports.newest(kind) for kind in exports.KINDS}
    days: dict[str, list[str]] = {}
    for kind, one in found.items():
        days.setdefault(f"of {one.day:%-d %B}" if one else "none", []).append(kind)
    oldest = min((one.path.stat().st_mtime for one in found.values() if one), default=0.0)
    said = "; ".join(f"{day}: {', '.join(kinds)}" for day, kinds in days.items())
    if len(days) == 1 and oldest:
        said = f"all {next(iter(days))}"
    fetched = f", fetched {age(time.time() - oldest)} ago" if oldest else ""
    return [Row("Exports", f"{said}{fetched}", None in found.values() or time.time() - oldest > OLD)]
