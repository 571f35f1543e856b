"""Which facts fit which items: one long table (fact × item) by one join.

Facts have few distinct combinations of kind, occasion, status …; the rules are read once for
each combination in plain Python, and joined back to all facts that have it.
"""

import polars as pl

from .frames import now
from .item_windows import windows_of
from .plan import BOTH, OBJECT, SUBMISSION, matches_of, row_of

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
    "role", "no_item", "start", "base", "zeroed",
    "relative", "no_yardstick", "missing_part", "weighted", "bounded", "rescaled", "multiplied",
    "per_month",
    "disabled", "not_in_force", "no_place",
    "not_named", "not_judged", "judged_outside", "outside_item_window", "same_count", "from_zero",
    "rate", "nothing_due",
)  # fmt: skip
# Marks of the rule that give way to one about the day.
BY_WORDS = (
    "not_in_table", "role", "no_item", "disabled", "not_in_force", "no_place", "not_named",
    "not_judged", "judged_outside",
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
    for number, span in enumerate(plan.spans):
        held = pl.lit(True)
        if span.start:
            held = held & (pl.col("on") >= span.start)
        if span.end:
            held = held & (pl.col("on") <= span.end)
        extra.append(held.alias(f"#{number}"))
    if extra or roles:
        facts = facts.with_columns(*extra, *roles)
    names += [f"?{number}" for number in range(len(plan.compares))]
    names += [f"@{role}" for role in plan.roles]
    names += [f"#{number}" for number in range(len(plan.spans))]
    if plan.shares:
        names += ["place", "of"]
    return facts, names


def distinct_keys(facts, names):
    """Every combination of the key columns that occurs."""
    return now(facts.lazy().select(names).unique())


def long_table(plan, facts, names, keys):
    """One row for each fact and item it fits; facts that fit none have one row with item -1.

    Lazy steps, worked off by ``dated``.
    """
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
    carried = ["row", "s", "start", "end", "on", *sorted(plan.needs)]
    table = facts.lazy().select(*carried, *(name for name in names if name not in carried))
    table = table.join(matches.lazy(), on=names, nulls_equal=True)
    table = table.select(*carried, "item", "num", "den", "basis", "dead")
    return with_judged(plan, table) if "judged" in plan.needs else table


def with_judged(plan, table):
    """The judged points of each record in place of the value of a unit, or why there are none."""
    judged, dead, num = pl.col("judged"), pl.col("dead"), pl.col("num")
    for number, item in enumerate(plan.items):
        rule = item.judged
        if rule is None:
            continue
        mine = pl.col("item") == number
        value = judged if rule.default is None else judged.fill_null(rule.default)
        inside = judged.is_between(rule.minimum, rule.maximum)
        if rule.step:
            inside = inside & ((judged - rule.minimum) % rule.step == 0)
        why = (
            pl.when(value.is_null())
            .then(MARK["not_judged"])
            .when(judged.is_not_null() & ~inside)
            .then(MARK["judged_outside"])
        )
        dead = pl.when(mine & pl.col("dead").is_null()).then(why).otherwise(dead)
        num = pl.when(mine).then(pl.col("num") * value.fill_null(0)).otherwise(num)
    return table.with_columns(dead.cast(pl.Int8).alias("dead"), num.alias("num"))


def keyed_tags(plan, facts, names, keys, selectors):
    """Which combinations of field values each selector fits: the key columns and ``tag``."""
    rows = {name: [] for name in (*names, "tag")}
    for key in keys.iter_rows():
        row = row_of(plan, key)
        for tag, selector in enumerate(selectors):
            if selector.holds(row):
                for name, value in zip(names, key, strict=True):
                    rows[name].append(value)
                rows["tag"].append(tag)
    schema = {name: facts.schema[name] for name in names} | {"tag": pl.Int32}
    return pl.DataFrame(rows, schema=schema)


def dated(plan, table, period):
    """Adds ``day`` (the date that decides) and fills ``dead`` for what lies outside."""
    first, last, outside = windows_of(plan, period)
    basis, day = pl.col("basis"), pl.col("on")
    if "submitted_on" in plan.needs:
        day = pl.when(basis == SUBMISSION).then("submitted_on").otherwise(day)
    late = pl.lit(False)
    if "object_on" in plan.needs:
        day = pl.when(basis == OBJECT).then("object_on").otherwise(day)
        own = pl.col("object_on")
        late = own.is_null() | (own < first) | (own > last)
        late = (basis == BOTH) & late
    dead = (
        pl.when(day.is_null())
        .then(MARK["no_date"])
        .when((day < first) | (day > last))
        .then(outside)
        .when((day < pl.col("start")) | (day >= pl.col("end")))
        .then(MARK["outside_mandate"])
        .when(late)
        .then(MARK["late_outcome"])
        .otherwise("dead")
        .cast(pl.Int8)
    )
    return now(table.with_columns(day.alias("day"), dead.alias("dead")))


def without_suspended(table, suspensions):
    """Marks the rows whose day lies in a suspension of their subject."""
    table = table.with_row_index("n")
    spans = suspensions.select("s", pl.col("start").alias("a"), pl.col("end").alias("b"))
    day = pl.col("day")
    away = (pl.col("a") <= day) & (pl.col("b").is_null() | (day < pl.col("b")))
    out = table.select("n", "s", "day").join(spans, on="s").filter(away).get_column("n")
    by_words = [MARK[mark] for mark in BY_WORDS]
    open_yet = pl.col("dead").is_null() | pl.col("dead").is_in(by_words)
    dead = pl.col("n").is_in(out.implode()) & open_yet
    return table.with_columns(
        pl.when(dead).then(MARK["suspended"]).otherwise("dead").cast(pl.Int8).alias("dead")
    ).drop("n")
