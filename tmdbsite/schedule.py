"""What runs by itself, and when: put into the database where it is missing, and left as the operator changed it."""

import json
from typing import Any

from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

# name: (task, seconds between two runs, or minute and hour of a crontab, arguments, options)
SCHEDULE: dict[str, tuple[str, int | tuple[str, str], list[Any], dict[str, Any]]] = {
    "push what waits for TMDB": ("library.tasks.push_all", 60, [], {}),
    "bring members into step": ("library.tasks.sync_all", 1800, [], {}),
    "end sessions at TMDB": ("accounts.tasks.end_sessions", 300, [], {}),
    "when members were last seen": ("accounts.tasks.write_last_seen", 300, [], {}),
    "forget ended sessions": ("accounts.tasks.forget_ended_sessions", ("20", "4"), [], {}),
    "tidy up after visitors": ("library.tasks.tidy", ("10", "4"), [], {}),
    "heartbeat": ("jobs.tasks.heartbeat", 30, [], {}),
    "daily exports": ("jobs.tasks.run_job", ("20", "8"), ["exports"], {"then": ["index", "popularity"]}),
    "changes": ("jobs.tasks.run_job", ("40", "*"), ["changes"], {}),
    "warm": ("jobs.tasks.run_job", ("*/10", "*"), ["warm"], {}),
}


def ensure() -> None:
    """Add what is missing. What stands there already, changed or switched off, stays so."""
    for name, (task, times, arguments, options) in SCHEDULE.items():
        if not PeriodicTask.objects.filter(name=name).exists():
            given = {"task": task, "args": json.dumps(arguments), "kwargs": json.dumps(options)}
            PeriodicTask.objects.create(name=name, **given, **_when(times))


def _when(times: int | tuple[str, str]) -> dict[str, Any]:
    if isinstance(times, int):
        every: dict[str, Any] = {"every": times, "period": IntervalSchedule.SECONDS}
        return {"interval": IntervalSchedule.objects.get_or_create(**every)[0]}
    minute, hour = times
    return {"crontab": CrontabSchedule.objects.get_or_create(minute=minute, hour=hour, timezone="UTC")[0]}
