"""TMDB is no way to sign in any more: the accounts by which it was one go. Links to TMDB, and their sessions, stay."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def delete_social_accounts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("socialaccount", "SocialAccount").objects.filter(provider="tmdb").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_ending_sessions"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [migrations.RunPython(delete_social_accounts, migrations.RunPython.noop)]
