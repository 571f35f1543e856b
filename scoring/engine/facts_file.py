"""A facts file (YAML, JSON or CSV) as frames for the engine, every cell judged first."""

from dataclasses import dataclass

import polars as pl

from scoring.scheme.faults import Fault, dotted
from scoring.scheme.text import _, say
from scoring.scheme.words import FIELD_VALUES

from .facts_notes import Notes
from .facts_past import PastResults
from .facts_period import PeriodCells, period_of_year, records_reach
from .facts_rows import MAX_BYTES, FactsFileRefused, read_rows
from .facts_values import read_values, shared
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


class _Judge(PeriodCells):
    """Reads rows one by one, then looks at what only the whole file can show."""

    def __init__(self, scheme, period, rows):
        super().__init__(scheme, period, rows)
        self.notes, self.dropped = Notes(scheme), {}
        self.facts, self.subjects, self.roles, self.suspensions = {}, {}, [], []
        self.mentioned, self.past = {}, PastResults(self)

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
        read_values(self, where, row, out)
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
        shared(self, where, out)
        self.mentioned.setdefault(out["subject"], where)
        self.facts[out["fact"]] = out
        self.notes.read(out)

    def period_of(self, year):
        """(Period, message, advice) of the measure's period that starts in that year."""
        return period_of_year(self.scheme.period, year)

    def subject(self, where, row):
        self.known(where, row, ("type", *SUBJECT_COLUMNS, *self.scheme.subject_fields))
        self.of_its_type(where, row)
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

    def of_its_type(self, where, row):
        """A measure scores deputies or groups, never both in one list."""
        kind, wanted = self.text(where, row, "type"), self.scheme.subject
        if kind is not None and kind != wanted:
            message = say(_("This measure scores a %(wanted)s, not a %(kind)s."), wanted=wanted,
                          kind=kind)  # fmt: skip
            fix = say(_("Score groups and deputies by measures of their own."))
            self.fault("subject", where, "type", message, fix)

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

    def together(self):
        """What only the whole file can show."""
        if self.period is None and self.periods == 0:
            self.period = self.given
        if self.period is not None and not self.faults:
            records_reach(self)
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
