"""Items that do not add up: on one object, or for one deputy, only one of them counts."""

import polars as pl

from .frames import now
from .limits import looked_up
from .matching import MARK


def groups_of(plan):
    """(item numbers, per, choose) of every exclusion, the switch one_object last."""
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
            if max([item.points or 0, *(item.table.values.values() if item.table else ())]) > 0
        ]
        groups.append((credit, "object", "highest" if switch == "highest_item" else "order"))
    return groups


def apply_exclusions(plan, live):
    """Leave the points of the winning item; the others keep their raw value and a mark (steps)."""
    groups = groups_of(plan)
    if groups:
        live = now(live)
    for items, per, choose in groups:
        live = _exclude(live, items, per, choose)
    return live.lazy()


def _exclude(live, items, per, choose):
    keys = ["s", "object_key"] if per == "object" else ["s"]
    place = looked_up("item", items, list(range(len(items))), pl.Int32)
    earning = live.filter(pl.col("item").is_in(items) & (pl.col("points") != 0))
    sums = earning.group_by(*keys, "item").agg(
        pl.col("points").sum(), pl.col("day").min(), pl.col("row").min()
    )
    sums = sums.with_columns(place.alias("place"))
    order = {
        "highest": (["points", "place"], [True, False]),
        "first": (["day", "row", "place"], [False, False, False]),
        "order": (["place"], [False]),
    }[choose]
    winners = sums.sort(order[0], descending=order[1]).unique(
        keys, keep="first", maintain_order=True
    )
    winners = winners.select(*keys, pl.col("item").alias("winner"))
    live = live.join(winners, on=keys, how="left", maintain_order="left")
    lost = (
        pl.col("item").is_in(items) & (pl.col("points") != 0) & (pl.col("item") != pl.col("winner"))
    )
    return live.with_columns(
        pl.when(lost).then(0).otherwise("points").alias("points"),
        pl.when(lost).then(MARK["excluded"]).otherwise("mark").cast(pl.Int8).alias("mark"),
    ).drop("winner")
