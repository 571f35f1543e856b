"""Which facts fit which items: one long table (fact × item) by one join.

Facts have few distinct combinations of kind, occasion, status …; the rules are read once for
each combination in plain Python, and joined back to all facts that have it.
"""

import polars as pl

from .plan import BOTH, EVENT, OBJECT, SUBMISSION, matches_of, row_of

COMPARE = {
    "at_least": lambda column, bound: column >= bound,
    "more_than": lambda column, bound: column > bound,
    "at_most": lambda column, bound: column <= bound,
    "less_than": lambda column, bound: column < bound,
}
MARKS = (
    "counted", "truncated", "capped", "floored", "repeat", "before_nth", "toward_target",
    "beyond_target", "once_only", "lower_step", "excluded", "over_count", "worth_nothing",
    "outside_window", "outside_mandate", "suspended", "no_date", "late_outcome", "not_in_table",
    "role", "no_item", "start", "base",
)  # fmt: skip
MARK = {mark: number for number, mark in enumerate(MARKS)}


def held_on(facts, spans, role):
    """A boolean column: whether the fact's subject held the role on the fact's day."""
    mine = spans.filter(pl.col("role") == role)
    if mine.is_empty():
        return pl.lit(False)
    rows = (
        facts.select("row", "subject", "on")
        .join(mine.select("subject", "start", pl.col("end")), on="subject")
        .filter(
            (pl.col("start").is_null() | (pl.col("start") <= pl.col("on")))
            & (pl.col("end").is_null() | (pl.col("on") < pl.col("end")))
        )
        .get_column("row")
        .unique()
    )
    return pl.col("row").is_in(rows.implode())


def held_at(subjects, spans, role):
    """A boolean column over subjects: whether they hold the role on their last day served."""
    mine = spans.filter(pl.col("role") == role)
    if mine.is_empty():
        return pl.lit(False)
    names = (
        subjects.select("subject", "last_day")
        .join(mine.select("subject", "start", "end"), on="subject")
        .filter(
            (pl.col("start").is_null() | (pl.col("start") <= pl.col("last_day")))
            & (pl.col("end").is_null() | (pl.col("last_day") < pl.col("end")))
        )
        .get_column("subject")
        .unique()
    )
    return pl.col("subject").is_in(names.implode())


def signed(plan, facts, subjects, spans):
    """The facts with one column for each thing the rules ask; returns (facts, key columns)."""
    names = list(plan.fields)
    extra = []
    for number, (op, bound) in enumerate(plan.compares):
        extra.append(COMPARE[op](pl.col("quantity"), bound).alias(f"?{number}"))
    roles = []
    if plan.scheme.switches.get("role_at") == "period_end":
        if plan.roles:
            held = subjects.select(
                "subject",
                *(held_at(subjects, spans, role).alias(f"@{role}") for role in plan.roles),
            )
            facts = facts.join(held, on="subject", how="left", maintain_order="left")
    else:
        roles = [held_on(facts, spans, role).alias(f"@{role}") for role in plan.roles]
    if extra or roles:
        facts = facts.with_columns(*extra, *roles)
    names += [f"?{number}" for number in range(len(plan.compares))]
    names += [f"@{role}" for role in plan.roles]
    return facts, names


def distinct_keys(facts, names):
    """Every combination of the key columns that occurs."""
    return facts.select(names).unique()


def long_table(plan, facts, names, keys):
    """One row for each fact and item it fits; facts that fit none have one row with item -1."""
    rows = {name: [] for name in (*names, "item", "num", "den", "basis", "dead")}
    for key in keys.iter_rows():
        for item, num, den, basis, mark in matches_of(plan, key):
            for name, value in zip(names, key, strict=True):
                rows[name].append(value)
            rows["item"].append(item)
            rows["num"].append(num)
            rows["den"].append(den)
            rows["basis"].append(basis)
            rows["dead"].append(None if mark is None else MARK[mark])
    schema = {name: facts.schema[name] for name in names}
    schema |= {"item": pl.Int32, "num": pl.Int64, "den": pl.Int64, "basis": pl.Int8}
    matches = pl.DataFrame(rows, schema=schema | {"dead": pl.Int8})
    carried = [
        "row",
        "s",
        "on",
        "quantity",
        "half_day",
        "object_key",
        "submitted_on",
        "object_on",
    ]
    carried += [name for name in names if name not in carried]
    table = facts.select(carried).join(matches, on=names, nulls_equal=True)
    return table.drop([name for name in names if name not in ("half_day",)])


def tagged_counts(plan, facts, names, keys, selectors):
    """For each selector, how many facts of each subject fit it: columns s, tag, count."""
    rows = {name: [] for name in (*names, "tag")}
    for key in keys.iter_rows():
        row = row_of(plan, key)
        for tag, selector in enumerate(selectors):
            if selector.holds(row):
                for name, value in zip(names, key, strict=True):
                    rows[name].append(value)
                rows["tag"].append(tag)
    schema = {name: facts.schema[name] for name in names} | {"tag": pl.Int32}
    tags = pl.DataFrame(rows, schema=schema)
    return (
        facts.select("s", *names)
        .join(tags, on=names, nulls_equal=True)
        .group_by("s", "tag")
        .agg(pl.len().cast(pl.Int64).alias("count"))
    )


def dated(table, period):
    """Adds ``day`` (the date that decides) and fills ``dead`` for what lies outside."""
    basis = pl.col("basis")
    if table.get_column("basis").max() in (None, EVENT):
        table = table.with_columns(pl.col("on").alias("day"))
    else:
        day = (
            pl.when(basis == SUBMISSION)
            .then("submitted_on")
            .when(basis == OBJECT)
            .then("object_on")
            .otherwise("on")
        )
        table = table.with_columns(day.alias("day"))
    day = pl.col("day")
    late = (basis == BOTH) & (
        pl.col("object_on").is_null()
        | (pl.col("object_on") < period.start)
        | (pl.col("object_on") > period.end)
    )
    dead = (
        pl.when(day.is_null())
        .then(MARK["no_date"])
        .when((day < period.start) | (day > period.end))
        .then(MARK["outside_window"])
        .when((day < pl.col("start")) | (pl.col("end").is_not_null() & (day >= pl.col("end"))))
        .then(MARK["outside_mandate"])
        .when(late)
        .then(MARK["late_outcome"])
        .otherwise("dead")
        .cast(pl.Int8)
    )
    return table.with_columns(dead.alias("dead"))


def suspended_rows(table, suspensions):
    """Numbers of the long-table rows whose day lies in a suspension of their subject."""
    return (
        table.select("n", "s", "day")
        .join(suspensions, on="s")
        .filter(
            (pl.col("start") <= pl.col("day"))
            & (pl.col("end").is_null() | (pl.col("day") < pl.col("end")))
        )
        .get_column("n")
        .unique()
    )
