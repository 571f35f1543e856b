"""The five kinds of 竹山 and the eight of 汝州, ready to work by."""

from django.db import migrations

EVENT, SECOND = "event", "second_person"
CATALOGUES = {
    "zhushan": [
        ("meeting", "出席会议", "Attending meetings", EVENT),
        ("inspection", "调研视察", "Research and inspection", SECOND),
        ("suggestion", "提出建议", "Making suggestions", SECOND),
        ("voter_contact", "联系选民", "Contact with voters", SECOND),
        ("group_activity", "小组活动", "Group activities", SECOND),
    ],
    "ruzhou": [
        ("inspection", "视察", "Inspection", SECOND),
        ("research", "调研", "Research", SECOND),
        ("group_activity", "小组活动", "Group activities", SECOND),
        ("law_check", "执法检查", "Law enforcement checks", SECOND),
        ("meeting", "出列席会议", "Attending and sitting in on meetings", EVENT),
        ("training", "培训", "Training", EVENT),
        ("duty_report", "述职", "Duty reports", SECOND),
        ("voter_contact", "联系群众", "Contact with residents", SECOND),
    ],
}


def seed(apps, schema_editor):
    kinds = apps.get_model("performance", "DutyKind")
    for catalogue, entries in CATALOGUES.items():
        for order, (code, name, name_en, attestation) in enumerate(entries, start=1):
            values = {
                "name": name,
                "name_en": name_en,
                "attestation": attestation,
                "order": order,
            }
            kinds.objects.get_or_create(catalogue=catalogue, code=code, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
