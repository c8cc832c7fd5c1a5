"""Take the runs over from the catalogue's app, in the table in which they are."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move_content_type(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the permissions that somebody was given, and the history of the admin."""
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    if not content_types.filter(app_label="jobs", model="run").exists():
        content_types.filter(app_label="catalog", model="run").update(app_label="jobs")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0003_runs_to_jobs"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Run",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("job", models.CharField(max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[("running", "running"), ("done", "done"), ("failed", "failed")],
                                default="running",
                                max_length=7,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("seen_at", models.DateTimeField()),
                        ("done", models.PositiveBigIntegerField(default=0)),
                        ("total", models.PositiveBigIntegerField(default=0)),
                        ("step", models.CharField(blank=True, max_length=200)),
                        ("result", models.CharField(blank=True, max_length=500)),
                        ("task_id", models.CharField(blank=True, db_index=True, max_length=60)),
                        ("asked", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "db_table": "catalog_run",
                        "ordering": ["-started_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["job", "-started_at"], name="catalog_run_job_01c441_idx")
                        ],
                    },
                ),
            ],
            database_operations=[],
        ),
        migrations.RunPython(move_content_type, migrations.RunPython.noop),
    ]
