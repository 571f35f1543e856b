"""Words and colours of the record's statuses, for its templates."""

from urllib.parse import urlencode

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import Activity, Attendance, DutyRecord
from ..proofs import proof_words
from ..rates import CAME, LEAVE

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


LEAVE_TONES = {"requested": "warning", "approved": "info", "refused": "danger"}


@register.filter
def leave_tone(status):
    """The badge colour of a request for leave."""
    return LEAVE_TONES.get(status, "neutral")


FLAG_TONES = {"raised": "warning", "noted": "info", "sent": "danger"}


@register.filter
def flag_tone(status):
    """The badge colour of a credential flag."""
    return FLAG_TONES.get(status, "neutral")


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


@register.filter
def entry_tone(entry):
    """The badge colour of what a line of the volume says of the deputy's coming."""
    if entry.presence_code in CAME:
        return "success" if entry.presence_code == "present" else "warning"
    return "info" if entry.presence_code in LEAVE else "danger"


@register.filter
def proof_label(proof):
    """What attests a record, in words where it is one of our own short names."""
    return proof_words(proof) or proof_words("sheet")


@register.filter
def cell(value):
    """A cell of a section: days as 2026-03-01, all else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


@register.filter
def month_names(months):
    """The names of some months, in a row."""
    return _(", ").join(date_format(month.first, "F") for month in months)


@register.simple_tag
def entries_url(urls, which, **narrowed):
    """The address of the list behind a figure of this volume and year."""
    joint = "&" if "?" in urls["entries"] else "?"
    return f"{urls['entries']}{joint}{urlencode({'list': which, **narrowed})}"


@register.simple_tag
def body_label(row, mandate):
    """The body and occasion of a line of the breakdown; the whole congress where no group met."""
    body = row.body or mandate.congress.short_name
    return f"{body} · {row.occasion}" if row.occasion else body


@register.inclusion_tag("performance/_figure.html")
def figure(dossier, urls, which):
    """One figure of the volume that opens its list; a nought opens nothing."""
    from ..views.dossier import list_label

    number = len(dossier.entries_of(which))
    return {
        "which": which,
        "label": list_label(which),
        "number": number,
        "url": entries_url(urls, which) if number else "",
    }


@register.simple_tag
def month_cells(strip, urls):
    """What the month strip component draws of a year."""
    states = {"done": "done", "empty": "missed", "future": "future", "current": "future"}
    base = urls["entries"].split("?")[0]
    return [
        {
            "label": date_format(month.first, "M"),
            "count": month.count if month.state in {"done", "empty"} else "—",
            "state": states.get(month.state, "none"),
            "url": f"{base}?year={month.year}&month={month.month}&list=done" if month.count else "",
        }
        for month in strip.months
    ]
