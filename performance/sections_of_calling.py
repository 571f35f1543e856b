"""What being called adds to the volume: half-days and events, leave by type, a credential flag."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from .marks import leave_label
from .models import Activity, Attendance, CredentialFlag
from .rates import Counts, counts_as
from .sections import Section
from .units import in_half_days, took_part


def _lines(mandate, span):
    """(occasion, activity, what the half-day counts as, kind of leave) of closed sheets."""
    away = list(mandate.suspensions.values_list("starts_on", "ends_on"))
    rows = Attendance.objects.filter(
        mandate=mandate,
        sitting__activity__status=Activity.Status.CLOSED,
        sitting__on__gte=span.first,
    )
    if span.last:
        rows = rows.filter(sitting__on__lte=span.last)
    for on, activity, occasion, obliged, status, reason in rows.values_list(
        "sitting__on",
        "sitting__activity",
        "sitting__activity__occasion",
        "obliged",
        "status",
        "leave_reason",
    ):
        suspended = any(a <= on and (b is None or on < b) for a, b in away)
        count = counts_as(obliged, status, in_office=mandate.covers(on), suspended=suspended)
        yield occasion, activity, count, reason


def units_section(mandate, viewer, span):
    """Sessions in half-days, activities as events, each with what was obliged."""
    by_occasion = defaultdict(list)
    for occasion, activity, count, _reason in _lines(mandate, span):
        by_occasion[occasion].append((activity, count))
    labels = dict(Activity.Occasion.choices)
    rows = []
    for occasion in Activity.Occasion.values:
        took = took_part(occasion, by_occasion.get(occasion, ()))
        if took.obliged:
            unit = _("half-days") if in_half_days(occasion) else _("events")
            rows.append(
                (str(labels[occasion]), unit, took.obliged, took.fulfilled, took.leave, took.absent)
            )
    if not rows:
        return None
    columns = (_("Occasion"), _("Counted in"), _("Obliged"), _("Came"), _("Leave"), _("Absent"))
    note = _("Sessions are counted in half-days; an activity of several half-days is one event.")
    return Section("units", _("Sessions and activities"), columns, tuple(rows), note=note)


def leave_section(mandate, viewer, span):
    """Half-days of approved leave by type of reason; they fulfil nothing and fail nothing."""
    halves, times = defaultdict(int), defaultdict(set)
    for _occasion, activity, count, reason in _lines(mandate, span):
        if count == Counts.LEAVE:
            halves[reason] += 1
            times[reason].add(activity)
    if not halves:
        return None
    rows = tuple(
        (str(leave_label(reason)) or _("not stated"), len(times[reason]), halves[reason])
        for reason in sorted(halves)
    )
    columns = (_("Reason"), _("Times"), _("Half-days"))
    return Section("leave", _("Approved leave"), columns, rows)


def flag_section(mandate, viewer, span):
    """A credential flag, for those who may read it: the deputy, keepers and the committee."""
    flag = CredentialFlag.objects.visible_to(viewer).filter(mandate=mandate).first()
    if flag is None:
        return None
    rows = tuple(
        (session["title"], date.fromisoformat(session["first"]), flag.get_status_display())
        for session in flag.sessions
    )
    note = "" if flag.holds else _("A correction has taken an absence away: this no longer holds.")
    columns = (_("Session missed without leave"), _("First day"), _("Status"))
    return Section("credentials", _("Credential flag"), columns, rows, note=note)
