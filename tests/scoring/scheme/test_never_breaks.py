"""Whatever somebody writes into a scheme, the check answers; it never breaks."""

import copy
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.scheme import check_scheme
from scoring.scheme.yamltree import read_tree

from .test_manual import BLOCKS, on_the_smallest
from .test_refusals import GOOD

STARTS = [read_tree(GOOD).plain] + [on_the_smallest(block).plain for block in BLOCKS]
ODD = st.sampled_from(
    [None, True, 0, -1, 3, 2.5, 10**30, "", "x", "none", "any", "not_stated", "present", [], {},
     [None], ["x"], [[]], {"x": 1}, {"not": "x"}, {"not": []}, {"by": []}, {"kind": "target"},
     {"max": 5}, "2024-02-30", "07-01", [{}], {"any": [{}]}, "standing_member", "meeting"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["unit", "award", "table", "limit", "factors", "ladder", "held", "start", "floor", "any",
     "not", "all", "max", "count", "subject_role", "outcome", "quantity", "category", "pool", "to",
     "below", "from", "base", "pools", "limits", "exclusions", "gates", "actions", "too_few_data"]
)  # fmt: skip


def paths(value, here=()):
    """Every place in a plain tree."""
    yield here
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*here, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*here, index))


def at(plain, path):
    for step in path:
        plain = plain[step]
    return plain


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_change_to_a_scheme_breaks_the_check(data):
    plain = copy.deepcopy(data.draw(st.sampled_from(STARTS)))
    for _change in range(data.draw(st.integers(1, 3))):
        places = [path for path in paths(plain) if path]
        if not places:
            break
        path = data.draw(st.sampled_from(places))
        parent, last = at(plain, path[:-1]), path[-1]
        what = data.draw(st.sampled_from(["replace", "remove", "add", "move"]))
        if what == "remove":
            del parent[last]
        elif what == "replace":
            parent[last] = copy.deepcopy(data.draw(ODD))
        elif what == "move":
            parent[last] = copy.deepcopy(at(plain, data.draw(st.sampled_from(places))))
        elif isinstance(parent, dict):
            parent[data.draw(KEYS)] = copy.deepcopy(data.draw(ODD))
    report = check_scheme(json.dumps(plain, ensure_ascii=False, default=float))
    assert report.faults or report.scheme
    assert all(str(fault) for fault in (*report.faults, *report.warnings))
    report.as_dict()


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(), st.binary(), st.text("{}[]:,-&*!|>#'\" \n\ta1", max_size=60)))
def test_no_text_breaks_the_check(text):
    assert check_scheme(text).faults
