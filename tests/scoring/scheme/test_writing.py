"""A form writes in the file as a careful hand would: only what changed, comments left alone."""

import difflib
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.scheme.writing import move_entry, rewrite
from scoring.scheme.yamltree import read_tree

SHIPPED = sorted((Path(__file__).parents[3] / "scoring" / "schemes").glob("*.yaml"))
COUNTY = (SHIPPED[0].parent / "demo-county.yaml").read_text(encoding="utf-8")


def plain_of(text):
    return read_tree(text).plain


def changed(before, after):
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:3] not in ("---", "+++") and line[0] != "@"]


def test_one_number_changes_one_line():
    plain = plain_of(COUNTY)
    plain["items"][0]["limit"]["max"] = 24
    assert changed(COUNTY, rewrite(COUNTY, plain)) == [
        "-    limit: {max: 18, floor: -12}",
        "+    limit: {max: 24, floor: -12}",
    ]


def test_comments_beside_the_rule_stay():
    head = "# 头\nlanguage: 1\nitems:\n  # 走访\n"
    text = f"{head}  - code: a  # 甲\n    points: 2  # 每次\n    name: x\n"
    plain = plain_of(text)
    plain["items"][0] |= {"points": 3, "note": "新"}
    written = rewrite(text, plain)
    assert written == text.replace("points: 2", "points: 3") + "    note: 新\n"


def test_nothing_changed_is_the_same_letter_for_letter():
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        assert rewrite(text, plain_of(text)) == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_item_can_be_taken_out_put_back_copied_and_moved(path):
    text = path.read_text(encoding="utf-8")
    whole = plain_of(text)
    for number, item in enumerate(whole.get("items", ())):
        less = deepcopy(whole)
        del less["items"][number]
        without = rewrite(text, less) if less["items"] else text
        less["items"].insert(number, deepcopy(item))
        assert plain_of(rewrite(without, less)) == whole
        more = deepcopy(whole)
        more["items"].insert(number + 1, deepcopy(item) | {"code": "copy"})
        assert plain_of(rewrite(text, more)) == more
        moved = plain_of(move_entry(text, ["items"], number, 1))["items"]
        if number + 1 < len(whole["items"]):
            assert moved[number + 1] == item
        assert sorted(map(str, moved)) == sorted(map(str, whole["items"]))


def test_a_missing_chapter_is_put_where_it_belongs():
    plain = plain_of(COUNTY)
    tiers = plain.pop("tiers")
    text = rewrite(COUNTY, plain)
    assert "tiers:" not in text
    back = rewrite(text, plain | {"tiers": tiers})
    assert plain_of(back) == plain_of(COUNTY)
    assert back.index("\ntotal:") < back.index("\ntiers:") < back.index("\nexamples:")


def test_an_empty_text_gets_its_first_words():
    written = rewrite("", {"title": "办法", "language": 1, "notes": ["一：二", "三"]})
    assert written == "language: 1\ntitle: 办法\n\nnotes:\n  - 一：二\n  - 三\n"


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t:#-{}[]'\"&*!|>%@` ,?"),
    min_size=1,
    max_size=12,
)
NUMBERS = st.one_of(
    st.integers(-(10**6), 10**6),
    st.decimals("-1000", "1000", places=2).map(lambda d: d if d else Decimal("0.5")),
)
LEAVES = st.one_of(WORDS, NUMBERS, st.booleans(), st.sampled_from(["null", "010", "1e3", "~", ""]))
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(before=DOCUMENTS, after=DOCUMENTS)
def test_whatever_is_changed_the_text_says_exactly_that(before, after):
    text = rewrite("", before)
    assert plain_of(text) == before
    assert plain_of(rewrite(text, after)) == after
    mixed = before | after
    assert plain_of(rewrite(text, mixed)) == mixed


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_value_of_the_county_measure_can_be_exchanged(data):
    plain = plain_of(COUNTY)
    at = plain
    while at and isinstance(at, (dict, list)):
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if not at[key] or not isinstance(at[key], (dict, list)) or data.draw(st.booleans()):
            at[key] = data.draw(VALUES)
            break
        at = at[key]
    assert plain_of(rewrite(COUNTY, plain)) == plain
