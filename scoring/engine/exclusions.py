"""Items that do not add up: on one object, or for one deputy, only one of them counts."""

import polars as pl

from .matching import MARK


def apply_exclusions(plan, live):
    """Leave the points of the winning item; the others keep their raw value and a mark."""
    codes = [item.code for item in plan.items]
    groups = [
        ([codes.index(code) for code in group.items], group.per, group.choose)
        for group in plan.scheme.exclusions
    ]
    switch = plan.scheme.switches.get("one_object", "all_items")
    if switch != "all_items":
        credit = [
            n
            for n, item in enumerate(plan.items)
            if (item.points or 0) > 0 or (item.table and max(item.table.values.values()) > 0)
        ]
        groups.append((credit, "object", "highest" if switch == "highest_item" else "order"))
    for items, per, choose in groups:
        live = _exclude(live, items, per, choose)
    return live


def _exclude(live, items, per, choose):
    keys = ["s", "object_key"] if per == "object" else ["s"]
    place = pl.col("item").replace_strict(items, list(range(len(items))), return_dtype=pl.Int32)
    earning = live.filter(pl.col("item").is_in(items) & (pl.col("points") != 0))
    sums = earning.group_by(*keys, "item").agg(
        pl.col("points").sum(), pl.col("day").min(), pl.col("ord").min()
    )
    sums = sums.with_columns(place.alias("place"))
    order = {
        "highest": (["points", "place"], [True, False]),
        "first": (["day", "ord", "place"], [False, False, False]),
        "order": (["place"], [False]),
    }[choose]
    winners = sums.sort(order[0], descending=order[1]).unique(
        keys, keep="first", maintain_order=True
    )
    live = live.join(winners.select(*keys, pl.col("item").alias("winner")), on=keys, how="left")
    lost = (
        pl.col("item").is_in(items) & (pl.col("points") != 0) & (pl.col("item") != pl.col("winner"))
    )
    return live.with_columns(
        pl.when(lost).then(0).otherwise("points").alias("points"),
        pl.when(lost).then(MARK["excluded"]).otherwise("mark").cast(pl.Int8).alias("mark"),
    ).drop("winner")
