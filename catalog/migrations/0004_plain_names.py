"""Give the models the names that the code has for them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_runs_to_jobs")]

    operations = [
        migrations.RenameModel("Mark", "Checkpoint"),
        migrations.RenameModel("Point", "PopularityPoint"),
        migrations.RenameIndex(
            "popularitypoint", new_name="catalog_pop_kind_5d56fb_idx", old_name="catalog_poi_kind_40601a_idx"
        ),
    ]
