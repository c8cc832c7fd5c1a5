"""The numbers for Prometheus: read by its own parser, and only with the token."""

from datetime import UTC, datetime
from typing import Any

import pytest
import redis
from django.db import OperationalError, connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from accounts.models import User
from jobs import metrics, redis_client, runner
from jobs.models import Run
from tests.conftest import sign_in
from tests.stand_in import BAD_KEY, StandIn
from tmdbsite import installation
from tmdbsite.response_counts import ResponseCounter

pytestmark = pytest.mark.django_db

TOKEN = "0123456789abcdef0123456789abcdef"
Samples = dict[tuple[str, ...], float]


@pytest.fixture
def _token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def scrape(**headers: str) -> str:
    response = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}", **headers})
    assert response.status_code == 200
    return response.content.decode()


def read_samples() -> Samples:
    """Return {(name, value of each label): number}."""
    families = text_string_to_metric_families(scrape())
    return {(row.name, *row.labels.values()): row.value for family in families for row in family.samples}


def test_without_a_token_in_the_settings_there_is_no_such_page(visitor: Client) -> None:
    response = visitor.get("/metrics", headers={"Authorization": "Bearer "})
    assert response.status_code == 404
    assert response.content == visitor.get("/nonsense").content.replace(b"/nonsense", b"/metrics")


@pytest.mark.usefixtures("_token")
@pytest.mark.parametrize("value", ["", "Bearer", "Bearer nonsense", TOKEN, f"Basic {TOKEN}", "Bearer \xe9"])
def test_a_wrong_token_is_refused(visitor: Client, alice: User, value: str) -> None:
    for client in (visitor, sign_in(alice)):
        response = client.get("/metrics", headers={"Authorization": value})
        assert response.status_code == 401
        assert b"tmdbsite_" not in response.content


@pytest.mark.usefixtures("_token")
def test_counts_of_all_processes_and_what_stands_in_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    metrics.flush()
    redis_client.client().delete(metrics.TOTALS_KEY)
    metrics.count("tmdb:200", 40)
    metrics.count("tmdb:failed", 2)
    metrics.count("task:success", 3)
    metrics.count("http:404")
    metrics.count("asked", 10)
    metrics.count("kept", 9)
    metrics.flush()
    metrics.count("http:404")
    metrics.flush()
    job = runner.JobDefinition("counting", "Counting", "A test's job.", lambda progress: "Done.")
    monkeypatch.setitem(runner.JOBS, "counting", job)
    runner.run("counting")
    redis_client.client().rpush("celery:jobs", "one", "two")
    redis_client.client().hset("workers:seen", "quick", 1_700_000_000)
    samples = read_samples()
    for name, number in {
        ("tmdbsite_tmdb_requests_total", "200"): 40,
        ("tmdbsite_tmdb_requests_total", "failed"): 2,
        ("tmdbsite_tasks_total", "success"): 3,
        ("tmdbsite_http_responses_total", "404"): 2,
        ("tmdbsite_cache_reads_total",): 10,
        ("tmdbsite_cache_hits_total",): 9,
        ("tmdbsite_job_runs_total", "counting", "done"): 1,
        ("tmdbsite_queue_tasks", "jobs"): 2,
        ("tmdbsite_queue_tasks", "quick"): 0,
        ("tmdbsite_outbox_entries", "waiting"): 0,
        ("tmdbsite_heartbeat_timestamp_seconds", "quick"): 1_700_000_000,
        ("tmdbsite_up", "database"): 1,
        ("tmdbsite_up", "broker"): 1,
        ("tmdbsite_up", "tmdb"): 1,
    }.items():
        assert samples[name] == number, name
    last = Run.objects.get(job="counting").finished_at
    assert last
    assert samples["tmdbsite_job_last_success_timestamp_seconds", "counting"] == pytest.approx(last.timestamp())
    assert abs(last - datetime.now(UTC)).total_seconds() < 60
    assert samples["tmdbsite_disk_free_bytes",] > 0


@pytest.mark.usefixtures("_token")
def test_responses_of_the_web_server_are_counted_by_status() -> None:
    def refuse(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("414 URI Too Long", [])
        return [b"too long"]

    metrics.flush()
    redis_client.client().delete(metrics.TOTALS_KEY)
    sent: list[str] = []
    for _ in range(3):
        body = ResponseCounter(refuse)({}, lambda status, headers: sent.append(status))
        assert list(body) == [b"too long"]
    metrics.flush()
    assert sent == ["414 URI Too Long"] * 3
    assert read_samples()["tmdbsite_http_responses_total", "414"] == 3


@pytest.mark.usefixtures("_token")
def test_versions_are_labels() -> None:
    [family] = [family for family in text_string_to_metric_families(scrape()) if family.name == "tmdbsite_info"]
    assert family.samples[0].labels == installation.read_versions()
    assert all(family.samples[0].labels.values())


@pytest.mark.usefixtures("_token")
def test_what_is_away_is_said_and_its_numbers_are_left_out(monkeypatch: pytest.MonkeyPatch, stand_in: StandIn) -> None:
    stand_in.fault = BAD_KEY
    assert read_samples()["tmdbsite_up", "tmdb"] == 0

    def fail(*args: Any, **options: Any) -> Any:
        raise redis.ConnectionError

    def away(*args: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr(redis_client.client().connection_pool, "get_connection", fail)
    monkeypatch.setattr(
        "django.db.backends.utils.CursorWrapper.execute", lambda *_: (_ for _ in ()).throw(OperationalError)
    )
    with connection.execute_wrapper(away):
        samples = read_samples()
    assert (samples["tmdbsite_up", "broker"], samples["tmdbsite_up", "database"]) == (0, 0)
    names = {name[0] for name in samples}
    assert names == {"tmdbsite_up", "tmdbsite_info", "tmdbsite_disk_free_bytes", "tmdbsite_disk_used_bytes"}


@pytest.mark.usefixtures("_token")
@pytest.mark.usefixtures("_token")
def test_openmetrics_for_those_who_ask_for_it() -> None:
    body = scrape(Accept="application/openmetrics-text; version=1.0.0")
    assert body.endswith("# EOF\n")
