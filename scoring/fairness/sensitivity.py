"""How a rank would move if the weights of the measure were a little different (权重敏感性).

Every item's points are multiplied by a weight of its own, drawn evenly between 0.75 and 1.25, and
everybody is ranked again; a thousand times. Item limits scale with their item; the limits of
categories, pools and the total are applied anew as the measure states them. Base points, full
starts and what cannot be told apart by item stay as they are. All in whole numbers, so the same
seed gives the same band on every machine.
"""

import random
from dataclasses import dataclass

import polars as pl

DRAWS = 1000
SPREAD = 250  # thousandths either way
INNER = 900  # the band holds nine draws of ten: from the 5th to the 95th of a hundred
ONE = 1000


@dataclass(frozen=True)
class Bounds:
    """What limits the sums: ``blocks`` maps a code to (start, maximum, floor), None for no bound.

    ``net``: deductions make room for credits under a maximum.
    """

    blocks: dict
    total_max: int | None = None
    total_floor: int | None = None
    net: bool = False


def bands(people, items, bounds, *, seed, ties="competition", draws=DRAWS, spread=SPREAD):
    """subject, rank, low, middle, high, held of everybody ranked; low is the band's better end.

    ``people``: subject, group, total, base (points before any item). ``items``: subject, item,
    block, points: what each item gave within its own limits, before the block bounds it. The rank
    itself always lies inside its band. ``held``: a part of the total does not follow from the
    items (a limit filled in order of time, an override) and stayed as it is.
    """
    people = people.sort("group", "subject")
    if people.is_empty():
        return pl.DataFrame(schema=COLUMNS)
    method = "min" if ties == "competition" else "dense"
    table = _Table(people, items, bounds)
    left_over = people.get_column("total") * ONE - table.totals(dict.fromkeys(table.items, ONE))
    drawn = pl.DataFrame(
        [
            (table.totals(weights) + left_over).alias(f"d{number}")
            for number, weights in enumerate(_weights(table.items, seed, draws, spread))
        ]
    )
    ranks = pl.concat(_ranks(drawn, people.get_column("group"), method))
    low, middle, high = _places(draws)
    rank = pl.col("total").rank(method, descending=True).over("group").cast(pl.Int32)
    return people.select(
        "subject",
        rank.alias("rank"),
        ranks.arr.get(low).alias("low"),
        ranks.arr.get(middle).alias("middle"),
        ranks.arr.get(high).alias("high"),
        (left_over != 0).alias("held"),
    ).with_columns(
        pl.min_horizontal("low", "rank").alias("low"),
        pl.max_horizontal("high", "rank").alias("high"),
    )


def _ranks(drawn, groups, method):
    """For each group in turn: the ranks of each of its people over all draws, sorted."""
    start = 0
    for n in groups.rle().struct.field("len"):
        group = drawn.slice(start, n)
        ranked = group.select(pl.all().rank(method, descending=True).cast(pl.Int32))
        yield ranked.select(pl.concat_arr(pl.all()).arr.sort()).to_series()
        start += n


COLUMNS = {
    "subject": pl.String,
    "rank": pl.Int32,
    "low": pl.Int32,
    "middle": pl.Int32,
    "high": pl.Int32,
    "held": pl.Boolean,
}


def _places(draws):
    """Which of the sorted ranks bound the band, and the middle one; the same number left out at
    both ends."""
    out = draws * (ONE - INNER) // (2 * ONE)
    return out, (draws - 1) // 2, draws - 1 - out


def _weights(items, seed, draws, spread):
    dice = random.Random(seed)  # noqa: S311 - repeated on purpose, nothing is kept secret by it
    steps = 2 * spread + 1
    low = ONE - spread
    return [{item: low + int(dice.random() * steps) for item in items} for _ in range(draws)]


class _Table:
    """One column for every item and sign somebody has points in, in the order of the people."""

    def __init__(self, people, items, bounds):
        self.bounds = bounds
        self.base = people.get_column("base") * ONE
        self.none = self.base * 0
        self.blocks = {block: ([], []) for block in bounds.blocks}
        ids = people.select("subject")
        parts = items.partition_by("block", "item", as_dict=True)
        for block, item in sorted(key for key in parts if key[0] in self.blocks):
            mine = parts[block, item]
            sums = mine.group_by("subject").agg(pl.col("points").sum())
            points = ids.join(sums, on="subject", how="left", maintain_order="left")
            points = points.get_column("points").fill_null(0)
            for side, column in enumerate((points.clip(0), (-points).clip(0))):
                if column.max():
                    self.blocks[block][side].append((item, column))
        self.items = sorted(
            {item for sides in self.blocks.values() for side in sides for item, _column in side}
        )

    def totals(self, weights):
        """Everybody's total under these weights (thousandths by item), times a thousand."""
        credit, debit, start = self.none, self.none, self.base
        for block, (begin, maximum, floor) in self.bounds.blocks.items():
            plus, minus = (self._sum(side, weights) for side in self.blocks[block])
            plus, minus = self._bounded(plus, minus, begin * ONE, maximum, floor)
            credit, debit, start = credit + plus, debit + minus, start + begin * ONE
        credit, debit = self._bounded(
            credit, debit, start, self.bounds.total_max, self.bounds.total_floor
        )
        return start + credit - debit

    def _sum(self, columns, weights):
        total = self.none
        for item, column in columns:
            total = total + column * weights[item]
        return total

    def _bounded(self, credit, debit, start, maximum, floor):
        """Credits up to the maximum, then deductions down to the floor, as the engine fills."""
        if maximum is not None:
            room = (debit if self.bounds.net else self.none) + (maximum * ONE - start)
            credit = _least(credit, room.clip(0))
        if floor is not None:
            debit = _least(debit, (credit + (start - floor * ONE)).clip(0))
        return credit, debit


def _least(one, other):
    return one.zip_with(one < other, other)
