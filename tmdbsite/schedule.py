"""The schedule of tasks, as it is put into the database at the first start; the operator may change it there."""

import json
from typing import Any

from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

# name: (task, seconds between two runs or minute and hour of a crontab, arguments, options). The names find the rows.
SCHEDULE: dict[str, tuple[str, int | tuple[str, str], list[Any], dict[str, Any]]] = {
    "push what waits for TMDB": ("library.tasks.push_all", 60, [], {}),
    "bring members into step": ("library.tasks.sync_all", 1800, [], {}),
    "end sessions at TMDB": ("accounts.tasks.end_sessions", 300, [], {}),
    "when members were last seen": ("accounts.tasks.write_last_seen", 300, [], {}),
    "forget ended sessions": ("accounts.tasks.forget_ended_sessions", ("20", "4"), [], {}),
    "tidy up after visitors": ("library.tasks.tidy", ("10", "4"), [], {}),
    "nightly backup": ("jobs.tasks.run_job", ("50", "3"), ["backup"], {}),
    "heartbeat": ("jobs.tasks.heartbeat", 30, [], {}),
    "daily exports": ("jobs.tasks.run_job", ("20", "8"), ["exports"], {"then": ["index", "popularity"]}),
    "look for a newer release": ("tmdbsite.tasks.check_release", ("50", "5"), [], {}),
    "changes": ("jobs.tasks.run_job", ("40", "*"), ["changes"], {}),
    "warm": ("jobs.tasks.run_job", ("*/10", "*"), ["warm"], {}),
}


def add_missing() -> None:
    """Add the rows that are missing; those that the operator changed or switched off stay as they are."""
    for name, (task, times, arguments, options) in SCHEDULE.items():
        if not PeriodicTask.objects.filter(name=name).exists():
            values = {"task": task, "args": json.dumps(arguments), "kwargs": json.dumps(options)}
            PeriodicTask.objects.create(name=name, **values, **_get_times(times))


def _get_times(times: int | tuple[str, str]) -> dict[str, Any]:
    if isinstance(times, int):
        interval, _ = IntervalSchedule.objects.get_or_create(every=times, period=IntervalSchedule.SECONDS)
        return {"interval": interval}
    minute, hour = times
    crontab, _ = CrontabSchedule.objects.get_or_create(minute=minute, hour=hour, timezone="UTC")
    return {"crontab": crontab}
