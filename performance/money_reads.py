"""Reads of money: who sees which spendings and allowance lines, and what is left of a budget."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q, Sum

from foundation.postings import scope_ids

from .permissions import RECORD_KEEPERS


def congresses_paid_by(user):
    """The keys of the congresses whose money this person keeps."""
    return scope_ids(user, "congress", RECORD_KEEPERS)


class SpendingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Spendings of a congress the person keeps, and on their own activities."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(congress__in=congresses_paid_by(user)) | Q(mandate__deputy__user=user))

    def standing(self):
        """Not struck out."""
        return self.filter(struck_by=None)


class AllowanceLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Lines of a congress the person keeps, and their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(run__congress__in=congresses_paid_by(user)) | Q(deputy__user=user))


@dataclass(frozen=True)
class BudgetRow:
    """One deputy's or one delegation's line of a year: allotted, spent, left; in cents."""

    name: str
    allotted: int
    spent: int
    mandate: int | None = None
    number: int = 1

    @property
    def left(self):
        return self.allotted - self.spent

    @property
    def over(self):
        return self.left < 0


def budget_rows(congress, year):
    """(rows of every deputy with a day in office that year, rows of delegations); two queries."""
    from datetime import date

    from .models import ActivityBudget, Mandate, Spending

    cents = (
        ActivityBudget.objects.filter(congress=congress, year=year)
        .values_list("cents", flat=True)
        .first()
        or 0
    )
    spent = dict(
        Spending.objects.filter(congress=congress, on__year=year)
        .standing()
        .values_list("mandate")
        .annotate(total=Sum("cents"))
        .order_by()
    )
    mandates = Mandate.objects.filter(congress=congress)
    mandates = mandates.overlapping(date(year, 1, 1), date(year, 12, 31))
    rows, groups = [], {}
    for mandate in mandates.select_related("deputy", "delegation").order_by(
        "deputy__stroke_key", "certificate_no"
    ):
        row = BudgetRow(mandate.deputy.name, cents, spent.get(mandate.pk, 0), mandate.pk)
        rows.append(row)
        name = mandate.delegation.name if mandate.delegation else "—"
        allotted, used, number = groups.get(name, (0, 0, 0))
        groups[name] = allotted + row.allotted, used + row.spent, number + 1
    return rows, [
        BudgetRow(name, allotted, used, number=number)
        for name, (allotted, used, number) in sorted(groups.items())
    ]


def run_totals(runs):
    """Runs with how many lines, people and cents each holds."""
    return runs.annotate(
        days=Count("lines"), people=Count("lines__deputy", distinct=True), total=Sum("lines__cents")
    )
