"""The days an item reads where it has a window of its own, and the day its credit is dated."""

from datetime import date

import polars as pl

FIRST = date(1, 1, 1)


def windows_of(plan, period):
    """Expressions (first day, last day, mark of what lies outside) by item."""
    from .matching import MARK

    first, last = pl.lit(period.start), pl.lit(period.end)
    outside = pl.lit(MARK["outside_window"])
    for number, item in enumerate(plan.items):
        if item.window is None:
            continue
        mine = pl.col("item") == number
        start, end = item.window.days_of(period)
        begin = pl.lit(start, dtype=pl.Date) if start else pl.lit(FIRST)
        first = pl.when(mine).then(begin).otherwise(first)
        last = pl.when(mine).then(pl.lit(end)).otherwise(last)
        outside = pl.when(mine).then(MARK["outside_item_window"]).otherwise(outside)
    return first, last, outside


def credited(plan, table, period):
    """The day of credits that a window moves into the period: its first or its last day."""
    moved = [
        number for number, item in enumerate(plan.items) if item.window and item.window.into_period
    ]
    if not moved:
        return table
    day = pl.col("day").clip(period.start, period.end)
    return table.with_columns(
        pl.when(pl.col("item").is_in(moved)).then(day).otherwise("day").alias("day")
    )


def reads_beyond(scheme):
    """Whether an item reads days outside the period."""
    return any(item.window for item in scheme.items)
