"""Reads of linked households: each with its talks; sections of the volume built from them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from .models import Household, HouseholdTalk, Mandate


@dataclass(frozen=True)
class HouseholdLine:
    """One household as its deputy reads it on one day."""

    household: Household
    last_on: date | None
    months_since: int | None
    this_year: int
    waiting: int

    @property
    def overdue(self):
        """Nobody has talked with them for a quarter."""
        return self.household.is_linked and (self.months_since is None or self.months_since >= 3)


def household_lines(mandate, today):
    """Every household of this mandate, linked ones first, with confirmed talks counted."""
    confirmed = Q(talks__record__status="confirmed")
    rows = mandate.households.annotate(
        last_on=Max("talks__record__on", filter=confirmed),
        this_year=Count(
            "talks", filter=confirmed & Q(talks__record__on__year=today.year), distinct=True
        ),
        waiting=Count("talks", filter=Q(talks__record__status="submitted"), distinct=True),
    ).order_by("place_no", "pk")
    lines = [
        HouseholdLine(
            household=row,
            last_on=row.last_on,
            months_since=months_between(row.last_on, today) if row.last_on else None,
            this_year=row.this_year,
            waiting=row.waiting,
        )
        for row in rows
    ]
    return sorted(
        lines, key=lambda line: (not line.household.is_linked, line.household.place_no or 0)
    )


def months_between(first, last):
    """Whole months from one day to another: 31 January to 1 March is one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (last.day < first.day))


@dataclass(frozen=True)
class HouseholdCount:
    """How many households one deputy is linked with, and talked to this year. No labels."""

    mandate: Mandate
    linked: int
    talked: int
    talks: int


def household_counts(congress, today):
    """A line for everyone in office, those with households not yet talked to first."""
    talks = HouseholdTalk.objects.filter(
        record__mandate__congress=congress,
        record__status="confirmed",
        record__on__year=today.year,
    ).values_list("record__mandate", "household", "household__closed_on")
    held, reached = Counter(), defaultdict(set)
    for mandate, household, closed_on in talks:
        held[mandate] += 1
        if closed_on is None:
            reached[mandate].add(household)
    mandates = (
        Mandate.objects.filter(congress=congress)
        .in_office_on(today)
        .select_related("deputy", "delegation")
        .annotate(linked=Count("households", filter=Q(households__closed_on=None)))
        .order_by("certificate_no")
    )
    rows = [
        HouseholdCount(mandate, mandate.linked, len(reached[mandate.pk]), held[mandate.pk])
        for mandate in mandates
    ]
    return sorted(rows, key=lambda row: row.talked - row.linked)
