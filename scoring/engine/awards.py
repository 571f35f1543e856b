"""From units to points: each unit, once, from the n-th, a target, the highest step of a ladder."""

import polars as pl

from .bounds import running, segment_sum
from .matching import MARK

ROUNDING = {"thousandth": 1, "hundredth": 10, "tenth": 100, "whole": 1000}


def rounded(top, bottom, rounding):
    """``top / bottom`` as int thousandths at the stated place, away from zero or towards it."""
    place, way = (rounding or "thousandth_half_up").split("_", 1)
    place = ROUNDING[place]
    bottom = bottom * place
    size = top.abs()
    whole = (2 * size + bottom) // (2 * bottom) if way == "half_up" else size // bottom
    return whole * place * top.sign()


def with_points(plan, table):
    """Adds ``raw``: the thousandths each row is worth before exclusions and limits.

    The table is sorted by subject, item, day and fact, and ``new`` marks where an item begins.
    """
    rounding = plan.scheme.switches.get("rounding")
    awards = {item.award.kind for item in plan.items}
    if any(item.ladder == "highest" for item in plan.items):
        table = _highest_step(plan, table)
    if "from_nth" in awards:
        table = _from_nth(plan, table)
    if "once" in awards:
        table = _once(plan, table)
    raw = rounded(pl.col("num") * pl.col("units"), pl.col("den"), rounding)
    table = table.with_columns(raw.alias("raw"))
    if "target" in awards:
        table = _target(plan, table, rounding)
    nothing = (pl.col("raw") == 0) & (pl.col("mark") == MARK["counted"])
    return table.with_columns(
        pl.when(nothing).then(MARK["worth_nothing"]).otherwise("mark").cast(pl.Int8).alias("mark"),
        pl.lit(0, dtype=pl.Int64).alias("cuts"),
    )


def _numbers(plan, kind):
    return [number for number, item in enumerate(plan.items) if item.award.kind == kind]


def _per_item(plan, values):
    """An expression looking up a number by item."""
    return pl.col("item").replace_strict(
        list(range(len(plan.items))), values, return_dtype=pl.Int64, default=0
    )


def _marked(table, rows, mark, **values):
    """Set columns and a mark on some rows; a mark set before stays."""
    fresh = rows & (pl.col("mark") == MARK["counted"])
    changes = [
        pl.when(rows).then(value).otherwise(name).alias(name) for name, value in values.items()
    ]
    changes.append(pl.when(fresh).then(MARK[mark]).otherwise("mark").cast(pl.Int8).alias("mark"))
    return table.with_columns(*changes)


def _from_nth(plan, table):
    """Units before the n-th earn nothing."""
    mine = pl.col("item").is_in(_numbers(plan, "from_nth"))
    skip = _per_item(plan, [1000 * (item.award.n - 1) for item in plan.items])
    total = running(pl.col("units"), pl.col("new"))
    counts = (total - skip).clip(lower_bound=0) - (total - pl.col("units") - skip).clip(
        lower_bound=0
    )
    table = table.with_columns(pl.when(mine).then(counts).otherwise("units").alias("counts"))
    before = mine & (pl.col("units") == 0)
    table = table.with_columns(pl.col("counts").alias("units")).drop("counts")
    return _marked(table, before, "before_nth")


def _once(plan, table):
    """One credit however many: the earliest, or the highest and then the earliest."""
    keep = []
    live = (pl.col("units") > 0) & pl.col("num").is_not_null()
    for choose in ("first", "highest"):
        numbers = [n for n in _numbers(plan, "once") if plan.items[n].award.choose == choose]
        if numbers:
            rows = table.filter(pl.col("item").is_in(numbers) & live).with_columns(
                (pl.col("num") / pl.col("den")).alias("worth")
            )
            if choose == "highest":
                rows = rows.sort(
                    "s",
                    "item",
                    "worth",
                    "day",
                    "ord",
                    descending=[False, False, True, False, False],
                )
            keep.append(rows.unique(["s", "item"], keep="first", maintain_order=True)["n"])
    kept = pl.col("n").is_in(pl.concat(keep).implode())
    mine = pl.col("item").is_in(_numbers(plan, "once"))
    table = table.with_columns(pl.when(mine & kept).then(1000).otherwise("units").alias("units"))
    return _marked(table, mine & ~kept, "once_only", units=0)


def _highest_step(plan, table):
    """A ladder that replaces: on each object only the highest step reached counts."""
    numbers = [n for n, item in enumerate(plan.items) if item.ladder == "highest"]
    mine = pl.col("item").is_in(numbers)
    rows = (
        table.filter(mine & (pl.col("units") > 0))
        .with_columns((pl.col("num") / pl.col("den")).alias("worth"))
        .sort("s", "item", "worth", "day", "ord", descending=[False, False, True, False, False])
    )
    kept = rows.unique(["s", "item", "object_key"], keep="first", maintain_order=True)["n"]
    return _marked(table, mine & ~pl.col("n").is_in(kept.implode()), "lower_step", units=0)


def _target(plan, table, rounding):
    """The points of a target fall on the record that reaches it, or are shared out on the way."""
    mine = pl.col("item").is_in(_numbers(plan, "target"))
    goal = _per_item(plan, [1000 * item.award.n for item in plan.items])
    worth = _per_item(plan, [item.points or 0 for item in plan.items])
    share = _per_item(plan, [int(item.award.missed == "pro_rata") for item in plan.items]) == 1
    new, units = pl.col("new"), pl.col("units")
    table = table.with_columns(
        goal.alias("goal"), worth.alias("worth"), share.alias("share"),
        running(units, new).alias("total"), segment_sum(units, new).alias("all"),
    )  # fmt: skip
    goal, worth, total = pl.col("goal"), pl.col("worth"), pl.col("total")
    reached = pl.min_horizontal(total, goal)
    earlier = pl.min_horizontal(total - units, goal)
    safe = goal.clip(lower_bound=1)
    part = rounded(worth * reached, safe, rounding) - rounded(worth * earlier, safe, rounding)
    hit = (total >= goal) & (total - units < goal)
    raw = pl.when("share").then(part).otherwise(pl.when(hit).then(worth).otherwise(0))
    table = table.with_columns(pl.when(mine).then(raw).otherwise("raw").alias("raw"))
    table = _marked(table, mine & (total - units >= goal), "beyond_target")
    table = _marked(table, mine & ~pl.col("share") & (total < goal), "toward_target")
    return table.drop("goal", "worth", "share", "total", "all")
