"""`/metrics` in Prometheus' format, for whoever has `METRICS_TOKEN`.

What the processes count is in Redis (`jobs/metrics.py`), so each of them can answer for all, and prometheus_client only
writes the format. What can't be read is left out: a number that is missing is no zero.
"""

import hmac
from collections import Counter
from collections.abc import Callable, Iterator

import redis
from django.conf import settings
from django.db import Error
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector, CollectorRegistry

from accounts.models import TmdbLink
from jobs import metrics as counts
from jobs import queues, worker_signals
from jobs.models import Run
from library.models import OutboxEntry
from tmdbsite import health_checks, installation

# name: (help, the beginning of the counters' names in jobs/metrics.py, labels of the rest)
COUNTERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "tmdbsite_http_responses": ("Responses of the web server.", "http:", ("status",)),
    "tmdbsite_tmdb_requests": ("Requests sent to TMDB, by status or failed.", "tmdb:", ("outcome",)),
    "tmdbsite_cache_reads": ("Answers of TMDB that pages needed.", "asked", ()),
    "tmdbsite_cache_hits": ("Answers of TMDB that pages needed and that were cached.", "kept", ()),
    "tmdbsite_tasks": ("Tasks that workers ended.", "task:", ("state",)),
    "tmdbsite_job_runs": ("Runs of jobs that ended.", "job:", ("job", "state")),
    "tmdbsite_logged_errors": ("Errors in the log.", "log:error", ()),
}


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return all metrics to a request with the token, else 401."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected.encode()):
        return HttpResponse(
            "The token is missing or wrong.\n", "text/plain", 401, headers={"WWW-Authenticate": "Bearer"}
        )
    registry = CollectorRegistry()
    registry.register(SiteCollector())
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    return HttpResponse(encode(registry), content_type)


class SiteCollector(Collector):
    """The metrics of the whole site, read when they are asked for."""

    def collect(self) -> Iterator[Metric]:
        yield _describe_versions()
        yield from _collect_health()
        yield from _collect_disk()
        for collect in (_collect_counters, _collect_queues, _collect_heartbeats, _collect_entries, _collect_jobs):
            yield from _skip_failing(collect)

    def describe(self) -> list[Metric]:
        """Return nothing: with names prometheus_client need not collect when it registers."""
        return []


def _skip_failing(collect: Callable[[], list[Metric]]) -> list[Metric]:
    """Return metrics, none while Redis or the database is away."""
    try:
        return collect()
    except (redis.RedisError, Error):
        return []


def _describe_versions() -> Metric:
    return InfoMetricFamily("tmdbsite", "Versions.", installation.read_versions())


def _collect_health() -> Iterator[Metric]:
    family = GaugeMetricFamily("tmdbsite_up", "1 for what answers, 0 for what does not.", labels=["part"])
    for name, problem in health_checks.find_problems().items():
        family.add_metric([name], float(not problem))
    yield family


def _collect_disk() -> Iterator[Metric]:
    disk = installation.measure_disk()
    yield GaugeMetricFamily("tmdbsite_disk_free_bytes", "Free bytes on the disk of the data folder.", disk.free)
    yield GaugeMetricFamily("tmdbsite_disk_used_bytes", "Bytes of the data folder.", sum(disk.used.values()))


def _collect_counters() -> list[Metric]:
    totals = counts.read_totals()
    return [_build_counter(name, *row, totals) for name, row in COUNTERS.items()]


def _build_counter(name: str, help_text: str, prefix: str, labels: tuple[str, ...], totals: "Counter[str]") -> Metric:
    if not labels:
        return CounterMetricFamily(name, help_text, totals[prefix])
    family = CounterMetricFamily(name, help_text, labels=labels)
    for key, number in sorted(totals.items()):
        values = key.removeprefix(prefix).split(":")
        if key.startswith(prefix) and len(values) == len(labels):
            family.add_metric(values, number)
    return family


def _collect_queues() -> list[Metric]:
    lengths = GaugeMetricFamily("tmdbsite_queue_tasks", "Tasks that wait in a queue.", labels=["queue"])
    for name, length in queues.read_lengths().items():
        lengths.add_metric([name], length)
    number = queues.count_unacknowledged()
    return [lengths, GaugeMetricFamily("tmdbsite_unacknowledged_tasks", "Tasks that workers have taken.", number)]


def _collect_heartbeats() -> list[Metric]:
    help_text = "When a worker, or the schedule, was last seen, in epoch seconds."
    family = GaugeMetricFamily("tmdbsite_heartbeat_timestamp_seconds", help_text, labels=["process"])
    beat = worker_signals.read_schedule_heartbeat()
    times = worker_signals.read_heartbeats() | ({"schedule": beat} if beat else {})
    for name, at in sorted(times.items()):
        family.add_metric([name], at)
    return [family]


def _collect_entries() -> list[Metric]:
    entries = GaugeMetricFamily("tmdbsite_outbox_entries", "Changes that wait for TMDB.", labels=["state"])
    links = GaugeMetricFamily("tmdbsite_links", "Members' links to TMDB.", labels=["state"])
    rows = dict(OutboxEntry.objects.values_list("state").annotate(number=Count("pk")))
    for state in ("waiting", "failed"):
        entries.add_metric([state], rows.get(state, 0))
    rows = dict(TmdbLink.objects.values_list("state").annotate(number=Count("pk")))
    for state in ("active", "revoked"):
        links.add_metric([state], rows.get(state, 0))
    return [entries, links]


def _collect_jobs() -> list[Metric]:
    help_text = "When a job was last done, in epoch seconds; in the last 30 days."
    family = GaugeMetricFamily("tmdbsite_job_last_success_timestamp_seconds", help_text, labels=["job"])
    rows = Run.objects.filter(state=Run.State.DONE).order_by().values_list("job").annotate(at=Max("finished_at"))
    for name, at in sorted(rows):
        family.add_metric([name], at.timestamp())
    return [family]
