"""Counts of records for everything that asks "how many": gates, look-backs, vetoes, figures."""

from dataclasses import dataclass

import polars as pl

from ..matching import keyed_tags


@dataclass(frozen=True)
class Counted:
    """Every record that counts, once for each question it answers: s, tag, on, row, fact,
    object, half_day, quantity. Only days in office and outside suspensions."""

    rows: pl.DataFrame
    tags: dict  # (what, code) -> number

    def of(self, key, first=None, last=None):
        """The rows of one question, from ``first`` to ``last`` (days or columns' names)."""
        rows = self.rows.filter(pl.col("tag") == self.tags[key])
        if first is not None:
            rows = rows.filter((pl.col("on") >= first) & (pl.col("on") <= last))
        return rows

    def numbers(self, key, first, last):
        """{s: how many records} of one question in these days."""
        return _per_person(self.of(key, first, last))

    def numbers_within(self, key, of, first, last):
        """The same, only of the records that answer the question ``of`` as well: a share of them
        never passes the whole."""
        due = self.of(of, first, last).get_column("row")
        return _per_person(self.of(key, first, last).filter(pl.col("row").is_in(due.implode())))


def _per_person(rows):
    return dict(rows.group_by("s").agg(pl.len().cast(pl.Int64)).iter_rows())


def counted(plan, facts, names, keys, suspensions):
    """The Counted of these facts; ``suspensions`` have s, start and end."""
    rows = (
        facts.select(
            "s", "row", "fact", "on", "object", "half_day", "quantity", "start", "end", *names
        )
        if plan.tags
        else facts.clear()
    )
    tags = {key: number for number, (key, _selector) in enumerate(plan.tags)}
    if not plan.tags:
        return Counted(pl.DataFrame(schema=COLUMNS), tags)
    day = pl.col("on")
    rows = rows.filter(
        (pl.col("start").is_null() | (pl.col("start") <= day))
        & (pl.col("end").is_null() | (day < pl.col("end")))
    )
    found = keyed_tags(plan, facts, names, keys, [selector for _key, selector in plan.tags])
    rows = rows.join(found, on=names, nulls_equal=True).select(*COLUMNS)
    if not suspensions.is_empty():
        spans = suspensions.select("s", pl.col("start").alias("a"), pl.col("end").alias("b"))
        away = (
            rows.select("s", "row", "on")
            .unique()
            .join(spans, on="s")
            .filter((pl.col("a") <= day) & (pl.col("b").is_null() | (day < pl.col("b"))))
            .get_column("row")
        )
        rows = rows.filter(~pl.col("row").is_in(away.implode()))
    return Counted(rows, tags)


COLUMNS = {
    "s": pl.Int64, "tag": pl.Int32, "on": pl.Date, "row": pl.Int64, "fact": pl.String,
    "object": pl.String, "half_day": pl.String, "quantity": pl.Int64,
}  # fmt: skip


def figures(rows, count):
    """{s: thousandths} of a figure over these rows: records, objects, days, half-days…"""
    one = pl.lit(1000, dtype=pl.Int64)
    if count == "quantity":
        found = rows.group_by("s").agg(pl.col("quantity").sum())
    elif count == "record":
        found = rows.group_by("s").agg(one * pl.len().cast(pl.Int64))
    elif count == "half_day":
        whole = pl.col("half_day").is_null().any()
        days = rows.group_by("s", "on").agg(
            pl.when(whole).then(2).otherwise(pl.col("half_day").n_unique()).cast(pl.Int64)
            .alias("n")
        )  # fmt: skip
        found = days.group_by("s").agg(one * pl.col("n").sum())
    else:
        key = {
            "object": pl.coalesce("object", pl.concat_str(pl.lit("="), "fact")),
            "day": pl.col("on"),
            "week": pl.col("on").dt.truncate("1w"),
            "month": pl.col("on").dt.truncate("1mo"),
        }[count]
        found = rows.group_by("s").agg(one * key.n_unique().cast(pl.Int64))
    return dict(found.iter_rows())
