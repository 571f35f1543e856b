"""When a station receives residents: a roster rule and the calendar, turned into days (排班规则).

Pure: no database and no clock. The same rule, calendar and dates always give the same days, and
asking for a quarter in one go or month by month gives the same days too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

ONE_DAY = timedelta(days=1)
# No holiday pushes a day further than this; what lies that far outside a window can still enter it.
REACH = timedelta(days=31)
MONTHS = {
    "every": range(1, 13),
    "odd": range(1, 13, 2),
    "even": range(2, 13, 2),
    "quarter_start": range(1, 13, 3),
    "quarter_middle": range(2, 13, 3),
    "quarter_end": range(3, 13, 3),
}


class Calendar(Protocol):
    def is_working(self, day: date) -> bool:
        """Is this a working day, make-up weekends included?"""


class Frequency(StrEnum):
    MONTHLY_DAY = "monthly_day"
    MONTHLY_WEEKDAY = "monthly_weekday"
    WEEKLY = "weekly"


class HolidayPolicy(StrEnum):
    """What happens to a day that is not a working day."""

    KEEP = "keep"
    KEEP_UNLESS_HOLIDAY = "keep_unless_holiday"
    NEXT_WORKDAY = "next_workday"
    NEXT_DAY = "next_day"
    PREVIOUS_WORKDAY = "prev_workday"
    SKIP = "skip"


@dataclass(frozen=True)
class Pattern:
    """One station's rule. `weekday` is 1 for Monday … 7; `nth` counts from 1, -1 is the last.

    `weekly` counts its weeks from the week of `first`.
    """

    frequency: Frequency
    first: date
    last: date | None = None
    days: tuple[int, ...] = ()
    weekday: int = 1
    nth: int = 1
    months: str = "every"
    every_weeks: int = 1
    policy: HolidayPolicy = HolidayPolicy.KEEP_UNLESS_HOLIDAY
    exceptions: frozenset[date] = field(default_factory=frozenset)


@dataclass(frozen=True, order=True)
class Occurrence:
    """A reception: the day the rule names, and the day it is held on."""

    original_on: date
    on: date

    @property
    def shifted(self):
        return self.on != self.original_on


def occurrences(pattern, first, last, calendar):
    """The receptions held from `first` to `last`, both counted, in order; one a day at most.

    A day named in `exceptions` gives none. Two days of one rule that a holiday pushes together
    are held once, under the earlier name.
    """
    held = {}
    for original_on in nominal_days(pattern, first - REACH, last + REACH):
        if original_on in pattern.exceptions:
            continue
        on = held_on(original_on, pattern.policy, calendar)
        if on is not None and on not in held:
            held[on] = Occurrence(original_on, on)
    return [held[on] for on in sorted(held) if first <= on <= last]


def held_on(day, policy, calendar):
    """The day a reception named for `day` is held on, or None when it falls out.

    - keep: always that day.
    - keep_unless_holiday: a weekend stays (people are free); a public holiday moves to the next
      working day.
    - next_workday, prev_workday: any day off moves to the nearest working day after, before.
    - next_day: any day off moves to the day after, and on past a public holiday; a weekend will do.
    - skip: a day off gives no reception.
    """
    if policy == HolidayPolicy.KEEP or calendar.is_working(day):
        return day
    if policy == HolidayPolicy.SKIP:
        return None
    if policy == HolidayPolicy.NEXT_DAY:
        day += ONE_DAY
        while is_public_holiday(day, calendar):
            day += ONE_DAY
        return day
    if policy == HolidayPolicy.KEEP_UNLESS_HOLIDAY and not is_public_holiday(day, calendar):
        return day
    step = -ONE_DAY if policy == HolidayPolicy.PREVIOUS_WORKDAY else ONE_DAY
    while not calendar.is_working(day):
        day += step
    return day


def is_public_holiday(day, calendar):
    """Is this day off part of a public holiday, not an ordinary weekend?

    The State Council's notices always join a holiday to a weekday off (a holiday on a weekend is
    made up on one), so a run of days off is a holiday when it holds a day from Monday to Friday.
    """
    if calendar.is_working(day):
        return False
    if day.isoweekday() <= 5:
        return True
    for step in (-ONE_DAY, ONE_DAY):
        near = day + step
        while not calendar.is_working(near):
            if near.isoweekday() <= 5:
                return True
            near += step
    return False


def nominal_days(pattern, first, last) -> Iterator[date]:
    """The days the rule names from `first` to `last`, before holidays are looked at, in order."""
    first = max(first, pattern.first)
    last = min(last, pattern.last) if pattern.last else last
    days = _weekly(pattern) if pattern.frequency == Frequency.WEEKLY else _monthly(pattern, first)
    for day in days:
        if day > last:
            return
        if day >= first:
            yield day


def _weekly(pattern):
    monday = pattern.first - timedelta(days=pattern.first.isoweekday() - 1)
    day = monday + timedelta(days=pattern.weekday - 1)
    while True:
        yield day
        day += timedelta(weeks=pattern.every_weeks)


def _monthly(pattern, first):
    year, month = first.year, first.month
    while True:
        if month in MONTHS[pattern.months]:
            yield from _days_of_month(pattern, year, month)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _days_of_month(pattern, year, month):
    length = (date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day
    if pattern.frequency == Frequency.MONTHLY_DAY:
        # Day 31 of a shorter month is its last day.
        return [date(year, month, n) for n in sorted({min(n, length) for n in pattern.days})]
    same = [
        day
        for n in range(1, length + 1)
        if (day := date(year, month, n)).isoweekday() == pattern.weekday
    ]
    if pattern.nth == -1:
        return same[-1:]
    return same[pattern.nth - 1 : pattern.nth]
