"""Caps and floors by running sums: no loop, the same for one item or a thousand deputies."""

import polars as pl

from .matching import MARK


def running(value, new):
    """The running sum of ``value`` inside each segment; ``new`` marks a segment's first row."""
    total = value.cum_sum()
    return total - pl.when(new).then(total - value).forward_fill()


def segment_sum(value, new):
    """The whole sum of ``value`` of the segment, on every row of it."""
    last = new.shift(-1, fill_value=True)
    return pl.when(last).then(running(value, new)).backward_fill()


def starts_of(segment):
    """True on the first row of each run of equal values in the segment columns."""
    changed = pl.lit(False)
    for column in segment:
        changed = changed | (pl.col(column) != pl.col(column).shift(1))
    return changed.fill_null(True)


def apply_bounds(table, segment, bounds, *, net, bit, tie=("day", "ord", "item")):
    """Cut ``points`` to the bounds of each segment and note what was cut.

    ``bounds`` are columns max, floor, start (Int64, null for none) and by_value, drop (Boolean)
    already on the table. Credits fill in order of date and fact, or highest first; deductions
    stop at the floor. Rows with null max and null floor keep their points.
    """
    order = [*segment]
    if bounds.get("by_value"):
        table = table.with_columns(
            pl.when("by_value").then(-pl.col("points").abs()).otherwise(0).alias("worth")
        )
        order.append("worth")
    table = table.sort(*order, *tie)
    table = table.with_columns(starts_of(segment).alias("new"))
    new = pl.col("new")
    credit = pl.col("points").clip(lower_bound=0)
    debit = -pl.col("points").clip(upper_bound=0)
    table = table.with_columns(credit.alias("credit"), debit.alias("debit"))
    credit, debit = pl.col("credit"), pl.col("debit")
    room = pl.col("max") - pl.col("start")
    if net:
        room = room + segment_sum(debit, new)
    so_far = running(credit, new)
    fits = pl.min_horizontal(credit, (room - so_far + credit).clip(lower_bound=0))
    if bounds.get("drop"):
        fits = (
            pl.when(pl.col("drop"))
            .then(pl.when(so_far <= room).then(credit).otherwise(0))
            .otherwise(fits)
        )
    fits = pl.when(pl.col("max").is_null()).then(credit).otherwise(fits)
    table = table.with_columns(fits.alias("fits"))
    have = pl.col("start") + segment_sum(pl.col("fits"), new) - pl.col("floor")
    lost = pl.min_horizontal(debit, (have - running(debit, new) + debit).clip(lower_bound=0))
    lost = pl.when(pl.col("floor").is_null()).then(debit).otherwise(lost)
    table = table.with_columns((pl.col("fits") - lost).alias("after"))
    cut = pl.col("after") != pl.col("points")
    return table.with_columns(
        pl.when(cut)
        .then(pl.col("cuts") | pl.lit(1 << bit, dtype=pl.Int64))
        .otherwise("cuts")
        .alias("cuts"),
        pl.when(cut & (pl.col("after") != 0))
        .then(MARK["truncated"])
        .when(cut & (pl.col("points") > 0))
        .then(MARK["capped"])
        .when(cut)
        .then(MARK["floored"])
        .otherwise("mark")
        .cast(pl.Int8)
        .alias("mark"),
        pl.col("after").alias("points"),
    ).drop("new", "credit", "debit", "fits", "after", strict=False)
