"""Something every month (月月有活动, 昌吉 C-1): every deputy by the twelve months of a year.

Only confirmed duties fill a month. One out of office or wholly suspended is held against nobody.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .axes import is_reception
from .models import DutyRecord, Mandate, Suspension
from .months import empty_months, month_strip
from .rates import CAME


@dataclass(frozen=True)
class MonthRow:
    """One deputy's year."""

    mandate: Mandate
    months: tuple
    receptions: int

    @property
    def empty(self):
        """The months that are over and in which nothing was done."""
        return empty_months(self.months)

    @property
    def count(self):
        return sum(month.count for month in self.months)


def month_matrix(mandates, year, today):
    """A MonthRow of each of these mandates, in their order; three queries at any number of them."""
    mandates = list(mandates)
    pks = [mandate.pk for mandate in mandates]
    days, receptions = defaultdict(list), defaultdict(int)
    records = (
        DutyRecord.objects.in_volume()
        .filter(mandate__in=pks, presence__in=["", *CAME])
        .within(date(year, 1, 1), date(year, 12, 31))
    )
    for pk, on, kind, occasion, mode in records.values_list(
        "mandate", "on", "kind__code", "occasion", "mode"
    ).order_by():
        days[pk].append(on)
        receptions[pk] += is_reception(kind, occasion, mode)
    suspended = defaultdict(list)
    for span in Suspension.objects.filter(mandate__in=pks):
        suspended[span.mandate_id].append((span.starts_on, span.ends_on))
    return [
        MonthRow(
            mandate,
            month_strip(
                year,
                days[mandate.pk],
                [(mandate.starts_on, mandate.ends_on)],
                suspended[mandate.pk],
                today,
            ),
            receptions[mandate.pk],
        )
        for mandate in mandates
    ]
