"""Give the models and fields the names that the code has for them. Every row is kept, with the values that it has."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_role_changes")]

    operations = [
        migrations.RenameModel("EndingSession", "SessionToRevoke"),
        migrations.RenameField("sessiontorevoke", "sealed_session", "encrypted_session"),
        migrations.RenameField("sessiontorevoke", "since", "created_at"),
        migrations.AlterField("sessiontorevoke", "created_at", models.DateTimeField("since", auto_now_add=True)),
        migrations.AlterModelOptions(
            "sessiontorevoke",
            {
                "ordering": ["created_at", "pk"],
                "verbose_name": "session to end at TMDB",
                "verbose_name_plural": "sessions to end at TMDB",
            },
        ),
        migrations.RenameField("tmdblink", "sealed_session", "encrypted_session"),
        migrations.RenameField("invitation", "made_by", "created_by"),
        migrations.RenameField("invitation", "made_at", "created_at"),
        migrations.AlterField(
            "invitation",
            "created_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitations",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AlterField("invitation", "created_at", models.DateTimeField("made at", auto_now_add=True)),
        migrations.AlterModelOptions("invitation", {"ordering": ["-created_at"]}),
    ]
