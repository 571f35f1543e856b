"""The officer's list (名单点名): one tap says a deputy is here, another takes it back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Activity, Attendance, CheckIn
from ..permissions import can_mark_attendance
from ..proofs import timed_proof
from ..sitting_times import LATE_AFTER
from .attendance import mark_line
from .calling import locked_activity

Status = Attendance.Status


@transaction.atomic
def mark_here(line, *, by):
    """Tick a deputy off as here (点名): present, or late by the clock. Ticking twice is harmless.

    Raises PermissionDenied for one's own line, ValidationError where the line says something else.
    """
    line = _locked_line(line, by)
    if line.status in (Status.PRESENT, Status.LATE, Status.LEFT_EARLY):
        return line
    now = timezone.now()
    obliged = line.obliged == Attendance.Obliged.YES
    late = obliged and now > line.sitting.span[0] + LATE_AFTER
    mark = {"status": Status.LATE if late else Status.PRESENT, "leave_reason": ""}
    proof = timed_proof("officer", now, by.name)
    if not mark_line(line, mark, by=by, at=now, method="officer", proof=proof, was="expected"):
        raise ValidationError(
            _("%(deputy)s's line says “%(status)s”. Change it on the sheet.")
            % {"deputy": line.mandate.deputy.name, "status": line.get_status_display()}
        )
    line.refresh_from_db()
    return line


@transaction.atomic
def undo_here(line, *, by):
    """Take a tick or a check-in back (撤销): the line is not marked again. Twice is harmless.

    A check-in by code stays as undone, with who undid it; its deputy may scan again.
    """
    line = _locked_line(line, by)
    if line.status == Status.EXPECTED:
        return line
    if line.method not in {"officer", "code"}:
        raise ValidationError(
            _("%(deputy)s's line says “%(status)s”. Change it on the sheet.")
            % {"deputy": line.mandate.deputy.name, "status": line.get_status_display()}
        )
    now = timezone.now()
    mark_line(line, {"status": Status.EXPECTED}, by=by, at=now, method="officer")
    CheckIn.objects.filter(sitting=line.sitting, mandate=line.mandate).exclude(
        state__in=[CheckIn.State.WAITING, CheckIn.State.DISMISSED]
    ).update(state=CheckIn.State.UNDONE, decided_by=by, decided_at=now)
    line.refresh_from_db()
    return line


def _locked_line(line, by):
    activity = locked_activity(line.sitting.activity)
    if not can_mark_attendance(by, activity):
        raise PermissionDenied
    if activity.status != Activity.Status.PUBLISHED:
        raise ValidationError(_("This sheet is not open for marking."))
    line = Attendance.objects.select_related("sitting__activity", "mandate__deputy").get(pk=line.pk)
    if line.mandate.deputy.user_id == by.pk:
        raise PermissionDenied(_("Your own line: another officer must tick it."))
    return line
