"""Two versions of a measure compared in words: nothing that decides is passed over."""

from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.scheme.difference import differences
from scoring.scheme.yamltree import read_tree

SCHEMES = Path(__file__).parents[3] / "scoring" / "schemes"
COUNTY = read_tree((SCHEMES / "demo-county.yaml").read_text(encoding="utf-8")).plain


def changed(edit):
    new = deepcopy(COUNTY)
    edit(new)
    return [str(change.sentence) for change in differences(COUNTY, new)]


def item(plain, code):
    return next(one for one in plain["items"] if one["code"] == code)


def test_the_same_measure_has_no_difference():
    assert differences(COUNTY, deepcopy(COUNTY)) == []


def test_points_and_cap_of_one_item_are_two_changes():
    def edit(plain):
        item(plain, "voter_contact")["points"] = 3
        item(plain, "voter_contact")["limit"]["max"] = 24

    was = item(COUNTY, "voter_contact")
    words = changed(edit)
    assert words == [
        f"{was['name']}: points {was['points']} → 3",
        f"{was['name']}: limit max {was['limit']['max']} → 24",
    ]


def test_a_rule_that_came_and_a_rule_that_went():
    def edit(plain):
        plain["items"] = [one for one in plain["items"] if one["code"] != "group_activity"]
        plain["items"].append({"code": "training", "name": "参加培训", "points": 1})

    assert changed(edit) == ["参加培训: new", "参加小组活动: left out"]


def test_a_tier_moves_and_is_known_by_its_code_wherever_it_stands():
    was = COUNTY["tiers"][0]["from"]

    def edit(plain):
        plain["tiers"].reverse()
        plain["tiers"][-1]["from"] = 92

    assert changed(edit) == [f"优秀: from {was} → 92"]


def test_an_answer_changes_but_its_reason_alone_is_no_rule():
    def reason(plain):
        plain["switches"]["cap_on"] = {"is": "net", "why": "另一个理由"}

    def answer(plain):
        plain["switches"]["cap_on"] = "gross"

    assert changed(reason) == []
    assert changed(answer) == [
        "Does a cap look at credits alone or after deductions?:  net → gross"
    ]


def test_order_is_a_change_only_where_it_decides():
    assert changed(lambda plain: plain["items"].reverse()) == []
    turned = changed(lambda plain: plain.update(roles=dict(reversed(plain["roles"].items()))))
    assert turned == ["roles: in another order"]


def test_one_number_written_two_ways_is_one_number():
    assert changed(lambda plain: plain["total"].update(max=Decimal("110.0"))) == []


def test_a_chapter_that_came_whole_is_named():
    gate = {"code": "once", "name": "每年一件建议", "at_least": 1}
    more = [*COUNTY.get("gates", ()), gate]
    assert changed(lambda plain: plain.update(gates=more)) == ["每年一件建议: new"]
    assert changed(lambda plain: plain.pop("too_few_data"))[0].startswith("too_few_data:")


def test_examples_are_no_rules():
    assert changed(lambda plain: plain.pop("examples")) == []


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.yaml")), ids=lambda path: path.stem)
def test_from_nothing_to_a_measure_names_every_item(path):
    plain = read_tree(path.read_text(encoding="utf-8")).plain
    rules = {change.rule for change in differences({}, plain) if change.chapter == "items"}
    assert rules == {str(one["name"]) for one in plain.get("items", ())}


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_change_of_a_rule_goes_unnoticed(data):
    new = deepcopy(COUNTY)
    key = data.draw(st.sampled_from([k for k in new if k not in ("language", "code", "examples")]))
    at, step = new, key
    while isinstance(at[step], (dict, list)) and at[step] and data.draw(st.booleans()):
        at = at[step]
        step = data.draw(
            st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at))))
        )
    if step == "why":
        return
    if isinstance(at, dict) and step == "code":
        return
    at[step] = data.draw(st.sampled_from(["另一个值", 987, Decimal("0.125")]))
    assert differences(COUNTY, new)
