from django.db import migrations

from foundation.names import name_keys

BATCH = 500


def fill_in(apps, schema_editor):
    """Give every deputy already here the keys their name is put in order by."""
    Deputy = apps.get_model("performance", "Deputy")
    rows = Deputy.objects.using(schema_editor.connection.alias).order_by("pk")
    batch = []
    for deputy in rows.iterator(chunk_size=BATCH):
        keys = name_keys(deputy.name)
        deputy.pinyin, deputy.initials = keys.pinyin, keys.initials
        deputy.stroke_key = keys.stroke_key
        batch.append(deputy)
        if len(batch) == BATCH:
            rows.bulk_update(batch, ["pinyin", "initials", "stroke_key"])
            batch = []
    rows.bulk_update(batch, ["pinyin", "initials", "stroke_key"])


class Migration(migrations.Migration):
    dependencies = [("performance", "0010_roster_life")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
