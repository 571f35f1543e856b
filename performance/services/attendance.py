"""From a marked sheet to duty records (出席登记 → 履职记录)."""

from ..models import Attendance, DutyRecord

# Statuses that fulfil the obligation. Approved leave is neither fulfilled nor a fault; it is shown.
CAME = {Attendance.Status.PRESENT, Attendance.Status.LATE, Attendance.Status.LEFT_EARLY}


def attendance_source(attendance, revision=1):
    """What names the record of one attendance; a corrected one gets the next revision."""
    suffix = f":r{revision}" if revision > 1 else ""
    return f"performance.attendance:{attendance.pk}{suffix}"


def records_from(attendances):
    """Unsaved duty records, one for each marked attendance that says something of the deputy.

    Needs `sitting__activity__kind` and `mandate` loaded. Those not yet marked give none; those not
    obliged (or not known to be) give one only if they came.
    """
    records = []
    for attendance in attendances:
        came = attendance.status in CAME
        if attendance.status == Attendance.Status.EXPECTED:
            continue
        if attendance.obliged != Attendance.Obliged.YES and not came:
            continue
        sitting = attendance.sitting
        activity = sitting.activity
        records.append(
            DutyRecord(
                congress_id=activity.congress_id,
                mandate_id=attendance.mandate_id,
                kind_id=activity.kind_id,
                on=sitting.on,
                title=activity.title,
                place=activity.place,
                occasion=activity.occasion,
                half_day=sitting.half_day,
                presence=attendance.status,
                obliged=attendance.obliged,
                object_key=f"activity:{activity.pk}",
                proof=activity.source or attendance.method,
                source=attendance_source(attendance),
            )
        )
    return records
