"""A facts file (YAML, JSON or CSV) as frames for the engine, every cell judged first."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

import polars as pl

from scoring.scheme.build import milli
from scoring.scheme.faults import SchemeRefused, dotted
from scoring.scheme.text import _, say
from scoring.scheme.words import FIELD_VALUES
from scoring.scheme.yamltree import read_tree

from .frames import (
    FACT_COLUMNS,
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    Period,
)

MAX_BYTES = 64 * 1024 * 1024
MAX_FAULTS = 50
STATES = ("confirmed", "draft", "submitted", "returned", "withdrawn")
DATES = ("on", "submitted_on", "object_on", "start", "end")
FACT_KEYS = (*FACT_COLUMNS, "state")
PEOPLE_KEYS = {
    "role": ("subject", "role", "start", "end"),
    "suspension": ("subject", "start", "end"),
    "period": ("name", "start", "end", "year"),
}


class FactsFileRefused(ValueError):
    """A facts file that cannot be scored; ``faults`` are sentences naming row and field."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


@dataclass(frozen=True)
class FactsFile:
    """What a facts file holds; ``dropped`` counts records by state that are not confirmed."""

    facts: pl.DataFrame
    cohort: Cohort
    period: Period
    dropped: dict
    warnings: tuple


def read_facts_file(raw, suffix, scheme, *, period=None):
    """Judge a facts file for a scheme. ``raw`` are its bytes, ``suffix`` .yaml, .json or .csv.

    ``period`` stands in where the file names none. Raises FactsFileRefused with every fault.
    """
    if len(raw) > MAX_BYTES:
        raise FactsFileRefused([str(say(_("The facts file is larger than 64 MB.")))])
    if suffix in (".yaml", ".yml"):
        rows = _from_plain(_yaml(raw))
    elif suffix == ".json":
        rows = _from_plain(_json(raw))
    elif suffix == ".csv":
        rows = _csv(raw)
    else:
        raise FactsFileRefused(
            [
                str(
                    say(
                        _("A facts file ends in .yaml, .json or .csv, not %(suffix)s."),
                        suffix=suffix,
                    )
                )
            ]
        )
    return _Judge(scheme, period).judge(rows)


def _yaml(raw):
    try:
        return read_tree(raw, max_bytes=MAX_BYTES).plain
    except SchemeRefused as refusal:
        raise FactsFileRefused([str(fault) for fault in refusal.faults]) from refusal


def _json(raw):
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise FactsFileRefused([str(say(_("The facts file is not UTF-8 text.")))]) from error
    except (ValueError, RecursionError) as error:
        message = say(_("The JSON cannot be read: %(problem)s."), problem=error)
        raise FactsFileRefused([str(message)]) from error


def _from_plain(plain):
    """Rows as (where, kind of row, dict)."""
    if not isinstance(plain, dict):
        message = say(_("A facts file has the keys period, subjects and facts."))
        raise FactsFileRefused([str(message)])
    rows, faults = [], []
    for key in plain:
        if key not in ("period", "subjects", "facts"):
            faults.append(_unknown_key(key, str(key), ("period", "subjects", "facts")))
    period = plain.get("period")
    if period is not None:
        rows.append((("period",), "period", period))
    for index, subject in enumerate(_listed(plain, "subjects", faults)):
        path = ("subjects", index)
        if not isinstance(subject, dict):
            rows.append((path, "subject", subject))
            continue
        subject = dict(subject)
        spans = (("roles", "role"), ("suspended", "suspension"))
        for key, kind in spans:
            for number, span in enumerate(_listed(subject, key, faults, path)):
                if isinstance(span, str) and kind == "role":
                    span = {"role": span}
                row = (
                    {"subject": subject.get("subject"), **span} if isinstance(span, dict) else span
                )
                rows.append(((*path, key, number), kind, row))
            subject.pop(key, None)
        rows.append((path, "subject", subject))
    for index, fact in enumerate(_listed(plain, "facts", faults)):
        rows.append((("facts", index), "fact", fact))
    if faults:
        raise FactsFileRefused(faults)
    return rows


def _listed(plain, key, faults, path=()):
    value = plain.get(key) or []
    if not isinstance(value, list):
        faults.append(_at(dotted((*path, key)), say(_("A list is expected here."))))
        return []
    return value


def _csv(raw):
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError as error:
            message = say(_("The facts file is neither UTF-8 nor GB18030 text."))
            raise FactsFileRefused([str(message)]) from error
    if "\0" in text:
        raise FactsFileRefused([str(say(_("The facts file is not a text file.")))])
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows = []
    try:
        if not reader.fieldnames:
            raise FactsFileRefused([str(say(_("The facts file is empty.")))])
        names = [name.strip() for name in reader.fieldnames]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            message = say(_("The column %(name)s stands twice."), name=", ".join(sorted(twice)))
            raise FactsFileRefused([str(message)])
        for cells in reader:
            where = (str(say(_("row %(number)s"), number=reader.line_num)),)
            if None in cells:
                message = say(_("The row has more cells than the header."))
                raise FactsFileRefused([_at(where[0], message)])
            row = {
                name.strip(): cell.strip()
                for name, cell in cells.items()
                if cell is not None and cell.strip()
            }
            if row:
                rows.append((where, row.pop("row", "fact"), row))
    except csv.Error as error:
        message = say(_("The CSV cannot be read: %(problem)s."), problem=error)
        raise FactsFileRefused([_at(str(reader.line_num), message)]) from error
    return rows


def _at(where, message):
    return f"{where}: {message}" if where else str(message)


def _unknown_key(key, where, known):
    close = get_close_matches(str(key), known, 1)
    message = str(say(_("The field %(key)s is not known."), key=key))
    if close:
        message += " " + str(say(_("Did you mean %(word)s?"), word=close[0]))
    else:
        message += " " + str(say(_("Known here: %(words)s."), words=", ".join(known)))
    return _at(where, message)


class _Judge:
    """Reads rows one by one and keeps every fault with its row and field."""

    def __init__(self, scheme, period):
        self.scheme, self.period = scheme, period
        self.faults, self.warnings, self.dropped = [], {}, {}
        self.facts, self.subjects, self.roles, self.suspensions = {}, {}, [], []
        self.mentioned = {}

    def judge(self, rows):
        for where, kind, row in rows:
            if not isinstance(row, dict):
                self.fault(where, None, say(_("Fields and values are expected here.")))
            elif kind == "fact":
                self.fact(where, row)
            elif kind == "subject":
                self.subject(where, row)
            elif kind in PEOPLE_KEYS:
                self.span(where, kind, row)
            else:
                words = "fact, subject, role, suspension, period"
                self.fault(
                    where,
                    "row",
                    say(_("%(value)s is not one of: %(words)s."), value=kind, words=words),
                )
            if len(self.faults) >= MAX_FAULTS:
                self.faults.append(str(say(_("… and perhaps more; the first are shown."))))
                break
        self.together()
        if self.faults:
            raise FactsFileRefused(self.faults)
        return self.built()

    def fault(self, where, field, message):
        if where and str(where[0]).startswith(("facts", "subjects", "period")):
            place = dotted((*where, field) if field else where)
        else:
            place = f"{where[0]}, {field}" if field else str(where[0])
        self.faults.append(_at(place, message))

    def known(self, where, row, keys):
        for key in row:
            if key not in keys:
                self.faults.append(_unknown_key(key, self.place(where, key), list(keys)))

    @staticmethod
    def place(where, key):
        if where and str(where[0]).startswith(("facts", "subjects", "period")):
            return dotted((*where, str(key)))
        return f"{where[0]}, {key}"

    def day(self, where, row, field):
        value = row.get(field)
        if value in (None, ""):
            return None
        try:
            if not isinstance(value, str) or len(value) != 10:
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fault(
                where,
                field,
                say(_("%(value)s is not a day of the calendar; write 2026-03-05."), value=value),
            )
            return None

    def text(self, where, row, field):
        value = row.get(field)
        if value is None or value == "":
            return None
        if isinstance(value, (dict, list, bool)):
            self.fault(where, field, say(_("Text is expected here.")))
            return None
        return str(value)

    def fact(self, where, row):
        self.known(where, row, FACT_KEYS)
        state = self.text(where, row, "state") or "confirmed"
        if state not in STATES:
            self.fault(
                where,
                "state",
                say(_("%(value)s is not one of: %(words)s."), value=state, words=", ".join(STATES)),
            )
            return
        out = {
            name: self.text(where, row, name)
            for name, dtype in FACT_COLUMNS.items()
            if dtype == pl.String
        }
        out |= {name: self.day(where, row, name) for name in ("on", "submitted_on", "object_on")}
        out["quantity"] = self.quantity(where, row)
        for name in ("subject", "kind", "on"):
            if row.get(name) in (None, ""):
                self.fault(where, name, say(_("This field may not be empty.")))
        for name, fixed in FIELD_VALUES.items():
            if fixed and out[name] is not None and out[name] not in fixed:
                self.fault(
                    where,
                    name,
                    say(
                        _("%(value)s is not one of: %(words)s."),
                        value=out[name],
                        words=", ".join(fixed),
                    ),
                )
        out["fact"] = out["fact"] or f"{dotted(where)}"
        if out["fact"] in self.facts:
            self.fault(where, "fact", say(_("The id %(id)s is used twice."), id=out["fact"]))
        if state != "confirmed":
            self.dropped[state] = self.dropped.get(state, 0) + 1
            return
        self.mentioned.setdefault(out["subject"], where)
        self.facts[out["fact"]] = out
        self.unread(out)

    def unread(self, out):
        """Words the scheme does not declare: scored as nothing, so said aloud."""
        kind = self.scheme.kinds.get(out["kind"])
        if kind is None:
            self.warnings["kind", out["kind"]] = self.warnings.get(("kind", out["kind"]), 0) + 1
            return
        for name, words in kind.fields.items():
            value = out.get(name)
            if name != "quantity" and value is not None and value not in words:
                key = (name, value)
                self.warnings[key] = self.warnings.get(key, 0) + 1

    def quantity(self, where, row):
        value = row.get("quantity")
        if value in (None, ""):
            return 1000
        try:
            if isinstance(value, bool):
                raise ValueError(value)
            amount = milli(Decimal(str(value)))
        except (InvalidOperation, ValueError, TypeError):
            self.fault(
                where,
                "quantity",
                say(_("%(value)s is not a number of at most three decimals."), value=value),
            )
            return 1000
        if not 0 <= amount <= 1_000_000_000:
            self.fault(where, "quantity", say(_("A quantity is between 0 and 1,000,000.")))
            return 1000
        return amount

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
            self.fault(where, "subject", say(_("This field may not be empty.")))
        elif out["subject"] in self.subjects:
            self.fault(where, "subject", say(_("The id %(id)s is used twice."), id=out["subject"]))
        if out["start"] and out["end"] and out["end"] <= out["start"]:
            self.fault(where, "end", say(_("The end must lie after the start.")))
        if out["level"] is not None and out["level"] not in FIELD_VALUES["level"]:
            self.fault(
                where,
                "level",
                say(
                    _("%(value)s is not one of: %(words)s."),
                    value=out["level"],
                    words=", ".join(FIELD_VALUES["level"]),
                ),
            )
        self.subjects[out["subject"]] = out

    def span(self, where, kind, row):
        self.known(where, row, PEOPLE_KEYS[kind])
        start, end = self.day(where, row, "start"), self.day(where, row, "end")
        if kind == "period":
            self.set_period(where, row, start, end)
            return
        subject = self.text(where, row, "subject")
        if subject is None:
            self.fault(where, "subject", say(_("This field may not be empty.")))
        if start and end and end <= start:
            self.fault(where, "end", say(_("The end must lie after the start.")))
        if kind == "role":
            role = self.text(where, row, "role")
            if role not in self.scheme.roles:
                self.fault(
                    where,
                    "role",
                    say(
                        _("%(value)s is not one of: %(words)s."),
                        value=role,
                        words=", ".join(self.scheme.roles) or "-",
                    ),
                )
            self.roles.append((where, (subject, role, start, end)))
        else:
            if start is None:
                self.fault(where, "start", say(_("This field may not be empty.")))
            self.suspensions.append((where, (subject, start, end)))

    def set_period(self, where, row, start, end):
        year = row.get("year")
        if year not in (None, ""):
            try:
                start, end = self.scheme.period.of_year(int(str(year)))
            except (ValueError, OverflowError):
                self.fault(where, "year", say(_("%(value)s is not a year."), value=year))
                return
        if not (start and end):
            self.fault(where, None, say(_("A period needs start and end, or year.")))
        elif end < start:
            self.fault(where, "end", say(_("The period ends before it starts.")))
        else:
            self.period = Period(str(row.get("name") or f"{start} – {end}"), start, end)

    def together(self):
        """What only the whole file can show."""
        if self.period is None and not self.faults:
            self.faults.append(
                str(say(_("The file names no period; add period: {year: 2026}, or give --year.")))
            )
        if not self.subjects:
            for name in self.mentioned:
                if name is not None:
                    self.subjects[name] = dict.fromkeys(SUBJECT_COLUMNS) | {
                        "subject": name,
                        "name": name,
                    }
            return
        for name, where in self.mentioned.items():
            if name is not None and name not in self.subjects:
                self.fault(where, "subject", say(_("%(id)s is not among the subjects."), id=name))
        for where, span in (*self.roles, *self.suspensions):
            if span[0] is not None and span[0] not in self.subjects:
                self.fault(
                    where, "subject", say(_("%(id)s is not among the subjects."), id=span[0])
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
        warnings = tuple(
            str(
                say(
                    _(
                        "%(count)s records have %(field)s: %(word)s, which the scheme does not "
                        "declare."
                    ),
                    count=count,
                    field=field,
                    word=word,
                )
            )
            for (field, word), count in sorted(self.warnings.items())
        )
        return FactsFile(facts, cohort, self.period, dict(sorted(self.dropped.items())), warnings)
