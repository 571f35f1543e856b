"""A whole term in figures: pure, so told without a database."""

import json
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scoring.term_figures import (
    Cause,
    OccasionFigures,
    ReportFigures,
    TermFigures,
    YearFigures,
    figures_from,
    gaps_of,
    middle_of,
)

FIRST, LAST = date(2024, 1, 10), date(2024, 7, 1)


def test_a_gap_is_whole_months_in_office_without_a_duty():
    gaps = gaps_of({(2024, 2), (2024, 5)}, FIRST, LAST, ())
    assert [(gap.first, gap.last, gap.months) for gap in gaps] == [
        ("2024-03", "2024-04", 2),
        ("2024-06", "2024-06", 1),
    ]


def test_a_reason_on_record_goes_with_every_gap_it_touches():
    leave = Cause("leave", "health", "2024-04-20", "2024-06-02")
    gaps = gaps_of({(2024, 2), (2024, 5)}, FIRST, LAST, (leave,))
    assert [gap.causes for gap in gaps] == [(leave,), (leave,)]
    early = Cause("leave", "work", "2024-02-01", "2024-02-29")
    assert all(gap.causes == () for gap in gaps_of({(2024, 2)}, FIRST, LAST, (early,)))


def test_a_month_wholly_suspended_is_no_gap():
    whole = Cause("suspension", "detained", "2024-03-01", "2024-05-01")
    assert [gap.first for gap in gaps_of({(2024, 2)}, FIRST, LAST, (whole,))] == ["2024-05"]
    open_end = Cause("suspension", "detained", "2024-03-01", "")
    assert gaps_of({(2024, 2)}, FIRST, LAST, (open_end,)) == ()


@given(
    st.sets(st.tuples(st.integers(2022, 2026), st.integers(1, 12))),
    st.dates(date(2022, 1, 1), date(2024, 1, 1)),
    st.dates(date(2024, 1, 2), date(2026, 12, 31)),
)
def test_gaps_and_duties_never_share_a_month_and_gaps_never_touch(done, first, last):
    gaps = gaps_of(done, first, last, ())
    for gap in gaps:
        year, month = map(int, gap.first.split("-"))
        end = tuple(map(int, gap.last.split("-")))
        months = []
        while (year, month) <= end:
            months.append((year, month))
            year, month = year + month // 12, month % 12 + 1
        assert len(months) == gap.months
        assert not done & set(months)
        assert date(*months[0], 1) >= first
        assert date(year, month, 1) <= last
    assert all(one.last < other.first for one, other in pairwise(gaps))


def test_figures_come_back_from_json_as_they_went():
    figures = TermFigures(
        first="2022-01-10",
        last="2026-11-20",
        fulfilled=9,
        leave=1,
        occasions=(OccasionFigures("plenary", 9, 1, 0),),
        kinds=(("meeting", 9), ("suggestion", 2)),
        reports=(ReportFigures("2025-01-02", "competent", ("称职",), (40,), 44, 45),),
        years=(YearFigures("2025", 3, 1, "ranked", "优秀", 88_500, 2, "all", 26),),
        gaps=gaps_of(set(), FIRST, LAST, (Cause("leave", "health", "2024-03-01", "2024-03-02"),)),
        offices=(("chair", "2022-01-10", ""),),
        suspensions=(Cause("suspension", "detained", "2023-01-01", "2023-02-01"),),
    )
    plain = json.loads(json.dumps(figures.plain()))
    assert figures_from(plain) == figures
    assert (plain["sum_done"], plain["sum_empty"]) == (11, 5)
    assert figures.tally.text == "9 / 10"


def test_the_middle_of_few_is_not_told():
    assert middle_of([1] * 7) is None
    middle = middle_of(range(9))
    assert (middle.low, middle.value, middle.high) == (2, 4, 6)
