"""The life of an activity (活动): prepared, announced, its sheet closed, or called off.

Announcing makes the obligation: one attendance line for everyone called, for each half-day. Lines
are added in `services/calling.py`, marked and corrected in `services/attendance.py`.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Activity, Attendance, Mandate, Sitting
from ..parties import congresses_in
from ..permissions import can_keep_records, can_prepare_activity, keeps_part_of
from ..workflow import ACTIVITY_MOVES
from .attendance import CAME, write_records_of
from .calling import call_everyone, locked_activity
from .credentials import review_session
from .leave import check_no_leave_waits, drop_idle_leave

Status = Activity.Status
Obliged = Attendance.Obliged
NAMES_SHOWN = 5


@transaction.atomic
def create_activity(congress, *, term, kind, occasion, title, sittings, by, **details):
    """Prepare an activity (新建活动) with its half-days, as a draft nobody is called to yet.

    `sittings`: pairs (day, half-day), at least one. `details`: times ({half-day: (begins, ends)}),
    group, place, number, mandatory, invited_only, source. The same source again returns the
    activity already there. Raises ValidationError.
    """
    if not can_keep_records(by, congress):
        raise PermissionDenied
    check_plan(term, sittings)
    source, times = details.pop("source", ""), details.pop("times", None)
    if source:
        known = Activity.objects.filter(congress=congress, source=source).first()
        if known:
            return known
    activity = Activity.objects.create(
        congress=congress,
        term=term,
        kind=kind,
        occasion=occasion,
        title=title,
        starts_on=min(day for day, _half in sittings),
        source=source,
        created_by=by,
        **details,
    )
    _write_sittings(activity, sittings)
    _write_times(activity, times)
    log(instance=activity, action="performance.activity_create", user=by)
    return activity


@transaction.atomic
def edit_activity(activity, *, by, sittings=None, times=None, **values):
    """Change an activity (修改活动). Its half-days, kind and who is called only while a draft.

    Its words and the clock times of its half-days also once it is announced.
    """
    activity = locked_activity(activity)
    if not can_prepare_activity(by, activity):
        raise PermissionDenied
    if activity.status not in {Status.DRAFT, Status.PUBLISHED}:
        raise ValidationError(_("This activity is finished; it can no longer be changed."))
    if activity.status == Status.PUBLISHED:
        values = {name: values[name] for name in ("title", "place") if name in values}
        sittings = None
    for name, value in values.items():
        setattr(activity, name, value)
    if sittings is not None:
        check_plan(activity.term, sittings)
        activity.starts_on = min(day for day, _half in sittings)
        wanted = set(sittings)
        for sitting in activity.sittings.all():
            if (sitting.on, sitting.half_day) not in wanted:
                sitting.delete()
        _write_sittings(activity, sittings)
    _write_times(activity, times)
    activity.save()
    log(instance=activity, action="performance.activity_edit", user=by)
    return activity


@transaction.atomic
def publish_activity(activity, *, by):
    """Announce an activity (发布). Everyone called now has a line for each half-day.

    Announcing it twice is harmless.
    """
    activity = locked_activity(activity)
    if activity.status == Status.PUBLISHED:
        _need(by, activity, Status.PUBLISHED, was=Status.DRAFT)
        return activity
    _move(activity, Status.PUBLISHED, by=by)
    call_everyone(activity)
    log(instance=activity, action="performance.activity_publish", user=by)
    return activity


@transaction.atomic
def close_activity(activity, *, by):
    """Close the attendance sheet (关闭签到表). Each line becomes a duty record.

    Where the kind is attested by the event itself the records are confirmed at once; otherwise
    they wait for a second person. Refused while someone obliged is not marked or waits to hear
    whether they have leave, before the last day, and for a keeper whose own line is on the sheet.
    Closing it twice is harmless.
    """
    activity = locked_activity(activity)
    if activity.status == Status.CLOSED:
        _need(by, activity, Status.CLOSED, was=Status.PUBLISHED)
        return activity
    _need(by, activity, Status.CLOSED, was=activity.status)
    call_everyone(activity)
    lines = _lines(activity)
    check_no_leave_waits(activity)
    _check_complete(lines)
    _check_in_office(activity, lines)
    drop_idle_leave(activity)
    _move(activity, Status.CLOSED, by=by, closed_by=by, closed_at=timezone.now())
    write_records_of(activity, lines, by=by)
    review_session(activity, by=by)
    log(instance=activity, action="performance.activity_close", user=by)
    return activity


@transaction.atomic
def cancel_activity(activity, *, by, reason):
    """Call an activity off before its sheet is closed (取消活动). Nobody is held to it."""
    activity = locked_activity(activity)
    if activity.status == Status.CANCELLED:
        _need(by, activity, Status.CANCELLED, was=Status.DRAFT)
        return activity
    if not reason.strip():
        raise ValidationError(_("Say why."))
    _move(activity, Status.CANCELLED, by=by)
    log(
        instance=activity,
        action="performance.activity_cancel",
        user=by,
        data={"reason": reason},
    )
    return activity


def check_plan(term, sittings):
    """Raise ValidationError unless there is a half-day and all lie inside the term."""
    if not sittings:
        raise ValidationError(_("Choose at least one half-day."))
    for day, _half in sittings:
        if day < term.starts_on or (term.ends_on and day >= term.ends_on):
            raise ValidationError(
                _("%(day)s lies outside the term.") % {"day": day.isoformat()}, code="outside_term"
            )


def _need(by, activity, to, *, was):
    """Raise unless the table has that move and this person may make it."""
    move = ACTIVITY_MOVES[was].get(to)
    if move is None:
        if not keeps_part_of(by, activity):
            raise PermissionDenied
        raise ValidationError(
            _("An activity that is “%(status)s” cannot be moved to “%(to)s”.")
            % {"status": Status(was).label, "to": Status(to).label}
        )
    if not move.who(by, activity):
        raise PermissionDenied(_("Your own line is on this sheet; another keeper must close it."))


def _move(activity, to, *, by, **values):
    """The one place an activity's status changes; refuses when someone else moved it first."""
    was = activity.status
    _need(by, activity, to, was=was)
    moved = Activity.objects.filter(pk=activity.pk, status=was).update(status=to, **values)
    if moved != 1:
        raise ValidationError(_("Someone else has just dealt with this activity."))
    activity.refresh_from_db(fields=["status", *values])


def _write_sittings(activity, sittings):
    rows = [Sitting(activity=activity, on=day, half_day=half) for day, half in sittings]
    Sitting.objects.bulk_create(rows, ignore_conflicts=True)


def _write_times(activity, times):
    for half_day, (begins, ends) in (times or {}).items():
        activity.sittings.filter(half_day=half_day).update(begins=begins, ends=ends)


def _lines(activity):
    return list(
        Attendance.objects.filter(sitting__activity=activity)
        .select_related("sitting__activity__kind", "mandate__deputy")
        .order_by("sitting__on", "sitting_id", "mandate_id")
    )


def _check_complete(lines):
    if lines and max(line.sitting.on for line in lines) > timezone.localdate():
        raise ValidationError(_("Its last half-day is still to come; close the sheet after it."))
    missing = [
        line
        for line in lines
        if line.obliged == Obliged.YES and line.status == Attendance.Status.EXPECTED
    ]
    if missing:
        names = list(dict.fromkeys(line.mandate.deputy.name for line in missing))
        shown = _(", ").join(names[:NAMES_SHOWN])
        raise ValidationError(
            _("%(count)s lines are not marked yet: %(names)s%(more)s")
            % {
                "count": len(missing),
                "names": shown,
                "more": " …" if len(names) > NAMES_SHOWN else "",
            },
            code="not_marked",
        )


def _check_in_office(activity, lines):
    """No record may lie outside its mandate or on a suspended day; a keeper must mark that line."""
    able = {}
    for line in lines:
        says_something = line.obliged == Obliged.YES or line.status in CAME
        if not says_something:
            continue
        day = line.sitting.on
        if day not in able:
            mandates = Mandate.objects.filter(congress__in=congresses_in(activity))
            able[day] = set(
                mandates.in_office_on(day).not_suspended_on(day).values_list("pk", flat=True)
            )
        if line.mandate_id not in able[day]:
            raise ValidationError(
                _("%(deputy)s was not in office or was suspended on %(day)s: mark “Not obliged”.")
                % {"deputy": line.mandate.deputy.name, "day": day.isoformat()},
                code="not_in_office",
            )
