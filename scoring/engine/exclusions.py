"""Items that do not add up: on one object, or for one deputy, only one side of them counts."""

import polars as pl

from .frames import now
from .matching import MARK


def groups_of(plan):
    """(sides, per, choose) of every exclusion, the switch one_object last; a side is item numbers
    that add up."""
    codes = [item.code for item in plan.items]
    groups = [
        ([[codes.index(code) for code in side] for side in group.sides], group.per, group.choose)
        for group in plan.scheme.exclusions
    ]
    switch = plan.scheme.switches.get("one_object", "all_items")
    if switch != "all_items":
        credit = [[n] for n, item in enumerate(plan.items) if item.earns and not item.counted]
        groups.append((credit, "object", "highest" if switch == "highest_item" else "order"))
    return groups


def apply_exclusions(plan, live):
    """Leave the points of the winning side; the others keep their raw value and a mark (steps)."""
    groups = groups_of(plan)
    if groups:
        live = now(live)
    for sides, per, choose in groups:
        live = _exclude(live, sides, per, choose)
    return live.lazy()


def _exclude(live, sides, per, choose):
    keys = ["s", "object_key"] if per == "object" else ["s"]
    items = [item for side in sides for item in side]
    places = [place for place, side in enumerate(sides) for _item in side]
    place = pl.col("item").replace_strict(items, places, default=None, return_dtype=pl.Int32)
    live = live.with_columns(place.alias("place"))
    inside = pl.col("item").is_in(items) & (pl.col("points") != 0)
    sums = (
        live.filter(inside)
        .group_by(*keys, "place")
        .agg(pl.col("points").sum(), pl.col("day").min(), pl.col("row").min())
    )
    order = {
        "highest": (["points", "place"], [True, False]),
        "first": (["day", "row", "place"], [False, False, False]),
        "order": (["place"], [False]),
    }[choose]
    winners = sums.sort(order[0], descending=order[1]).unique(
        keys, keep="first", maintain_order=True
    )
    winners = winners.select(*keys, pl.col("place").alias("winner"))
    live = live.join(winners, on=keys, how="left", maintain_order="left")
    lost = inside & (pl.col("place") != pl.col("winner"))
    return live.with_columns(
        pl.when(lost).then(0).otherwise("points").alias("points"),
        pl.when(lost).then(MARK["excluded"]).otherwise("mark").cast(pl.Int8).alias("mark"),
    ).drop("winner", "place")
