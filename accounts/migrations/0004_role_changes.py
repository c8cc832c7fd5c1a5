from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_tmdb_signs_nobody_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='role_changed_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
