"""How a rank moves when the weights are a little different."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.fairness import Bounds, bands

ITEMS = ["a", "b", "c"]
BLOCK_OF = {"a": "one", "b": "one", "c": "two"}


@st.composite
def cohorts(draw):
    """(people, items, bounds): totals need not follow from items and base."""
    n = draw(st.integers(1, 8))
    points = st.integers(-6, 12).map(lambda value: value * 500)
    some = st.one_of(st.none(), st.integers(0, 10).map(lambda value: value * 1000))
    low = st.one_of(st.none(), st.just(-2000))
    blocks = {name: (0, draw(some), draw(low)) for name in ("one", "two")}
    bounds = Bounds(blocks, draw(some), draw(low), draw(st.booleans()))
    items = [
        (str(s), item, BLOCK_OF[item], value)
        for s in range(n)
        for item in ITEMS
        if (value := draw(points))
    ]
    people = [(str(s), draw(st.sampled_from("xy")), draw(points), draw(points)) for s in range(n)]
    return (
        pl.DataFrame(people, schema=["subject", "group", "total", "base"], orient="row"),
        pl.DataFrame(
            items,
            schema={
                "subject": pl.String,
                "item": pl.String,
                "block": pl.String,
                "points": pl.Int64,
            },
            orient="row",
        ),
        bounds,
    )


def by_subject(frame):
    return {row["subject"]: row for row in frame.iter_rows(named=True)}


@settings(deadline=None, max_examples=40)
@given(cohorts(), st.integers(0, 9))
def test_without_any_spread_the_band_is_the_rank_itself(cohort, seed):
    people, items, bounds = cohort
    for row in bands(people, items, bounds, seed=seed, draws=5, spread=0).iter_rows(named=True):
        assert row["low"] == row["middle"] == row["high"] == row["rank"]


@settings(deadline=None, max_examples=40)
@given(cohorts(), st.integers(0, 9), st.randoms())
def test_the_rank_lies_in_its_band_and_no_order_of_rows_changes_it(cohort, seed, dice):
    people, items, bounds = cohort
    found = by_subject(bands(people, items, bounds, seed=seed, draws=40))
    size = dict(people.group_by("group").len().iter_rows())
    for subject, group in people.select("subject", "group").iter_rows():
        row = found[subject]
        assert 1 <= row["low"] <= row["rank"] <= row["high"] <= size[group]
        assert row["low"] <= row["middle"] <= row["high"]
    shuffled = [list(range(frame.height)) for frame in (people, items)]
    for order in shuffled:
        dice.shuffle(order)
    again = bands(people[shuffled[0]], items[shuffled[1]], bounds, seed=seed, draws=40)
    assert by_subject(again) == found


@settings(deadline=None, max_examples=30)
@given(cohorts())
def test_one_draw_is_what_a_row_by_row_reading_gives(cohort):
    """The same draw by hand: weights from the same dice, limits of blocks and total in turn."""
    import random

    people, items, bounds = cohort
    used = sorted({item for _s, item, _b, _p in items.iter_rows()})
    dice = random.Random(7)
    weights = {item: 750 + int(dice.random() * 501) for item in used}
    still = dict.fromkeys(used, 1000)
    moved = {}
    for subject, group, total, base in people.iter_rows():
        mine = {item: p for s, item, _b, p in items.iter_rows() if s == subject}
        change = _by_hand(mine, base, weights, bounds) - _by_hand(mine, base, still, bounds)
        moved[subject] = (group, total * 1000 + change)
    for row in bands(people, items, bounds, seed=7, draws=1).iter_rows(named=True):
        group, mine = moved[row["subject"]]
        above = sum(1 for g, points in moved.values() if g == group and points > mine)
        assert row["middle"] == above + 1


def _by_hand(mine, base, weights, bounds):
    plus = minus = 0
    start = base * 1000
    for block, (begin, maximum, floor) in bounds.blocks.items():
        worth = [p * weights[item] for item, p in mine.items() if BLOCK_OF[item] == block]
        credit = sum(value for value in worth if value > 0)
        debit = -sum(value for value in worth if value < 0)
        credit, debit = _cut(credit, debit, begin * 1000, maximum, floor, bounds.net)
        plus, minus, start = plus + credit, minus + debit, start + begin * 1000
    plus, minus = _cut(plus, minus, start, bounds.total_max, bounds.total_floor, bounds.net)
    return start + plus - minus


def _cut(credit, debit, start, maximum, floor, net):
    if maximum is not None:
        credit = min(credit, max(0, maximum * 1000 - start + (debit if net else 0)))
    if floor is not None:
        debit = min(debit, max(0, start + credit - floor * 1000))
    return credit, debit


def test_a_wider_spread_widens_the_band_of_two_who_earn_by_different_items():
    people = pl.DataFrame(
        {"subject": ["lin", "zhao"], "group": ["x", "x"], "total": [10_000, 9_000], "base": [0, 0]}
    )
    items = pl.DataFrame(
        {"subject": ["lin", "zhao"], "item": ["a", "c"], "block": ["one", "two"],
         "points": [10_000, 9_000]}
    )  # fmt: skip
    bounds = Bounds({"one": (0, None, None), "two": (0, None, None)})
    widths = []
    for spread in (0, 20, 100, 250):
        lin = bands(people, items, bounds, seed=1, spread=spread).row(0, named=True)
        widths.append(lin["high"] - lin["low"])
    assert widths == sorted(widths) and (widths[0], widths[-1]) == (0, 1)
    capped = Bounds({"one": (0, 7_000, None), "two": (0, 6_000, None)})
    people = people.with_columns(pl.Series("total", [7_000, 6_000]))
    lin = bands(people, items, capped, seed=1).row(0, named=True)
    assert (lin["low"], lin["high"]) == (1, 1)  # both stay at their categories' limits
