"""Groups and deputies are scored apart, and nothing is shown further than it may be."""

import pytest

from scoring.engine import score
from scoring.engine.facts_file import FactsFileRefused, read_facts_file
from scoring.scheme import check_scheme, load_scheme
from tests.scoring.scheme.test_manual import BLOCKS

SMALL = BLOCKS[0]
GROUPS = SMALL.replace("completeness: full\n", "completeness: full\nsubject: group\n", 1)
FACTS = """
period: {year: 2026}
subjects:
  - {subject: east, type: group, name: 东城小组}
  - {subject: west, type: TYPE, name: 西城小组}
facts:
  - {subject: east, kind: visit, on: 2026-03-01}
"""


def test_odd_case_21_a_group_is_scored_by_its_own_sheet_and_never_beside_deputies():
    measure = load_scheme(GROUPS)
    given = read_facts_file(FACTS.replace("TYPE", "group").encode(), ".yaml", measure)
    result = score(measure, given.facts, given.cohort, given.period)
    assert result.totals.select("subject", "total").rows() == [("east", 2000), ("west", 0)]
    for scheme, kind in ((measure, "deputy"), (load_scheme(SMALL), "deputy")):
        with pytest.raises(FactsFileRefused) as refusal:
            read_facts_file(FACTS.replace("TYPE", kind).encode(), ".yaml", scheme)
        assert {fault.code for fault in refusal.value.faults} == {"subject"}


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("when: {kind: visit}", "when: {kind: visit, subject_role: standing_member}",
         "items[0].when.subject_role"),
        ("categories:\n", "base: {points: 1, by_role: {standing_member: 2}}\ncategories:\n",
         "base.by_role"),
    ],
)  # fmt: skip
def test_a_measure_of_groups_asks_for_no_role(old, new, path):
    assert check_scheme(GROUPS).ok
    report = check_scheme(GROUPS.replace(old, new))
    assert path in [fault.path for fault in report.faults if fault.code == "subject"]


SHOWN = "publication: {widest: group, steps: [{what: WHAT, to: TO, every: quarter}]}\n"


@pytest.mark.parametrize(
    ("what", "to", "widest", "fine"),
    [
        ("points", "self", "group", True),
        ("ranking", "group", "group", True),
        ("ranking", "deputies", "group", False),
        ("activity", "public", "public", True),
        ("ranking", "public", "public", False),
        ("points", "public", "public", False),
    ],
)
def test_publication_wider_than_the_measure_or_the_product_allows_is_refused(
    what, to, widest, fine
):
    text = (
        SHOWN.replace("WHAT", what).replace("TO", to).replace("widest: group", f"widest: {widest}")
    )
    report = check_scheme(SMALL + text)
    assert report.ok == fine
    assert {fault.code for fault in report.faults} <= {"publication"}


def test_an_item_nobody_else_checks_or_nobody_scored_can_earn_is_pointed_out():
    extra = """    recorder: 代表本人
population: {unscored: [{when: {subject_role: standing_member}, reason: 不计分}]}
"""
    by_them = "when: {kind: visit, subject_role: standing_member}"
    text = SMALL.replace("  period_date: event\n", "  period_date: event\n  role_at: fact_date\n")
    text = text.replace("    points: 2\n", "    points: 2\n" + extra)
    text = text.replace("when: {kind: visit}", by_them)
    found = {one.code for one in check_scheme(text, examples=False).warnings}
    assert {"unchecked", "nobody_earns"} <= found
    text = text.replace("recorder: 代表本人", "recorder: 代表本人\n    verifier: 代工委")
    text = text.replace(by_them, "when: {kind: visit}")
    found = {one.code for one in check_scheme(text, examples=False).warnings}
    assert not {"unchecked", "nobody_earns"} & found
