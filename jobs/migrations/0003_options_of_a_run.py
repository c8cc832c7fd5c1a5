"""Rename `asked`, the options of a run; its label in the admin stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_task_names")]

    operations = [
        migrations.RenameField("run", "asked", "options"),
        migrations.AlterField("run", "options", models.JSONField("asked", blank=True, default=dict)),
    ]
