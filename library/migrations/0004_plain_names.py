"""Give the models and fields the names that the code has for them. Every row is kept, with the values that it has."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("library", "0003_shows_on_lists_and_consent"),
    ]

    operations = [
        migrations.RenameModel("Intent", "OutboxEntry"),
        migrations.RenameIndex(
            "outboxentry", new_name="library_out_state_e42125_idx", old_name="library_int_state_9b4e74_idx"
        ),
        # A constraint does not follow the fields that it is about when they are renamed: it is made anew.
        migrations.RemoveConstraint("outboxentry", "intent_once"),
        migrations.RenameField("outboxentry", "what", "action"),
        migrations.RenameField("outboxentry", "wish", "desired"),
        migrations.RenameField("outboxentry", "strikes", "failures"),
        migrations.RenameField("outboxentry", "wished_at", "enqueued_at"),
        migrations.RenameField("outboxentry", "trouble", "problem"),
        migrations.AlterModelOptions(
            "outboxentry",
            {
                "ordering": ["enqueued_at", "pk"],
                "verbose_name": "wish for TMDB",
                "verbose_name_plural": "outbox",
            },
        ),
        migrations.AddConstraint(
            "outboxentry", models.UniqueConstraint(fields=("user", "action", "key"), name="outbox_entry_once")
        ),
        migrations.RenameField("sync", "trouble", "problem"),
        migrations.RenameField("sync", "agreed_at", "confirmed_at"),
        migrations.RenameField("sync", "choice", "merge_strategy"),
        migrations.RenameField("sync", "paused_until", "backoff_until"),
        migrations.RenameField("sync", "pauses", "backoff_count"),
        migrations.RenameField("sync", "pause_reason", "backoff_reason"),
        migrations.RenameField("guest", "sealed_session", "encrypted_session"),
        migrations.RenameField("guest", "made_at", "created_at"),
        # What the admin shows for them stays.
        migrations.AlterField(
            "outboxentry",
            "action",
            models.CharField(
                "what",
                max_length=10,
                choices=[
                    ("rating", "rating"),
                    ("favorite", "favourite"),
                    ("watchlist", "watchlist"),
                    ("list", "list"),
                    ("list_clear", "clearing of a list"),
                    ("list_item", "film on a list"),
                    ("list_drop", "deletion of a list"),
                ],
            ),
        ),
        migrations.AlterField("outboxentry", "desired", models.JSONField("wish", blank=True, null=True)),
        migrations.AlterField("outboxentry", "failures", models.PositiveIntegerField("strikes", default=0)),
        migrations.AlterField("outboxentry", "enqueued_at", models.DateTimeField("wished at")),
        migrations.AlterField("outboxentry", "problem", models.CharField("trouble", blank=True, max_length=300)),
        migrations.AlterField(
            "outboxentry",
            "user",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="outbox_entries", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField("sync", "problem", models.CharField("trouble", blank=True, max_length=300)),
        migrations.AlterField("sync", "confirmed_at", models.DateTimeField("agreed at", blank=True, null=True)),
        migrations.AlterField(
            "sync",
            "merge_strategy",
            models.CharField(
                "choice",
                blank=True,
                max_length=12,
                choices=[
                    ("mine", "put together, mine count"),
                    ("theirs", "put together, TMDB's count"),
                    ("replace", "only what TMDB has"),
                ],
            ),
        ),
        migrations.AlterField("sync", "backoff_until", models.DateTimeField("paused until", blank=True, null=True)),
        migrations.AlterField("sync", "backoff_count", models.PositiveIntegerField("pauses", default=0)),
        migrations.AlterField("sync", "backoff_reason", models.CharField("pause reason", blank=True, max_length=100)),
    ]
