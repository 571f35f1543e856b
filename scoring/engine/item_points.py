"""What each item gave each person, before categories and the total cut it."""

import polars as pl


def points_by_item(plan, people, live):
    """One row for each person and item met: subject, item, before (any limit), points."""
    codes = [item.code for item in plan.items]
    sums = live.group_by("s", "item").agg(
        pl.col("raw").sum().alias("before"), pl.col("points").sum()
    )
    sums = sums.sort("s", "item")
    return sums.select(
        people.get_column("subject").gather(sums.get_column("s")).alias("subject"),
        pl.col("item").replace_strict(list(range(len(codes))), codes, return_dtype=pl.String),
        "before",
        "points",
    )


def item_points(result, scheme):
    """Person × item: a column of thousandths for every item of the scheme, in file order.

    Everybody scored has a row, in the order of their ids. The result must come from
    ``score(…, items=True)``. Points are after the item's own limits, exclusions and ``limits`` over
    several items, before categories, pools and the total.
    """
    scored = result.totals.filter(pl.col("class") != "not_scored").select("subject")
    codes = [item.code for item in scheme.items]
    wide = result.items.pivot("item", index="subject", values="points")
    missing = [pl.lit(0, dtype=pl.Int64).alias(code) for code in codes if code not in wide.columns]
    table = scored.join(wide.with_columns(missing), on="subject", how="left", maintain_order="left")
    return table.select("subject", pl.col(codes).fill_null(0))
