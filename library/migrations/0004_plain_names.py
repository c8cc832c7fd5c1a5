"""Give the models the names that the code has for them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("library", "0003_shows_on_lists_and_consent")]

    operations = [
        migrations.RenameModel("Intent", "OutboxEntry"),
        migrations.RenameIndex(
            "outboxentry", new_name="library_out_state_e42125_idx", old_name="library_int_state_9b4e74_idx"
        ),
    ]
