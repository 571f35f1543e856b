"""The columns say what a patient clerk would say, line by line."""

from decimal import Decimal

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.engine import Cohort

from . import worlds

calm = settings(
    max_examples=150, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
few = settings(calm, max_examples=40)
WORLD = st.tuples(worlds.facts(), worlds.cohorts())


def lines_of(result, subject):
    """{(item, fact): (before, points, mark)} of one person, also what items begin with."""
    of_a_rule = pl.col("fact").is_not_null() | pl.col("item").is_not_null()
    mine = result.lines.filter((pl.col("subject") == subject) & of_a_rule)
    return {
        (row["item"], row["fact"] or ""): (row["before"], row["points"], row["mark"])
        for row in mine.iter_rows(named=True)
    }


@calm
@given(worlds.schemes(), WORLD)
def test_engine_and_row_by_row_reading_agree_on_every_line(scheme, world):
    result = worlds.engine(scheme, world)
    looks_back, begins = any(item.window for item in scheme.items), worlds.PERIOD.start
    totals = dict(result.totals.select("subject", "total").iter_rows())
    for subject, (rows, _starts, total) in worlds.by_reference(scheme, world).items():
        expected = {}
        for row in rows:
            if row["item"] is None:
                continue
            if row["mark"] == "outside_window" and looks_back and row["fact"]["on"] < begins:
                continue  # given only for items that look back, and not shown elsewhere
            key = (scheme.items[row["item"]].code, row["fact"]["fact"])
            expected[key] = (int(row["before"] * 1000), int(row["points"] * 1000), row["mark"])
        got = lines_of(result, subject)
        unread = {key: got.pop(key) for key in set(got) - set(expected)}
        assert got == expected
        assert all(value[:2] == (0, 0) for value in unread.values())
        if total is None:
            assert totals[subject] is None
        else:
            assert Decimal(totals[subject]) / 1000 == total


@few
@given(worlds.schemes(), WORLD)
def test_a_total_is_the_sum_of_its_lines_and_of_its_parts(scheme, world):
    result = worlds.engine(scheme, world)
    for frame in (result.lines, result.parts):
        sums = dict(frame.group_by("subject").agg(pl.col("points").sum()).iter_rows())
        for subject, total in result.totals.select("subject", "total").iter_rows():
            assert (total or 0) == sums.get(subject, 0)


@few
@given(worlds.schemes(), WORLD, st.randoms(use_true_random=False))
def test_any_order_of_facts_and_people_gives_the_same_bytes(scheme, world, random):
    rows, (people, spans, away) = world
    mixed = random.sample(rows, len(rows)), (random.sample(people, len(people)), spans, away)
    first, second = worlds.engine(scheme, world), worlds.engine(scheme, mixed)
    for name in ("totals", "parts", "lines", "gates", "actions"):
        assert getattr(first, name).write_csv() == getattr(second, name).write_csv()


@few
@given(worlds.schemes(), WORLD)
def test_people_scored_one_by_one_get_the_same_lines_as_together(scheme, world):
    whole = worlds.engine(scheme, world)
    table, cohort = worlds.frames(world)
    pieces = []
    for subject in cohort.subjects["subject"]:
        own = Cohort(
            cohort.subjects.filter(pl.col("subject") == subject),
            cohort.role_spans,
            cohort.suspensions,
        )
        mine = table.filter(pl.col("subject") == subject)
        pieces.append(worlds.score(scheme, mine, own, worlds.PERIOD))
    for name in ("lines", "parts"):
        together = pl.concat([getattr(piece, name) for piece in pieces])
        assert together.write_csv() == getattr(whole, name).write_csv()


@few
@given(worlds.schemes(), WORLD)
def test_scoring_twice_equals_once_and_lines_do_not_change_totals(scheme, world):
    first, again = worlds.engine(scheme, world), worlds.engine(scheme, world)
    bare = worlds.engine(scheme, world, lines=False)
    assert first.lines.equals(again.lines)
    assert bare.lines is None
    assert first.totals.equals(bare.totals)


@few
@given(worlds.schemes(), worlds.cohorts())
def test_without_facts_or_with_everything_withdrawn_only_the_start_remains(scheme, cohort):
    result = worlds.engine(scheme, ([], cohort))
    for subject, (rows, starts, _total) in worlds.by_reference(scheme, ([], cohort)).items():
        total = result.totals.filter(pl.col("subject") == subject)["total"][0]
        # what they stand at before any record
        assert all(row["fact"]["fact"] == "" for row in rows)
        stands = sum((row["points"] for row in rows), Decimal(0))
        assert Decimal(total or 0) / 1000 == sum(starts.values()) + stands
