"""The attendance sheet's lines (出席登记): marked, corrected, and turned into duty records."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.bulk import quick
from foundation.postings import scope_ids

from ..marks import AS_RECORDED, MARKS, code_of
from ..models import Activity, Attendance, DutyKind, DutyRecord
from ..parties import kinds_in
from ..permissions import RECORD_KEEPERS, can_correct_attendance, can_mark_attendance
from .credentials import review_absences
from .records import record_attested, retract_record, submit_records, withdraw_record

CONFIRMED = DutyRecord.Status.CONFIRMED

# Statuses that fulfil the obligation. Approved leave is neither fulfilled nor a fault; it is shown.
CAME = {Attendance.Status.PRESENT, Attendance.Status.LATE, Attendance.Status.LEFT_EARLY}


def attendance_source(attendance, revision=1):
    """What names the record of one attendance; a corrected one gets the next revision."""
    suffix = f":r{revision}" if revision > 1 else ""
    return f"performance.attendance:{attendance.pk}{suffix}"


def records_from(attendances, *, revision=1, kinds=None):
    """Unsaved duty records, one for each marked attendance that says something of the deputy.

    `kinds`: {congress key: kind of duty} where several congresses hold the activity; then each
    record is written in the mandate's own congress. Needs `sitting__activity__kind` and `mandate`
    loaded. Those not yet marked give none; those not obliged (or not known to be) give one only
    if they came.
    """
    records, make = [], quick(DutyRecord)
    for attendance in attendances:
        came = attendance.status in CAME
        if attendance.status == Attendance.Status.EXPECTED:
            continue
        if attendance.obliged != Attendance.Obliged.YES and not came:
            continue
        sitting = attendance.sitting
        activity = sitting.activity
        congress_id, kind_id = activity.congress_id, activity.kind_id
        if kinds:
            congress_id = attendance.mandate.congress_id
            kind_id = kinds[congress_id].pk
        records.append(
            make(
                congress_id=congress_id,
                mandate_id=attendance.mandate_id,
                kind_id=kind_id,
                on=sitting.on,
                title=activity.title,
                place=activity.place,
                occasion=activity.occasion,
                half_day=sitting.half_day,
                presence=attendance.status,
                obliged=attendance.obliged,
                object_key=f"activity:{activity.pk}",
                proof=attendance.proof or activity.source or attendance.method,
                source=attendance_source(attendance, revision),
            )
        )
    return records


def write_records(kind, records, *, by):
    """Confirm records at once where their event attests them, else leave them for someone else."""
    if kind.attestation == DutyKind.Attestation.EVENT:
        return record_attested(records, by=by)
    return submit_records(records, by=by)


def write_records_of(activity, attendances, *, by, revision=1):
    """Write what these lines of a closed sheet say, each in its mandate's own congress.

    Each congress's records are attested by the rule of its own kind.
    """
    kinds = kinds_in(activity)
    records = records_from(attendances, revision=revision, kinds=kinds)
    for kind in {kind.pk: kind for kind in kinds.values()}.values():
        write_records(kind, [r for r in records if r.kind_id == kind.pk], by=by)


@dataclass(frozen=True)
class Conflict:
    """A line two keepers marked differently: what stands, and what was refused."""

    line: Attendance
    theirs: str
    yours: str


@transaction.atomic
def mark_attendance(activity, lines, *, by):
    """Mark lines of an announced activity's sheet (登记出席).

    `lines`: {attendance key: (code when the sheet was opened or None, code now)}. Only lines whose
    code changed are written; times and authors of the others stay, so saving twice changes
    nothing. A line someone else has changed since it was opened is left as they left it and comes
    back as a Conflict. Returns (how many lines were written, conflicts). Raises ValidationError
    for a line that is not on this sheet or an unknown code; then nothing is written.
    """
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if not can_mark_attendance(by, activity):
        raise PermissionDenied
    if activity.status != Activity.Status.PUBLISHED:
        raise ValidationError(_("This sheet is not open for marking."))
    touched = {pk: pair for pk, pair in lines.items() if pair[0] != pair[1]}
    on_sheet = _sheet_lines(activity, touched, by)
    changes, conflicts = defaultdict(list), []
    for pk, (was, now) in touched.items():
        line = on_sheet.get(pk)
        if line is None or now not in MARKS:
            raise ValidationError(_("The sheet does not fit this activity; open it again."))
        current = code_of(line)
        if current == now:
            continue
        if was is not None and current != was:
            conflicts.append(Conflict(line, current, now))
        else:
            changes[current, line.obliged, line.status, line.leave_reason, now].append(line)
    written = 0
    at = timezone.now()
    for (_code, obliged, status, reason, now), group in changes.items():
        for start in range(0, len(group), 500):
            part = group[start : start + 500]
            same = Attendance.objects.filter(
                pk__in=[line.pk for line in part],
                obliged=obliged,
                status=status,
                leave_reason=reason,
            )
            written += same.update(
                **MARKS[now].columns, recorded_by=by, recorded_at=at, method="sheet", proof=""
            )
    return written, conflicts


def mark_line(line, mark, *, by, at, method, proof="", was=None):
    """Put one mark on one line of an announced sheet, from a check-in, the list or paper.

    The caller holds the activity's row. `was`: what the line must still say. Returns whether it
    was written; a line that says something else by now stays.
    """
    lines = Attendance.objects.filter(
        pk=line.pk, sitting__activity__status=Activity.Status.PUBLISHED
    )
    if was is not None:
        state = MARKS[was].columns
        state.pop("obliged")
        lines = lines.filter(**state)
    values = dict(mark, recorded_by=by, recorded_at=at, method=method, proof=proof)
    return lines.update(**values) == 1


def _sheet_lines(activity, touched, by):
    """The lines touched that are this keeper's to mark: those of the congresses they keep."""
    keys = list(touched)
    kept = scope_ids(by, "congress", RECORD_KEEPERS)
    lines = {}
    for start in range(0, len(keys), 500):
        rows = Attendance.objects.filter(
            sitting__activity=activity,
            mandate__congress__in=kept,
            pk__in=keys[start : start + 500],
        ).select_related("mandate__deputy", "sitting", "recorded_by")
        lines.update({line.pk: line for line in rows})
    return lines


@transaction.atomic
def correct_attendance(attendance, *, mark, by, reason, was=None):
    """Correct one line of a closed sheet (更正出席). The old record is withdrawn, a new one stands.

    `mark`: a code of `marks.MARKS`; `was`: what the line said when the keeper looked, where known.
    Both records stay in the volume. The same mark again changes
    nothing. Raises PermissionDenied for the deputy it is about, ValidationError without a reason
    or while the sheet is still open.
    """
    attendance = (
        Attendance.objects.select_for_update(of=("self",))
        .select_related("sitting__activity__kind", "mandate__deputy", "mandate__congress")
        .get(pk=attendance.pk)
    )
    if not can_correct_attendance(by, attendance):
        raise PermissionDenied
    activity = attendance.sitting.activity
    if activity.status != Activity.Status.CLOSED:
        raise ValidationError(_("The sheet is still open: mark the line there."))
    if mark not in MARKS or mark == AS_RECORDED:
        raise ValidationError(_("Choose what the line should say."))
    if not reason.strip():
        raise ValidationError(_("Say why."))
    current = code_of(attendance)
    if current == mark:
        return attendance
    if was is not None and current != was:
        raise ValidationError(_("Someone else has just changed this line; look at it again."))
    for record in records_of(attendance).exclude(status=DutyRecord.Status.WITHDRAWN):
        take_back = withdraw_record if record.status == CONFIRMED else retract_record
        take_back(record, by=by, reason=reason)
    for name, value in MARKS[mark].columns.items():
        setattr(attendance, name, value)
    attendance.recorded_by, attendance.recorded_at = by, timezone.now()
    attendance.method, attendance.proof = "correction", ""
    attendance.save()
    revision = records_of(attendance).count() + 1
    write_records_of(activity, [attendance], by=by, revision=revision)
    if activity.occasion == Activity.Occasion.PLENARY:
        review_absences([attendance.mandate], by=by)
    return attendance


def records_of(attendance):
    """Every record one attendance ever made, the first and its corrections."""
    first = attendance_source(attendance)
    return DutyRecord.objects.filter(
        Q(source=first) | Q(source__startswith=f"{first}:r"), mandate_id=attendance.mandate_id
    ).order_by("pk")
