"""What runs by itself is there after a start, and stays as the operator changed it."""

import pytest
from celery import current_app
from django_celery_beat.models import PeriodicTask

from tmdbsite import schedule

pytestmark = pytest.mark.django_db


def test_the_schedule_is_made_once_and_left_alone() -> None:
    schedule.add_missing()
    assert set(PeriodicTask.objects.values_list("name", flat=True)) >= set(schedule.SCHEDULE)
    PeriodicTask.objects.filter(name="warm").update(enabled=False)
    PeriodicTask.objects.filter(name="changes").delete()
    schedule.add_missing()
    assert not PeriodicTask.objects.get(name="warm").enabled
    assert PeriodicTask.objects.get(name="changes").crontab.minute == "40"


def test_every_task_of_it_exists() -> None:
    current_app.loader.import_default_modules()
    assert {task for task, *_ in schedule.SCHEDULE.values()} <= set(current_app.tasks)
