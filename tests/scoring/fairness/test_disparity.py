"""Groups of deputies compared by ratio, and when nothing is said."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.fairness import Fairness, Place, disparity_of
from scoring.fairness.sheet import fairness_from


def members(**groups):
    return [(name, p, top) for name, rows in groups.items() for p, top in rows]


def test_a_group_of_seven_is_not_compared_and_one_of_eight_is_with_doubt():
    seven, eight = [(300, False)] * 7, [(300, False)] * 8
    many = [(600, True)] * 30
    small = disparity_of("sex", members(f=seven, m=many))
    assert (small.ratios, small.is_unequal) == ((), False)
    fair = disparity_of("sex", members(f=eight, m=many))
    assert (fair.median_ratio, fair.share_ratio, fair.is_unequal, fair.uncertain) == (
        500, 0, True, True,
    )  # fmt: skip


def test_four_fifths_exactly_is_not_below_the_line():
    farmers = [(500, True)] * 16 + [(500, False)] * 24
    cadres = [(500, True)] * 20 + [(500, False)] * 20
    one = disparity_of("occupation", members(farmer=farmers, cadre=cadres))
    assert (one.share_ratio, one.is_unequal, one.uncertain) == (800, False, True)
    fewer = disparity_of("occupation", members(farmer=farmers[1:], cadre=cadres))
    assert fewer.share_ratio < 800 and fewer.is_unequal


def test_who_is_not_recorded_is_counted_and_compared_with_nobody():
    one = disparity_of("area", [("", 100, False)] * 5 + members(urban=[(500, True)] * 9))
    assert (one.unknown, len(one.groups), one.ratios) == (5, 1, ())


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), st.integers(0, 1000), st.booleans()))
)
def test_ratios_stay_between_nothing_and_one_and_survive_being_kept(rows):
    one = disparity_of("sex", rows)
    assert all(0 <= ratio <= 1000 for ratio in one.ratios)
    assert sum(group.n for group in one.groups) + one.unknown == len(rows)
    kept = Fairness("00", 1000, 250, {7: Place(1, 2, 750, 1, 1, 2)}, (one,), 1, "优秀")
    assert fairness_from(kept.plain()) == kept
