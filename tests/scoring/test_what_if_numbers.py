"""The numbers of a measure: found where they stand, changed without touching anything else."""

from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import scoring
from scoring.scheme import check_scheme, load_scheme
from scoring.whatif.correlation import kendall, middle_places, spearman
from scoring.whatif.numbers import changed_text, numbers_of, read_number, written

SHIPPED = sorted((Path(scoring.__file__).parent / "schemes").glob("*.yaml"))
DEMO = next(path for path in SHIPPED if path.stem == "demo-county").read_text(encoding="utf-8")
VALUES = st.integers(-90_000, 90_000).map(lambda milli: Decimal(milli) / 1000)


def test_every_number_of_every_shipped_measure_stands_where_it_is_said_to_stand():
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        numbers = numbers_of(text)
        assert len({number.key for number in numbers}) == len(numbers)
        for number in numbers:
            for start, end, added in number.places:
                assert Decimal(text[start:end]) == number.value + added, (path.name, number)
        same = changed_text(text, {number.key: number.value for number in numbers})
        assert load_scheme(same).digest == load_scheme(text).digest


def test_a_changed_number_changes_that_rule_and_no_other_line():
    text = changed_text(DEMO, {"items.suggestion.table.values.lead": Decimal("5.5")})
    before, after = DEMO.splitlines(), text.splitlines()
    differing = [n for n, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
    assert len(differing) == 1
    assert load_scheme(text).item("suggestion").table.values[("lead",)] == 5500


def test_the_bound_between_two_tiers_is_one_number():
    text = changed_text(DEMO, {"tiers.excellent.from": Decimal(88)})
    report = check_scheme(text, examples=False)
    assert report.ok
    top, second = report.scheme.tiers[:2]
    assert (top.low, second.high) == (88_000, 88_000)
    assert not [n for n in numbers_of(DEMO) if n.what and n.what[-1] == "below"]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_is_typed_the_file_stays_a_measure_or_is_refused_in_words(data):
    numbers = numbers_of(DEMO)
    chosen = data.draw(st.lists(st.sampled_from(numbers), max_size=6, unique_by=lambda n: n.key))
    changes = {number.key: data.draw(VALUES) for number in chosen}
    text = changed_text(DEMO, changes)
    report = check_scheme(text, examples=False)
    assert report.ok or all(str(fault.message) for fault in report.faults)
    again = {number.key: number.value for number in numbers_of(text)}
    for key, value in changes.items():
        assert again.get(key, value) == value


@given(VALUES)
def test_a_number_is_read_back_as_it_is_written(value):
    assert read_number(written(value)) == value


def test_what_is_no_number_is_not_read():
    for typed in ["", "three", "1e3", "1_000", "7.5555", "--2", "99999999", "1;2"]:
        assert read_number(typed) is None, typed
    assert read_number(" 7.5 ") == Decimal("7.5")


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


@given(PAIRS)
def test_kendall_counted_by_merging_is_kendall_counted_pair_by_pair(pairs):
    first, second = [one for one, _two in pairs], [two for _one, two in pairs]
    alike = apart = tied_first = tied_second = 0
    for place, (a, b) in enumerate(pairs):
        for c, d in pairs[:place]:
            tied_first += a == c
            tied_second += b == d
            alike += (a - c) * (b - d) > 0
            apart += (a - c) * (b - d) < 0
    every = len(pairs) * (len(pairs) - 1) // 2
    below = ((every - tied_first) * (every - tied_second)) ** 0.5
    expected = (alike - apart) / below if below else None
    found = kendall(first, second)
    assert found == expected or abs(found - expected) < 1e-12


def test_the_same_order_is_one_and_the_opposite_minus_one():
    assert spearman([1, 2, 3, 4], [10, 20, 30, 45]) == 1
    assert round(spearman([1, 2, 3, 4], [4, 3, 2, 1]), 9) == -1
    assert kendall([1, 2, 3], [3, 2, 1]) == -1
    assert spearman([1, 1], [2, 3]) is None
    assert kendall([], []) is None
    assert middle_places([5, 1, 5]) == [1.5, 0, 1.5]
