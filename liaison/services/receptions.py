"""What happens to a reception day: announced, moved, cancelled, held.

The one place a status changes. Every step is kept as a row, so a resident who saw the old day on
a poster still finds what became of it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import ReceptionChange, ReceptionDay
from ..permissions import can_run_station
from ..workflow import may_become

Status = ReceptionDay.Status


@transaction.atomic
def announce(day, *, by):
    """Announce a planned reception day (发布). From now on residents see it and who is on duty.

    Announcing it again changes nothing.
    """
    day = _locked(day, by)
    if day.status == Status.ANNOUNCED:
        return day
    return _move(day, Status.ANNOUNCED, by=by, announced_at=timezone.now())


@transaction.atomic
def move_reception(day, *, to, by, reason, starts_at=None, ends_at=None):
    """Move a reception to another day or hour (改期). Its roster and whatever else hangs on it
    move too.

    A plan that nobody has seen simply changes its day; an announced one stays visible as moved,
    with the day it had been announced for. Raises ValidationError without a reason, when nothing
    changes, or when the station already receives at that time.
    """
    day = _locked(day, by)
    _need_reason(reason)
    starts_at, ends_at = starts_at or day.starts_at, ends_at or day.ends_at
    if (to, starts_at, ends_at) == (day.on, day.starts_at, day.ends_at):
        raise ValidationError(_("That is the day and time it is on already."))
    if ends_at <= starts_at:
        raise ValidationError(_("The end lies before the beginning."))
    values = {"on": to, "starts_at": starts_at, "ends_at": ends_at}
    if day.status == Status.PLANNED:
        return _write(day, Status.PLANNED, by=by, reason=reason, moved_from=day.on, **values)
    was_on = day.moved_from or day.on
    return _move(day, Status.MOVED, by=by, reason=reason, note=reason, moved_from=was_on, **values)


@transaction.atomic
def cancel_reception(day, *, by, reason):
    """Cancel a reception (取消). It stays visible as cancelled, with the reason.

    Cancelling it again changes nothing.
    """
    day = _locked(day, by)
    _need_reason(reason)
    if day.status == Status.CANCELLED:
        return day
    return _move(day, Status.CANCELLED, by=by, reason=reason, note=reason)


@transaction.atomic
def hold_reception(day, *, by):
    """Mark a reception as held (已接待), on its day or later."""
    day = _locked(day, by)
    if day.status == Status.HELD:
        return day
    if day.on > timezone.localdate():
        raise ValidationError(_("It has not taken place yet."))
    return _move(day, Status.HELD, by=by)


def _locked(day, by):
    day = (
        ReceptionDay.objects.select_for_update(of=("self",))
        .select_related("station__congress")
        .get(pk=day.pk)
    )
    if not can_run_station(by, day.station):
        raise PermissionDenied
    return day


def _need_reason(reason):
    if not reason.strip():
        raise ValidationError(_("Say why; residents will read it."))


def _move(day, to, *, by, reason="", **values):
    if not may_become(day.status, to):
        raise ValidationError(
            _("A reception that is “%(status)s” cannot become “%(to)s”.")
            % {"status": day.get_status_display(), "to": Status(to).label}
        )
    return _write(day, to, by=by, reason=reason, **values)


def _write(day, to, *, by, reason, **values):
    """Change the row if nobody else has meanwhile, and keep the step."""
    now = timezone.now()
    change = ReceptionChange(
        reception_day=day,
        was=day.status,
        now=to,
        was_on=day.on,
        now_on=values.get("on", day.on),
        reason=reason,
        by=by,
        at=now,
    )
    untouched = ReceptionDay.objects.filter(pk=day.pk, status=day.status, revision=day.revision)
    try:
        with transaction.atomic():
            moved = untouched.update(
                status=to, revision=F("revision") + 1, changed_at=now, **values
            )
    except IntegrityError:
        raise ValidationError(
            _("The station already has a reception on %(day)s at %(time)s.")
            % {
                "day": change.now_on,
                "time": f"{values.get('starts_at', day.starts_at):%H:%M}",
            }
        ) from None
    if moved != 1:
        raise ValidationError(_("Someone else has just changed this reception."))
    change.save()
    day.refresh_from_db()
    return day
