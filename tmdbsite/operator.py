"""The operator's page in the admin: requests to TMDB, workers, members, files, and the jobs with a button each."""

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
from django.template.defaultfilters import filesizeformat
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_celery_beat.models import PeriodicTask

from accounts.models import TmdbLink, User
from catalog import search
from catalog.datasets import exports
from catalog.display.formatting import format_age
from jobs import dispatch, metrics, queues, runner, worker_signals
from jobs.models import Run
from jobs.tasks import run_job
from library.models import OutboxEntry, Sync
from tmdbsite import installation, recent_errors, releases, tmdb_check
from tmdbsite.backup import folder

HOUR = 60  # minutes
SILENCE_LIMIT = 90  # seconds without a heartbeat after which a worker is missing
FRESHNESS_LIMIT = 2 * 86400  # seconds after which a file that is made daily is too old
EXPECTED_WORKERS = ("quick", "jobs")
MAX_RUNS = 15  # on the page
MIN_FREE_BYTES = 1024**3  # on the disk of the data folder: a day's exports, and the files that are made of them
JOB_ORDER = ("exports", "index", "popularity", "backfill", "changes", "warm", "backup")


@dataclass(frozen=True)
class StatusLine:
    """A line of the page, and whether it is a reason to worry."""

    label: str
    value: str
    is_bad: bool = False


@dataclass(frozen=True)
class JobRow:
    """A line of the table of jobs."""

    name: str
    label: str
    description: str
    last: Run | None
    schedule: PeriodicTask | None

    @property
    def is_running(self) -> bool:
        return bool(self.last and self.last.state == Run.State.RUNNING)

    @property
    def times(self) -> str:
        """Return when the schedule runs the job, in words; "" without a schedule."""
        if not self.schedule:
            return ""
        return str(self.schedule.crontab.human_readable if self.schedule.crontab else self.schedule.interval)


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Return the page; to htmx, which asks again while a job runs, the jobs alone."""
    with suppress(redis.RedisError):  # the page says so
        runner.mark_interrupted()  # else killed jobs would be shown as running
    rows = build_job_rows()
    is_running = any(row.is_running for row in rows)
    context = {"jobs": rows, "is_running": is_running, "runs": Run.objects.all()[:MAX_RUNS]}
    if request.headers.get("HX-Request"):
        return render(request, "admin/tmdb_jobs.html", context)
    context |= {**admin.site.each_context(request), "title": "TMDB", "groups": build_groups(), "errors": _read_errors()}
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


def build_job_rows() -> list[JobRow]:
    tasks = PeriodicTask.objects.filter(task=run_job.name).order_by("enabled")
    schedules = {_parse_job_name(task): task for task in tasks}
    return [
        JobRow(job.name, job.label, job.description, runner.get_last_run(job.name), schedules.get(job.name))
        for job in sorted(runner.JOBS.values(), key=lambda job: (_position(job.name), job.name))
    ]


def _position(name: str) -> int:
    """Return where a job stands in the table: as one follows another, and not as their modules are imported."""
    return JOB_ORDER.index(name) if name in JOB_ORDER else len(JOB_ORDER)


def _parse_job_name(task: PeriodicTask) -> str:
    """Return the job in the arguments of a scheduled task, "" when the operator has written something else there."""
    try:
        return str(json.loads(task.args)[0])
    except (ValueError, LookupError, TypeError):
        return ""


def build_groups() -> list[tuple[str, list[StatusLine]]]:
    counts = metrics.read_counts(HOUR)
    return [
        ("TMDB", [build_key_line(), *_build_request_lines(counts), _build_cache_line(counts)]),
        ("Workers", [*_build_queue_lines(), _build_tasks_line(counts)]),
        ("Members", _build_member_lines()),
        ("Files", [_build_index_line(), *_build_exports_lines(), _build_backups_line()]),
        ("Disk", _build_disk_lines()),
        ("Versions", _build_version_lines()),
    ]


def build_key_line() -> StatusLine:
    if settings.TMDB_DEMO:
        return StatusLine("Key", "None: the demo answers.")
    problem = tmdb_check.find_problem()
    return StatusLine("Key", problem or "TMDB takes it.", bool(problem))


def _build_request_lines(counts: "Counter[str]") -> list[StatusLine]:
    outcomes = _select_counts(counts, "tmdb:")
    total = sum(outcomes.values())
    bad = sum(number for name, number in outcomes.items() if name == "failed" or name >= "429")
    last_minute = sum(_select_counts(metrics.read_counts(1), "tmdb:").values())
    rate = f"{last_minute / 60:.1f} a second in this minute, {total / 3600:.2f} in the hour; at most 40"
    return [
        StatusLine("Requests in the last hour", _format_counts(outcomes), bad > total / 10 > 0),
        StatusLine("Rate", rate),
    ]


def _build_tasks_line(counts: "Counter[str]") -> StatusLine:
    states = _select_counts(counts, "task:")
    return StatusLine("Tasks in the last hour", _format_counts(states), states["failure"] > 0)


def _select_counts(counts: "Counter[str]", prefix: str) -> "Counter[str]":
    """Return the counts whose names begin with a prefix, under names without it."""
    return Counter({name.removeprefix(prefix): number for name, number in counts.items() if name.startswith(prefix)})


def _format_counts(counts: "Counter[str]") -> str:
    return ", ".join(f"{name}: {number:,}" for name, number in sorted(counts.items())) or "none"


def _build_cache_line(counts: "Counter[str]") -> StatusLine:
    reads = counts["asked"]
    share = f"{counts['kept'] / reads:.0%} of {reads:,}" if reads else "nothing asked yet"
    return StatusLine("Answers that were kept already", share)


def _build_queue_lines() -> list[StatusLine]:
    try:
        lengths, unacknowledged = queues.read_lengths(), queues.count_unacknowledged()
        heartbeats, beat = worker_signals.read_heartbeats(), worker_signals.read_schedule_heartbeat()
    except redis.RedisError:
        return [StatusLine("Queue", "Redis is away.", True)]
    waiting = ", ".join(f"{number:,} {name}" for name, number in lengths.items())
    workers = sorted({*EXPECTED_WORKERS, *heartbeats})
    return [
        StatusLine("Waiting tasks", f"{waiting}; {unacknowledged:,} with workers", max(lengths.values()) > 1000),
        *(_build_heartbeat_line(f"Worker “{name}”", heartbeats.get(name)) for name in workers),
        _build_heartbeat_line("Schedule", beat),
    ]


def _build_heartbeat_line(label: str, at: float | None) -> StatusLine:
    seconds = None if at is None else max(time.time() - at, 0)
    text = "no sign of it" if seconds is None else f"seen {format_age(seconds)} ago"
    return StatusLine(label, text, seconds is None or seconds > SILENCE_LIMIT)


def _build_member_lines() -> list[StatusLine]:
    entries = dict(OutboxEntry.objects.values_list("state").annotate(number=Count("pk")))
    links = dict(TmdbLink.objects.values_list("state").annotate(number=Count("pk")))
    running = Sync.objects.filter(state=Sync.State.RUNNING).count()
    waiting, failed = entries.get("waiting", 0), entries.get("failed", 0)
    return [
        StatusLine("Outbox", f"{waiting} wait, {failed} were refused", failed > 0),
        StatusLine("Links", f"{links.get('active', 0)} in use, {links.get('revoked', 0)} taken back"),
        StatusLine("Syncs", f"{running} running"),
    ]


def _build_index_line() -> StatusLine:
    built_at = search.title_index().built_at()
    if not built_at:
        return StatusLine("Instant search", "There is no file: TMDB is asked instead.", True)
    seconds = time.time() - built_at
    text = f"{search.title_index().size():,} titles and people, made {format_age(seconds)} ago"
    return StatusLine("Instant search", text, seconds > FRESHNESS_LIMIT)


def _build_exports_lines() -> list[StatusLine]:
    newest = {kind: exports.newest(kind) for kind in exports.KINDS}
    kinds_by_day: dict[str, list[str]] = {}
    for kind, export in newest.items():
        kinds_by_day.setdefault(f"of {export.day:%-d %B}" if export else "none", []).append(kind)
    fetched_at = min((export.path.stat().st_mtime for export in newest.values() if export), default=0.0)
    days = "; ".join(f"{day}: {', '.join(kinds)}" for day, kinds in kinds_by_day.items())
    if len(kinds_by_day) == 1 and fetched_at:
        days = f"all {next(iter(kinds_by_day))}"
    seconds = time.time() - fetched_at
    fetched = f", fetched {format_age(seconds)} ago" if fetched_at else ""
    return [StatusLine("Exports", f"{days}{fetched}", None in newest.values() or seconds > FRESHNESS_LIMIT)]


def _build_backups_line() -> StatusLine:
    backups = folder.list_backups(folder.NIGHTLY)
    if not backups:
        return StatusLine("Backups", "None yet.", True)
    status = backups[0].stat()
    seconds = time.time() - status.st_mtime
    text = f"{len(backups)} here, the newest made {format_age(seconds)} ago, {status.st_size / 1e6:.1f} MB"
    return StatusLine("Backups", text, seconds > FRESHNESS_LIMIT)


def _build_disk_lines() -> list[StatusLine]:
    disk = installation.measure_disk()
    parts = [StatusLine(name.capitalize(), filesizeformat(size)) for name, size in disk.used.items()]
    free = f"{filesizeformat(disk.free)} of {filesizeformat(disk.total)}"
    return [StatusLine("Free", free, disk.free < MIN_FREE_BYTES), *parts]


def _build_version_lines() -> list[StatusLine]:
    versions = installation.read_versions()
    lines = [StatusLine(name.capitalize(), version or "no answer", not version) for name, version in versions.items()]
    return [*lines, _build_release_line()] if settings.UPDATE_CHECK_URL else lines


def _build_release_line() -> StatusLine:
    try:
        release = releases.read_newest()
    except redis.RedisError:
        return StatusLine("Newest release", "Redis is away.", True)
    if release is None:
        return StatusLine("Newest release", "Not known yet: a worker asks once a day.")
    age = format_age(max(time.time() - release.checked_at, 0))
    if not release.is_newer:
        return StatusLine("Newest release", f"{release.version}, asked {age} ago")
    return StatusLine("Newest release", f"{release.version} is newer. {release.url}".strip(), True)


def _read_errors() -> list[recent_errors.RecentError]:
    try:
        return recent_errors.read_recent_errors()
    except redis.RedisError:
        return []
