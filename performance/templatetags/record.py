"""Words and colours of the record's statuses, for its templates."""

from django import template

from ..models import Activity, Attendance, DutyRecord

register = template.Library()
ACTIVITY_TONES = {
    Activity.Status.DRAFT: "neutral",
    Activity.Status.PUBLISHED: "warning",
    Activity.Status.CLOSED: "success",
    Activity.Status.CANCELLED: "neutral",
}
STANDING_TONES = {
    DutyRecord.Status.CONFIRMED: "success",
    DutyRecord.Status.SUBMITTED: "warning",
    DutyRecord.Status.RETURNED: "danger",
    DutyRecord.Status.WITHDRAWN: "neutral",
}


@register.filter
def activity_tone(status):
    """The badge colour of an activity's status."""
    return ACTIVITY_TONES.get(status, "neutral")


@register.filter
def presence_label(code):
    """Present, late, on leave… in words."""
    return dict(Attendance.Status.choices).get(code, code)


@register.filter
def standing_tone(code):
    """The badge colour of a record's status."""
    return STANDING_TONES.get(code, "neutral")


@register.filter
def standing_label(code):
    """A record's status in words."""
    return dict(DutyRecord.Status.choices).get(code, "")
