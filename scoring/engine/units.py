"""From matched facts to units: once per object, per half day, per day, per step of a quantity."""

import polars as pl

from scoring.scheme.words import DISTINCT_UNITS

from .bounds import running
from .matching import MARK

HALF = {"morning": 0, "afternoon": 1, "evening": 2}


def with_units(plan, table):
    """Adds ``units`` (thousandths); what repeats another record gets none and a mark.

    The table is sorted by subject, item, day and fact.
    """
    table = table.with_columns(pl.lit(1000, dtype=pl.Int64).alias("units"))
    numbers = {unit: _items(plan, unit) for unit in (*DISTINCT_UNITS, "quantity")}
    if numbers["half_day"]:
        whole = pl.col("item").is_in(numbers["half_day"]) & pl.col("half_day").is_null()
        table = table.with_columns(
            pl.when(whole).then(2 * pl.col("quantity")).otherwise("units").alias("units")
        )
    if numbers["quantity"]:
        table = _with_quantities(plan, table, numbers["quantity"])
    for unit in DISTINCT_UNITS:
        for keep in ("first", "highest"):
            mine = [n for n in numbers[unit] if plan.items[n].unit.keep == keep]
            if mine:
                table = _without_repeats(table, mine, _key(unit), keep)
    return table


def _items(plan, unit):
    return [number for number, item in enumerate(plan.items) if item.unit.count == unit]


def _key(unit):
    """The columns that tell one unit from another."""
    if unit == "object":
        return [pl.col("object_key")]
    if unit == "half_day":
        return [pl.col("day"), pl.col("half_day")]
    if unit == "day":
        return [pl.col("day")]
    if unit == "week":
        return [
            pl.col("day").dt.iso_year().alias("year"),
            pl.col("day").dt.week().alias("week"),
        ]
    return [
        pl.col("day").dt.year().alias("year"),
        pl.col("day").dt.month().alias("month"),
    ]


def _without_repeats(table, items, key, keep):
    """Only one record of each key counts. A whole day beside its own half days also repeats."""
    mine = table.filter(pl.col("item").is_in(items)).select(
        "n", "s", "item", "day", "ord", (pl.col("num") / pl.col("den")).alias("worth"), *[
            column.alias(f"key{i}") for i, column in enumerate(key)
        ]
    )  # fmt: skip
    if keep == "highest":
        mine = mine.sort(
            "s",
            "item",
            pl.col("worth"),
            "day",
            "ord",
            descending=[False, False, True, False, False],
        )
    if len(key) == 2 and "half_day" in key[1].meta.root_names():
        whole = pl.col("key1").is_null().any().over("s", "item", "key0")
        mine = mine.filter(~whole | pl.col("key1").is_null())
    keys = ["s", "item", *(f"key{i}" for i in range(len(key)))]
    first = mine.unique(keys, keep="first", maintain_order=True).get_column("n")
    repeat = pl.col("item").is_in(items) & ~pl.col("n").is_in(first.implode())
    return table.with_columns(
        pl.when(repeat).then(0).otherwise("units").alias("units"),
        pl.when(repeat).then(MARK["repeat"]).otherwise("mark").cast(pl.Int8).alias("mark"),
    )


def _with_quantities(plan, table, numbers):
    table = table.with_columns(
        pl.when(pl.col("item").is_in(numbers)).then("quantity").otherwise("units").alias("units")
    )
    stepped = [n for n in numbers if plan.items[n].unit.step]
    for number in stepped:
        unit = plan.items[number].unit
        mine = pl.col("item") == number
        amount = pl.when(mine).then("quantity").otherwise(0)
        if unit.over == "period":
            total = running(amount, pl.col("new"))
            steps = _steps(total, unit) - _steps(total - amount, unit)
        else:
            steps = _steps(amount, unit)
        table = table.with_columns(
            pl.when(mine).then(steps * 1000).otherwise("units").alias("units")
        )
    return table


def _steps(amount, unit):
    if unit.part == "ceil":
        return (amount + unit.step - 1) // unit.step
    return amount // unit.step
