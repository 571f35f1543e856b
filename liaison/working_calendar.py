"""The calendar the roster goes by: the official working days, make-up weekends included."""

from dataclasses import dataclass

from foundation.working_days import Calendar, is_working_day, provisional, stored_calendar


@dataclass(frozen=True)
class OfficialDays:
    """The official table as the rule engine asks it."""

    calendar: Calendar

    def is_working(self, day):
        return is_working_day(self.calendar, day)

    def is_official(self, year):
        """Has the State Council's notice for that year been entered? Until then holidays may move
        the days planned."""
        return not provisional(self.calendar, year)


def working_calendar():
    """The official working days as the database has them (工作日历)."""
    return OfficialDays(stored_calendar())
