"""Why a check-in is looked at by a person (签到疑点). Each rule is exact; none decides anything.

A flag never refuses and never accepts: it keeps the scan, leaves the line unmarked and tells both
the deputy and the officer what was seen.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Attendance, CheckIn
from .sitting_times import DEVICE_REMEMBERED, overlap

CAME = [Attendance.Status.PRESENT, Attendance.Status.LATE, Attendance.Status.LEFT_EARLY]


@dataclass(frozen=True)
class Flag:
    """One reason: what the deputy reads, and what the officer reads."""

    code: str
    to_deputy: object
    to_officer: object


FLAGS = {
    flag.code: flag
    for flag in [
        Flag(
            "shared_device",
            _("This phone was used for another deputy too."),
            _("One phone for two deputies"),
        ),
        Flag(
            "two_places",
            _("You are checked in somewhere else at the same time."),
            _("At two places at once"),
        ),
        Flag("early", _("Check-in had not opened yet."), _("Before check-in opened")),
        Flag("over", _("The meeting was over."), _("After the end")),
        Flag(
            "outside_mandate",
            _("That day lies outside your time in office."),
            _("Outside the time in office"),
        ),
        Flag("suspended", _("Your duties are suspended on that day."), _("Duties suspended")),
        Flag("walk_in", _("You are not on the list of those called."), _("Not on the list")),
        Flag(
            "marked",
            _("The sheet already says something else of you."),
            _("The sheet said something else"),
        ),
        Flag("sent_later", _("It was sent later."), _("Sent later")),
    ]
}
# What a fresh, clean scan of the same sitting puts right by itself.
CURED_BY_A_NEW_SCAN = {"early", "sent_later"}


def flags_against(sitting, mandate, line, *, device, came_at, sent_later):
    """Every reason to look at this check-in: a list of {code, about}, empty for a clean one."""
    found = []

    def note(code, about=""):
        found.append({"code": code, "about": str(about)})

    ends_at = sitting.span[1]
    if came_at < sitting.check_in_opens_at:
        note("early", f"{timezone.localtime(sitting.check_in_opens_at):%H:%M}")
    if came_at >= ends_at:
        note("over", f"{timezone.localtime(ends_at):%H:%M}")
    if not mandate.covers(sitting.on):
        note("outside_mandate")
    elif is_suspended(mandate, sitting.on):
        note("suspended")
    if line is None:
        note("walk_in")
    elif line.status not in [Attendance.Status.EXPECTED, *CAME]:
        note("marked", line.status)
    if other := other_on_device(mandate, device, came_at):
        note("shared_device", f"{other.mandate.deputy.name} {_minute(other)}")
    if elsewhere := elsewhere_at_once(sitting, mandate):
        note("two_places", elsewhere)
    if sent_later:
        note("sent_later")
    return found


def is_suspended(mandate, day):
    """Are this deputy's duties suspended on that day?"""
    return not type(mandate).objects.filter(pk=mandate.pk).not_suspended_on(day).exists()


def other_on_device(mandate, device, at):
    """The latest check-in of another deputy from the same phone, within what is remembered."""
    if not device:
        return None
    return (
        CheckIn.objects.filter(device=device, at__gte=at - DEVICE_REMEMBERED)
        .exclude(mandate__deputy=mandate.deputy_id)
        .exclude(state=CheckIn.State.UNDONE)
        .select_related("mandate__deputy")
        .order_by("-at")
        .first()
    )


def elsewhere_at_once(sitting, mandate):
    """The title of another sitting at the same time at which this person is, or ""."""
    span = sitting.span
    marked = Attendance.objects.filter(status__in=CAME)
    for rows in (CheckIn.objects.standing(), marked):
        others = rows.filter(mandate__deputy=mandate.deputy_id, sitting__on=sitting.on)
        others = others.exclude(sitting=sitting.pk).select_related("sitting__activity")
        for other in others:
            if overlap(span, other.sitting.span):
                return other.sitting.activity.title
    return ""


def _minute(check_in):
    return f"{timezone.localtime(check_in.at):%Y-%m-%d %H:%M}"
