"""Give the models the names that the code has for them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_role_changes")]

    operations = [migrations.RenameModel("EndingSession", "SessionToRevoke")]
