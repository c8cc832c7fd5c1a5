"""Leave the runs to the app `jobs`, which takes over their table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_run_message")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Run")], database_operations=[]
        ),
    ]
