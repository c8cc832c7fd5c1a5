"""Give the rows of the schedule the tasks' new names; what the operator changed in them stays."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAMES = {"catalog.tasks.run_job": "jobs.tasks.run_job", "catalog.tasks.heartbeat": "jobs.tasks.heartbeat"}


def rename(names: dict[str, str], apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects.using(schema_editor.connection.alias)
    for old, new in names.items():
        tasks.filter(task=old).update(task=new)


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename(NAMES, apps, schema_editor)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rename({new: old for old, new in NAMES.items()}, apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_runs_of_catalog"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
