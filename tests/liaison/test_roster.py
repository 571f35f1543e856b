"""The days a roster rule gives, by the official calendar of 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.roster import (
    Frequency,
    HolidayPolicy,
    Occurrence,
    Pattern,
    held_on,
    is_public_holiday,
    occurrences,
)

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def days(first, last):
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


class Official2026:
    """The State Council's notice for 2026; other years are plain weeks."""

    off = (
        days(date(2026, 1, 1), date(2026, 1, 3))
        | days(date(2026, 2, 15), date(2026, 2, 23))
        | days(date(2026, 4, 4), date(2026, 4, 6))
        | days(date(2026, 5, 1), date(2026, 5, 5))
        | days(date(2026, 6, 19), date(2026, 6, 21))
        | days(date(2026, 9, 25), date(2026, 9, 27))
        | days(date(2026, 10, 1), date(2026, 10, 7))
    )
    made_up = {date(2026, *day) for day in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]}

    def is_working(self, day):
        return day in self.made_up or (day.isoweekday() <= 5 and day not in self.off)


CALENDAR = Official2026()


def monthly(*numbers, policy=HolidayPolicy.NEXT_WORKDAY, **more):
    return Pattern(Frequency.MONTHLY_DAY, date(2026, 1, 1), days=numbers, policy=policy, **more)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (5, [(4, 7), (5, 6), (7, 6), (9, 7), (10, 8), (12, 7)]),
        (15, [(2, 24), (3, 16), (8, 17), (11, 16)]),
        (25, [(1, 26), (4, 27), (7, 27), (9, 28), (10, 26)]),
    ],
)
def test_a_day_of_the_month_that_is_no_working_day_moves_to_the_next(day, moved):
    held = occurrences(monthly(day), *YEAR, CALENDAR)
    assert len(held) == 12
    assert [o.on for o in held if o.shifted] == [date(2026, *on) for on in moved]
    assert [o.original_on for o in held] == [date(2026, month, day) for month in range(1, 13)]


def test_a_point_open_on_day_5_or_25_shows_its_next_three_days():
    held = occurrences(monthly(5, 25), date(2026, 9, 1), YEAR[1], CALENDAR)
    assert [o.on for o in held[:3]] == [date(2026, 9, 7), date(2026, 9, 28), date(2026, 10, 8)]


@pytest.mark.parametrize(
    ("policy", "on"),
    [
        ("keep", (10, 3)),
        ("keep_unless_holiday", (10, 8)),
        ("next_workday", (10, 8)),
        ("next_day", (10, 8)),
        ("prev_workday", (9, 30)),
        ("skip", None),
    ],
)
def test_what_each_policy_does_with_a_saturday_in_the_national_holiday(policy, on):
    expected = date(2026, *on) if on else None
    assert held_on(date(2026, 10, 3), HolidayPolicy(policy), CALENDAR) == expected


@pytest.mark.parametrize(
    ("policy", "on"),
    [
        ("keep", (11, 28)),
        ("keep_unless_holiday", (11, 28)),
        ("next_workday", (11, 30)),
        ("next_day", (11, 29)),
        ("prev_workday", (11, 27)),
        ("skip", None),
    ],
)
def test_what_each_policy_does_with_an_ordinary_saturday(policy, on):
    expected = date(2026, *on) if on else None
    assert held_on(date(2026, 11, 28), HolidayPolicy(policy), CALENDAR) == expected


def test_a_weekend_made_up_as_work_is_kept_by_every_policy():
    for policy in HolidayPolicy:
        assert held_on(date(2026, 2, 28), policy, CALENDAR) == date(2026, 2, 28)


def test_a_weekend_inside_a_holiday_is_holiday_and_an_ordinary_one_is_not():
    assert is_public_holiday(date(2026, 10, 4), CALENDAR)
    assert is_public_holiday(date(2026, 4, 4), CALENDAR)
    assert not is_public_holiday(date(2026, 11, 28), CALENDAR)
    assert not is_public_holiday(date(2026, 10, 10), CALENDAR)


def test_the_second_wednesday_the_last_friday_and_a_fifth_monday():
    second = Pattern(Frequency.MONTHLY_WEEKDAY, YEAR[0], weekday=3, nth=2)
    held = occurrences(second, date(2026, 11, 1), YEAR[1], CALENDAR)
    assert [o.on for o in held] == [date(2026, 11, 11), date(2026, 12, 9)]
    last = Pattern(Frequency.MONTHLY_WEEKDAY, YEAR[0], weekday=5, nth=-1)
    assert [o.on for o in occurrences(last, date(2026, 11, 1), YEAR[1], CALENDAR)] == [
        date(2026, 11, 27),
        date(2026, 12, 25),
    ]
    fifth = Pattern(Frequency.MONTHLY_WEEKDAY, YEAR[0], weekday=1, nth=5)
    held = occurrences(fifth, *YEAR, CALENDAR)
    assert [o.on.month for o in held] == [3, 6, 8, 11]


def test_odd_months_on_the_15th_every_quarter_and_every_other_week():
    odd = occurrences(monthly(15, months="odd", policy=HolidayPolicy.KEEP), *YEAR, CALENDAR)
    assert [o.on.month for o in odd] == [1, 3, 5, 7, 9, 11]
    quarter = occurrences(monthly(8, months="quarter_end"), *YEAR, CALENDAR)
    assert [o.on for o in quarter] == [date(2026, *on) for on in [(3, 9), (6, 8), (9, 8), (12, 8)]]
    fortnight = Pattern(Frequency.WEEKLY, date(2026, 11, 4), weekday=3, every_weeks=2)
    held = occurrences(fortnight, date(2026, 11, 1), date(2026, 12, 10), CALENDAR)
    assert [o.on.day for o in held] == [4, 18, 2]


def test_day_31_of_a_short_month_is_its_last_day():
    held = occurrences(monthly(31, policy=HolidayPolicy.KEEP), *YEAR, CALENDAR)
    assert [o.on.day for o in held] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_two_days_a_holiday_pushes_together_are_held_once():
    held = occurrences(monthly(3, 5), date(2026, 10, 1), date(2026, 10, 31), CALENDAR)
    assert held == [Occurrence(date(2026, 10, 3), date(2026, 10, 8))]


def test_a_day_taken_out_gives_no_reception():
    without = monthly(5, exceptions=frozenset({date(2026, 4, 5)}))
    assert len(occurrences(without, *YEAR, CALENDAR)) == 11


policies = st.sampled_from(list(HolidayPolicy))
patterns = st.builds(
    Pattern,
    frequency=st.sampled_from(list(Frequency)),
    first=st.dates(date(2025, 6, 1), date(2026, 9, 1)),
    last=st.none() | st.dates(date(2026, 9, 2), date(2027, 3, 1)),
    days=st.lists(st.integers(1, 31), min_size=1, max_size=5).map(tuple),
    weekday=st.integers(1, 7),
    nth=st.sampled_from([1, 2, 3, 4, 5, -1]),
    months=st.sampled_from(["every", "odd", "even", "quarter_start", "quarter_end"]),
    every_weeks=st.integers(1, 4),
    policy=policies,
)


@given(patterns, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_however_the_year_is_cut_the_days_are_the_same(pattern, cut):
    whole = occurrences(pattern, *YEAR, CALENDAR)
    before = occurrences(pattern, YEAR[0], cut, CALENDAR)
    after = occurrences(pattern, cut + timedelta(days=1), YEAR[1], CALENDAR)
    assert before + after == whole


@given(patterns)
def test_one_rule_never_gives_two_receptions_on_a_day_or_for_one_name(pattern):
    held = occurrences(pattern, *YEAR, CALENDAR)
    assert len({o.on for o in held}) == len({o.original_on for o in held}) == len(held)
    assert [o.on for o in held] == sorted(o.on for o in held)
    assert all(pattern.first <= o.original_on for o in held)
    assert all(o.original_on <= pattern.last for o in held if pattern.last)


@given(st.dates(date(2025, 12, 1), date(2027, 1, 31)), policies)
def test_a_policy_keeps_its_word(day, policy):
    on = held_on(day, policy, CALENDAR)
    if policy in {HolidayPolicy.NEXT_WORKDAY, HolidayPolicy.PREVIOUS_WORKDAY}:
        assert CALENDAR.is_working(on)
    if policy == HolidayPolicy.NEXT_WORKDAY:
        assert on >= day
        assert not any(CALENDAR.is_working(between) for between in days(day, on) - {on})
    if policy == HolidayPolicy.PREVIOUS_WORKDAY:
        assert on <= day
    if policy in {HolidayPolicy.KEEP_UNLESS_HOLIDAY, HolidayPolicy.NEXT_DAY}:
        assert on >= day
        assert not is_public_holiday(on, CALENDAR)
    if policy == HolidayPolicy.KEEP or CALENDAR.is_working(day):
        assert on == day
    if policy == HolidayPolicy.SKIP and not CALENDAR.is_working(day):
        assert on is None
