"""From units to points: each unit, once, from the n-th, a target, the highest step of a ladder."""

import polars as pl

from .bounds import only, running, starts_of, together
from .counts import by_count
from .frames import now
from .limits import looked_up
from .matching import MARK
from .rounding import rounded
from .units import first_of, items_with


def with_points(plan, present, table):
    """Adds ``raw``: the thousandths each row is worth before exclusions and limits.

    The table is sorted by person, item and time, and stays so within each item.
    """
    rounding = plan.scheme.switches.get("rounding")
    ladders = items_with(plan, present, lambda item: item.ladder == "highest")
    if ladders:
        table = _highest_step(table, ladders)
    later = items_with(plan, present, lambda item: item.award.kind == "from_nth")
    if later:
        table = _from_nth(plan, table, later)
    for choose in ("first", "highest"):
        once = [
            n
            for n in items_with(plan, present, lambda item: item.award.kind == "once")
            if plan.items[n].award.choose == choose
        ]
        if once:
            table = _once(table, once, choose)
    raw = pl.col("num") * pl.col("units")
    if plan.even and rounding in (None, "thousandth_half_up", "thousandth_down"):
        raw = raw // pl.col("den")  # comes out even by construction
    else:
        raw = rounded(raw, pl.col("den"), rounding)
    table = table.lazy().with_columns(raw.alias("raw"))
    targets = items_with(plan, present, lambda item: item.award.kind == "target")
    if targets:
        table = _target(plan, now(table), targets, rounding)
    wholes = items_with(plan, present, lambda item: item.counted)
    if wholes:
        table = by_count(plan, now(table.lazy()), wholes, rounding)
    nothing = (pl.col("raw") == 0) & (pl.col("mark") == MARK["counted"])
    mark = pl.when(nothing).then(MARK["worth_nothing"]).otherwise("mark").cast(pl.Int8)
    return now(table.lazy().with_columns(mark.alias("mark")))


def marked(rows, mark):
    """The mark column with ``mark`` on some rows; one set before stays."""
    fresh = rows & (pl.col("mark") == MARK["counted"])
    return pl.when(fresh).then(MARK[mark]).otherwise("mark").cast(pl.Int8).alias("mark")


def _from_nth(plan, table, numbers):
    """Units before the n-th earn nothing."""
    mine, rest = only(table, numbers)
    skips = [1000 * (plan.items[n].award.n - 1) for n in numbers]
    mine = mine.with_columns(
        starts_of(["s", "item"]).alias("new"), looked_up("item", numbers, skips).alias("skip")
    )
    total, skip = running(pl.col("units"), pl.col("new")), pl.col("skip")
    counts = (total - skip).clip(lower_bound=0)
    counts = counts - (total - pl.col("units") - skip).clip(lower_bound=0)
    mine = mine.with_columns(counts.alias("units"))
    return together(rest, mine.with_columns(marked(pl.col("units") == 0, "before_nth")))


def _only_kept(mine, kept, mark, units):
    """Rows not kept earn nothing and say why."""
    lost = ~pl.col("t").is_in(kept.implode())
    return mine.with_columns(
        pl.when(lost).then(0).otherwise(units).cast(pl.Int64).alias("units"), marked(lost, mark)
    )


def _once(table, numbers, choose):
    """One credit however many: the earliest, or the highest and then the earliest."""
    mine, rest = only(table, numbers)
    kept = first_of(mine.filter(pl.col("units") > 0), ["s", "item"], choose)
    return together(rest, _only_kept(mine, kept, "once_only", pl.lit(1000)))


def _highest_step(table, numbers):
    """A ladder that replaces: on each object only the highest step reached counts."""
    mine, rest = only(table, numbers)
    kept = first_of(mine.filter(pl.col("units") > 0), ["s", "item", "object_key"], "highest")
    return together(rest, _only_kept(mine, kept, "lower_step", pl.col("units")))


def _target(plan, table, numbers, rounding):
    """The points of a target fall on the record that reaches it, or are shared out on the way."""
    mine, rest = only(table, numbers)
    items = [plan.items[n] for n in numbers]
    shared = [item.award.missed == "pro_rata" for item in items]
    mine = mine.with_columns(
        starts_of(["s", "item"]).alias("new"),
        looked_up("item", numbers, [1000 * item.award.n for item in items]).alias("goal"),
        looked_up("item", numbers, [item.points for item in items]).alias("worth"),
        looked_up("item", numbers, shared, pl.Boolean).alias("share"),
    )
    mine = mine.with_columns(running(pl.col("units"), pl.col("new")).alias("total"))
    goal, worth, total = pl.col("goal"), pl.col("worth"), pl.col("total")
    before = total - pl.col("units")
    part = rounded(worth * pl.min_horizontal(total, goal), goal, rounding)
    part = part - rounded(worth * pl.min_horizontal(before, goal), goal, rounding)
    hit = pl.when((total >= goal) & (before < goal)).then(worth).otherwise(0)
    mark = (
        pl.when(pl.col("mark") != MARK["counted"])
        .then("mark")
        .when(before >= goal)
        .then(MARK["beyond_target"])
        .when(~pl.col("share") & (total < goal))
        .then(MARK["toward_target"])
        .otherwise("mark")
    )
    mine = mine.with_columns(
        pl.when("share").then(part).otherwise(hit).alias("raw"), mark.cast(pl.Int8).alias("mark")
    )
    return together(rest, mine)
