"""The four rings of limits: item, named set, category or pool, total."""

import polars as pl

from .bounds import apply_bounds, by_time, by_worth, only, running, starts_of, together
from .frames import now
from .matching import MARK


def looked_up(column, numbers, values, dtype=pl.Int64):
    """An expression giving each number of ``column`` its value."""
    return pl.col(column).replace_strict(numbers, values, return_dtype=dtype)


def traits_of(limits):
    """What the limits ask for, so that only that is computed."""
    return {
        "by_value": any(limit.order == "highest_first" for limit in limits),
        "drop": any(limit.excess == "drop" for limit in limits),
        "max": any(limit.maximum is not None for limit in limits),
        "floor": any(limit.floor is not None for limit in limits),
    }


def bound_columns(limits, numbers):
    """max, floor, start and drop, looked up by item."""
    return [
        looked_up("item", numbers, [limit.maximum for limit in limits]).alias("max"),
        looked_up("item", numbers, [limit.floor for limit in limits]).alias("floor"),
        looked_up("item", numbers, [limit.excess == "drop" for limit in limits], pl.Boolean).alias(
            "drop"
        ),
        pl.lit(0, dtype=pl.Int64).alias("start"),
    ]


def highest_first(limits, numbers):
    """Which rows fall under a limit that keeps the highest."""
    keeps = [limit.order == "highest_first" for limit in limits]
    return looked_up("item", numbers, keeps, pl.Boolean).alias("by_value")


def window_number(window):
    """Which month, quarter or half year of the calendar a day lies in; 0 for the whole period."""
    year, month = pl.col("day").dt.year().cast(pl.Int32), pl.col("day").dt.month().cast(pl.Int32)
    return {
        "half_year": year * 2 + (month - 1) // 6,
        "quarter": year * 4 + (month - 1) // 3,
        "month": year * 12 + month - 1,
    }[window]


def windows(limits, numbers):
    """A column with the window number of each row by the limit it falls under."""
    column = pl.lit(0, dtype=pl.Int32)
    for window in ("half_year", "quarter", "month"):
        mine = [n for n, limit in zip(numbers, limits, strict=True) if limit.window == window]
        if mine:
            column = (
                pl.when(pl.col("item").is_in(mine)).then(window_number(window)).otherwise(column)
            )
    return column.alias("window")


def bound_items(plan, live, *, net, bit):
    """Each item's own limit, in its window; counts first, then points.

    The rows of one person and item stand together by time, as ``valued`` left them.
    """
    present = live.get_column("item").unique().sort().to_list()
    numbers = [number for number in present if plan.items[number].limit]
    if not numbers:
        return live
    limits = [plan.items[n].limit for n in numbers]
    mine, rest = only(live, numbers)
    mine = mine.lazy()
    traits, segment = traits_of(limits), ["s", "item"]
    if any(limit.window != "period" for limit in limits):
        mine = mine.with_columns(windows(limits, numbers))
        segment.append("window")
    if traits["by_value"]:
        mine = by_worth(mine.with_columns(highest_first(limits, numbers)), segment)
    if any(limit.count for limit in limits):
        mine = _bound_counts(mine, limits, numbers, segment, bit)
        if traits["by_value"]:
            mine = by_worth(mine, segment)
    if traits["max"] or traits["floor"]:
        columns = bound_columns(limits, numbers)
        mine = apply_bounds(mine, segment, columns, traits, net=net, bit=bit)
    return together(rest, mine)


def _bound_counts(table, limits, numbers, segment, bit):
    """Rows after the n-th that is worth something earn nothing more."""
    most = looked_up("item", numbers, [limit.count and limit.count * 1000 for limit in limits])
    table = table.with_columns(
        starts_of(segment).alias("new"),
        pl.when(pl.col("points") != 0).then("units").otherwise(0).alias("spent"),
        most.alias("most"),
    )
    so_far = running(pl.col("spent"), pl.col("new"))
    over = pl.col("most").is_not_null() & (so_far > pl.col("most")) & (pl.col("points") != 0)
    table = table.with_columns(over.alias("over"))
    return table.with_columns(
        pl.when("over").then(0).otherwise("points").alias("points"),
        pl.when("over").then(MARK["over_count"]).otherwise("mark").cast(pl.Int8).alias("mark"),
        pl.when("over").then(pl.col("cuts") | (1 << bit)).otherwise("cuts").alias("cuts"),
    )


def bound_set(plan, live, limit_set, *, net, bit):
    """A limit over several items together."""
    codes = [item.code for item in plan.items]
    numbers = [codes.index(code) for code in limit_set.items]
    mine, rest = only(live, numbers)
    limits = [limit_set.limit] * len(numbers)
    mine = mine.lazy().with_columns(windows(limits, numbers))
    if limit_set.limit.order == "highest_first":
        mine = by_worth(mine.with_columns(pl.lit(True).alias("by_value")), ["s", "window"])
    else:
        mine = by_time(mine, pl.col("s"))
    columns, traits = bound_columns(limits, numbers), traits_of(limits)
    mine = apply_bounds(mine, ["s", "window"], columns, traits, net=net, bit=bit)
    return together(rest, mine)


def bound_blocks(plan, live, starts, *, net, bit):
    """Categories and pools: maximum, floor, and what a full block starts with."""
    blocks, remade = plan.scheme.blocks, plan.scheme.aggregates.remade()
    numbers = [
        n
        for n, block in enumerate(blocks)
        if (block.maximum is not None or block.floor is not None) and block.code not in remade
    ]
    if not numbers:
        return live
    mine, rest = only(live, numbers, "block")
    mine, drop = in_order_of_switch(plan.scheme, mine.lazy(), ["s", "block"], len(blocks))
    columns = [
        looked_up("block", numbers, [blocks[n].maximum for n in numbers]).alias("max"),
        looked_up("block", numbers, [blocks[n].floor for n in numbers]).alias("floor"),
        pl.lit(drop).alias("drop"),
    ]
    if any(block.full for block in blocks):
        full = starts.lazy().select("s", "block", pl.col("points").alias("full"))
        mine = mine.join(full, on=["s", "block"], how="left", maintain_order="left")
        columns.append(pl.col("full").fill_null(0).alias("start"))
    else:
        columns.append(pl.lit(0, dtype=pl.Int64).alias("start"))
    traits = {"max": True, "floor": any(blocks[n].floor is not None for n in numbers), "drop": drop}
    return together(rest, apply_bounds(mine, ["s", "block"], columns, traits, net=net, bit=bit))


def in_order_of_switch(scheme, table, segment, width):
    """(table in the filling order of the switch cap_order, whether cap_excess drops)."""
    drop = scheme.switches.get("cap_excess") == "drop"
    if scheme.switches.get("cap_order") == "highest_first":
        return by_worth(table.with_columns(pl.lit(True).alias("by_value")), segment), drop
    number = pl.col("s") * width
    return by_time(table, number + pl.col(segment[1]) if len(segment) > 1 else number), drop


def bound_total(plan, live, starts, *, net, bit):
    """The bounds of the total, base and full blocks counted first."""
    scheme = plan.scheme
    if scheme.total_max is None and scheme.total_floor is None:
        return live
    table, drop = in_order_of_switch(scheme, live.lazy(), ["s"], 1)
    columns = [
        pl.lit(scheme.total_max, dtype=pl.Int64).alias("max"),
        pl.lit(scheme.total_floor, dtype=pl.Int64).alias("floor"),
        pl.lit(drop).alias("drop"),
    ]
    if starts.is_empty():
        columns.append(pl.lit(0, dtype=pl.Int64).alias("start"))
    else:
        sums = starts.lazy().group_by("s").agg(pl.col("points").sum().alias("full"))
        table = table.join(sums, on="s", how="left", maintain_order="left")
        columns.append(pl.col("full").fill_null(0).alias("start"))
    traits = {
        "max": scheme.total_max is not None,
        "floor": scheme.total_floor is not None,
        "drop": drop,
    }
    table = apply_bounds(table, ["s"], columns, traits, net=net, bit=bit)
    return now(table.select(live.columns))
