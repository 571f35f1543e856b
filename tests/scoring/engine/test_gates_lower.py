"""A requirement that is not met closes the tiers above; it never raises anybody (不得评为优秀)."""

import pytest

from scoring.scheme import check_scheme

MEASURE = """
language: 1
code: gate
title: 门槛
version: "1"
completeness: full
period: {cycle: calendar_year}
kinds: {visit: {name: 走访}, suggestion: {name: 建议}}
switches: {period_date: event, tier_rounding: exact, missing_data: zero}
categories: [{code: work, name: 履职, max: none}]
items: [{code: visit, name: 走访, category: work, when: {kind: visit}, points: 1}]
total: {max: none, floor: none}
tiers:
  - {code: excellent, name: 优秀, from: 9}
  - {code: good, name: 称职, from: 6, below: 9}
  - {code: poor, name: 不称职, below: 6}
gates:
  - {code: asked, name: 提过建议, when: {kind: suggestion}, at_least: 1, fails_to: good}
examples:
  - name: without a suggestion
    given: {facts: [{kind: visit, count: %s}]}
    expect: {tier: %s}
"""


@pytest.mark.parametrize(
    ("visits", "tier"), [(20, "good"), (9, "good"), (6, "good"), (5, "poor"), (1, "poor")]
)
def test_a_failed_requirement_never_raises(visits, tier):
    report = check_scheme(MEASURE % (visits, tier))
    assert report.faults == ()


def test_the_others_of_an_example_are_not_asked_for_records():
    text = MEASURE.replace("fails_to: good", "fails_to: unranked").replace(
        "expect: {tier: %s}", "expect: {rank: 2}"
    )
    text = text.replace(
        "total: {", "ranking: {group: none, min_size: 1, ties: competition}\ntotal: {"
    )
    text = text.replace("period_date: event", "period_date: event, late_starters: in_full")
    report = check_scheme(
        text.replace("[{kind: visit, count: %s}]", "[{kind: visit}, {kind: suggestion}]").replace(
            "expect:", "  others: [{total: 3}]\n    expect:"
        ).replace("given: {facts: [{kind: visit}, {kind: suggestion}]}",
                  "given:\n      facts: [{kind: visit}, {kind: suggestion}]")
    )  # fmt: skip
    assert [str(fault.message) for fault in report.faults] == []
