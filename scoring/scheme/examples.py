"""The worked cases of a measure: the facts a clerk types, and the result they must give."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from scoring.engine import (
    FACT_COLUMNS,
    PAST_COLUMNS,
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    FactsRefused,
    Past,
    Period,
    points_text,
    score,
)
from scoring.engine.aggregates.sheet import GIVEN_PART
from scoring.engine.totals import GIVEN_TOTAL, OTHER

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
        result = score(scheme, facts, cohort, period, past=past_of(scheme, example))
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
        "start": day(given.get("start")) or in_office_since(scheme, period),
        "end": day(given.get("end")),
        **given.get("fields", {}),
    }
    roles = [("S", *held(role)) for role in given.get("roles", ())]
    if "total" in given:
        subject[GIVEN_TOTAL] = milli(given["total"])
    people = [subject, *others(given, start, roles)]
    extra = {name for person in people for name in person} - set(SUBJECT_COLUMNS) - {GIVEN_TOTAL}
    schema = {**SUBJECT_COLUMNS, **dict.fromkeys(sorted(extra), pl.String)}
    if given.get("others") or "total" in given:
        schema[GIVEN_TOTAL] = pl.Int64
    schema |= {name: pl.Int64 for name in schema if name.startswith(GIVEN_PART)}
    suspended = [
        ("S", day(one["start"]), day(one.get("end"))) for one in given.get("suspended", ())
    ]
    cohort = Cohort(
        pl.DataFrame(people, schema=schema),
        pl.DataFrame(roles, schema=ROLE_COLUMNS, orient="row"),
        pl.DataFrame(suspended, schema=SUSPENSION_COLUMNS, orient="row"),
    )
    return pl.DataFrame(rows, schema=FACT_COLUMNS), cohort, period


def held(role):
    """(code, first day, first day no longer) of a role: its code alone means throughout."""
    if isinstance(role, str):
        return role, None, None
    return role["role"], day(role.get("start")), day(role.get("end"))


def in_office_since(scheme, period):
    """The first day an item reads: the person of an example has served that long."""
    days = [item.window.days_of(period)[0] for item in scheme.items if item.window]
    return None if None in days else min([period.start, *days])


def others(given, start, roles):
    """The other people of an example, known by their totals; their roles are added to ``roles``."""
    for number, other in enumerate(given.get("others", ())):
        for copy in range(other.get("count", 1)):
            name = f"other:{number:03d}:{copy:05d}"
            roles += [(name, role, None, None) for role in other.get("roles", ())]
            yield {
                "subject": name,
                "name": name,
                "group": other.get("group", "G"),
                "start": start,
                **other.get("fields", {}),
                GIVEN_TOTAL: milli(other["total"]) if "total" in other else None,
                OTHER: "yes",
                **dict(given_parts(other)),
            }


def given_parts(other):
    """What one of the others has in categories and items, before any comparison."""
    for key, kind in (("categories", "block"), ("items", "item")):
        for code, points in other.get(key, {}).items():
            yield f"{GIVEN_PART}{kind}:{code}", milli(points)


def past_of(scheme, example):
    """What an example gives of earlier periods; its records are complete unless it says since
    when."""
    rows = []
    for one in example.given.get("past", ()):
        row = {name: one.get(name) for name in PAST_COLUMNS}
        total = one.get("total")
        row |= {
            "subject": "S",
            "start": scheme.period.of_year(one["year"])[0],
            "total": milli(total) if total is not None else None,
            "class": one.get("class", "ranked"),
        }
        rows.append(row)
    since = day(example.given.get("records_from")) or date.min
    return Past(pl.DataFrame(rows, schema=PAST_COLUMNS), since)


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
        "judged": milli(fact["judged"]) if "judged" in fact else None,
        "place": fact.get("place"),
        "of": fact.get("of"),
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
    person = result.totals.filter(pl.col("subject") == "S").row(0, named=True)
    for key in ("total", "tier", "class", "rank"):
        if key in expect:
            points = key == "total" and expect[key] is not None
            want = milli(expect[key]) if points else expect[key]
            if person[key] != want:
                shown = points_text(person[key]) if key == "total" else person[key]
                yield otherwise((key,), expect[key], shown)
    parts = dict(mine(result.parts).select("category", "points").iter_rows())
    before = dict(mine(result.parts).select("category", "before").iter_rows())
    items = dict(
        mine(result.lines)
        .filter(pl.col("item").is_not_null())
        .group_by("item")
        .agg(pl.col("points").sum())
        .iter_rows()
    )
    for key, found in (("categories", parts), ("before", before), ("items", items)):
        for code, want in expect.get(key, {}).items():
            got = found.get(code, 0)
            if got != milli(want):
                yield otherwise((key, code), want, points_text(got))
    if "actions" in expect:
        got = mine(result.actions).get_column("action").to_list()
        if sorted(got) != sorted(expect["actions"]):
            yield otherwise(("actions",), ", ".join(expect["actions"]), ", ".join(got))
    yield from findings(expect, result)


def mine(frame):
    """The rows of the person the example is about."""
    return frame.filter(pl.col("subject") == "S")


def otherwise(path, want, got):
    """What was expected and what came out."""
    message = _("The example expects %(want)s, the scheme gives %(got)s.")
    shown = [one if one not in (None, "") else "-" for one in (want, got)]
    return ("expect", *path), say(message, want=shown[0], got=shown[1])


def findings(expect, result):
    """Differences in what was found beside the points."""
    found = {(row["what"], row["code"]): row for row in mine(result.findings).iter_rows(named=True)}
    gates = dict(mine(result.gates).select("gate", "met").iter_rows())
    for code, want in expect.get("gates", {}).items():
        got = "met" if gates.get(code) else "failed"
        if want != got:
            yield otherwise(("gates", code), want, got)
    for key, what in (("history", "history"), ("quotas", "quota")):
        for code, want in expect.get(key, {}).items():
            got = found[what, code]["state"] if (what, code) in found else "no"
            if want != got:
                yield otherwise((key, code), want, got)
    for code, want in expect.get("places", {}).items():
        sizes = result.findings.filter((pl.col("what") == "quota") & (pl.col("code") == code))
        got = sizes.get_column("needed").max() or 0
        if want != got:
            yield otherwise(("places", code), want, got)
    for key, what in (("overrides", "override"), ("flags", "flag")):
        if key in expect:
            got = [code for (kind, code), row in found.items()
                   if kind == what and row["state"] == "yes"]  # fmt: skip
            if sorted(got) != sorted(expect[key]):
                yield otherwise((key,), ", ".join(expect[key]), ", ".join(got))
    for code, want in expect.get("measures", {}).items():
        got = found["measure", code]["value"]
        if milli(want) != got:
            yield otherwise(("measures", code), want, points_text(got))
    if "band" in expect:
        got = next((code for kind, code in found if kind == "band"), None)
        if got != expect["band"]:
            yield otherwise(("band",), expect["band"], got)
