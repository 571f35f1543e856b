"""Where somebody stands inside the cohort."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.fairness import percentiles
from scoring.fairness.percentile import tenths_text

TOTALS = st.dictionaries(st.integers(), st.integers(-5, 5), min_size=1, max_size=30)


def test_ties_share_the_middle_of_their_places():
    found = percentiles({"lin": 70, "zhao": 60, "xie": 60, "jin": 50})
    assert found == {"lin": 875, "zhao": 500, "xie": 500, "jin": 125}
    assert tenths_text(found["lin"]) == "87.5"
    assert percentiles({"lin": 70}) == {"lin": 500}


@given(TOTALS)
def test_it_follows_the_stated_formula_and_the_order_of_totals(totals):
    found = percentiles(totals)
    values = list(totals.values())
    for key, total in totals.items():
        below = sum(value < total for value in values)
        same = sum(value == total for value in values)
        assert abs(found[key] - 1000 * (below + same / 2) / len(values)) <= 0.5
    assert all(
        (found[one] < found[other]) or totals[one] >= totals[other] or len(totals) > 500
        for one in totals
        for other in totals
    )
    assert abs(sum(found.values()) / len(found) - 500) <= 0.5
