"""The official days off and make-up working days of 2024 to 2026."""

from django.db import migrations

from foundation.official_days import official_days

SOURCES = {
    2024: "国务院办公厅关于2024年部分节假日安排的通知",
    2025: "国务院办公厅关于2025年部分节假日安排的通知",
    2026: "国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）",
}


def seed(apps, schema_editor):
    overrides = apps.get_model("foundation", "WorkdayOverride")
    for year, source in SOURCES.items():
        for day, is_work, label in official_days(year):
            values = {"is_work": is_work, "label": label, "source": source, "official": True}
            overrides.objects.get_or_create(date=day, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_imports_and_calendar")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
