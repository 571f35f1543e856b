"""The calendar the roster goes by. Plain weeks until the official table is asked."""


class PlainWeeks:
    """Monday to Friday, no holidays."""

    def is_working(self, day):
        return day.isoweekday() <= 5


def working_calendar():
    """The official working days (工作日历)."""
    return PlainWeeks()
