"""The four rings of limits: item, named set, category or pool, total."""

import polars as pl

from .bounds import apply_bounds, running, starts_of
from .matching import MARK


def _columns(limits, numbers, of):
    """max, floor, start, by_value, drop as columns looked up by ``of``."""

    def lookup(values, dtype):
        return pl.col(of).replace_strict(numbers, values, return_dtype=dtype)

    return [
        lookup([limit.maximum for limit in limits], pl.Int64).alias("max"),
        lookup([limit.floor for limit in limits], pl.Int64).alias("floor"),
        lookup([limit.order == "highest_first" for limit in limits], pl.Boolean).alias("by_value"),
        lookup([limit.excess == "drop" for limit in limits], pl.Boolean).alias("drop"),
        pl.lit(0, dtype=pl.Int64).alias("start"),
    ]


WORK = ["max", "floor", "start", "by_value", "drop", "worth", "window"]


def window_number(window):
    """Which month, quarter or half year of the calendar a day lies in; 0 for the whole period."""
    day = pl.col("day")
    year, month = day.dt.year().cast(pl.Int32), day.dt.month().cast(pl.Int32)
    return {
        "period": pl.lit(0, dtype=pl.Int32),
        "half_year": year * 2 + (month - 1) // 6,
        "quarter": year * 4 + (month - 1) // 3,
        "month": year * 12 + month - 1,
    }[window]


def _windows(limits, numbers, of):
    """A column with the window number of each row by the limit it falls under."""
    column = pl.lit(0, dtype=pl.Int32)
    for window in ("half_year", "quarter", "month"):
        mine = [n for n, limit in zip(numbers, limits, strict=True) if limit.window == window]
        if mine:
            column = pl.when(pl.col(of).is_in(mine)).then(window_number(window)).otherwise(column)
    return column.alias("window")


def _traits(limits):
    return {
        "by_value": any(limit.order == "highest_first" for limit in limits),
        "drop": any(limit.excess == "drop" for limit in limits),
    }


def bound_items(plan, live, *, net, bit):
    """Each item's own limit, in its window; counts first, then points."""
    numbers = [n for n, item in enumerate(plan.items) if item.limit]
    if not numbers:
        return live
    limits = [plan.items[n].limit for n in numbers]
    mine = live.filter(pl.col("item").is_in(numbers))
    rest = live.filter(~pl.col("item").is_in(numbers))
    mine = mine.with_columns(*_columns(limits, numbers, "item"), _windows(limits, numbers, "item"))
    if any(limit.count for limit in limits):
        mine = _bound_counts(mine, limits, numbers, bit)
    mine = apply_bounds(mine, ["s", "item", "window"], _traits(limits), net=net, bit=bit)
    return pl.concat([rest, mine.drop(WORK, strict=False).select(rest.columns)])


def _bound_counts(table, limits, numbers, bit):
    """Rows after the n-th that is worth something earn nothing more."""
    by_value = pl.when("by_value").then(-pl.col("points").abs()).otherwise(0).alias("worth")
    table = table.with_columns(by_value).sort("s", "item", "window", "worth", "day", "ord")
    most = pl.col("item").replace_strict(
        numbers, [limit.count for limit in limits], return_dtype=pl.Int64
    )
    table = table.with_columns(
        starts_of(["s", "item", "window"]).alias("new"),
        pl.when(pl.col("points") != 0).then("units").otherwise(0).alias("spent"),
        (most * 1000).alias("most"),
    )
    earlier = running(pl.col("spent"), pl.col("new")) - pl.col("spent")
    over = pl.col("most").is_not_null() & (earlier + pl.col("spent") > pl.col("most"))
    over = over & (pl.col("points") != 0)
    return table.with_columns(over.alias("over")).with_columns(
        pl.when("over").then(0).otherwise("points").alias("points"),
        pl.when("over").then(MARK["over_count"]).otherwise("mark").cast(pl.Int8).alias("mark"),
        pl.when("over").then(pl.col("cuts") | (1 << bit)).otherwise("cuts").alias("cuts"),
    ).drop("new", "spent", "most", "over")  # fmt: skip


def bound_set(plan, live, limit_set, *, net, bit):
    """A limit over several items together."""
    codes = [item.code for item in plan.items]
    numbers = [codes.index(code) for code in limit_set.items]
    mine = live.filter(pl.col("item").is_in(numbers))
    rest = live.filter(~pl.col("item").is_in(numbers))
    limits = [limit_set.limit] * len(numbers)
    mine = mine.with_columns(*_columns(limits, numbers, "item"), _windows(limits, numbers, "item"))
    mine = apply_bounds(mine, ["s", "window"], _traits(limits), net=net, bit=bit)
    return pl.concat([rest, mine.drop(WORK, strict=False).select(rest.columns)])


def bound_blocks(plan, live, starts, *, net, bit):
    """Categories and pools: maximum, floor, and what a full block starts with."""
    blocks = plan.scheme.blocks
    numbers = [
        n for n, block in enumerate(blocks) if block.maximum is not None or block.floor is not None
    ]
    if not numbers:
        return live
    mine = live.filter(pl.col("block").is_in(numbers))
    rest = live.filter(~pl.col("block").is_in(numbers))
    switches = plan.scheme.switches
    by_value = switches.get("cap_order") == "highest_first"
    drop = switches.get("cap_excess") == "drop"

    def lookup(values):
        return pl.col("block").replace_strict(numbers, values, return_dtype=pl.Int64)

    mine = mine.with_columns(
        lookup([blocks[n].maximum for n in numbers]).alias("max"),
        lookup([blocks[n].floor for n in numbers]).alias("floor"),
        pl.lit(by_value).alias("by_value"),
        pl.lit(drop).alias("drop"),
    ).join(
        starts.select("s", "block", pl.col("points").alias("start")),
        on=["s", "block"],
        how="left",
    )
    mine = mine.with_columns(pl.col("start").fill_null(0))
    traits = {"by_value": by_value, "drop": drop}
    mine = apply_bounds(mine, ["s", "block"], traits, net=net, bit=bit)
    return pl.concat([rest, mine.drop(WORK, strict=False).select(rest.columns)])


def bound_total(plan, live, starts, *, net, bit):
    """The bounds of the total, base and full blocks counted first."""
    scheme = plan.scheme
    if scheme.total_max is None and scheme.total_floor is None:
        return live
    by_value = scheme.switches.get("cap_order") == "highest_first"
    drop = scheme.switches.get("cap_excess") == "drop"
    columns = live.columns
    live = live.join(
        starts.group_by("s").agg(pl.col("points").sum().alias("start")),
        on="s",
        how="left",
    ).with_columns(
        pl.col("start").fill_null(0),
        pl.lit(scheme.total_max, dtype=pl.Int64).alias("max"),
        pl.lit(scheme.total_floor, dtype=pl.Int64).alias("floor"),
        pl.lit(by_value).alias("by_value"),
        pl.lit(drop).alias("drop"),
    )
    live = apply_bounds(live, ["s"], {"by_value": by_value, "drop": drop}, net=net, bit=bit)
    return live.drop(WORK, strict=False).select(columns)
