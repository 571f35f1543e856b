"""The examples in our files carry every worked case of the collected measures, word for number."""

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from scoring.scheme import load_scheme

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "schemes"
CODES = ("cq-jiangbei-npc-2014", "ah-anqing-cppcc-2018", "ah-hefei-cppcc-2015")
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"the collected measures are not beside the project ({SHARED.name})"
)


@needs_shared
@pytest.mark.parametrize("code", CODES)
def test_every_worked_case_is_an_example_with_the_same_result(code):
    source = YAML(typ="safe").load((SHARED / f"{code}.yaml").read_text(encoding="utf-8"))
    scheme = load_scheme((ROOT / "scoring/schemes" / f"{code}.yaml").read_bytes(), examples=True)
    examples = {example.name: example for example in scheme.examples}
    assert source["cases"]
    for case in source["cases"]:
        example = examples[case["name"]]
        expect = {**example.expect, **example.expect.get("categories", {})}
        figures = {key: value for key, value in case["expect"].items() if key != "note"}
        for key, value in figures.items():
            assert Decimal(str(expect[key])) == Decimal(str(value))
        assert figures or example.note


@needs_shared
@pytest.mark.parametrize("code", CODES)
def test_what_the_source_leaves_out_is_said(code):
    source = YAML(typ="safe").load((SHARED / f"{code}.yaml").read_text(encoding="utf-8"))
    scheme = load_scheme((ROOT / "scoring/schemes" / f"{code}.yaml").read_bytes())
    assert scheme.completeness == "partial"
    assert scheme.left_out
    assert scheme.title.replace("（", "(").replace("）", ")") == source["title"]


def test_the_two_hefei_prices_of_one_absence_are_kept_apart():
    """常委 4 分、委员 10 分：同样缺席，两种扣法。"""
    scheme = load_scheme((ROOT / "scoring/schemes/ah-hefei-cppcc-2015.yaml").read_bytes())
    assert scheme.item("plenary_absent").points == -10_000
    assert scheme.item("standing_absent").points == -4_000


@pytest.mark.parametrize("code", CODES)
def test_an_open_question_of_a_source_is_answered_with_a_reason(code):
    scheme = load_scheme((ROOT / "scoring/schemes" / f"{code}.yaml").read_bytes())
    reasons = [value for value in scheme.plain["switches"].values() if isinstance(value, dict)]
    assert all(value["why"] for value in reasons)
    assert reasons
