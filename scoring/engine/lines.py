"""The ledger shown to people: one line for every credit, deduction and fact that earns nothing."""

import polars as pl

from .matching import MARK, MARKS
from .results.vetoes import ZEROED
from .totals import ADJUSTED

# Lines about a part or the total as a whole; they come after the lines of the part.
ON_THE_WHOLE = [
    MARK[mark]
    for mark in ("relative", "no_yardstick", "missing_part", "weighted", "bounded", "rescaled",
                 "multiplied", "per_month")
]  # fmt: skip

LINE_COLUMNS = (
    "subject", "seq", "category", "item", "fact", "object", "on", "before", "points", "mark",
    "limit", "clause", "units", "value",
)  # fmt: skip


def lines_of(plan, people, facts, live, dead, starts):
    """All lines in reading order: base, full blocks, then items in file order by date and fact."""
    live = live.select(
        "s", "row", "item", "block", "day", pl.col("raw").alias("before"), "points", "mark",
        "cuts", "units", _value().alias("value"),
    )  # fmt: skip
    dead = dead.select(
        "s", "row", "item", _block(plan).alias("block"), "day",
        pl.lit(0, dtype=pl.Int64).alias("before"), pl.lit(0, dtype=pl.Int64).alias("points"),
        pl.col("dead").alias("mark"), pl.lit(0, dtype=pl.Int64).alias("cuts"),
        pl.lit(0, dtype=pl.Int64).alias("units"), _value().alias("value"),
    )  # fmt: skip
    first = starts.select(
        "s",
        pl.lit(None, dtype=pl.Int64).alias("row"),
        "item",
        "block",
        pl.lit(None, dtype=pl.Date).alias("day"),
        "before",
        "points",
        "mark",
        "cuts",
        pl.lit(1000, dtype=pl.Int64).alias("units"),
        "value",
        pl.int_range(pl.len(), dtype=pl.Int64).alias("made"),
        pl.col("clause").alias("said"),
    )
    made = [pl.lit(-1, dtype=pl.Int64).alias("made"), pl.lit(None, dtype=pl.String).alias("said")]
    live, dead = live.with_columns(*made), dead.with_columns(*made)
    table = pl.concat([first, live, dead])
    loose = pl.col("item") == -1
    whole = pl.col("mark").is_in(ON_THE_WHOLE) & pl.col("item").is_null()
    table = table.with_columns(
        pl.when(loose).then(1_000_000).otherwise("block").alias("place"),
        pl.when(whole).then(1_000_000).otherwise(pl.col("item").fill_null(-1)).alias("turn"),
        pl.col("row").fill_null(-1).alias("last"),
    ).sort("s", "place", "turn", "made", "day", "last", nulls_last=False)
    seq = pl.int_range(pl.len(), dtype=pl.Int64)
    start = pl.when(pl.col("s") != pl.col("s").shift(1).fill_null(-1)).then(seq).forward_fill()
    table = table.with_columns((seq - start + 1).alias("seq"))
    return _named(plan, people, facts, table)


def _value():
    """Thousandths one unit is worth, cut towards zero where it does not come out even."""
    return (1000 * pl.col("num").abs()) // pl.col("den") * pl.col("num").sign()


def _block(plan):
    return pl.col("item").replace_strict(
        list(range(len(plan.items))),
        list(plan.block_of),
        return_dtype=pl.Int32,
        default=None,
    )


def _named(plan, people, facts, table):
    """Numbers back to codes and words."""
    items, blocks, scheme = plan.items, plan.scheme.blocks, plan.scheme
    block_names = {-1: "base"} | {n: block.code for n, block in enumerate(blocks)}
    block_names |= {len(blocks): ZEROED, len(blocks) + 1: ADJUSTED}
    block_clause = {n: block.clause for n, block in enumerate(blocks)}
    block_clause[-1] = scheme.base.clause if scheme.base else ""

    def words(column, mapping):
        return pl.col(column).replace_strict(
            list(mapping), list(mapping.values()), return_dtype=pl.String, default=None
        )

    ids = people.get_column("subject")
    position = pl.DataFrame({"row": facts["row"], "fact": facts["fact"], "object": facts["object"],
                             "on": facts["on"]})  # fmt: skip
    table = table.join(position, on="row", how="left", maintain_order="left")
    cuts = _limit_names(plan, table)
    return table.with_columns(ids.gather(table.get_column("s")).alias("subject")).join(
        cuts, on=["item", "block", "cuts"], how="left", maintain_order="left", nulls_equal=True
    ).select(
        "subject",
        "seq",
        words("block", block_names).alias("category"),
        words("item", {n: item.code for n, item in enumerate(items)}).alias("item"),
        "fact",
        "object",
        "on",
        "before",
        "points",
        pl.col("mark").replace_strict(list(range(len(MARKS))), list(MARKS), return_dtype=pl.String),
        "limit",
        pl.coalesce(
            "said",
            words("item", {n: item.clause for n, item in enumerate(items)}),
            words("block", block_clause),
        ).alias("clause"),
        "units",
        "value",
    )  # fmt: skip


def _limit_names(plan, table):
    """For each pattern of cuts met, the limits that made it, inner first, with commas."""
    from .run import BLOCK_BIT, ITEM_BIT, SET_BIT, TOTAL_BIT

    rows = {"item": [], "block": [], "cuts": [], "limit": []}
    for item, home, cuts in table.select("item", "block", "cuts").unique().iter_rows():
        if not cuts:
            continue
        names = [f"item:{plan.items[item].code}"] if cuts >> ITEM_BIT & 1 else []
        for number, limit in enumerate(plan.scheme.limits):
            if cuts >> (SET_BIT + number) & 1:
                names.append(f"set:{limit.code}")
        if cuts >> BLOCK_BIT & 1:
            block = plan.scheme.blocks[home]
            names.append(f"{'pool' if block.pool else 'category'}:{block.code}")
        if cuts >> TOTAL_BIT & 1:
            names.append("total")
        rows["item"].append(item)
        rows["block"].append(home)
        rows["cuts"].append(cuts)
        rows["limit"].append(",".join(names))
    return pl.DataFrame(rows, schema={"item": pl.Int32, "block": pl.Int32, "cuts": pl.Int64,
                                      "limit": pl.String})  # fmt: skip
