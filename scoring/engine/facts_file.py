"""A facts file (YAML, JSON or CSV) as frames for the engine, every cell judged first."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from scoring.scheme.build_values import milli
from scoring.scheme.faults import Fault, dotted
from scoring.scheme.text import _, say
from scoring.scheme.words import FIELD_VALUES
from scoring.scheme.yamltree import NUMBER

from .facts_notes import Notes
from .facts_past import PastResults
from .facts_rows import MAX_BYTES, FactsFileRefused, read_rows, unknown_field
from .frames import (
    FACT_COLUMNS,
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    Period,
)
from .results.history import PAST_COLUMNS, Past

__all__ = ["MAX_BYTES", "FactsFile", "FactsFileRefused", "period_of_year", "read_facts_file"]

MAX_FAULTS = 50
STATES = ("confirmed", "draft", "submitted", "returned", "withdrawn")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
YEAR = re.compile(r"[1-9][0-9]{3}\Z", re.ASCII)
FACT_KEYS = (*FACT_COLUMNS, "state")
PEOPLE_KEYS = {
    "role": ("subject", "role", "start", "end"),
    "suspension": ("subject", "start", "end"),
    "period": ("name", "start", "end", "year", "records_from"),
}
ROW_KINDS = ("fact", "subject", "past", *PEOPLE_KEYS)


@dataclass(frozen=True)
class FactsFile:
    """What a facts file holds; ``dropped`` counts records by state that are not confirmed."""

    facts: pl.DataFrame
    cohort: Cohort
    period: Period
    past: Past
    dropped: dict
    warnings: tuple


def read_facts_file(raw, suffix, scheme, *, period=None):
    """Judge a facts file for a scheme. ``raw`` are its bytes, ``suffix`` .yaml, .json or .csv.

    ``period`` stands in where the file names none, and may not differ from the one it names.
    The period named is one of the measure: its cycle, or an interim it announces.
    Raises FactsFileRefused with every fault.
    """
    return _Judge(scheme, period, read_rows(raw, suffix)).judge()


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


class _Judge:
    """Reads rows one by one and keeps every fault with its row and field."""

    def __init__(self, scheme, period, rows):
        self.scheme, self.given, self.source = scheme, period, rows
        self.faults, self.notes, self.dropped = [], Notes(scheme), {}
        self.facts, self.subjects, self.roles, self.suspensions = {}, {}, [], []
        self.mentioned, self.period, self.periods = {}, None, 0
        self.past, self.records_from = PastResults(self), None

    def judge(self):
        for where, kind, row in self.source.rows:
            if not isinstance(row, dict):
                self.fault(
                    "type",
                    where,
                    None,
                    say(_("Fields and values are expected here.")),
                    say(_("Write e.g. {subject: lin, kind: visit, on: 2026-03-05}.")),
                )
            elif kind == "fact":
                self.fact(where, row)
            elif kind == "subject":
                self.subject(where, row)
            elif kind == "past":
                self.past.read(where, row)
            elif kind in PEOPLE_KEYS:
                self.span(where, kind, row)
            else:
                self.not_one_of(where, "row", kind, ROW_KINDS)
            if len(self.faults) >= MAX_FAULTS:
                more = say(_("… and perhaps more; the first are shown."))
                self.faults.append(Fault("more", "", 0, 0, more))
                break
        else:
            self.together()
        if self.faults:
            raise FactsFileRefused(self.faults)
        return self.built()

    def fault(self, code, where, field, message, fix=None):
        self.faults.append(self.source.fault(code, where, field, message, fix))

    def not_one_of(self, where, field, value, words):
        listed = ", ".join(words)
        if words:
            message = say(_("%(value)s is not one of: %(words)s."), value=value, words=listed)
            fix = say(_("Write one of: %(words)s."), words=listed)
        else:
            message = say(_("%(word)s is not known here."), word=value)
            fix = say(_("The scheme declares none; leave it out."))
        self.fault("choice", where, field, message, fix)

    def empty(self, where, field):
        self.fault(
            "missing",
            where,
            field,
            say(_("This field may not be empty.")),
            say(_("Write %(key)s: and its value."), key=field),
        )

    def twice(self, where, field, one):
        self.fault(
            "duplicate_id",
            where,
            field,
            say(_("The id %(id)s is used twice."), id=one),
            say(_("Give each its own id, or remove the row that is doubled.")),
        )

    def known(self, where, row, keys):
        for key in row:
            if key not in keys:
                self.faults.append(unknown_field(self.source, where, key, list(keys)))

    def day(self, where, row, field):
        value = row.get(field)
        if value in (None, ""):
            return None
        try:
            if not isinstance(value, str) or not DATE.match(value.strip()):
                raise ValueError(value)
            return date.fromisoformat(value.strip())
        except ValueError:
            self.fault(
                "date",
                where,
                field,
                say(_("%(value)s is not a day of the calendar."), value=value),
                say(_("Write a date such as 2026-03-05.")),
            )
            return None

    def text(self, where, row, field):
        """The written text without blanks around it; None for nothing."""
        value = row.get(field)
        if isinstance(value, (dict, list, bool)):
            self.fault(
                "type",
                where,
                field,
                say(_("Text is expected here.")),
                say(_("Put quotes around text such as true or [a].")),
            )
            return None
        return (str(value).strip() or None) if value is not None else None

    def fact(self, where, row):
        self.known(where, row, FACT_KEYS)
        state = self.text(where, row, "state") or "confirmed"
        if state not in STATES:
            self.not_one_of(where, "state", state, STATES)
            return
        out = {
            name: self.text(where, row, name)
            for name, dtype in FACT_COLUMNS.items()
            if dtype == pl.String
        }
        out |= {name: self.day(where, row, name) for name in ("on", "submitted_on", "object_on")}
        out["quantity"] = self.quantity(where, row)
        for name in ("subject", "kind", "on"):
            if row.get(name) is None or not str(row[name]).strip():
                self.empty(where, name)
        for name, fixed in FIELD_VALUES.items():
            if fixed and out[name] is not None and out[name] not in fixed:
                self.not_one_of(where, name, out[name], fixed)
        out["fact"] = out["fact"] or (
            f"row {where}" if isinstance(where, int) else f"{dotted(where)}"
        )
        if out["fact"] in self.facts:
            self.twice(where, "fact", out["fact"])
        if state != "confirmed":
            self.dropped[state] = self.dropped.get(state, 0) + 1
            return
        self.mentioned.setdefault(out["subject"], where)
        self.facts[out["fact"]] = out
        self.notes.read(out)

    def quantity(self, where, row):
        value = row.get("quantity")
        if value is None or value == "":
            return 1000
        try:
            if isinstance(value, (bool, dict, list)) or not NUMBER.match(str(value).strip()):
                raise ValueError(value)
            amount = milli(Decimal(str(value).strip()))
        except ValueError:
            shown = str(value).lower() if isinstance(value, bool) else value
            self.fault(
                "number",
                where,
                "quantity",
                say(_("%(value)s is not a number of at most three decimals."), value=shown),
                say(_("Write a number such as 2 or 1.5, in plain digits.")),
            )
            return 1000
        if not 0 <= amount <= 1_000_000_000:
            self.fault(
                "number",
                where,
                "quantity",
                say(_("A quantity is between 0 and 1,000,000.")),
                say(_("Write a number such as 2 or 1.5, in plain digits.")),
            )
            return 1000
        return amount

    def period_of(self, year):
        """(Period, message, advice) of the measure's period that starts in that year."""
        return period_of_year(self.scheme.period, year)

    def points(self, where, row, field):
        """A number of points as thousandths, negative too; None for nothing."""
        text = self.text(where, row, field)
        if text is None:
            return None
        try:
            if not NUMBER.match(text):
                raise ValueError(text)
            return milli(Decimal(text))
        except ValueError:
            self.fault(
                "number",
                where,
                field,
                say(_("%(value)s is not a number of at most three decimals."), value=text),
                say(_("Write a number such as 2 or 1.5, in plain digits.")),
            )
            return None

    def after(self, where, start, end):
        """The end of a span lies after its start."""
        if start and end and end <= start:
            self.fault(
                "date",
                where,
                "end",
                say(_("The end must lie after the start.")),
                say(_("Write the first day on which it no longer holds.")),
            )

    def subject(self, where, row):
        self.known(where, row, (*SUBJECT_COLUMNS, *self.scheme.subject_fields))
        out = {
            name: self.text(where, row, name)
            for name, dtype in SUBJECT_COLUMNS.items()
            if dtype == pl.String
        }
        out |= {name: self.text(where, row, name) for name in self.scheme.subject_fields}
        out["start"], out["end"] = self.day(where, row, "start"), self.day(where, row, "end")
        if out["subject"] is None:
            self.empty(where, "subject")
        elif out["subject"] in self.subjects:
            self.twice(where, "subject", out["subject"])
        self.after(where, out["start"], out["end"])
        if out["level"] is not None and out["level"] not in FIELD_VALUES["level"]:
            self.not_one_of(where, "level", out["level"], FIELD_VALUES["level"])
        self.subjects[out["subject"]] = out

    def span(self, where, kind, row):
        self.known(where, row, PEOPLE_KEYS[kind])
        if kind == "period":
            self.set_period(where, row)
            return
        start, end = self.day(where, row, "start"), self.day(where, row, "end")
        subject = self.text(where, row, "subject")
        if subject is None:
            self.empty(where, "subject")
        self.after(where, start, end)
        if kind == "role":
            role = self.text(where, row, "role")
            if role not in self.scheme.roles:
                self.not_one_of(where, "role", role or "-", tuple(self.scheme.roles))
            self.roles.append((where, (subject, role, start, end)))
        else:
            if start is None:
                self.empty(where, "start")
            self.suspensions.append((where, (subject, start, end)))

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

    def together(self):
        """What only the whole file can show."""
        if self.period is None and self.periods == 0:
            self.period = self.given
        if self.period is None and not self.faults:
            message = say(_("The file names no period."))
            fix = say(_("Add period: {year: 2026}, or give --year."))
            self.faults.append(Fault("period", "", 0, 0, message, fix))
        if not self.subjects:
            for name in self.mentioned:
                if name is not None:
                    self.subjects[name] = dict.fromkeys(SUBJECT_COLUMNS) | {
                        "subject": name,
                        "name": name,
                    }
            return
        for name, where in self.mentioned.items():
            self.among(where, name)
        for where, span in (*self.roles, *self.suspensions):
            self.among(where, span[0])
        self.past.together()

    def among(self, where, name):
        """A fault if the person is not listed."""
        if name is not None and name not in self.subjects:
            self.fault(
                "unknown",
                where,
                "subject",
                say(_("%(id)s is not among the subjects."), id=name),
                say(_("Add the person to the subjects, or correct the id.")),
            )

    def built(self):
        fields = dict.fromkeys(self.scheme.subject_fields, pl.String)
        cohort = Cohort(
            pl.DataFrame(list(self.subjects.values()), schema={**SUBJECT_COLUMNS, **fields}),
            pl.DataFrame([s for _w, s in self.roles], schema=ROLE_COLUMNS, orient="row"),
            pl.DataFrame(
                [s for _w, s in self.suspensions], schema=SUSPENSION_COLUMNS, orient="row"
            ),
        )
        facts = pl.DataFrame(list(self.facts.values()), schema=FACT_COLUMNS)
        dropped = dict(sorted(self.dropped.items()))
        results = [row for _where, row in self.past.rows.values()]
        past = Past(pl.DataFrame(results, schema=PAST_COLUMNS), self.records_from)
        return FactsFile(facts, cohort, self.period, past, dropped, self.notes.sentences())
