"""The sums of every person by item and by part, and the lines that change them."""

import polars as pl

from scoring.scheme.aggregates.values import Part

from ..matching import MARK

STARTS = {
    "s": pl.Int64, "block": pl.Int32, "item": pl.Int32, "mark": pl.Int8, "points": pl.Int64,
    "before": pl.Int64, "value": pl.Int64, "cuts": pl.Int64, "clause": pl.String,
}  # fmt: skip


class Sheet:
    """Sums per person in thousandths, while parts are compared, averaged and multiplied.

    ``blocks[b][s]`` and ``items[n][s]`` hold what a person has; every change is a line, so that
    the total stays the sum of its lines. Block -1 is the base; ``adjusted`` takes what is done to
    the total as a whole.
    """

    def __init__(self, plan, people, live, starts):
        scheme = plan.scheme
        self.plan, self.rounding = plan, scheme.switches.get("rounding")
        self.adjusted = len(scheme.blocks) + 1
        self.scored = people.filter("scored").get_column("s").to_list()
        self.blocks = {n: {} for n in (-1, *range(len(scheme.blocks)), self.adjusted)}
        self.items = {n: {} for n in range(len(plan.items))}
        for frame in (live, starts):
            sums = frame.group_by("s", "block").agg(pl.col("points").sum())
            for s, number, points in sums.iter_rows():
                self.blocks[number][s] = self.blocks[number].get(s, 0) + points
            sums = frame.filter(pl.col("item").is_not_null())
            sums = sums.group_by("s", "item").agg(pl.col("points").sum())
            for s, number, points in sums.iter_rows():
                self.items[number][s] = self.items[number].get(s, 0) + points
        self.numbers = {
            "block": {block.code: n for n, block in enumerate(scheme.blocks)},
            "item": {item.code: n for n, item in enumerate(plan.items)},
        }
        self.missing = {}  # Part -> set of s
        self.given = given_parts(plan, people)
        self.lines = []

    def number(self, part):
        return self.numbers[part.kind][part.code]

    def values(self, part):
        """{s: what everybody scored has in the part}."""
        have = (self.blocks if part.kind == "block" else self.items)[self.number(part)]
        return {s: have.get(s, 0) for s in self.scored}

    def every_part(self):
        """The categories and pools, in file order."""
        return [Part("block", block.code) for block in self.plan.scheme.blocks]

    def away(self, part):
        """The people for whom there is nothing to judge this part by."""
        return self.missing.get(part, frozenset())

    def set(self, part, s, value, mark, *, clause="", cuts=0):
        """Bring one person's part to a value; a line says so even where nothing changes."""
        number = self.number(part)
        if part.kind == "item":
            change = value - self.items[number].get(s, 0)
            self.items[number][s] = value
            item, block = number, self.plan.block_of[number]
        else:
            change = value - self.blocks[number].get(s, 0)
            item, block = None, number
        self._line(s, block, item, mark, change, value, clause, cuts)

    def total(self, s):
        """The sum of everything so far."""
        return sum(points.get(s, 0) for points in self.blocks.values())

    def set_total(self, s, value, mark, *, clause="", cuts=0):
        """Bring one person's total to a value by a line of its own."""
        change = value - self.total(s)
        self._line(s, self.adjusted, None, mark, change, value, clause, cuts)

    def _line(self, s, block, item, mark, change, value, clause, cuts):
        self.blocks[block][s] = self.blocks[block].get(s, 0) + change
        self.lines.append((s, block, item, MARK[mark], change, change, value, cuts, clause or None))

    def frame(self):
        """The lines added, as rows beside the starts."""
        return pl.DataFrame(self.lines, schema=STARTS, orient="row")


GIVEN_PART = "given part:"


def given_parts(plan, people):
    """{Part: {s: points}} of the others of a worked example, known by their parts alone."""
    found = {}
    for column in people.columns:
        if column.startswith(GIVEN_PART):
            kind, code = column.removeprefix(GIVEN_PART).split(":", 1)
            rows = people.filter(pl.col(column).is_not_null()).select("s", column)
            found[Part(kind, code)] = dict(rows.iter_rows())
    return found
