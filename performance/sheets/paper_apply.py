"""Writing marks from signed paper onto open sheets, and taking them back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Activity, Attendance
from ..services.attendance import mark_line
from ..services.calling import locked_activity

CHUNK = 500


def apply_paper(plan, *, by):
    """Mark every line of the plan; returns what a take-back needs. All lines or none."""
    now = timezone.now()
    lines = _held(plan["lines"])
    for pk, was, (mark, proof) in plan["lines"]:
        line = lines[pk]
        if line.status != was[0] or not _mark(line, mark, "", by, now, "paper", proof):
            raise ValidationError(
                _("The line of %(name)s has just been changed. Look at the sheet again."),
                params={"name": line.mandate.deputy.name},
            )
    return {"at": now.isoformat(), "lines": plan["lines"]}


def take_back_paper(undo, *, by):
    """Put the lines back as they were; refused once one was changed or its sheet closed."""
    at, now = datetime.fromisoformat(undo["at"]), timezone.now()
    lines = _held(undo["lines"])
    for pk, (status, reason, method, proof), _now in undo["lines"]:
        line = lines.get(pk)
        unchanged = line is not None and line.recorded_at == at
        if not unchanged or not _mark(line, status, reason, by, now, method, proof):
            raise ValidationError(
                _(
                    "Marks of this import have been changed since (%(name)s among them). Take the "
                    "later change back first; nothing was undone."
                ),
                params={"name": line.mandate.deputy.name if line else "—"},
            )


def _mark(line, status, reason, by, at, method, proof):
    mark = {"status": status, "leave_reason": reason}
    return mark_line(line, mark, by=by, at=at, method=method, proof=proof)


def _held(entries):
    """The lines by key, their activities held until the import is done."""
    keys, lines = [entry[0] for entry in entries], {}
    activities = Activity.objects.filter(sittings__attendances__in=keys[:CHUNK]).distinct()
    for start in range(CHUNK, len(keys), CHUNK):
        more = Activity.objects.filter(sittings__attendances__in=keys[start : start + CHUNK])
        activities = activities | more.distinct()
    for activity in activities.order_by("pk"):
        locked_activity(activity)
    for start in range(0, len(keys), CHUNK):
        rows = Attendance.objects.filter(pk__in=keys[start : start + CHUNK])
        lines.update({row.pk: row for row in rows.select_related("mandate__deputy")})
    return lines
