"""Hints for whoever confirms: one event that may have been split in many (拆分).

A hint is a question for a human, never a verdict. `find_hints` is pure; `hints_for` reads what it
needs with two queries, however many records are asked about.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .models import DutyRecord, HouseholdTalk
from .services.self_reports import LOGGED

MANY = 3  # self-reports of one deputy, one day and one place


@dataclass(frozen=True)
class Told:
    """One self-report, as the search for splits needs it."""

    pk: int
    mandate: int
    on: date
    place: str
    households: tuple = ()  # (key, label)


def find_hints(reports):
    """{report key: [sentence]} for reports that look like one event told several times."""
    at_place, with_household = defaultdict(list), defaultdict(list)
    for report in reports:
        at_place[report.mandate, report.on, _folded(report.place)].append(report)
        for key, label in report.households:
            with_household[report.mandate, report.on, key, label].append(report)
    found = defaultdict(list)
    for group in at_place.values():
        if len(group) >= MANY:
            for report in group:
                found[report.pk].append(
                    _("%(count)s entries of this deputy on this day at the same place")
                    % {"count": len(group)}
                )
    for (_mandate, _on, _key, label), group in with_household.items():
        if len(group) >= 2:
            for report in group:
                found[report.pk].append(
                    _("%(count)s talks with %(household)s on this day")
                    % {"count": len(group), "household": label}
                )
    return dict(found)


def _folded(place):
    return "".join(place.casefold().split())


def hints_for(records):
    """{record key: [sentence]} for these records, against all self-reports of the same days."""
    asked = {r.pk: (r.mandate_id, r.on) for r in records if r.source.startswith(LOGGED)}
    if not asked:
        return {}
    days = set(asked.values())
    rows = (
        DutyRecord.objects.filter(
            mandate__in={mandate for mandate, _day in days},
            on__in={day for _mandate, day in days},
            source__startswith=LOGGED,
        )
        .exclude(status=DutyRecord.Status.WITHDRAWN)
        .values_list("pk", "mandate", "on", "place")
    )
    rows = [row for row in rows if (row[1], row[2]) in days]
    households = defaultdict(list)
    talks = HouseholdTalk.objects.filter(record__in=[row[0] for row in rows])
    for record, household, label in talks.values_list("record", "household", "household__label"):
        households[record].append((household, label))
    reports = [Told(*row, tuple(households[row[0]])) for row in rows]
    return {pk: said for pk, said in find_hints(reports).items() if pk in asked}
