"""Odd cases of real measures in which points × count with a cap goes wrong: above the items."""

from datetime import date

import polars as pl
import pytest

from scoring.engine import Cohort, FactsRefused, Period, score
from scoring.scheme import check_scheme
from scoring.scheme.examples import run_examples
from tests.scoring.scheme.test_manual import BLOCKS

YEAR = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
SMALL = BLOCKS[0].split("examples:")[0]


def scheme(extra, *, switches="", small=SMALL):
    """The smallest scheme with more written under it; it and its examples are in order."""
    text = small.replace("  period_date: event\n", f"  period_date: event\n{switches}") + extra
    report = check_scheme(text)
    assert not report.faults, [str(fault) for fault in report.faults]
    assert all(outcome.ok for outcome in run_examples(report.scheme))
    return report.scheme


def facts(**counts):
    """So many visits of each person in March 2026."""
    rows = [
        {"fact": f"{who}:{n:03d}", "subject": who, "kind": "visit", "on": date(2026, 3, 1 + n % 28)}
        for who, count in counts.items()
        for n in range(count)
    ]
    schema = {"fact": pl.String, "subject": pl.String, "kind": pl.String, "on": pl.Date}
    return pl.DataFrame(rows, schema=schema)


def people(*names, **columns):
    return Cohort(pl.DataFrame({"subject": list(names), **columns}))


def of(result, column):
    return dict(result.totals.select("subject", column).iter_rows())


RANKED = "ranking: {group: none, min_size: 1, ties: competition}\n"
RANKING = "  missing_data: zero\n  late_starters: in_full\n"
TIERS = "tiers:\n  - {code: good, name: 优秀, from: 8}\n  - {code: poor, name: 不称职, below: 8}\n"


def test_odd_case_16_a_counter_follows_the_role_through_years_term_and_month():
    """Two running, seven in the term, three in a month; the role changes inside the term."""
    scheme(
        """
history:
  - code: in_term
    name: 组成人员届内三次
    when: {kind: visit, subject_role: standing_member}
    span: term
    at_least: 3
  - {code: in_month, name: 一月三次, when: {kind: visit}, span: month, at_least: 3}
examples:
  - name: 三次走访分在三年，一次在当选组成人员之前
    given:
      start: 2021-01-01
      roles: [standing_member]
      facts:
        - {kind: visit, on: 2022-03-01}
        - {kind: visit, on: 2023-03-01}
        - {kind: visit, on: 2024-03-01}
    expect: {history: {in_term: yes, in_month: no}}
  - name: 不是组成人员
    given:
      start: 2021-01-01
      facts:
        - {kind: visit, on: 2024-03-01}
        - {kind: visit, on: 2024-03-02}
        - {kind: visit, on: 2024-03-31}
    expect: {history: {in_term: no, in_month: yes}}
""",
        switches="  role_at: fact_date\n",
    )


def test_odd_case_17_a_place_and_not_the_points_fires_the_step_and_a_tie_decides_it():
    rule = """
actions:
  - {code: talk, when: {from_bottom: 1, ties: TIES}, do: 约谈, owner: 代表工委}
"""
    for ties, called in (("include_all", {"b", "c"}), ("exclude_all", set())):
        text = RANKED + rule.replace("TIES", ties)
        result = score(
            scheme(text, switches=RANKING), facts(a=3, b=1, c=1), people("a", "b", "c"), YEAR
        )
        assert set(result.actions.get_column("subject")) == called


def test_odd_case_18_a_quota_counts_people_who_cannot_win_in_its_base():
    text = (
        RANKED
        + """
population: {unranked: [{when: {subject_role: standing_member}, reason: 不参评}]}
quotas:
  - {code: best, name: 优秀, take: top, percent: 20, base: population, rounding: down, ties: open}
examples:
  - name: 十人的百分之二十是两人，五人不参评也一样
    given:
      facts: [{kind: visit, count: 4}]
      others: [{total: 2, count: 4}, {total: 9, count: 5, roles: [standing_member]}]
    expect: {rank: 1, quotas: {best: yes}, places: {best: 2}}
"""
    )
    scheme(text, switches=RANKING)


def test_odd_case_19_scored_not_ranked_and_ranked_but_not_to_be_published_while_a_case_is_open():
    text = (
        RANKED
        + """
kinds:
  visit: {name: 走访}
  case: {name: 立案}
population: {unranked: [{when: {subject: leader}, reason: 领导不参加排名}]}
overrides:
  - {code: open, name: 案件未结, when: {kind: case}, effect: withheld, decided_by: 监委}
"""
    )
    small = SMALL[: SMALL.index("kinds:")] + SMALL[SMALL.index("switches:") :]
    small = small[: small.index("roles:")] + small[small.index("switches:") :]
    measure = scheme(text, switches=RANKING, small=small)
    rows = pl.concat(
        [
            facts(leader=9, lin=5, zhao=1),
            facts(lin=1).with_columns(pl.lit("case:1").alias("fact"), pl.lit("case").alias("kind")),
        ]
    )
    result = score(measure, rows, people("leader", "lin", "zhao"), YEAR)
    assert of(result, "rank") == {"leader": None, "lin": 1, "zhao": 2}
    assert of(result, "total") == {"leader": 18000, "lin": 10000, "zhao": 2000}
    assert result.findings.select("subject", "code", "state").rows() == [("lin", "open", "yes")]


def test_odd_case_20_the_result_is_a_list_until_a_meeting_decides():
    measure = scheme("decision: {by: 常委会会议, clause: 第十条}\n")
    assert measure.results.decision.by == "常委会会议"


def test_odd_case_22_ballots_give_a_tier_and_there_are_no_points_at_all():
    block = next(one for one in BLOCKS if "ballots:" in one)
    small = SMALL[: SMALL.index("kinds:")] + "switches: {period_date: event}\n"
    measure = scheme(block.replace("items: []\ncategories: []\n", ""), small=small)
    rows = pl.DataFrame(
        [("v1", "a", "ballot", date(2026, 5, 1), "issued", 10_000),
         ("v2", "a", "ballot", date(2026, 5, 1), "satisfied", 8_000),
         ("v3", "b", "ballot", date(2026, 5, 1), "issued", 10_000),
         ("v4", "b", "ballot", date(2026, 5, 1), "satisfied", 11_000)],
        schema=["fact", "subject", "kind", "on", "mode", "quantity"], orient="row",
    )  # fmt: skip
    result = score(measure, rows, people("a", "b", "c"), YEAR)
    assert of(result, "total") == {"a": None, "b": None, "c": None}
    assert of(result, "tier") == {"a": "good", "b": None, "c": None}
    assert of(result, "reason") == {
        "a": "no_ranking", "b": "ballots_unclear", "c": "no_ballots"
    }  # fmt: skip


def test_odd_case_24_companion_figures_stand_beside_the_points_and_do_not_follow_from_them():
    text = "measures:\n  - {code: days, name: 履职天数, when: {kind: visit}, count: day}\n"
    rows = facts(a=2, b=2).with_columns(
        pl.when(pl.col("subject") == "b").then(date(2026, 3, 1)).otherwise("on").alias("on")
    )
    result = score(scheme(text), rows, people("a", "b"), YEAR)
    assert of(result, "total") == {"a": 4000, "b": 4000}
    assert dict(result.findings.select("subject", "value").iter_rows()) == {"a": 2000, "b": 1000}


MEAN = """
categories:
  - {code: work, name: 履职, max: none}
  - {code: speech, name: 发言, max: none}
items:
  - {code: visit, name: 走访选民, category: work, when: {kind: visit}, points: 2}
  - {code: speech, name: 发言, category: speech, when: {kind: meeting, status: present}, points: 1}
missing_parts:
  - {category: speech, no_record_of: everybody, within: all}
weights:
  - of: total
    scale: 100
    missing: dropped
    none_left: nothing
    parts:
      - {part: work, weight: 40, over: 10}
      - {part: speech, weight: 60, over: 10}
"""


def mean():
    head = SMALL[: SMALL.index("categories:")] + "total: {max: none, floor: none}\n"
    switches = "  rounding: hundredth_half_up\n  approved_leave: zero\n"
    return scheme(MEAN, switches=switches, small=head)


def test_odd_case_25_a_part_missing_for_everybody_loses_its_weight_and_is_not_zero():
    measure = mean()
    result = score(measure, facts(a=4, b=1), people("a", "b"), YEAR)
    assert of(result, "total") == {"a": 80_000, "b": 20_000}
    spoke = facts(b=1).with_columns(
        pl.lit("speech:1").alias("fact"), pl.lit("meeting").alias("kind"),
        pl.lit("present").alias("status"),
    )  # fmt: skip
    rows = pl.concat([facts(a=4, b=1), spoke], how="diagonal")
    result = score(measure, rows, people("a", "b"), YEAR)
    assert of(result, "total") == {"a": 32_000, "b": 14_000}


def test_odd_case_25_a_measure_that_compares_is_not_scored_for_some_people_alone():
    measure = mean()
    few = Cohort(pl.DataFrame({"subject": ["a"]}), whole=False)
    with pytest.raises(FactsRefused):
        score(measure, facts(a=4), few, YEAR)
    assert of(score(measure, facts(a=4), people("a"), YEAR), "total") == {"a": 80_000}


def test_odd_case_26_a_base_that_already_equals_the_pass_line_is_pointed_out():
    text = SMALL + "base: 60\ntiers:\n  - {code: fit, name: 称职, from: FROM}\n"
    text += "  - {code: unfit, name: 不称职, below: FROM}\n"
    text = text.replace(
        "  period_date: event\n",
        "  period_date: event\n  tier_rounding: exact\n  missing_data: zero\n",
    )
    for line, warned in (("60", True), ("61", False)):
        report = check_scheme(text.replace("FROM", line))
        assert report.ok, [str(fault) for fault in report.faults]
        found = [one for one in report.warnings if one.code == "pass_without_activity"]
        assert bool(found) == warned


def test_who_has_no_part_left_has_no_total_and_no_lines_that_add_up_to_one():
    asked = "unless: {kind: meeting, status: any}"
    text = MEAN.replace("no_record_of: everybody, within: all", asked)
    text = text.replace("none_left: nothing", "none_left: too_few_data") + "base: 5\n"
    text = text.replace(
        "weights:", "  - {category: work, no_record_of: person}\nweights:"
    )  # fmt: skip
    head = SMALL[: SMALL.index("categories:")] + "total: {max: none, floor: none}\n"
    switches = "  rounding: hundredth_half_up\n  approved_leave: zero\n"
    result = score(
        scheme(text, switches=switches, small=head), facts(a=5), people("a", "b"), YEAR
    )  # fmt: skip
    assert of(result, "total") == {"a": 105_000, "b": None}
    for frame in (result.lines, result.parts):
        sums = dict(frame.group_by("subject").agg(pl.col("points").sum()).iter_rows())
        assert sums == {"a": 105_000, "b": 0}
