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


def only(table, numbers, column="item"):
    """(rows of these items or blocks, all other rows); order is kept in both."""
    mine = pl.col(column).is_in(numbers)
    return table.filter(mine), table.filter(~mine)


def together(rest, mine):
    """The two parts in one table again; columns of work are dropped."""
    return pl.concat([rest, mine.select(rest.columns)])


def apply_bounds(table, segment, traits, *, net, bit):
    """Cut ``points`` to the bounds of each segment and note what was cut.

    The table has the columns ``segment`` (Int64 numbers, the first packing the person and what is
    bounded, so that time order ``t`` never leaves it), max, floor, start (Int64, null for no bound)
    and, by ``traits``, by_value and drop (Boolean). Credits fill in order of time, or highest
    first; deductions stop at the floor.
    """
    table = in_filling_order(table, segment, traits)
    table = table.with_columns(starts_of(segment).alias("new"))
    new = pl.col("new")
    credit = pl.col("points").clip(lower_bound=0)
    debit = -pl.col("points").clip(upper_bound=0)
    fits = credit
    if traits["max"]:
        room = pl.col("max") - pl.col("start")
        if net:
            room = room + segment_sum(debit, new)
        so_far = running(credit, new)
        fits = pl.min_horizontal(credit, (room - so_far + credit).clip(lower_bound=0))
        if traits["drop"]:
            whole = pl.when(so_far <= room).then(credit).otherwise(0)
            fits = pl.when("drop").then(whole).otherwise(fits)
        fits = pl.when(pl.col("max").is_null()).then(credit).otherwise(fits)
    table = table.with_columns(fits.alias("fits"))
    lost = debit
    if traits["floor"]:
        have = pl.col("start") + segment_sum(pl.col("fits"), new) - pl.col("floor")
        lost = pl.min_horizontal(debit, (have - running(debit, new) + debit).clip(lower_bound=0))
        lost = pl.when(pl.col("floor").is_null()).then(debit).otherwise(lost)
    table = table.with_columns((pl.col("fits") - lost).alias("after"))
    cut = pl.col("after") != pl.col("points")
    mark = (
        pl.when(~cut)
        .then("mark")
        .when(pl.col("after") != 0)
        .then(MARK["truncated"])
        .when(pl.col("points") > 0)
        .then(MARK["capped"])
        .otherwise(MARK["floored"])
    )
    cuts = pl.col("cuts") | pl.lit(1 << bit, dtype=pl.Int64)
    return table.with_columns(
        pl.when(cut).then(cuts).otherwise("cuts").alias("cuts"),
        mark.cast(pl.Int8).alias("mark"),
        pl.col("after").alias("points"),
    )


def in_filling_order(table, segment, traits):
    """Sorted by segment and then by time, or by value and then by time."""
    if traits["by_value"]:
        value = pl.when("by_value").then(-pl.col("points").abs()).otherwise(0).alias("worth")
        return table.with_columns(value).sort(*segment, "worth", "t")
    # windows follow time, so the first column and the time order decide the order of all
    return table.sort(pl.col(segment[0]) * (table.height + 1) + pl.col("t"))
