"""Counting in working days: the golden cases, the month sums, and what must hold of any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.models import WorkdayOverride
from foundation.official_days import SCHEDULES, official_days
from foundation.working_days import (
    Calendar,
    add_months,
    add_working_days,
    is_working_day,
    next_working_day,
    provisional,
    stored_calendar,
    working_days_in,
)

OFFICIAL = Calendar(
    worked={day: is_work for year in SCHEDULES for day, is_work, _name in official_days(year)},
    official_years=frozenset(SCHEDULES),
)
known_days = st.dates(date(2024, 1, 1), date(2026, 9, 30))


def on(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2026-03-10", 3, "2026-06-10"),
        ("2026-07-01", 3, "2026-10-08"),
        ("2025-07-01", 3, "2025-10-09"),
        ("2025-11-30", 3, "2026-02-28"),  # a Saturday, but a make-up working day
        ("2025-08-31", 3, "2025-12-01"),
        ("2026-01-31", 3, "2026-04-30"),
    ],
)
def test_a_deadline_in_months_rolls_past_days_off(start, months, due):
    assert add_months(OFFICIAL, on(start), months) == on(due)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-02-12", 7, "2026-02-28"),
        ("2026-02-12", 5, "2026-02-26"),
        ("2026-02-12", 10, "2026-03-04"),
        ("2026-09-29", 5, "2026-10-12"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2025-09-30", 5, "2025-10-14"),
        ("2026-01-01", 5, "2026-01-08"),
    ],
)
def test_a_deadline_in_working_days_counts_make_up_days_and_not_the_first(start, days, due):
    assert add_working_days(OFFICIAL, on(start), days) == on(due)


def test_without_rolling_the_nominal_day_stands():
    assert add_months(OFFICIAL, on("2026-07-01"), 3, roll_if_off=False) == on("2026-10-01")
    assert add_months(OFFICIAL, on("2025-12-15"), 2, roll_if_off=False) == on("2026-02-15")
    assert add_months(OFFICIAL, on("2025-10-31"), 14, roll_if_off=False) == on("2026-12-31")


def test_the_months_of_2026_have_the_published_numbers_of_working_days():
    months = [working_days_in(OFFICIAL, 2026, month) for month in range(1, 13)]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_years_have_the_published_numbers_of_working_days(year, days):
    assert sum(working_days_in(OFFICIAL, year, month) for month in range(1, 13)) == days


def test_the_stored_days_are_the_official_ones(db):
    assert stored_calendar() == OFFICIAL
    assert WorkdayOverride.objects.filter(date__year=2026, is_work=False).count() == 33


def test_a_year_without_a_notice_is_provisional_and_falls_back_to_weekdays():
    assert provisional(OFFICIAL, 2027) and not provisional(OFFICIAL, 2026)
    assert not is_working_day(OFFICIAL, date(2027, 10, 1))  # fixed by law, a Friday
    assert is_working_day(OFFICIAL, date(2027, 3, 1))
    assert not is_working_day(OFFICIAL, date(2027, 3, 6))


def test_the_library_people_use_agrees_on_every_day_of_the_three_years():
    holidays = pytest.importorskip("holidays", reason="the comparison library is not installed")
    theirs = holidays.China(years=sorted(SCHEDULES))
    day = date(2024, 1, 1)
    while day < date(2027, 1, 1):
        assert theirs.is_working_day(day) == is_working_day(OFFICIAL, day), day
        day += timedelta(days=1)


@given(known_days, st.integers(1, 60))
def test_a_deadline_is_a_working_day_with_so_many_before_it(start, days):
    due = add_working_days(OFFICIAL, start, days)
    between = (start + timedelta(days=n) for n in range(1, (due - start).days + 1))
    assert is_working_day(OFFICIAL, due)
    assert sum(is_working_day(OFFICIAL, day) for day in between) == days


@given(known_days, st.integers(0, 30), st.integers(0, 30))
def test_counting_on_from_a_deadline_adds_up(start, first, then):
    halfway = add_working_days(OFFICIAL, start, first)
    whole = add_working_days(OFFICIAL, start, first + then)
    assert add_working_days(OFFICIAL, halfway, then) == whole


@given(known_days, known_days, st.integers(0, 24))
def test_a_later_start_never_has_an_earlier_deadline(one, other, months):
    early, late = sorted([one, other])
    assert add_months(OFFICIAL, early, months) <= add_months(OFFICIAL, late, months)
    assert add_working_days(OFFICIAL, early, months) <= add_working_days(OFFICIAL, late, months)


@given(known_days)
def test_the_next_working_day_is_the_first_one_not_before(day):
    found = next_working_day(OFFICIAL, day)
    assert found >= day and is_working_day(OFFICIAL, found)
    assert not any(
        is_working_day(OFFICIAL, day + timedelta(days=n)) for n in range((found - day).days)
    )


def test_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(OFFICIAL, date(2026, 3, 5), -1)
