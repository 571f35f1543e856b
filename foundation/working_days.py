"""Counting in working days and months (工作日、期限). Plain functions over a `Calendar`.

The day of the event is not counted. A make-up Saturday or Sunday is a working day like any other.
A deadline is the end of its day in Asia/Shanghai.
"""

import calendar as month_days
from dataclasses import dataclass, field
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
# Fixed by law every year (全国年节及纪念日放假办法, 2024); the moon's own move and are not listed.
_STATUTORY = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}


@dataclass(frozen=True)
class Calendar:
    """Days that are not what their weekday says, and the years that are officially known."""

    worked: dict = field(default_factory=dict)  # date → True (worked) or False (off)
    official_years: frozenset = frozenset()


def stored_calendar():
    """The calendar as the database has it."""
    from .models import WorkdayOverride

    rows = list(WorkdayOverride.objects.values_list("date", "is_work", "official"))
    return Calendar(
        worked={day: is_work for day, is_work, _official in rows},
        official_years=frozenset(day.year for day, _is_work, official in rows if official),
    )


def is_working_day(calendar, day):
    """Is that day worked? Without a notice for its year: Monday to Friday but fixed holidays."""
    known = calendar.worked.get(day)
    if known is not None:
        return known
    if day.weekday() >= 5:
        return False
    return day.year in calendar.official_years or (day.month, day.day) not in _STATUTORY


def provisional(calendar, year):
    """Has no official schedule of that year arrived yet? Deadlines reaching into it may move."""
    return year not in calendar.official_years


def next_working_day(calendar, day):
    """That day if it is worked, else the first one worked after it."""
    while not is_working_day(calendar, day):
        day += _ONE_DAY
    return day


def add_working_days(calendar, start, days):
    """The day on which `days` working days after `start` end; `start` itself is not counted."""
    if days < 0:
        raise ValueError("working days are counted forwards")
    day = start
    while days:
        day += _ONE_DAY
        if is_working_day(calendar, day):
            days -= 1
    return day


def add_months(calendar, start, months, *, roll_if_off=True):
    """The same day of the month, `months` later; the month's last day when it has no such day.

    A deadline that falls on a day off moves to the next working day, unless `roll_if_off` is False.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    last = month_days.monthrange(year, month)[1]
    due = date(year, month, min(start.day, last))
    return next_working_day(calendar, due) if roll_if_off else due


def working_days_in(calendar, year, month):
    """How many days of that month are worked."""
    last = month_days.monthrange(year, month)[1]
    return sum(is_working_day(calendar, date(year, month, n)) for n in range(1, last + 1))
