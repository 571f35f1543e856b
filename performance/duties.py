"""What one deputy is called to, coming and past (履职安排): the read behind their own pages."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from .half_days import has_begun
from .models import Activity, Attendance, CallReply, LeaveHalfDay, LeaveRequest
from .rates import CAME
from .sheet_screen import text_of

Status = Activity.Status


@dataclass(frozen=True)
class HalfDayLine:
    """One half-day the deputy is called to, and what the sheet says of it so far."""

    line_pk: int
    sitting_pk: int
    on: date
    half_day: str
    times: str
    label: str
    obliged: bool
    begun: bool
    text: str
    tone: str
    leave: str  # the standing request's status, or ""


@dataclass(frozen=True)
class Duty:
    """One activity as one mandate is called to it."""

    activity: Activity
    mandate: object
    lines: tuple[HalfDayLine, ...]
    coming: bool | None
    leaves: tuple

    @property
    def first(self):
        return self.lines[0].on

    @property
    def last(self):
        return self.lines[-1].on

    @property
    def open(self):
        """Announced, and its last half-day has not begun yet: an answer still means something."""
        return self.activity.status == Status.PUBLISHED and any(not x.begun for x in self.lines)

    @property
    def can_reply(self):
        """Is there a half-day left to say “I'll come” to: not marked, no leave asked from it?"""
        return self.open and any(not x.begun and not x.leave and x.text == "" for x in self.lines)

    @property
    def askable(self):
        """The half-days leave may still be asked for."""
        if self.activity.status != Status.PUBLISHED:
            return ()
        return tuple(
            x for x in self.lines if x.obliged and not x.begun and not x.leave and x.text == ""
        )

    @property
    def obliged(self):
        return any(line.obliged for line in self.lines)

    @property
    def waiting(self):
        return any(leave.status == LeaveRequest.Status.REQUESTED for leave in self.leaves)


def pairs_of(mandates):
    """(activity, mandate) pairs these mandates were called to, each with its last day."""
    return (
        Attendance.objects.filter(mandate__in=mandates)
        .exclude(sitting__activity__status=Status.DRAFT)
        .values("sitting__activity", "mandate")
        .annotate(last=Max("sitting__on"))
    )


def coming_pairs(mandates, on):
    """What is announced and not over on that day, the next first."""
    return (
        pairs_of(mandates)
        .filter(last__gte=on, sitting__activity__status=Status.PUBLISHED)
        .order_by("sitting__activity__starts_on", "sitting__activity", "mandate")
    )


def past_pairs(mandates, on):
    """What is over, closed or called off, the latest first."""
    coming = coming_pairs(mandates, on).values("sitting__activity")
    return (
        pairs_of(mandates)
        .exclude(sitting__activity__in=coming.order_by())
        .order_by("-last", "-sitting__activity", "mandate")
    )


def duties_of(pairs, mandates):
    """The duties of those pairs, in their order; a constant number of queries."""
    pairs = [(row["sitting__activity"], row["mandate"]) for row in pairs]
    by_mandate = {mandate.pk: mandate for mandate in mandates}
    keys = [activity for activity, _mandate in pairs]
    activities = Activity.objects.select_related("congress", "kind", "group").in_bulk(keys)
    scope = {"activity__in": keys, "mandate__in": mandates}
    lines = list(
        Attendance.objects.filter(sitting__activity__in=keys, mandate__in=mandates).select_related(
            "sitting"
        )
    )
    standing = {
        half.line_id: half.leave.status
        for half in LeaveHalfDay.objects.filter(
            leave__activity__in=keys, leave__mandate__in=mandates, stands=True
        ).select_related("leave")
    }
    replies = {
        (reply.activity_id, reply.mandate_id): reply.coming
        for reply in CallReply.objects.filter(**scope)
    }
    leaves = {}
    requests = LeaveRequest.objects.filter(**scope).select_related("decided_by", "activity")
    for leave in requests.prefetch_related("half_days__line__sitting"):
        leaves.setdefault((leave.activity_id, leave.mandate_id), []).append(leave)
    now = timezone.localtime()
    drawn = {}
    for line in sorted(lines, key=lambda line: line.sitting.in_order):
        place = (line.sitting.activity_id, line.mandate_id)
        drawn.setdefault(place, []).append(_line(line, standing.get(line.pk, ""), now))
    return [
        Duty(
            activity=activities[activity],
            mandate=by_mandate[mandate],
            lines=tuple(drawn[activity, mandate]),
            coming=replies.get((activity, mandate)),
            leaves=tuple(leaves.get((activity, mandate), ())),
        )
        for activity, mandate in pairs
    ]


def _line(line, leave, now):
    sitting = line.sitting
    marked = line.status != Attendance.Status.EXPECTED
    free = line.obliged != Attendance.Obliged.YES
    return HalfDayLine(
        line_pk=line.pk,
        sitting_pk=sitting.pk,
        on=sitting.on,
        half_day=sitting.get_half_day_display(),
        times=sitting.times,
        label=str(sitting),
        obliged=not free,
        begun=has_begun(sitting, now),
        text=text_of(line) if marked else "",
        tone=_tone(line),
        leave=leave,
    )


def _tone(line):
    if line.status in CAME:
        return "success"
    if line.status == Attendance.Status.LEAVE_APPROVED:
        return "info"
    return "neutral" if line.status == Attendance.Status.EXPECTED else "danger"
