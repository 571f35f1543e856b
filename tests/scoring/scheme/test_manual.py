"""The manual is true: its examples run, and it names everything the language has."""

import json
import re
from pathlib import Path

import pytest

from scoring.engine.matching import MARKS
from scoring.scheme import build_scheme, scheme_schema
from scoring.scheme.check import Notebook
from scoring.scheme.examples import run_examples
from scoring.scheme.meaning import check
from scoring.scheme.structure import structural_faults
from scoring.scheme.words import FIELD_VALUES, LATER, SWITCHES
from scoring.scheme.yamltree import Tree, read_tree

DOCS = Path(__file__).parents[3] / "docs"
MANUAL = (DOCS / "scheme-language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", MANUAL, re.S)


def on_the_smallest(block):
    """A fragment of the manual laid over its smallest scheme."""
    plain = read_tree(BLOCKS[0]).plain
    for key, value in read_tree(block).plain.items():
        if key in ("kinds", "roles", "switches"):
            plain.setdefault(key, {}).update(value)
        else:
            plain[key] = value
    return Tree(plain, {})


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_every_example_of_the_manual_is_in_order_and_comes_out(number):
    tree = on_the_smallest(BLOCKS[number])
    assert [str(fault) for fault in structural_faults(tree)] == []
    notes = Notebook(tree)
    check(tree.plain, notes)
    assert [str(fault) for fault in notes.faults] == []
    outcomes = run_examples(build_scheme(tree.plain))
    assert outcomes
    assert [
        (one.name, [str(m) for _p, m in one.differences]) for one in outcomes if not one.ok
    ] == []


def test_the_manual_has_an_example_for_each_award():
    text = "".join(BLOCKS)
    assert len(BLOCKS) >= 12
    for word in ("kind: once", "kind: from_nth", "kind: target", "ladder: highest", "factors:"):
        assert word in text


def keys_of(schema, found):
    if isinstance(schema, dict):
        found.update(schema.get("properties", {}))
        for value in schema.values():
            keys_of(value, found)
    elif isinstance(schema, list):
        for value in schema:
            keys_of(value, found)
    return found


def test_the_manual_names_every_key_switch_choice_field_word_and_mark():
    words = set(re.findall(r"[a-z][a-z_]*", MANUAL))
    wanted = keys_of(scheme_schema(), set()) | set(MARKS) | set(LATER)
    for switch in SWITCHES.values():
        wanted |= {switch.name, *switch.choices, *switch.later}
    for values in FIELD_VALUES.values():
        wanted |= set(values or ())
    assert sorted(wanted - words) == []


def test_the_published_schema_is_the_one_the_code_validates_by():
    published = json.loads((DOCS / "scheme.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(scheme_schema()))
