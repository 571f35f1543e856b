"""A register through the wizard's own code, beside bulk_create and stock django-import-export.

From the file on disk to the commit, everybody starting with the same workbook. The wizard reads,
judges every cell, stores a preview and writes four tables and the hash chain; `bulk_create` reads
with the same fast reader and writes rows with the same columns, unjudged and unchained.
"""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from import_export import resources
from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from tablib import Dataset

from foundation.models import ColumnMapping, ImportEvent, ImportJob
from foundation.services.imports import confirm_import, judge_import, upload_sheet
from foundation.sheets import sheet_kind
from performance.models import Activity, Attendance, DutyKind, DutyRecord, RecordEvent, Sitting

from .data import make_people
from .rounds import interleaved

HEADINGS = ["姓名", "代表证号", "会议", "会议次数", "日期", "半天", "出席情况"]
MARKS = [("出席", "present"), ("出席", "present"), ("出席", "present"), ("请假", "leave_approved")]
HALF_DAYS = [("上午", "morning"), ("下午", "afternoon")]
BODY = "财政经济委员会"
DEPUTIES = 500
TABLES = [RecordEvent, DutyRecord, Attendance, Sitting, Activity, ImportEvent, ImportJob]


def write_register(folder, mandates, rows):
    """A workbook of that many attendance rows: every deputy at every half-day sitting."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("出席登记")
    sheet.append(HEADINGS)
    for number in range(rows):
        mandate = mandates[number % len(mandates)]
        sitting = number // len(mandates)
        on = date(2025, 1, 6) + timedelta(days=sitting // 2)
        sheet.append(
            [
                mandate.deputy.name,
                mandate.certificate_no,
                BODY,
                str(sitting // 2 + 1),
                on.isoformat(),
                HALF_DAYS[sitting % 2][0],
                MARKS[(number * 7 + sitting) % len(MARKS)][0],
            ]
        )
    path = folder / f"register-{rows}.xlsx"
    book.save(path)
    return path


def through_the_wizard(path, congress):
    """Upload, judge, look at the stored preview, confirm: what the desk page does."""
    gao, _tang = make_people()
    job = upload_sheet(
        path.read_bytes(), path.name, kind=sheet_kind("register"), place=congress, by=gao
    )
    preview = judge_import(job, by=gao)
    if preview.counts["error"]:
        raise AssertionError(f"the made-up register has faults: {preview.errors[0].message}")
    confirm_import(job, preview_id=job.preview_id, by=gao)


def plain_rows(path, congress, mandates, *, only_attendance=False):
    """Read the file and bulk_create the rows the wizard writes (or the attendances alone)."""
    gao, _tang = make_people()
    known = {m.certificate_no: m for m in mandates}
    kind = DutyKind.objects.of(congress).get(code="meeting")
    term, now = congress.terms.get(), timezone.now()
    marks, halves = dict(MARKS), dict(HALF_DAYS)
    table = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    activities, sittings = {}, {}
    for _name, _no, body, number, on, half, _mark in table:
        if number not in activities:
            activities[number] = Activity(
                congress=congress,
                term=term,
                kind=kind,
                occasion="committee_meeting",
                title=f"{body}第{number}次会议",
                number=number,
                starts_on=on,
                status="closed",
                source=f"register:{number}",
                created_by=gao,
            )
        if (number, half) not in sittings:
            sittings[number, half] = Sitting(
                activity=activities[number], on=date.fromisoformat(on), half_day=halves[half]
            )
    with transaction.atomic():
        Activity.objects.bulk_create(activities.values(), batch_size=1000)
        Sitting.objects.bulk_create(sittings.values(), batch_size=1000)
        attendances = Attendance.objects.bulk_create(
            [
                Attendance(
                    sitting=sittings[row[3], row[5]],
                    mandate=known[row[1]],
                    status=marks[row[6]],
                    recorded_by=gao,
                    recorded_at=now,
                    method="import",
                )
                for row in table
            ],
            batch_size=1000,
        )
        if only_attendance:
            return
        records = DutyRecord.objects.bulk_create(
            [_record(attendance, congress, kind, gao, now) for attendance in attendances],
            batch_size=1000,
        )
        numbers = dict.fromkeys(known.values(), 0)
        events = []
        for record in records:
            numbers[record.mandate] += 1
            events.append(_event(record, numbers[record.mandate], gao, now))
        RecordEvent.objects.bulk_create(events, batch_size=1000)


def _record(attendance, congress, kind, by, now):
    sitting = attendance.sitting
    return DutyRecord(
        congress=congress,
        mandate=attendance.mandate,
        kind=kind,
        on=sitting.on,
        title=sitting.activity.title,
        occasion="committee_meeting",
        half_day=sitting.half_day,
        presence=attendance.status,
        obliged="yes",
        object_key=f"activity:{sitting.activity.pk}",
        proof=sitting.activity.source,
        source=f"performance.attendance:{attendance.pk}",
        status="confirmed",
        submitted_by=by,
        submitted_at=now,
        confirmed_by=by,
        confirmed_at=now,
    )


def _event(record, number, by, now):
    return RecordEvent(
        mandate=record.mandate,
        record=record,
        seq=number,
        verb="attested",
        actor=by,
        at=now,
        payload={},
        salt="0" * 32,
        payload_digest="0" * 64,
        previous_hash="0" * 64,
        hash="0" * 64,
    )


class StockResource(resources.ModelResource):
    """django-import-export as it comes: no tuning of any kind."""

    class Meta:
        model = Attendance
        fields = ("sitting", "mandate", "status", "obliged", "method")
        import_id_fields = ("sitting", "mandate")


def stock_workbook(folder, path, congress, mandates):
    """The same attendances as stock import-export wants them: keys instead of names."""
    plain_sittings, known = {}, {m.certificate_no: m.pk for m in mandates}
    kind = DutyKind.objects.of(congress).get(code="meeting")
    marks, halves = dict(MARKS), dict(HALF_DAYS)
    activity = Activity.objects.create(
        congress=congress,
        term=congress.terms.get(),
        kind=kind,
        occasion="committee_meeting",
        title=BODY,
        starts_on=date(2025, 1, 6),
    )
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(StockResource.Meta.fields)
    table = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    for _name, no, _body, _number, on, half, mark in table:
        if (on, half) not in plain_sittings:
            plain_sittings[on, half] = Sitting.objects.create(
                activity=activity, on=date.fromisoformat(on), half_day=halves[half]
            )
        sheet.append([plain_sittings[on, half].pk, known[no], marks[mark], "yes", "import"])
    made = folder / f"stock-{path.name}"
    book.save(made)
    return made, activity


def stock(path):
    """What its admin does: read, import once as a trial, import again in earnest."""
    data = Dataset().load(path.read_bytes(), format="xlsx")
    resource = StockResource()
    for trial in (True, False):
        done = resource.import_data(data, dry_run=trial)
        if done.has_errors() or done.has_validation_errors():
            raise AssertionError("stock import-export found faults in the made-up register")


def clear(congress, keep=None):
    """Take every row of a round away again."""
    for model in TABLES:
        rows = model.objects.all()
        if keep and model is Activity:
            rows = rows.exclude(pk=keep.pk)
        if keep and model is Sitting:
            rows = rows.exclude(activity=keep)
        rows._raw_delete("default")
    ColumnMapping.objects.all().delete()


def imports(congress, rows, rounds, *, stock_rows=0):
    """Every contender with one file of `rows` attendance rows; stock with one of `stock_rows`.

    Stock takes so long, and so evenly per row, that a part of the file tells its speed.
    """
    mandates = list(congress.mandates.select_related("deputy"))[:DEPUTIES]
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as folder:
        folder = Path(folder)
        path = write_register(folder, mandates, rows)
        keep, contenders = None, {}
        contenders["wizard"] = lambda: through_the_wizard(path, congress)
        contenders["bulk_create"] = lambda: plain_rows(path, congress, mandates)
        contenders["attendance only"] = lambda: plain_rows(
            path, congress, mandates, only_attendance=True
        )
        if stock_rows:
            part = write_register(folder, mandates, stock_rows)
            made, keep = stock_workbook(folder, part, congress, mandates)
            contenders["stock"] = lambda: stock(made)
        timed = interleaved(contenders, rounds, before=lambda name: clear(congress, keep))
        clear(congress)
    return timed
