"""From matched facts to units: once per object, per half day, per day, per step of a quantity."""

import polars as pl

from scoring.scheme.words import DISTINCT_UNITS

from .bounds import only, running, starts_of, together
from .matching import MARK


def items_with(plan, present, test):
    """Numbers of the items that occur in the facts and for which the test holds."""
    return [number for number in present if test(plan.items[number])]


def with_units(plan, present, table):
    """Sets ``units`` (thousandths); what repeats another record gets none and a mark.

    The table is sorted by person, item and time.
    """
    halves = items_with(plan, present, lambda item: item.unit.count == "half_day")
    amounts = items_with(plan, present, lambda item: item.unit.count == "quantity")
    if halves or amounts:
        whole = pl.col("item").is_in(halves) & pl.col("half_day").is_null() if halves else False
        table = table.with_columns(
            pl.when(pl.lit(whole) if whole is False else whole)
            .then(2 * pl.col("quantity"))
            .when(pl.col("item").is_in(amounts))
            .then("quantity")
            .otherwise("units")
            .alias("units")
        )
    for number in amounts:
        if plan.items[number].unit.step:
            table = _in_steps(table, number, plan.items[number].unit)
    for unit in DISTINCT_UNITS:
        for keep in ("first", "highest"):
            mine = items_with(plan, present, lambda i: i.unit.count == unit and i.unit.keep == keep)  # noqa: B023
            if mine:
                table = _without_repeats(table, mine, unit, keep)
    return table


def _key(unit):
    """The columns that tell one unit from another."""
    day = pl.col("day")
    return {
        "object": [pl.col("object_key").alias("key0")],
        "half_day": [day.alias("key0"), pl.col("half_day").alias("key1")],
        "day": [day.alias("key0")],
        "week": [day.dt.iso_year().alias("key0"), day.dt.week().alias("key1")],
        "month": [day.dt.year().alias("key0"), day.dt.month().alias("key1")],
    }[unit]


def worth():
    """What one unit of a row is worth, for comparison only."""
    return (pl.col("num") / pl.col("den")).alias("worth")


def first_of(rows, keys, keep):
    """``t`` of the first row of each key: the earliest, or the highest and then the earliest."""
    if keep == "highest":
        rows = rows.sort(worth(), "t", descending=[True, False])
    return rows.unique(keys, keep="first", maintain_order=True).get_column("t")


def _without_repeats(table, items, unit, keep):
    """Only one record of each key counts; a half day repeats a whole day of the same date."""
    mine, rest = only(table, items)
    mine = mine.with_columns(_key(unit))
    keys = ["s", "item", "key0"]
    rows = mine
    if unit in ("half_day", "week", "month"):
        keys.append("key1")
    if unit == "half_day":
        whole = pl.col("key1").is_null().any().over("s", "item", "key0")
        rows = mine.filter(~whole | pl.col("key1").is_null())
    kept = first_of(rows, keys, keep)
    repeat = ~pl.col("t").is_in(kept.implode())
    mine = mine.with_columns(
        pl.when(repeat).then(0).otherwise("units").alias("units"),
        pl.when(repeat).then(MARK["repeat"]).otherwise("mark").cast(pl.Int8).alias("mark"),
    )
    return together(rest, mine)


def _in_steps(table, number, unit):
    """Full (or begun) steps of a quantity, on each record or over the whole period."""
    mine, rest = only(table, [number])
    amount = pl.col("quantity")
    if unit.over == "period":
        mine = mine.with_columns(starts_of(["s"]).alias("new"))
        total = running(amount, pl.col("new"))
        steps = _steps(total, unit) - _steps(total - amount, unit)
    else:
        steps = _steps(amount, unit)
    return together(rest, mine.with_columns((steps * 1000).alias("units")))


def _steps(amount, unit):
    if unit.part == "ceil":
        return (amount + unit.step - 1) // unit.step
    return amount // unit.step
