"""A fuller catalogue beside 竹山's five and 汝州's eight: a place for every self-report."""

from django.db import migrations

EVENT, SECOND = "event", "second_person"
FULL = [
    ("meeting", "出席会议", "Attending meetings", EVENT),
    ("sit_in", "列席会议", "Sitting in on meetings", EVENT),
    ("inspection", "视察", "Inspection", SECOND),
    ("research", "专题调研", "Research", SECOND),
    ("law_check", "执法检查", "Law enforcement checks", SECOND),
    ("suggestion", "提出议案和建议", "Making suggestions", SECOND),
    ("voter_contact", "联系选民", "Contact with voters", SECOND),
    ("group_activity", "小组活动", "Group activities", SECOND),
    ("voluntary", "代表行动", "Voluntary action", SECOND),
    ("training", "履职培训", "Training", EVENT),
    ("study", "学习", "Study", SECOND),
    ("duty_report", "述职", "Duty reports", SECOND),
    ("other", "其他履职", "Other duties", SECOND),
]


def seed(apps, schema_editor):
    kinds = apps.get_model("performance", "DutyKind")
    for order, (code, name, name_en, attestation) in enumerate(FULL, start=1):
        values = {"name": name, "name_en": name_en, "attestation": attestation, "order": order}
        kinds.objects.get_or_create(catalogue="full", code=code, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("performance", "0007_self_reports")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
