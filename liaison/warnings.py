"""What an officer looks at before a reception day: too few deputies, clashes, short notice."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import ReceptionDay, RosterEntry, StationDeputy

NOTICE_DAYS = 3  # a reception is announced at least so many days before
Status = ReceptionDay.Status


@dataclass(frozen=True)
class Warning:
    code: str
    text: str


def warnings_for(days, today):
    """Warnings per reception day: {day.pk: [Warning, …]}, in two queries however many days.

    `days` come with their entries loaded (`with_deputies`) and their station.
    """
    days = [day for day in days if day.status not in {Status.CANCELLED, Status.HELD}]
    clashes = _clashes(days)
    serving = _serving(days)
    return {day.pk: list(_of(day, today, clashes, serving)) for day in days}


def _of(day, today, clashes, serving):
    entries = list(day.entries.all())
    if len(entries) < day.min_deputies:
        missing = day.min_deputies - len(entries)
        yield Warning(
            "too_few",
            ngettext(
                "%(missing)d more deputy needed.", "%(missing)d more deputies needed.", missing
            )
            % {"missing": missing},
        )
    if day.status == Status.PLANNED and (day.on - today).days < NOTICE_DAYS:
        text = _("Short notice: residents should know at least %(days)d days before.")
        yield Warning("short_notice", text % {"days": NOTICE_DAYS})
    for entry in entries:
        name = entry.mandate.deputy.name
        for other in clashes.get(entry.mandate_id, ()):
            if other.pk != day.pk and _overlap(other, day):
                yield Warning(
                    "clash",
                    _("%(deputy)s is on duty at %(station)s at that hour too.")
                    % {"deputy": name, "station": other.station.label},
                )
        if not entry.mandate.covers(day.on):
            yield Warning(
                "not_in_office",
                _("%(deputy)s is not in office on that day.") % {"deputy": name},
            )
        elif not _serves(serving.get((day.station_id, entry.mandate_id), ()), day.on):
            yield Warning(
                "not_serving",
                _("%(deputy)s does not serve at this station on that day.") % {"deputy": name},
            )
    for closure in day.station.closures.all():
        if closure.starts_on <= day.on <= closure.ends_on:
            yield Warning("closed", _("The station is closed that day: %s.") % closure.reason_label)


def _clashes(days):
    """Other receptions of the same deputies on the same days, by mandate."""
    mandates = {entry.mandate_id for day in days for entry in day.entries.all()}
    entries = (
        RosterEntry.objects.filter(
            mandate__in=mandates, reception_day__on__in={day.on for day in days}
        )
        .exclude(reception_day__status=Status.CANCELLED)
        .select_related("reception_day__station")
    )
    found = {}
    for entry in entries:
        found.setdefault(entry.mandate_id, []).append(entry.reception_day)
    return found


def _serving(days):
    found = {}
    for service in StationDeputy.objects.filter(station__in={day.station_id for day in days}):
        found.setdefault((service.station_id, service.mandate_id), []).append(service)
    return found


def _serves(services, on):
    return any(s.starts_on <= on and (s.ends_on is None or on < s.ends_on) for s in services)


def _overlap(one, other):
    return one.on == other.on and one.starts_at < other.ends_at and other.starts_at < one.ends_at
