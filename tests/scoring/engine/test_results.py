"""Requirements, look-backs, places and vetoes agree with a reading person by person."""

from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.engine import (
    FACT_COLUMNS,
    PAST_COLUMNS,
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    Past,
    Period,
    score,
)
from scoring.scheme import build_scheme, check_scheme
from scoring.scheme.yamltree import read_tree

from .results_reference import Reader, quota_states

calm = settings(
    max_examples=150, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
PERIOD = Period("2024", date(2024, 1, 1), date(2024, 12, 31))
NAMES = "ABCDEF"
SELECTORS = st.sampled_from(
    [
        {"kind": "visit"},
        {"kind": "meeting", "status": "absent"},
        {"kind": "meeting", "status": "any"},
        {"kind": "visit", "subject_role": "chair"},
    ]
)
COUNTS = st.one_of(
    st.integers(1, 3).map(lambda n: {"at_least": n}),
    st.integers(0, 2).map(lambda n: {"at_most": n}),
)


@st.composite
def gates(draw):
    how = draw(st.sampled_from(["count", "per", "share"]))
    gate = {"code": "g", "name": "g", "when": draw(SELECTORS), "fails_to": "flag"}
    if how == "share":
        of = {"kind": "meeting", "status": "any"}
        percent = draw(st.sampled_from([Decimal("33.4"), Decimal(50), Decimal(70), Decimal(100)]))
        nothing = draw(st.sampled_from(["met", "failed"]))
        return gate | {"share": {"of": of, "percent": percent, "nothing_due": nothing}}
    gate |= draw(COUNTS)
    if how == "per":
        gate["per"] = draw(st.sampled_from(["month", "quarter", "half_year"]))
    return gate


@st.composite
def look_backs(draw):
    span = draw(st.sampled_from(["period", "month", "term", "periods"]))
    one = {"code": "h", "name": "h", "span": span}
    if span == "periods":
        one["periods"] = draw(st.integers(2, 3))
    if span in ("term", "periods") and draw(st.booleans()):
        one["result"] = draw(
            st.sampled_from(
                [{"tier": "poor"}, {"total": {"less_than": 4}},
                 {"from_bottom": 2, "ties": "include_all"},
                 {"from_bottom": 2, "ties": "exclude_all"}]
            )
        )  # fmt: skip
        return one | (draw(COUNTS) if span == "term" else {})
    return one | {"when": draw(SELECTORS)} | draw(COUNTS)


@st.composite
def quotas(draw):
    quota = {
        "code": "q",
        "name": "q",
        "take": draw(st.sampled_from(["top", "bottom"])),
        "ties": draw(st.sampled_from(["include_all", "exclude_all", "open"])),
    }
    if draw(st.booleans()):
        return quota | {"count": draw(st.integers(1, 4))}
    return quota | {
        "percent": draw(st.sampled_from([Decimal(20), Decimal("33.3"), Decimal(50)])),
        "base": draw(st.sampled_from(["population", "scored", "ranked", "eligible"])),
        "rounding": draw(st.sampled_from(["down", "half_up", "up"])),
    }


@st.composite
def schemes(draw):
    return build_scheme(
        {
            "language": 1,
            "code": "made-up",
            "title": "made up",
            "version": "1",
            "completeness": "full",
            "period": {"cycle": "calendar_year"},
            "kinds": {"visit": {"name": "v"}, "meeting": {"name": "m"}},
            "roles": {"chair": "chair"},
            "switches": {
                "look_back_gaps": draw(st.sampled_from(["breaks", "skipped"])),
                "role_at": draw(st.sampled_from(["fact_date", "period_end"])),
                "tier_rounding": "exact",
            },
            "categories": [{"code": "a", "name": "a", "max": "none", "floor": "none"}],
            "items": [
                {"code": "i", "name": "i", "category": "a", "when": {"kind": "visit"}, "points": 2}
            ],
            "total": {"max": "none", "floor": "none"},
            "tiers": [
                {"code": "good", "name": "g", "from": 4},
                {"code": "poor", "name": "p", "below": 4},
            ],
            "ranking": {"group": "none", "min_size": 1, "ties": "competition"},
            "population": {"unranked": [{"when": {"subject_role": "chair"}, "reason": "chair"}]},
            "gates": [draw(gates())],
            "history": [draw(look_backs())],
            "quotas": [draw(quotas())],
        }
    )


@st.composite
def worlds(draw):
    people = [
        {
            "subject": name,
            "start": draw(
                st.sampled_from([None, date(2020, 1, 1), date(2023, 5, 1), date(2024, 2, 1)])
            ),
            "end": draw(st.sampled_from([None, None, None, date(2024, 11, 1)])),
        }
        for name in NAMES
    ]
    days = st.one_of(
        st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.dates(date(2020, 1, 1), date(2024, 6, 1))
    )
    rows = []
    for number in range(draw(st.integers(0, 24))):
        kind = draw(st.sampled_from(["visit", "meeting"]))
        status = draw(st.sampled_from(["present", "absent"])) if kind == "meeting" else None
        rows.append(
            dict.fromkeys(FACT_COLUMNS)
            | {
                "fact": f"record:{number:03d}",
                "subject": draw(st.sampled_from(NAMES)),
                "kind": kind,
                "status": status,
                "on": draw(days),
                "quantity": 1000,
            }
        )  # fmt: skip
    away = draw(
        st.lists(
            st.tuples(
                st.sampled_from(NAMES),
                st.sampled_from([date(2023, 12, 1), date(2024, 3, 1)]),
                st.sampled_from([None, date(2024, 6, 1)]),
            ),
            max_size=2,
        )
    )
    spans = draw(
        st.lists(
            st.tuples(
                st.sampled_from(NAMES),
                st.just("chair"),
                st.sampled_from([None, date(2024, 3, 1)]),
                st.sampled_from([None, date(2024, 6, 1)]),
            ),
            max_size=2,
        )
    )
    past = []
    for name in NAMES:
        for year in (2023, 2022, 2021):
            if draw(st.integers(0, 2)):
                rank = draw(st.sampled_from([None, 1, 4, 5, 6]))
                past.append(
                    {
                        "subject": name,
                        "start": date(year, 1, 1),
                        "total": draw(st.sampled_from([None, 0, 4000, 9000])),
                        "tier": draw(st.sampled_from(["good", "poor"])),
                        "class": draw(
                            st.sampled_from(["ranked", "ranked", "unranked", "not_scored"])
                        ),
                        "rank": rank,
                        "rank_last": draw(st.sampled_from([None, 6])) if rank else None,
                        "of": 6 if rank else None,
                    }
                )
    since = draw(st.sampled_from([None, date(2020, 1, 1), date(2022, 6, 1)]))
    return people, rows, spans, away, past, since


@calm
@given(schemes(), worlds())
def test_requirements_look_backs_and_places_agree_with_the_reading(scheme, world):
    people, rows, spans, away, past, since = world
    full = [dict.fromkeys(SUBJECT_COLUMNS) | person for person in people]
    cohort = Cohort(
        pl.DataFrame(full, schema=SUBJECT_COLUMNS),
        pl.DataFrame(spans, schema=ROLE_COLUMNS, orient="row"),
        pl.DataFrame(away, schema=SUSPENSION_COLUMNS, orient="row"),
    )
    on_file = Past(pl.DataFrame(past, schema=PAST_COLUMNS), since)
    result = score(scheme, pl.DataFrame(rows, schema=FACT_COLUMNS), cohort, PERIOD, past=on_file)
    totals = {row["subject"]: row for row in result.totals.iter_rows(named=True)}
    earlier = {(row["subject"], row["start"]): row for row in past}
    reader = Reader(scheme, people, spans, away, PERIOD, rows, earlier, since)
    met = dict(result.gates.select("subject", "met").iter_rows())
    found = {
        (row["what"], row["subject"]): row["state"] for row in result.findings.iter_rows(named=True)
    }
    ranked = {name: row["total"] for name, row in totals.items() if row["rank"] is not None}
    for person in people:
        name, mine = person["subject"], totals[person["subject"]]
        if mine["class"] == "not_scored":
            assert name not in met and ("history", name) not in found
            continue
        assert met[name] == reader.gate(scheme.gates[0], person)
        level = sum(total == mine["total"] for total in ranked.values())
        now = mine | {"of": len(ranked), "rank_last": mine["rank"] and mine["rank"] + level - 1}
        expected = reader.look_back(scheme.results.history[0], person, now)
        assert found.get(("history", name), "no") == expected
    quota = scheme.results.quotas[0]
    base = {
        "population": len(people),
        "scored": sum(row["class"] != "not_scored" for row in totals.values()),
        "ranked": len(ranked),
        "eligible": len(ranked),
        None: 0,
    }[quota.base]
    taken = {name: state for (what, name), state in found.items() if what == "quota"}
    assert taken == quota_states(quota, base, ranked, set(ranked))


SMALL = """
language: 1
code: small
title: 小办法
version: "1"
completeness: full
period: {cycle: calendar_year}
kinds: {visit: {name: 走访}, offence: {name: 违纪}}
switches: {period_date: event, tier_rounding: exact, missing_data: zero, late_starters: in_full}
base: 5
categories: [{code: work, name: 履职, max: none, floor: none}]
items: [{code: visit, name: 走访, category: work, when: {kind: visit}, points: 2}]
total: {max: none, floor: none}
tiers: [{code: good, name: 好, from: 6}, {code: poor, name: 差, below: 6}]
ranking: {group: none, min_size: 1, ties: competition}
overrides:
  - {code: x, name: 一票否决, when: {kind: offence}, effect: EFFECT, decided_by: 常委会}
examples:
  - {name: 一次走访, given: {facts: [{kind: visit}]}, expect: {total: 7}}
"""


def vetoed(effect):
    text = SMALL.replace("EFFECT", "tier, tier: poor" if effect == "tier" else effect)
    scheme = check_scheme(text).scheme
    rows = [
        dict.fromkeys(FACT_COLUMNS) | {"fact": fact, "subject": who, "kind": kind,
                                       "on": date(2024, 3, 1), "quantity": 1000}
        for fact, who, kind in [("1", "A", "visit"), ("2", "A", "offence"), ("3", "B", "visit")]
    ]  # fmt: skip
    cohort = Cohort(
        pl.DataFrame([dict.fromkeys(SUBJECT_COLUMNS) | {"subject": s} for s in "AB"],
                     schema=SUBJECT_COLUMNS)
    )  # fmt: skip
    return score(scheme, pl.DataFrame(rows, schema=FACT_COLUMNS), cohort, PERIOD)


def test_a_veto_does_what_the_measure_says_and_leaves_everybody_else_alone():
    expected = {
        "tier": (7000, "poor", 1, "ranked"),
        "zero": (0, "poor", 2, "ranked"),
        "unranked": (7000, "good", None, "unranked"),
        "removed": (7000, None, None, "unranked"),
        "withheld": (7000, "good", 1, "ranked"),
    }
    for effect, row in expected.items():
        result = vetoed(effect)
        first, second = result.totals.select("total", "tier", "rank", "class").iter_rows()
        assert first == row, effect
        assert second == (7000, "good", 1, "ranked")
        assert result.findings.rows() == [("A", "override", "x", 1, 1, "yes")]
        sums = dict(result.lines.group_by("subject").agg(pl.col("points").sum()).iter_rows())
        assert sums == {"A": row[0], "B": 7000}
        parts = dict(result.parts.group_by("subject").agg(pl.col("points").sum()).iter_rows())
        assert parts == sums


REFUSED = {
    "no number": ("at_least: 1, fails_to", "fails_to", "gates[0]"),
    "two numbers": ("at_least: 1, fails_to", "at_least: 1, at_most: 3, fails_to", "gates[0]"),
    "a share of a quarter": (
        "at_least: 1, fails_to",
        "per: quarter, share: {of: {kind: visit}, percent: 50, nothing_due: met}, fails_to",
        "gates[0].per",
    ),
    "periods without a number": ("span: periods, periods: 2", "span: periods", "history[0]"),
    "a number for a run of results": (
        "span: periods, periods: 2", "span: periods, periods: 2, at_least: 2", "history[0].at_least"
    ),
    "a place without its ties": ("result: {tier: poor}", "result: {from_bottom: 5}",
                                 "history[0].result"),
    "a tier nobody has": ("result: {tier: poor}", "result: {tier: bad}", "history[0].result.tier"),
    "both causes": ("history: silent, effect", "history: silent, when: {kind: visit}, effect",
                    "overrides[0]"),
    "a veto from a result": ("history: silent, effect", "history: twice, effect",
                             "overrides[0].history"),
    "a tier left out": ("effect: tier, tier: poor", "effect: tier", "overrides[0]"),
    "a percentage of whom": ("base: ranked, ", "", "quotas[0]"),
    "a percentage of half a person": ("rounding: down, ", "", "quotas[0]"),
    "ties left open": ("ties: open}", "}", "quotas[0]"),
    "an earlier quota that comes later": ("ties: open}", "ties: open, after: q}",
                                          "quotas[0].after"),
    "an action on a quota nobody has": ("quota: q}", "quota: z}", "actions[0].when.quota"),
    "a place without ranking": ("ranking: {group: none, min_size: 5, ties: competition}\n", "",
                                "quotas[0]"),
    "a gap nobody answered": (", look_back_gaps: breaks", "", "history[0]"),
}  # fmt: skip
RULES = """
language: 1
code: small
title: 小办法
version: "1"
completeness: full
period: {cycle: calendar_year}
kinds: {visit: {name: 走访}}
switches: {period_date: event, tier_rounding: exact, missing_data: zero, late_starters: in_full, look_back_gaps: breaks}
categories: [{code: work, name: 履职, max: none, floor: none}]
items: [{code: visit, name: 走访, category: work, when: {kind: visit}, points: 2}]
total: {max: none, floor: none}
tiers: [{code: good, name: 好, from: 6}, {code: poor, name: 差, below: 6}]
ranking: {group: none, min_size: 5, ties: competition}
gates: [{code: g, name: 一次, when: {kind: visit}, at_least: 1, fails_to: flag}]
history:
  - {code: twice, name: 两年差, result: {tier: poor}, span: periods, periods: 2}
  - {code: silent, name: 两年无走访, when: {kind: visit}, span: term, at_most: 0}
overrides: [{code: o, name: 否决, history: silent, effect: tier, tier: poor, decided_by: 常委会}]
quotas: [{code: q, name: 优秀, take: top, percent: 20, base: ranked, rounding: down, ties: open}]
actions: [{code: a, when: {quota: q}, do: 表扬, owner: 常委会}]
"""  # noqa: E501


def test_a_rule_that_leaves_a_question_open_is_refused_at_its_place():
    assert check_scheme(RULES).faults == ()
    for name, (old, new, path) in REFUSED.items():
        assert RULES.count(old) == 1, name
        faults = check_scheme(RULES.replace(old, new)).faults
        found = [fault for fault in faults if fault.path == path]
        assert found, (name, [(fault.path, str(fault)) for fault in faults])
        assert all(str(fault.fix or "") for fault in found), name


def test_the_rules_read_back_as_they_are_written():
    scheme = build_scheme(read_tree(RULES).plain)
    assert scheme.results.quotas[0].percent == 20_000
    assert scheme.results.reads_earlier_results() and scheme.results.reads_earlier_records()
