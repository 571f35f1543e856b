"""From a roster rule to reception days, and from the station's deputies to who is on duty."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from performance.models import Mandate

from ..models import ReceptionDay, RosterEntry, Station
from ..permissions import can_run_station
from ..roster import occurrences

Status = ReceptionDay.Status


@dataclass
class Generated:
    """What generating did: days new, days the calendar moved, plans the rule no longer names."""

    created: list = field(default_factory=list)
    shifted: list = field(default_factory=list)
    stray: list = field(default_factory=list)
    clashing: list = field(default_factory=list)


@transaction.atomic
def generate_reception_days(rule, first, last, *, calendar, by):
    """Make the reception days of a rule from `first` to `last`, both counted (生成接待日).

    Doing it again changes nothing. A day already there is left as it is, except a mere plan nobody
    moved by hand, which follows the calendar when a holiday notice has come since. Plans the rule
    no longer names are reported as stray, never removed; days on which the station already
    receives at that hour are reported as clashing.
    """
    station = _held(rule.station, by)
    done = Generated()
    named = occurrences(rule.pattern(), first, last, calendar)
    known = {
        day.original_on: day
        for day in ReceptionDay.objects.select_for_update().filter(station=station, rule=rule)
    }
    taken = set(
        ReceptionDay.objects.filter(station=station, starts_at=rule.starts_at)
        .exclude(status=Status.CANCELLED)
        .values_list("on", flat=True)
    )
    for occurrence in named:
        day = known.get(occurrence.original_on)
        if day is not None and (day.on == occurrence.on or not _follows_calendar(day)):
            continue
        if occurrence.on in taken:
            done.clashing.append(occurrence.on)
            continue
        taken.add(occurrence.on)
        if day is None:
            done.created.append(_planned(rule, occurrence))
        else:
            day.on = occurrence.on
            done.shifted.append(day)
    ReceptionDay.objects.bulk_create(done.created)
    ReceptionDay.objects.bulk_update(done.shifted, ["on"])
    names = {occurrence.original_on for occurrence in named}
    done.stray = [
        day
        for day in known.values()
        if first <= day.on <= last and day.status == Status.PLANNED and day.original_on not in names
    ]
    return done


def _held(station, by):
    """The station's row, held so that two people planning it at once queue up."""
    station = (
        Station.objects.select_for_update(of=("self",))
        .select_related("congress")
        .get(pk=station.pk)
    )
    if not can_run_station(by, station):
        raise PermissionDenied
    return station


def _follows_calendar(day):
    return day.status == Status.PLANNED and day.moved_from is None


def _planned(rule, occurrence):
    return ReceptionDay(
        station_id=rule.station_id,
        rule=rule,
        original_on=occurrence.original_on,
        on=occurrence.on,
        starts_at=rule.starts_at,
        ends_at=rule.ends_at,
        theme=rule.theme,
        theme_en=rule.theme_en,
        min_deputies=rule.min_deputies,
    )


def deputies_available(station, on):
    """Mandates that serve at the station on that day, in office and not suspended."""
    return (
        Mandate.objects.in_office_on(on)
        .not_suspended_on(on)
        .filter(stations__in=station.deputies.running_on(on))
        .select_related("deputy", "congress", "constituency")
    )


@transaction.atomic
def assign_deputies(station, first, last, *, by):
    """Put deputies on duty on the station's coming days from `first` to `last` (排班).

    Each day is filled up to its least number, those with the fewest duties of the year first, by
    certificate number when equal. Nobody already on duty is taken off; a deputy on duty elsewhere
    at that hour is passed over. Doing it again changes nothing. Returns the number of duties given.
    """
    station = _held(station, by)
    days = list(
        ReceptionDay.objects.select_for_update()
        .filter(station=station, status__in=[Status.PLANNED, Status.ANNOUNCED, Status.MOVED])
        .between(first, last)
        .order_by("on", "starts_at")
        .prefetch_related("entries")
    )
    loads = _loads(station, first.year)
    busy = _busy_elsewhere(station, first, last)
    given = []
    for day in days:
        serving = {entry.mandate_id for entry in day.entries.all()}
        wanted = day.min_deputies - len(serving)
        if wanted <= 0:
            continue
        free = [
            mandate
            for mandate in deputies_available(station, day.on)
            if mandate.pk not in serving and not _overlaps(busy.get((mandate.pk, day.on)), day)
        ]
        free.sort(key=lambda mandate: (loads.get(mandate.pk, 0), mandate.certificate_no))
        for mandate in free[:wanted]:
            loads[mandate.pk] = loads.get(mandate.pk, 0) + 1
            given.append(RosterEntry(reception_day=day, mandate=mandate, assigned_by=by))
    RosterEntry.objects.bulk_create(given, ignore_conflicts=True)
    return len(given)


def _loads(station, year):
    """Duties of the year per mandate of this station, wherever they were done."""
    return dict(
        RosterEntry.objects.filter(mandate__stations__station=station, reception_day__on__year=year)
        .exclude(reception_day__status=Status.CANCELLED)
        .values_list("mandate")
        .annotate(n=Count("pk", distinct=True))
    )


def _busy_elsewhere(station, first, last):
    busy = {}
    elsewhere = RosterEntry.objects.filter(
        mandate__stations__station=station, reception_day__on__range=(first, last)
    ).exclude(reception_day__station=station)
    for entry in elsewhere.exclude(reception_day__status=Status.CANCELLED).select_related(
        "reception_day"
    ):
        busy.setdefault((entry.mandate_id, entry.reception_day.on), []).append(entry.reception_day)
    return busy


def _overlaps(others, day):
    return any(o.starts_at < day.ends_at and day.starts_at < o.ends_at for o in others or ())


@transaction.atomic
def set_roster(day, mandates, *, by):
    """Put exactly these mandates on duty that day. Whoever stays keeps their row.

    Raises ValidationError naming a deputy who does not serve at the station on that day.
    """
    day = (
        ReceptionDay.objects.select_for_update().select_related("station__congress").get(pk=day.pk)
    )
    if not can_run_station(by, day.station):
        raise PermissionDenied
    if day.status in {Status.CANCELLED, Status.HELD}:
        raise ValidationError(_("This reception is over or cancelled."))
    wanted = {mandate.pk: mandate for mandate in mandates}
    present = set(day.entries.values_list("mandate_id", flat=True))
    able = set(deputies_available(day.station, day.on).values_list("pk", flat=True))
    for pk, mandate in wanted.items():
        if pk not in able | present:
            raise ValidationError(
                _("%(deputy)s does not serve at this station on %(day)s.")
                % {"deputy": mandate.deputy.name, "day": day.on}
            )
    day.entries.exclude(mandate__in=wanted).delete()
    RosterEntry.objects.bulk_create(
        [
            RosterEntry(reception_day=day, mandate=mandate, assigned_by=by)
            for pk, mandate in wanted.items()
            if pk not in present
        ],
        ignore_conflicts=True,
    )
    return day
