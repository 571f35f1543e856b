"""The period a facts file is about: one of the measure, or an interim one it announces."""

import re

from scoring.scheme.faults import Fault
from scoring.scheme.text import _, say

from .facts_cells import Cells
from .frames import Period

YEAR = re.compile(r"[1-9][0-9]{3}\Z", re.ASCII)


def period_of_year(rule, year):
    """The Period of a measure that starts in ``year`` (text), or a sentence why there is none.

    Returns (Period or None, message, advice).
    """
    fix = say(_("Write the year in four digits, e.g. 2026."))
    if not YEAR.match(str(year)) or str(year) == "9999":
        return None, say(_("%(year)s is not a year."), year=year), fix
    start, end = rule.of_year(int(year))
    if start.year != int(year):
        message = say(
            _("The measure runs from %(start)s to %(end)s, not in %(year)s."),
            start=start,
            end=end,
            year=year,
        )
        return None, message, say(_("Write %(year)s."), year=start.year)
    return Period(str(year), start, end), None, None


class PeriodCells(Cells):
    """Reads the period of the file, which may stand in it once."""

    def __init__(self, scheme, given, source):
        super().__init__(source)
        self.scheme, self.given = scheme, given
        self.period, self.periods, self.records_from = None, 0, None

    def set_period(self, where, row):
        """The one period of the file: ``year``, or ``start`` and ``end``, fitting the measure."""
        self.periods += 1
        one = say(_("Keep one of the two."))
        if self.periods > 1:
            self.fault("period", where, None, say(_("The period is given twice.")), one)
            return
        count = len(self.faults)
        start, end = self.day(where, row, "start"), self.day(where, row, "end")
        self.records_from = self.day(where, row, "records_from")
        name, year = self.text(where, row, "name"), self.text(where, row, "year")
        if len(self.faults) > count:
            return
        if year is not None and (start or end):
            message = say(_("The period is given by year and by start and end."))
            self.fault("period", where, "year", message, one)
            return
        if year is not None:
            period, message, fix = period_of_year(self.scheme.period, year)
            if period is None:
                self.fault("period", where, "year", message, fix)
                return
            start, end = period.start, period.end
        if not (start and end):
            self.fault(
                "period",
                where,
                None,
                say(_("A period needs start and end, or year.")),
                say(_("Write period: {year: 2026}.")),
            )
            return
        if end < start:
            self.fault(
                "period",
                where,
                "end",
                say(_("The period ends before it starts.")),
                say(_("Write a later end.")),
            )
            return
        self.period = Period(name or year or f"{start} – {end}", start, end)
        if not self.in_cycle(where, start, end):
            return
        given = self.given
        if given and (given.start, given.end) != (start, end):
            message = say(
                _("The file says %(here)s, --year says %(there)s."),
                here=self.period.name,
                there=given.name,
            )
            self.fault("period", where, None, message, one)

    def in_cycle(self, where, start, end):
        """Whether the days are a period of the measure, or an interim one it announces."""
        rule = self.scheme.period
        separate = self.scheme.switches.get("interim_results") == "separate"
        if rule.is_period(start, end) or rule.is_interim(start, end, separate=separate):
            return True
        first, last = rule.around(start)
        message = say(
            _(
                "%(start)s to %(end)s is no period of this measure, which goes by %(first)s to "
                "%(last)s."
            ),
            start=start,
            end=end,
            first=first,
            last=last,
        )
        if rule.interim:
            fix = say(
                _("Write the whole period, or a part as period.interim of the scheme announces it.")
            )
        else:
            fix = say(
                _("Write the whole period; results for a part need period.interim in the scheme.")
            )
        self.fault("period", where, None, message, fix)
        return False


def records_reach(judge):
    """An item that reads days before the period needs all records since then."""
    for item in judge.scheme.items:
        if item.window is None:
            continue
        first = item.window.days_of(judge.period)[0]
        if first is None:
            starts = [row["start"] for row in judge.subjects.values()]
            first = None if None in starts or not starts else min(starts)
        if first is not None and first >= judge.period.start:
            continue
        since = judge.records_from
        if since is None or (first is not None and since > first):
            shown = first or say(_("the first day in office"))
            message = say(
                _("The item %(item)s reads records from %(day)s on, before the period."),
                item=item.code,
                day=shown,
            )
            fix = say(_("Write records_from: under period:, the day from which all are here."))
            judge.faults.append(Fault("records_from", "period", 0, 0, message, fix))
            return
