"""The worked cases of a measure: the facts a clerk types, and the result they must give."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from scoring.engine import (
    FACT_COLUMNS,
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    FactsRefused,
    Period,
    points_text,
    score,
)

from .build_values import milli
from .text import _, say
from .words import WORD_FIELDS

YEAR = 2024


@dataclass(frozen=True)
class Outcome:
    """How one example came out. ``differences`` are (path inside the example, Text)."""

    name: str
    index: int
    differences: tuple

    @property
    def ok(self):
        return not self.differences

    def as_dict(self):
        """For ``--json``."""
        return {
            "name": self.name,
            "ok": self.ok,
            "differences": [str(message) for _path, message in self.differences],
        }


def run_examples(scheme):
    """Score every example by itself; one Outcome each, in file order."""
    return tuple(run_example(scheme, example) for example in scheme.examples)


def run_example(scheme, example):
    """Score one example and compare what it expects."""
    facts, cohort, period = example_frames(scheme, example)
    try:
        result = score(scheme, facts, cohort, period)
    except FactsRefused as refusal:
        message = say(_("The facts cannot be scored: %(why)s."), why=refusal)
        return Outcome(example.name, example.index, ((("given",), message),))
    return Outcome(example.name, example.index, tuple(differences(example, result)))


def example_frames(scheme, example):
    """(facts, Cohort, Period) of an example: one person, dates filled in where none are given."""
    given = example.given
    start, end = scheme.period.of_year(given.get("year", YEAR))
    period = Period("example", start, end)
    rows = []
    for fact in given["facts"]:
        for _copy in range(fact.get("count", 1)):
            rows.append(fact_row(fact, len(rows), start, end))
    subject = dict.fromkeys(SUBJECT_COLUMNS) | {
        "subject": "S",
        "name": "S",
        "group": "G",
        "start": day(given.get("start")) or start,
        "end": day(given.get("end")),
        **given.get("fields", {}),
    }
    schema = {**SUBJECT_COLUMNS, **dict.fromkeys(given.get("fields", {}), pl.String)}
    roles = [("S", role, None, None) for role in given.get("roles", ())]
    suspended = [
        ("S", day(one["start"]), day(one.get("end"))) for one in given.get("suspended", ())
    ]
    cohort = Cohort(
        pl.DataFrame([subject], schema=schema),
        pl.DataFrame(roles, schema=ROLE_COLUMNS, orient="row"),
        pl.DataFrame(suspended, schema=SUSPENSION_COLUMNS, orient="row"),
    )
    return pl.DataFrame(rows, schema=FACT_COLUMNS), cohort, period


def fact_row(fact, number, start, end):
    """One fact; without a date it falls on a day of its own, one after the other."""
    span = (end - start).days + 1
    row = dict.fromkeys(FACT_COLUMNS)
    row |= {name: fact.get(name) for name in WORD_FIELDS}
    row |= {
        "fact": f"{fact.get('fact', 'fact')}:{number:05d}",
        "subject": "S",
        "on": day(fact.get("on")) or start + timedelta(days=number % span),
        "submitted_on": day(fact.get("submitted_on")),
        "object_on": day(fact.get("object_on")),
        "quantity": milli(fact.get("quantity", 1)),
        "object": fact.get("object"),
        "title": fact.get("title"),
        "proof": fact.get("proof"),
    }
    row["submitted_on"] = row["submitted_on"] or row["on"]
    row["object_on"] = row["object_on"] or row["on"]
    return row


def day(text):
    """A date from its text, None from nothing."""
    return date.fromisoformat(text) if text else None


def differences(example, result):
    """(path, Text) for everything that came out otherwise than expected."""
    expect = example.expect
    person = result.totals.row(0, named=True)
    for key in ("total", "tier", "class"):
        if key in expect:
            want = milli(expect[key]) if key == "total" else expect[key]
            if person[key] != want:
                shown = points_text(person[key]) if key == "total" else person[key]
                yield (
                    ("expect", key),
                    say(
                        _("The example expects %(want)s, the scheme gives %(got)s."),
                        want=expect[key],
                        got=shown,
                    ),
                )
    parts = dict(result.parts.select("category", "points").iter_rows())
    items = dict(
        result.lines.filter(pl.col("item").is_not_null())
        .group_by("item")
        .agg(pl.col("points").sum())
        .iter_rows()
    )
    for key, found in (("categories", parts), ("items", items)):
        for code, want in expect.get(key, {}).items():
            got = found.get(code, 0)
            if got != milli(want):
                yield (
                    ("expect", key, code),
                    say(
                        _("The example expects %(want)s, the scheme gives %(got)s."),
                        want=want,
                        got=points_text(got),
                    ),
                )
    if "actions" in expect:
        got = result.actions.get_column("action").to_list()
        if sorted(got) != sorted(expect["actions"]):
            yield (
                ("expect", "actions"),
                say(
                    _("The example expects %(want)s, the scheme gives %(got)s."),
                    want=", ".join(expect["actions"]) or "-",
                    got=", ".join(got) or "-",
                ),
            )
