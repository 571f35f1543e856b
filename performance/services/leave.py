"""Answering a call (回执、请假): “I'll come”, asking for leave, deciding on it, taking it back.

An approved request marks its lines on the open sheet as on approved leave; a refused one leaves
them expected. Once a half-day has begun the sheet is the keepers' business alone.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..half_days import has_begun
from ..leave_rules import who_decides
from ..models import (
    Activity,
    Attendance,
    CallReply,
    LeaveHalfDay,
    LeaveRequest,
    LeaveRule,
    Mandate,
)
from ..permissions import can_set_leave_rules
from ..workflow import LEAVE_MOVES

Status = LeaveRequest.Status
EXPECTED, ON_LEAVE = Attendance.Status.EXPECTED, Attendance.Status.LEAVE_APPROVED
CAME = (Attendance.Status.PRESENT, Attendance.Status.LATE, Attendance.Status.LEFT_EARLY)


@transaction.atomic
def reply_coming(activity, mandates, *, by):
    """Keep a deputy's “I'll come” (回执：参加). It is not attendance. Twice is harmless.

    Refused once the activity is over, closed or called off; leave already asked for stays.
    """
    lines = _own_lines(activity, mandates, by)
    _need_announced(activity)
    now = timezone.localtime()
    if all(line.sitting.on < now.date() for line in lines):
        raise ValidationError(_("This is over; the attendance sheet says who came."))
    on_leave = set(
        LeaveHalfDay.objects.filter(line__in=lines, stands=True).values_list("line_id", flat=True)
    )
    replies = []
    for mandate in mandates:
        left = {line.pk for line in lines if line.mandate_id == mandate.pk} - on_leave
        if not left:
            raise ValidationError(
                _("You have asked for leave from all of it. Take that request back first.")
            )
        replies.append(_keep_reply(activity, mandate, coming=True, at=now))
    return replies


@transaction.atomic
def ask_leave(activity, mandate, lines, *, reason, key, by, note=""):
    """Ask for leave from half-days of an announced activity (请假).

    `lines`: the deputy's own attendance lines. The same key again returns the request already
    there. Whoever may decide follows from the congress's rules and from how many half-days of
    this activity are asked for in all. Raises ValidationError once one of them has begun.
    """
    mandate = _locked_mandate(mandate)
    if by.pk != mandate.deputy.user_id:
        raise PermissionDenied
    known = LeaveRequest.objects.filter(mandate=mandate, key=key).first()
    if known:
        return known
    wanted = [line.pk for line in lines]
    lines = list(
        Attendance.objects.filter(pk__in=wanted, mandate=mandate, sitting__activity=activity)
        .select_related("sitting")
        .order_by("sitting__on", "pk")
    )
    if not lines or len(lines) != len(set(wanted)):
        raise ValidationError(_("Choose at least one half-day."))
    _need_announced(activity)
    _check_open_to_leave(lines)
    standing = LeaveHalfDay.objects.filter(
        leave__activity=activity, leave__mandate=mandate, stands=True
    )
    leave = LeaveRequest.objects.create(
        activity=activity,
        mandate=mandate,
        reason=reason,
        note=" ".join(note.split()),
        decides=who_decides(
            LeaveRule.objects.filter(congress=mandate.congress_id),
            activity.occasion,
            standing.count() + len(lines),
            in_delegation=mandate.delegation_id is not None,
        ),
        key=key,
        requested_by=by,
        requested_at=timezone.now(),
    )
    LeaveHalfDay.objects.bulk_create([LeaveHalfDay(leave=leave, line=line) for line in lines])
    if _asked_for_all(activity, mandate):
        _keep_reply(activity, mandate, coming=False, at=timezone.now())
    return leave


@transaction.atomic
def approve_leave(leave, *, by):
    """Approve leave (准假). Its lines stand as on approved leave on the open sheet.

    Refused when someone else decided first and once the sheet is closed. A line a keeper has
    marked meanwhile stays as they marked it.
    """
    leave = _locked(leave)
    _check_may_move(leave, Status.APPROVED, by)
    _check_sheet_open(leave)
    now = timezone.now()
    _move(leave, Status.APPROVED, by=by, decided_by=by, decided_at=now)
    Attendance.objects.filter(
        leave_half_days__leave=leave, status=EXPECTED, obliged=Attendance.Obliged.YES
    ).update(
        status=ON_LEAVE,
        leave_reason=leave.reason,
        recorded_by=by,
        recorded_at=now,
        method="leave",
    )
    log(instance=leave, action="performance.leave_approve", user=by)
    return leave


@transaction.atomic
def refuse_leave(leave, *, by, reason):
    """Refuse leave, with a reason (不准假). The deputy stays expected."""
    leave = _locked(leave)
    _check_may_move(leave, Status.REFUSED, by)
    if not reason.strip():
        raise ValidationError(_("Say why."))
    _move(
        leave,
        Status.REFUSED,
        by=by,
        decided_by=by,
        decided_at=timezone.now(),
        decision_reason=reason.strip(),
    )
    leave.half_days.update(stands=False)
    log(instance=leave, action="performance.leave_refuse", user=by)
    return leave


@transaction.atomic
def withdraw_leave(leave, *, by):
    """Take a request back (撤回请假): the deputy is expected again. Twice is harmless.

    Refused once one of its half-days has begun.
    """
    leave = _locked(leave)
    if leave.status == Status.WITHDRAWN and by.pk == leave.mandate.deputy.user_id:
        return leave
    _check_may_move(leave, Status.WITHDRAWN, by)
    lines = [half.line for half in leave.half_days.select_related("line__sitting")]
    now = timezone.localtime()
    if any(has_begun(line.sitting, now) for line in lines):
        raise ValidationError(
            _("This half-day has begun. If you came after all, the office marks you present.")
        )
    _move(leave, Status.WITHDRAWN, by=by)
    leave.half_days.update(stands=False)
    Attendance.objects.filter(
        pk__in=[line.pk for line in lines], status=ON_LEAVE, method="leave"
    ).update(
        status=EXPECTED, leave_reason="", recorded_by=by, recorded_at=timezone.now(), method="leave"
    )
    return leave


@transaction.atomic
def set_leave_rules(congress, rules, *, by):
    """Say who decides on leave in this congress (请假审批权限), replacing what was said before.

    `rules`: rows (scope, up_to, decides); none at all means the default ladder.
    """
    if not can_set_leave_rules(by, congress):
        raise PermissionDenied
    congress.leave_rules.all().delete()
    LeaveRule.objects.bulk_create(
        [
            LeaveRule(congress=congress, scope=scope, up_to=up_to, decides=decides)
            for scope, up_to, decides in rules
        ]
    )
    log(instance=congress, action="performance.leave_rules", user=by)


def check_no_leave_waits(activity):
    """Raise ValidationError while a request for leave from this activity waits for a decision.

    One whose deputy came after all no longer matters: `drop_idle_leave` takes it back.
    """
    waiting = (
        LeaveRequest.objects.waiting()
        .filter(activity=activity, half_days__stands=True)
        .exclude(half_days__line__status__in=CAME)
        .select_related("mandate__deputy")
        .distinct()
    )
    names = list(dict.fromkeys(leave.mandate.deputy.name for leave in waiting))
    if names:
        raise ValidationError(
            _("Leave asked for by %(names)s has not been decided. Decide it first.")
            % {"names": _(", ").join(names[:5])},
            code="leave_waits",
        )


def drop_idle_leave(activity):
    """When a sheet closes: requests still waiting whose deputies came after all are taken back."""
    idle = LeaveRequest.objects.filter(activity=activity, status=Status.REQUESTED)
    LeaveHalfDay.objects.filter(leave__in=idle).update(stands=False)
    idle.update(status=Status.WITHDRAWN)


def _locked_mandate(mandate):
    """The mandate with its row held, so that two requests for one half-day queue up."""
    return (
        Mandate.objects.select_for_update(of=("self",)).select_related("deputy").get(pk=mandate.pk)
    )


def _locked(leave):
    return (
        LeaveRequest.objects.select_for_update(of=("self",))
        .select_related("activity", "mandate__deputy", "decided_by")
        .get(pk=leave.pk)
    )


def _own_lines(activity, mandates, by):
    if any(by.pk != mandate.deputy.user_id for mandate in mandates):
        raise PermissionDenied
    lines = Attendance.objects.filter(mandate__in=mandates, sitting__activity=activity)
    return list(lines.select_related("sitting"))


def _need_announced(activity):
    activity.refresh_from_db(fields=["status"])
    if activity.status == Activity.Status.CANCELLED:
        raise ValidationError(_("This has been called off. Nobody is held to it."))
    if activity.status != Activity.Status.PUBLISHED:
        raise ValidationError(
            _(
                "The attendance sheet is closed. If a line is wrong, tell the office: it can "
                "correct the sheet when you show why."
            )
        )


def _check_open_to_leave(lines):
    now = timezone.localtime()
    for line in lines:
        sitting = line.sitting
        if has_begun(sitting, now):
            raise ValidationError(
                _(
                    "%(half_day)s has already begun, so leave can no longer be asked for here. "
                    "Tell the office with proof why you could not come: it can correct the sheet, "
                    "a closed one too."
                )
                % {"half_day": sitting},
                code="has_begun",
            )
        if line.obliged != Attendance.Obliged.YES:
            raise ValidationError(_("You are free to come; no leave is needed."))
        if line.status != EXPECTED or line.leave_half_days.filter(stands=True).exists():
            raise ValidationError(
                _("%(half_day)s is already marked, or leave from it already asked for.")
                % {"half_day": sitting}
            )


def _asked_for_all(activity, mandate):
    lines = Attendance.objects.filter(
        mandate=mandate, sitting__activity=activity, obliged=Attendance.Obliged.YES
    )
    return not lines.exclude(
        pk__in=LeaveHalfDay.objects.filter(stands=True).values("line")
    ).exists()


def _keep_reply(activity, mandate, *, coming, at):
    reply, _new = CallReply.objects.update_or_create(
        activity=activity, mandate=mandate, defaults={"coming": coming, "replied_at": at}
    )
    return reply


def _check_may_move(leave, to, by):
    move = LEAVE_MOVES[leave.status].get(to)
    if move is not None:
        if not move.who(by, leave):
            raise PermissionDenied
        return
    if not any(m.who(by, leave) for moves in LEAVE_MOVES.values() for m in moves.values()):
        raise PermissionDenied
    if leave.decided_by:
        raise ValidationError(
            _("%(who)s has already decided: %(status)s.")
            % {"who": leave.decided_by, "status": leave.get_status_display()},
            code="already_decided",
        )
    raise ValidationError(_("The deputy has taken this request back."), code="already_decided")


def _check_sheet_open(leave):
    if leave.activity.status != Activity.Status.PUBLISHED:
        raise ValidationError(
            _("The attendance sheet is no longer open; correct the deputy's line on it instead.")
        )


def _move(leave, to, *, by, **values):
    """The one place a request's status changes; refuses when someone else moved it first."""
    was = leave.status
    moved = LeaveRequest.objects.filter(pk=leave.pk, status=was).update(status=to, **values)
    if moved != 1:
        raise ValidationError(_("Someone else has just dealt with this request."))
    leave.refresh_from_db()
