"""What goes into the engine and what comes out: frames with fixed columns."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from scoring.scheme.text import _, say

FACT_COLUMNS = {
    "fact": pl.String, "subject": pl.String, "kind": pl.String, "occasion": pl.String,
    "status": pl.String, "role": pl.String, "level": pl.String, "mode": pl.String,
    "degree": pl.String, "outcome": pl.String, "half_day": pl.String, "on": pl.Date,
    "submitted_on": pl.Date, "object_on": pl.Date, "quantity": pl.Int64, "object": pl.String,
    "title": pl.String, "proof": pl.String, "recorder": pl.String, "confirmer": pl.String,
    "obliged": pl.String, "registered": pl.String, "judged_level": pl.String, "judged": pl.Int64,
    "judge": pl.String, "reason": pl.String, "place": pl.Int64, "of": pl.Int64,
}  # fmt: skip
SUBJECT_COLUMNS = {
    "subject": pl.String, "name": pl.String, "label": pl.String, "start": pl.Date, "end": pl.Date,
    "group": pl.String, "constituency": pl.String, "level": pl.String,
}  # fmt: skip
ROLE_COLUMNS = {
    "subject": pl.String,
    "role": pl.String,
    "start": pl.Date,
    "end": pl.Date,
}
SUSPENSION_COLUMNS = {"subject": pl.String, "start": pl.Date, "end": pl.Date}


class FactsRefused(ValueError):
    """The facts cannot be scored as they are; the message says which and why."""


@dataclass(frozen=True)
class Period:
    """A scoring period (积分周期); both days belong to it."""

    name: str
    start: date
    end: date


@dataclass(frozen=True)
class Cohort:
    """The people (or groups) scored, the roles they held and the days they were suspended.

    ``end`` is the first day out of office or out of the role, null while it lasts. ``whole`` is
    False where it is known that only some of the people are here.
    """

    subjects: pl.DataFrame
    role_spans: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ROLE_COLUMNS))
    suspensions: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema=SUSPENSION_COLUMNS)
    )
    whole: bool = True


@dataclass(frozen=True)
class Result:
    """Totals, parts and lines of one scoring; points are int thousandths.

    totals   subject, total, tier, rank, rank_group, class, reason, days, obliged, records
             class: ranked | unranked | too_few_data | not_scored
    parts    subject, category (``base`` or a block's code), before, points
    lines    subject, seq, category, item, fact, object, on, before, points, mark, limit, clause,
             units, value; None when asked for without lines
    gates    subject, gate, have, needed, met
    findings subject, what, code, value, needed, state; what: measure, history, override, flag,
             band, quota, ballot; state: yes, unknown (not on file), edge (a tie a person decides)
    actions  subject, action, text, owner, within_days
    items    subject, item, before, points: what each item gave without limits, and within its
             own and those of sets, before categories and the total cut it; None unless asked for
    A subject's total is the sum of the points of its lines, and of its parts.
    """

    totals: pl.DataFrame
    parts: pl.DataFrame
    lines: pl.DataFrame | None
    gates: pl.DataFrame
    findings: pl.DataFrame
    actions: pl.DataFrame
    items: pl.DataFrame | None = None


AS_WRITTEN = pl.QueryOptFlags.none()


def now(steps):
    """A chain of lazy steps worked off as written.

    For one deputy the planning of a query costs more than the query; the chains here have nothing
    to gain from it at any size.
    """
    return steps.collect(optimizations=AS_WRITTEN, engine="in-memory")


def complete(frame, columns, name):
    """The frame with exactly these columns and types, missing ones null. Raises FactsRefused."""
    if frame.schema == columns:
        return frame
    if "subject" not in frame.columns:
        raise FactsRefused(str(say(_("%(name)s: the column subject is missing."), name=name)))
    wanted = []
    for column, dtype in columns.items():
        if column not in frame.columns:
            wanted.append(pl.lit(None, dtype=dtype).alias(column))
        elif frame.schema[column] == dtype:
            wanted.append(pl.col(column))
        else:
            wanted.append(pl.col(column).cast(dtype))
    extra = [pl.col(column) for column in frame.columns if column not in columns]
    if name != "subjects":
        extra = []
    return frame.select(*wanted, *extra)
