"""Something every month (月月有活动): a year's months, and which of them stayed empty. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Month:
    """One month of a year strip.

    `state`: done, empty, current (not over and nothing yet), future, outside (not one day in
    office) or suspended (no day in office that was not suspended).
    """

    year: int
    month: int
    count: int
    state: str

    @property
    def first(self):
        return date(self.year, self.month, 1)


def month_strip(year, days, spans, suspensions, today):
    """The twelve months of `year`.

    `days`: the days on which something was done; `spans`: (first day, first day out or None) in
    office; `suspensions` likewise.
    """
    counts = [0] * 13
    for day in days:
        if day.year == year:
            counts[day.month] += 1
    return tuple(
        Month(
            year,
            month,
            counts[month],
            _state(year, month, counts[month], spans, suspensions, today),
        )
        for month in range(1, 13)
    )


def empty_months(strip):
    """The months that are over and in which nothing was done though the deputy could."""
    return tuple(month for month in strip if month.state == "empty")


def _state(year, month, count, spans, suspensions, today):
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    days = [first + timedelta(days=n) for n in range((after - first).days)]
    in_office = [day for day in days if _covered(day, spans)]
    if count:
        return "done"
    if first > today:
        return "future" if in_office else "outside"
    if not in_office:
        return "outside"
    if all(_covered(day, suspensions) for day in in_office):
        return "suspended"
    return "current" if after > today else "empty"


def _covered(day, spans):
    return any(start <= day and (end is None or day < end) for start, end in spans)
