"""Points that follow from a whole count: bands, curves, a target with credit above and debit below.

Each record bears what it changed: the points of the count with it less those without it. What
somebody without a record stands at is a line of its own.
"""

import polars as pl

from .bounds import only, running, starts_of, together
from .matching import MARK
from .rounding import rounded


def at_count(counted, count, rounding):
    """The points of a count (an expression or thousandths) as an expression of thousandths."""
    count = pl.lit(count, dtype=pl.Int64) if isinstance(count, int) else count
    if counted.kind == "above_below":
        over = (count - counted.target).clip(lower_bound=0) * counted.up
        under = (counted.target - count).clip(lower_bound=0) * counted.down
        value = rounded(over - under, 1000, rounding)
        return value.clip(counted.floor, counted.maximum)
    value = pl.lit(counted.pieces[-1][1], dtype=pl.Int64)
    for (low, points, _l), (high, next_points, _n) in reversed(
        list(zip(counted.pieces, counted.pieces[1:], strict=False))
    ):
        piece = pl.lit(points, dtype=pl.Int64)
        if counted.kind == "linear":
            top = points * (high - low) + (count - low) * (next_points - points)
            piece = rounded(top, high - low, rounding)
        value = pl.when(count < high).then(piece).otherwise(value)
    return value


def at_zero(counted, rounding):
    """The thousandths somebody without a record stands at."""
    if not counted.at_zero:
        return 0
    return pl.select(at_count(counted, 0, rounding).cast(pl.Int64)).item()


def by_count(plan, table, numbers, rounding):
    """Sets ``raw`` of the rows of these items to what each changed.

    The table is sorted by person, item and time.
    """
    mine, rest = only(table, numbers)
    mine = mine.with_columns(starts_of(["s", "item"]).alias("new"))
    mine = mine.with_columns(running(pl.col("units"), pl.col("new")).alias("total"))
    total, before = pl.col("total"), pl.col("total") - pl.col("units")
    raw = pl.col("raw")
    for number in numbers:
        counted = plan.items[number].counted
        with_it, without = at_count(counted, total, rounding), at_count(counted, before, rounding)
        if not counted.at_zero:
            with_it = pl.when(total > 0).then(with_it).otherwise(0)
            without = pl.when(before > 0).then(without).otherwise(0)
        raw = pl.when(pl.col("item") == number).then(with_it - without).otherwise(raw)
    mine = mine.with_columns(raw.cast(pl.Int64).alias("raw"))
    same = (pl.col("raw") == 0) & (pl.col("mark") == MARK["counted"])
    mark = pl.when(same).then(MARK["same_count"]).otherwise("mark").cast(pl.Int8)
    return together(rest, mine.with_columns(mark.alias("mark")))


def zero_rows(plan, people, period):
    """For everybody scored: what they stand at without a record, as rows without a fact."""
    rounding = plan.scheme.switches.get("rounding")
    frames = []
    for number, item in enumerate(plan.items):
        span = item.in_force
        if item.counted is None or item.disabled:
            continue
        if span and (
            (span.start or period.end) > period.end or (span.end or period.start) < period.start
        ):
            continue
        value = at_zero(item.counted, rounding)
        if value == 0:
            continue
        mine = people.filter("scored")
        for ask in item.when.asks:
            if ask.field == "subject_role":
                held = pl.any_horizontal(
                    pl.lit(False), *(pl.col(f"role:{v}") for v in ask.values if v != "none")
                )
                if "none" in ask.values:
                    every = [pl.col(f"role:{role}") for role in plan.roles]
                    held = held | ~pl.any_horizontal(pl.lit(False), *every)
                mine = mine.filter(held if ask.op == "in" else ~held)
        frames.append(
            mine.select(
                pl.lit(-1, dtype=pl.Int64).alias("row"),
                "s",
                pl.col("first_day").alias("day"),
                pl.lit(number, dtype=pl.Int32).alias("item"),
                pl.lit(value, dtype=pl.Int64).alias("raw"),
            )
        )
    return pl.concat(frames) if frames else None


def put_back(live, none, zeros):
    """The rows without a fact beside the others again, with what they are worth."""
    none = none.join(zeros.select("s", "item", "raw"), on=["s", "item"]).with_columns(
        pl.lit(0, dtype=pl.Int64).alias("units"),
        pl.col("raw").alias("num"),
        pl.lit(1000, dtype=pl.Int64).alias("den"),
        pl.lit(MARK["from_zero"], dtype=pl.Int8).alias("mark"),
    )
    return pl.concat([live, none.select(live.columns)])
