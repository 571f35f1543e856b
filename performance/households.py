"""Reads of linked households: each with its talks; sections of the volume built from them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from .models import Household


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
