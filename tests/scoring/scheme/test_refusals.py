"""A file that does not say one clear thing is refused, with the place and what to write."""

import pytest

from scoring.scheme import SchemeRefused, check_scheme, load_scheme

GOOD = """\
language: 1
code: county
title: 某县办法
version: "1"
completeness: full
period: {cycle: calendar_year}
roles: {standing_member: 常委}
kinds:
  meeting:
    name: 会议
    fields:
      occasion: [plenary, other]
      status: [present, leave_approved, absent]
      half_day: [morning, afternoon]
  suggestion:
    name: 建议
    fields:
      role: [lead, cosigner]
      outcome: [filed, key]
switches:
  period_date: event
  tier_rounding: exact
  cap_order: first_in_time
  cap_excess: truncate
  cap_on: gross
  rounding: thousandth_half_up
  late_outcome: own_period
  one_object: all_items
  role_at: fact_date
  approved_leave: zero
  missing_data: zero
  target_missed: nothing
  late_starters: in_full
  unequal_maxima: allowed
categories:
  - {code: meetings, name: 会议, max: 40, floor: 0}
  - {code: suggestions, name: 建议, max: 60}
items:
  - code: attend
    name: 出席
    category: meetings
    when: {kind: meeting}
    table: {by: status, values: {present: 2, leave_approved: 0, absent: -2}}
    limit: {max: 40, floor: -10}
  - code: standing
    name: 常委出席
    category: meetings
    when: {kind: meeting, status: present, subject_role: standing_member}
    points: 1
  - code: filed
    name: 立案
    category: suggestions
    when: {kind: suggestion, outcome: filed}
    award: {kind: target, n: 2}
    points: 20
total: {max: 100, floor: 0, stated_max: 100}
tiers:
  - {code: good, name: 优秀, from: 80}
  - {code: fair, name: 称职, from: 60, below: 80}
  - {code: poor, name: 不称职, below: 60}
ranking: {group: group, min_size: 3, ties: competition}
examples:
  - name: 出席一次
    given: {facts: [{kind: meeting, status: present}]}
    expect: {total: 2}
"""

CASES = {
    # old text, new text, code of the fault, path, part of the sentence
    "gap between tiers": (
        "from: 60, below: 80", "from: 60, to: 79", "tier_gap", "tiers[1]", "gap"),
    "overlap of tiers": ("below: 60}", "below: 65}", "tier_overlap", "tiers[2]", "overlap"),
    "no lowest tier": ("below: 60}", "from: 50, below: 60}", "tier_gap", "tiers[2]", "below 50"),
    "cap above its category": (
        "limit: {max: 40", "limit: {max: 41", "cap_above", "items[0].limit.max", "above"),
    "credit above its category": (
        "points: 20", "points: 61", "cap_above", "items[2].points", "above the maximum 60"),
    "category above the total": (
        "max: 60}", "max: 101}", "cap_above", "categories[1].max", "of the total"),
    "floor above the start": ("floor: 0}\n  - {code: sug", "floor: 5}\n  - {code: sug", "floor",
        "categories[0].floor", "above the start"),
    "deduction without a floor": ("max: 40, floor: 0}", "max: 40}", "switch", "categories[0]",
        "switch 2"),
    "deduction without a limit": ("    limit: {max: 40, floor: -10}\n", "", "switch", "items[0]",
        "how many at most"),
    "unknown kind": ("when: {kind: suggestion,", "when: {kind: sugestion,", "unknown",
        "items[2].when.kind", "suggestion"),
    "field no kind has": ("outcome: filed}", "outcome: filed, degree: whole}", "no_field",
        "items[2].when.degree", "degree"),
    "word nobody declared": ("outcome: filed}", "outcome: file}", "unknown",
        "items[2].when.outcome", "filed"),
    "role nobody declared": ("subject_role: standing_member", "subject_role: member", "unknown",
        "items[1].when.subject_role", "role"),
    "unknown category": ("category: suggestions", "category: sugestions", "unknown",
        "items[2].category", "suggestions"),
    "unknown key": ("points: 20", "pionts: 20", "unknown_key", "items[2].pionts", "points"),
    "construct to come": ("ranking: {", "assessors: {self: 1}\nranking: {", "not_yet", "assessors",
        "cannot do yet"),
    "open months": ("late_starters: in_full", "late_starters: per_month", "missing", "", "months"),
    "text for a number": ("points: 20", "points: '20'", "type", "items[2].points", "text"),
    "too many decimals": ("points: 20", "points: 20.0005", "decimals", "items[2].points",
        "thousandth"),
    "code used twice": ("code: filed", "code: attend", "duplicate_code", "items[2].code", "twice"),
    "key written twice": ("    points: 20", "    points: 20\n    points: 21", "duplicate_key",
        "items[2].points", "twice"),
    "points and a table": ("    points: 1\n", "    points: 1\n    table: {by: status, values: "
        "{present: 1}}\n", "value", "items[1]", "in one way"),
    "table with a gap": ("leave_approved: 0, ", "", "table_gap", "items[0].table.values",
        "leave_approved"),
    "attendance not said": ("{kind: meeting, status: present, subject", "{kind: meeting, subject",
        "status", "items[1].when", "attendance"),
    "ladder not said": ("outcome: filed}", "outcome: [filed, key]}", "ladder", "items[2]",
        "several outcomes"),
    "leave against the switch": ("approved_leave: zero", "approved_leave: negative", "leave",
        "items[0]", "approved_leave"),
    "target without n": ("kind: target, n: 2", "kind: target", "missing", "items[2].award", "n"),
    "floor of the total": ("total: {max: 100, floor: 0", "total: {max: 100, floor: 3", "floor",
        "total.floor", "above the start"),
    "day that is none": ("period: {cycle: calendar_year}",
        "period: {cycle: window, start: 2026-02-30, end: 2026-05-01}", "date", "period.start",
        "2026-02-30"),
    "nothing left out of a partial measure": ("completeness: full", "completeness: partial",
        "left_out", "completeness", "left out"),
    "example that does not come out": ("expect: {total: 2}", "expect: {total: 3}", "example",
        "examples[0].expect.total", "gives 2"),
    "example of an undeclared word": ("status: present}]}", "status: late}]}", "unknown",
        "examples[0].given.facts[0].status", "late"),
    "unknown ranking group": ("group: group", "group: gruop", "unknown", "ranking.group", "group"),
    "half days of a kind without": ("    points: 20", "    unit: half_day\n    points: 20",
        "no_field", "items[2].unit", "half_day"),
}  # fmt: skip


def test_the_measure_the_cases_start_from_is_in_order():
    report = check_scheme(GOOD)
    assert [str(fault) for fault in report.faults] == []


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_named_with_its_place_and_what_to_write(name):
    old, new, code, path, words = CASES[name]
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    report = check_scheme(text)
    found = [fault for fault in report.faults if (fault.code, fault.path) == (code, path)]
    assert found, [(fault.code, fault.path, str(fault)) for fault in report.faults]
    assert words in str(found[0])
    assert report.scheme is None
    lines = text.split("\n")
    changed = [i for i, line in enumerate(lines, 1) if line not in GOOD.split("\n")]
    if code in ("unknown", "unknown_key", "type", "decimals", "cap_above", "duplicate_key"):
        assert found[0].line in changed
        assert found[0].column >= 1


GATE = """\
gates:
  - {code: once, name: 到会一次, when: %s, at_least: 1, fails_to: poor}
"""
LACKING = {
    "a gate": ("ranking: {", GATE % "{kind: meeting}" + "ranking: {", "gates[0].when"),
    "a gate with one open branch": (
        "ranking: {",
        GATE % "{any: [{kind: meeting, status: present}, {kind: meeting, occasion: plenary}]}"
        + "ranking: {",
        "gates[0].when",
    ),
    "the least number of duties": (
        "ranking: {", "too_few_data: {min_obliged: {count: 3, when: {kind: meeting}}}\nranking: {",
        "too_few_data.min_obliged.when"),
    "what was held": (
        "max: 40, floor: 0}", "max: 40, floor: 0, start: full, held: {kind: meeting}}",
        "categories[0].held"),
}  # fmt: skip


@pytest.mark.parametrize("name", LACKING)
def test_an_absence_never_meets_a_requirement_by_oversight(name):
    old, new, path = LACKING[name]
    faults = check_scheme(GOOD.replace(old, new)).faults
    assert ("status", path) in [(fault.code, fault.path) for fault in faults]
    said = new.replace("{kind: meeting}", "{kind: meeting, status: any}")
    said = said.replace("occasion: plenary}", "occasion: plenary, status: present}")
    faults = check_scheme(GOOD.replace(old, said), examples=False).faults
    assert "status" not in [fault.code for fault in faults]


NEVER = {
    "two kinds at once": (
        "when: {kind: suggestion, outcome: filed}",
        "when: {all: [{kind: suggestion}, {kind: meeting, status: any}], outcome: filed}",
        "items[2].when",
    ),
    "a gate nobody can meet": (
        "ranking: {", GATE % "{kind: suggestion, role: lead, not: {role: lead}}" + "ranking: {",
        "gates[0].when"),
    "a factor for another kind": (
        "    points: 1\n", "    points: 1\n    factors: {combine: product, list: "
        "[{when: {kind: suggestion}, factor: 0.5}]}\n", "items[1].factors.list[0].when"),
    "a cap of nothing": ("points: 20", "points: 20\n    limit: {max: 0}", "items[2].limit.max"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEVER)
def test_what_can_never_fit_is_told(name):
    old, new, path = NEVER[name]
    codes = ("unreachable", "bound_zero")
    told = check_scheme(GOOD.replace(old, new), examples=False).warnings
    assert path in [warning.path for warning in told if warning.code in codes]
    told = check_scheme(GOOD, examples=False).warnings
    assert not [warning for warning in told if warning.code in codes]


def test_a_quantity_that_is_at_least_five_and_at_most_two_is_told():
    from tests.scoring.scheme.test_manual import BLOCKS

    asked = "when: {kind: visit, quantity: {at_least: 5, at_most: %s}}"
    for most, told in (("2", True), ("5", False)):
        text = BLOCKS[0].replace("when: {kind: visit}", asked % most)
        codes = [warning.code for warning in check_scheme(text, examples=False).warnings]
        assert ("unreachable" in codes) is told


@pytest.mark.parametrize("odd", ["010", "1e3", "1_000", "２", "1" * 31])
def test_an_odd_number_is_no_number(odd):
    report = check_scheme(GOOD.replace("points: 20", f"points: {odd}"))
    (fault,) = report.faults
    assert fault.path == "items[2].points" and "not a plain number" in str(fault)
    assert check_scheme(GOOD.replace("points: 20", "points: 10"), examples=False).faults == ()


STATED = GOOD.split("switches:\n")[1].split("categories")[0].strip().split("\n")
SWITCHES = [line.strip().split(":")[0] for line in STATED]


@pytest.mark.parametrize("name", [name for name in SWITCHES if name != "rounding"])
def test_an_open_switch_is_named_with_its_choices(name):
    line = next(line for line in GOOD.split("\n") if line.strip().startswith(f"{name}:"))
    report = check_scheme(GOOD.replace(line + "\n", ""))
    found = [str(fault) for fault in report.faults if fault.code == "switch"]
    assert any(f"The switch {name} " in one and "with one of" in one for one in found)


def test_all_faults_are_given_at_once():
    text = GOOD.replace("points: 20", "points: 20.0005").replace(
        "from: 60, below", "form: 60, below"
    )
    text = text.replace("kind: suggestion, outcome", "kind: suggestion, outcom")
    codes = [fault.path for fault in check_scheme(text).faults]
    assert {"tiers[1].form", "items[2].when.outcom"} <= set(codes)


HOSTILE = {
    "anchors": "a: &a [x]\nb: *a\n",
    "bomb": "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
    "tag": "a: !!python/object/apply:os.system [ls]\n",
    "tab": "a:\n\tb: 1\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "GB18030": "title: 办法\n".encode("gb18030"),
    "zero bytes": b"a: \0\n",
    "empty": "",
    "deep": "[" * 5000,
    "unclosed": "a: [1, 2\n",
    "a list": "- 1\n- 2\n",
    "large": "a: " + "x" * 300_000,
    "odd key": "? [a, b]\n: 1\n",
    "lone surrogate": "a: \ud800\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_one_sentence(name):
    report = check_scheme(HOSTILE[name])
    assert len(report.faults) >= 1
    assert report.scheme is None
    assert str(report.faults[0])
    with pytest.raises(SchemeRefused):
        load_scheme(HOSTILE[name])


def test_words_that_trap_other_yaml_stay_words():
    text = GOOD.replace("title: 某县办法", "title: no")
    assert load_scheme(text).title == "no"


def test_comments_and_layout_do_not_change_the_digest_but_a_number_does():
    first = load_scheme(GOOD).digest
    assert load_scheme("# 说明\n" + GOOD.replace("points: 20", "points: 20.0")).digest == first
    assert load_scheme(GOOD.replace("points: 20", "points: 21")).digest != first


WARNINGS = {
    "pass without activity": (
        "total: {max: 100", "base: 60\ntotal: {max: 120", "pass_without_activity"),
    "categories do not add up": ("stated_max: 100", "stated_max: 90", "stated_max"),
    "no examples": (GOOD[GOOD.index("examples:"):], "", "no_examples"),
    "different maxima together": ("title:", "title:", "unequal_maxima"),
    "nobody can earn it": (
        "subject_role: standing_member}",
        "subject_role: standing_member, not: {status: present}}", "unreachable"),
    "unused kind": ("  suggestion:\n    name", "  visit: {name: 走访}\n  suggestion:\n    name",
                    "unused_kind"),
    "empty category": (
        "items:\n", "  - {code: other, name: 其他, max: 10}\nitems:\n", "empty_block"),
}  # fmt: skip


@pytest.mark.parametrize("name", WARNINGS)
def test_what_deserves_a_second_look_is_a_warning_not_a_fault(name):
    old, new, code = WARNINGS[name]
    report = check_scheme(GOOD.replace(old, new), examples=False)
    assert report.faults == ()
    if code:
        assert code in [warning.code for warning in report.warnings]


def test_a_refusal_reads_as_chinese_to_a_chinese_reader():
    from config.chinese.catalogue import by_text, site_catalogue

    report = check_scheme(GOOD.replace("from: 60, below: 80", "from: 60, to: 79"))
    fault = next(fault for fault in report.faults if fault.code == "tier_gap")
    chinese = by_text(site_catalogue())[fault.message.msgid, ""].msgstr
    values = {name: str(value) for name, value in fault.message.params.items()}
    assert chinese % values == "称职 与 优秀 之间有空档：高于 79、不满 80 的总分不属于任何等次。"
