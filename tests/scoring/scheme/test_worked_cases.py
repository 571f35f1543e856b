"""Every collected measure is a file of ours, and every worked case of it is an example there.

An example carries the name of its case; where one case needs several examples, or two cases share
a name, more follows in brackets: ``reachable base (member)``.
"""

from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from scoring.scheme import load_scheme

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "schemes"
SOURCES = sorted(path.stem for path in SHARED.glob("*.yaml"))
needs_shared = pytest.mark.skipif(
    not SOURCES, reason=f"the collected measures are not beside the project ({SHARED.name})"
)

# What a case says in words, and where our example says the same: {(code, case, key): (key, value)}.
SAID = {
    ("sd-jinan-cppcc-2015", "score passes but gate fails", "tier_by_score"): ("total", 75),
    ("sd-jinan-cppcc-2015", "score passes but gate fails", "gate"): ("plenary_once", "failed"),
    ("sd-jinan-cppcc-2015", "gap", "tier"): ("tier", "competent"),
    ("nx-yinchuan-npc-2017", "gap", "tier"): ("tier", "fair"),
    ("sd-province-cppcc", "term counter", "trigger"): ("standing_term", "yes"),
    ("nm-deputies-leave-rule", "late request", "flag"): ("flags", "late_notice"),
    ("nm-deputies-leave-rule", "late request", "decision"): ("actions", "decide"),
    ("nm-deputies-leave-rule", "third leave in the term", "flag"): ("flags", "over_limit_county"),
    ("nm-deputies-leave-rule", "third leave in the term", "decision"): ("actions", "decide"),
    ("fr-nosdeputes", "nine months", "compared"): ("class", "too_few_data"),
    ("ke-mzalendo-pombola-scorecard", "all disabled", "show_overall"): ("class", "too_few_data"),
    ("yn-xuanwei-cppcc", "two counters", "two_year_rule"): ("two_years_silent", "yes"),
    ("yn-xuanwei-cppcc", "two counters", "term_total_rule"): ("few_in_term", "no"),
}


def source(code):
    return YAML(typ="safe").load((SHARED / f"{code}.yaml").read_text(encoding="utf-8"))


def ours(code):
    return load_scheme((ROOT / "scoring/schemes" / f"{code}.yaml").read_bytes(), examples=True)


def leaves(value, key=""):
    """(key, value) of every figure and word, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    else:
        yield key, value


def figure(value):
    """The number, or None for a word."""
    try:
        return None if isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        return None


@needs_shared
@pytest.mark.parametrize("code", SOURCES)
def test_every_worked_case_is_an_example_with_the_same_result(code):
    cases = source(code).get("cases", [])
    scheme = ours(code)
    tiers = {tier.code: tier.name for tier in scheme.tiers}
    for name, times in Counter(case["name"] for case in cases).items():
        examples = [
            one for one in scheme.examples if one.name == name or one.name.startswith(f"{name} (")
        ]
        assert len(examples) >= times
        told = {leaf for one in examples for leaf in leaves(one.expect)}
        figures = {figure(value) for _key, value in told}
        words = {tiers.get(value, value) for _key, value in told}
        for case in (case for case in cases if case["name"] == name):
            for key, value in leaves({k: v for k, v in case["expect"].items() if k != "note"}):
                if (code, name, key) in SAID:
                    assert SAID[code, name, key] in told
                elif figure(value) is not None:
                    assert figure(value) in figures, (name, key, value)
                else:
                    assert value in words, (name, key, value)
            assert case["expect"].keys() - {"note"} or all(one.note for one in examples)


@needs_shared
@pytest.mark.parametrize("code", SOURCES)
def test_what_the_source_leaves_out_is_said(code):
    facts, scheme = source(code), ours(code)
    whole = str(facts.get("completeness", "partial")).startswith("full")
    assert whole or scheme.completeness == "partial"
    assert (scheme.completeness == "partial") == bool(scheme.left_out)
    urls = {one["url"] for one in facts.get("source", ()) if "url" in one}
    assert urls <= {one.get("url") for one in scheme.plain["source"]}


@needs_shared
@pytest.mark.parametrize("code", SOURCES)
def test_an_open_question_of_a_source_is_answered_with_a_reason(code):
    reasons = [value for value in ours(code).plain["switches"].values() if isinstance(value, dict)]
    assert all(value["why"] for value in reasons)
    assert reasons


def test_the_two_hefei_prices_of_one_absence_are_kept_apart():
    """常委 4 分、委员 10 分：同样缺席，两种扣法。"""
    scheme = load_scheme((ROOT / "scoring/schemes/ah-hefei-cppcc-2015.yaml").read_bytes())
    assert scheme.item("plenary_absent").points == -10_000
    assert scheme.item("standing_absent").points == -4_000
