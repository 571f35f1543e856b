"""Fulfilled over obliged, told without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.months import empty_months, month_strip
from performance.rates import OBLIGED, Counts, Tally, counts_as, tally

ANY_OBLIGED = st.sampled_from(["yes", "no", "unknown", ""])
ANY_PRESENCE = st.sampled_from(
    ["present", "late", "left_early", "leave_approved", "leave_refused", "absent", ""]
)


@pytest.mark.parametrize(
    ("obliged", "presence", "counts"),
    [
        ("yes", "present", Counts.FULFILLED),
        ("yes", "late", Counts.FULFILLED),
        ("yes", "left_early", Counts.FULFILLED),
        ("yes", "leave_approved", Counts.LEAVE),
        ("yes", "leave_refused", Counts.ABSENT),
        ("yes", "absent", Counts.ABSENT),
        ("no", "present", Counts.NOT_OBLIGED),
        ("no", "absent", Counts.NOT_OBLIGED),
        ("unknown", "present", Counts.UNKNOWN),
        ("", "", Counts.NOTHING),
    ],
)
def test_what_a_line_counts_as(obliged, presence, counts):
    assert counts_as(obliged, presence) == counts


def test_outside_the_mandate_and_while_suspended_nothing_counts_either_way():
    for presence in ("present", "absent", "leave_approved"):
        assert counts_as("yes", presence, in_office=False) == Counts.OUTSIDE
        assert counts_as("yes", presence, suspended=True) == Counts.SUSPENDED
    assert counts_as("yes", "absent", in_office=False, suspended=True) == Counts.OUTSIDE


def test_approved_leave_is_obliged_but_neither_fulfilled_nor_absent():
    found = tally([Counts.FULFILLED, Counts.FULFILLED, Counts.LEAVE, Counts.NOT_OBLIGED])
    assert (found.obliged, found.fulfilled, found.leave, found.absent) == (3, 2, 1, 0)
    assert found.percent == "66.6%"


def test_nobody_called_is_no_rate_and_not_a_hundred():
    assert Tally().percent is None
    assert Tally(fulfilled=3).percent == "100%"


def test_a_hundred_is_never_reached_by_rounding():
    assert Tally(fulfilled=1999, absent=1).percent == "99.9%"


@given(st.lists(st.tuples(ANY_OBLIGED, ANY_PRESENCE, st.booleans(), st.booleans())))
def test_any_entries_in_any_order_add_up(entries):
    kinds = [counts_as(o, p, in_office=i, suspended=s) for o, p, i, s in entries]
    found = tally(kinds)
    assert found == tally(reversed(kinds))
    assert found.obliged == sum(kind in OBLIGED for kind in kinds)
    assert 0 <= found.fulfilled <= found.obliged <= len(kinds)
    called = [1 for o, _p, i, s in entries if o == "yes" and i and not s]
    assert found.obliged == len(called)


@given(st.lists(st.tuples(ANY_OBLIGED, ANY_PRESENCE)), st.lists(ANY_PRESENCE))
def test_days_one_was_not_called_to_never_move_the_rate(entries, others):
    kinds = [counts_as(o, p) for o, p in entries]
    more = [counts_as("no", p) for p in others] + [counts_as("unknown", p) for p in others]
    more += [counts_as("yes", p, suspended=True) for p in others]
    assert tally(kinds) == tally(kinds + more)


TODAY = date(2026, 5, 20)
ALWAYS = [(date(2022, 1, 10), None)]


def states(year, days=(), spans=ALWAYS, suspensions=()):
    return [month.state for month in month_strip(year, days, spans, suspensions, TODAY)]


def test_a_year_names_its_empty_months_and_leaves_the_running_one_open():
    strip = month_strip(2026, [date(2026, 1, 9), date(2026, 3, 1)], ALWAYS, [], TODAY)
    assert [month.month for month in empty_months(strip)] == [2, 4]
    assert [month.state for month in strip[4:6]] == ["current", "future"]
    assert [month.count for month in strip[:3]] == [1, 0, 1]


def test_months_outside_the_mandate_or_wholly_suspended_are_not_held_against_anyone():
    joined_and_left = [(date(2025, 3, 15), date(2025, 10, 1))]
    suspended = [(date(2025, 5, 1), date(2025, 7, 1))]
    assert states(2025, spans=joined_and_left, suspensions=suspended) == [
        "outside",
        "outside",
        "empty",
        "empty",
        "suspended",
        "suspended",
        "empty",
        "empty",
        "empty",
        "outside",
        "outside",
        "outside",
    ]


def test_a_month_suspended_only_in_part_may_still_be_empty():
    assert states(2025, suspensions=[(date(2025, 5, 2), date(2025, 6, 1))])[4] == "empty"


@given(st.lists(st.dates(date(2025, 1, 1), date(2025, 12, 31))))
def test_every_day_done_is_counted_in_its_month(days):
    strip = month_strip(2025, days, ALWAYS, [], TODAY)
    assert sum(month.count for month in strip) == len(days)
    assert {month.month for month in strip if month.state == "done"} == {d.month for d in days}
