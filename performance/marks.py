"""What a keeper can mark on one line of an attendance sheet (出席、迟到、早退、请假、缺席…).

One code stands for the whole state of a line: obliged or not, the status and the kind of leave.
Pure tables; the sheet's form, its keyboard and the services all speak these codes.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models import Attendance

Obliged = Attendance.Obliged
Status = Attendance.Status

# A code for a line whose state none of the marks writes (an import may leave such); never written.
AS_RECORDED = "as_recorded"
NOT_MARKED = "expected"

# Only the type of a leave is asked for; more of a person's health is nobody's business.
LEAVE_REASONS = {
    "health": _("illness"),
    "work": _("work"),
    "family": _("family"),
    "other": _("other"),
}


@dataclass(frozen=True)
class Mark:
    """The state of one line, its label, the key that sets it and its colour."""

    code: str
    label: object
    obliged: str = Obliged.YES
    status: str = Status.EXPECTED
    reason: str = ""
    key: str = ""
    tone: str = "neutral"

    @property
    def columns(self):
        """The columns of an attendance this mark writes."""
        return {"obliged": self.obliged, "status": self.status, "leave_reason": self.reason}


def _leave(reason, label, key=""):
    return Mark(
        f"leave_{reason}",
        label,
        status=Status.LEAVE_APPROVED,
        reason=reason,
        key=key,
        tone="info",
    )


MARKS = {
    mark.code: mark
    for mark in [
        Mark(NOT_MARKED, _("Not marked"), key="0"),
        Mark("present", _("Present"), status=Status.PRESENT, key="1", tone="success"),
        Mark("late", _("Late"), status=Status.LATE, key="2", tone="warning"),
        Mark("left_early", _("Left early"), status=Status.LEFT_EARLY, key="3", tone="warning"),
        _leave("health", _("Leave: illness"), key="4"),
        _leave("work", _("Leave: work"), key="5"),
        _leave("family", _("Leave: family")),
        _leave("other", _("Leave: other")),
        Mark("absent", _("Absent"), status=Status.ABSENT, key="6", tone="danger"),
        Mark("leave_refused", _("Leave refused"), status=Status.LEAVE_REFUSED, tone="danger"),
        Mark("not_obliged", _("Not obliged"), obliged=Obliged.NO, key="7"),
        Mark(
            "guest",
            _("Came, not obliged"),
            obliged=Obliged.NO,
            status=Status.PRESENT,
            key="8",
            tone="success",
        ),
    ]
}

_BY_STATE = {(m.obliged, m.status, m.reason): m.code for m in MARKS.values()}


def marks_for(activity):
    """The marks a sheet offers: all where coming is a duty, else only came or did not."""
    if activity.mandatory:
        return list(MARKS.values())
    return [MARKS["not_obliged"], MARKS["guest"]]


def code_of(attendance):
    """The code that says what this line says now; AS_RECORDED where no mark does."""
    state = (attendance.obliged, attendance.status, attendance.leave_reason)
    return _BY_STATE.get(state, AS_RECORDED)


def leave_label(reason):
    """A kind of leave in words; a reason typed elsewhere stays as it was typed."""
    return LEAVE_REASONS.get(reason, reason)
