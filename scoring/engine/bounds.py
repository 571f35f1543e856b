"""Caps and floors by running sums: no loop, the same for one item or a thousand deputies."""

import polars as pl

from .frames import now
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
    mine = table.get_column(column).is_in(numbers)
    if mine.all():
        return table, table.clear()
    return table.filter(mine), table.filter(~mine)


def together(rest, mine):
    """The two parts in one table again, without columns of work. ``mine`` may still be steps."""
    mine = now(mine.lazy().select(rest.columns))
    return pl.concat([rest, mine]) if rest.height else mine


def apply_bounds(table, segment, columns, traits, *, net, bit):
    """Cut ``points`` to the bounds of each segment and note what was cut.

    The table is in filling order: the rows of a segment stand together, the first to be filled
    first. ``columns`` are expressions for max, floor and start (Int64, null for no bound) and drop
    (Boolean); ``traits`` say which of them matter. Deductions stop at the floor. Gives lazy steps,
    worked off by ``together`` or ``now``.
    """
    table = table.lazy().with_columns(starts_of(segment).alias("new"), *columns)
    new, points = pl.col("new"), pl.col("points")
    if traits["max"]:
        credit = points.clip(lower_bound=0)
        table = table.with_columns(credit.alias("credit"), credit.cum_sum().alias("so_far"))
        credit, total = pl.col("credit"), pl.col("so_far")
        before = pl.when(new).then(total - credit).forward_fill()
        room = pl.col("max") - pl.col("start")
        if net:
            room = room + segment_sum(-points.clip(upper_bound=0), new)
        left = room - (total - credit - before)  # what earlier credits leave of the room
        keep = pl.min_horizontal(credit, left.clip(lower_bound=0))
        if traits["drop"]:
            whole = pl.when(credit <= left).then(credit).otherwise(0)
            keep = pl.when("drop").then(whole).otherwise(keep)
        bounded = (points > 0) & pl.col("max").is_not_null()
        table = table.with_columns(pl.when(bounded).then(keep).otherwise(points).alias("after"))
    else:
        table = table.with_columns(points.alias("after"))
    if traits["floor"]:
        debit = -points.clip(upper_bound=0)
        have = segment_sum(pl.col("after").clip(lower_bound=0), new)
        have = pl.col("start") + have - pl.col("floor")
        lost = pl.min_horizontal(debit, (have - running(debit, new) + debit).clip(lower_bound=0))
        bounded = (points < 0) & pl.col("floor").is_not_null()
        table = table.with_columns(pl.when(bounded).then(-lost).otherwise("after").alias("after"))
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


def by_worth(table, segment):
    """In filling order where some limits keep the highest: by value there, else by time."""
    worth = pl.when("by_value").then(-pl.col("points").abs()).otherwise(0).alias("worth")
    return table.with_columns(worth).sort(*segment, "worth", "t")


def by_time(table, segment):
    """In filling order by time. ``segment`` is an expression numbering what is bounded.

    ``t`` numbers the rows of all items, so it passes the number of those bounded here.
    """
    return table.sort(segment * (pl.col("t").max() + 1) + pl.col("t"))
