"""A fault stands where it was written, says what to write, and a warning is never false."""

import pytest

from scoring.scheme import check_scheme
from scoring.scheme.words import SWITCHES
from tests.scoring.scheme.test_manual import BLOCKS

from .test_refusals import GATE, GOOD, HOSTILE

SMALL = BLOCKS[0]
POINTS = "    points: 2\n"


def small(extra, old=POINTS):
    return SMALL.replace(old, old + extra)


PLACES = {
    # text added after the points of the only item: path, its own line or the one above
    "a key misspelt in a limit": ("    limit: {maxx: 3}\n", "items[0].limit.maxx"),
    "a negative maximum": ("    limit: {max: -5}\n", "items[0].limit.max"),
    "a count below one": ("    limit: {count: -1}\n", "items[0].limit.count"),
    "a broken count": ("    limit: {count: 1.5}\n", "items[0].limit.count"),
    "a target of none": ("    award: {kind: target, n: 0}\n", "items[0].award.n"),
    "a negative target": ("    award: {kind: target, n: -1}\n", "items[0].award.n"),
    "a broken target": ("    award: {kind: target, n: 2.5}\n", "items[0].award.n"),
    "a target in quotes": ('    award: {kind: from_nth, n: "2"}\n', "items[0].award.n"),
    "a step of nothing": (
        "    unit: {count: quantity, step: 0, part: floor, over: each}\n", "items[0].unit.step"),
    "a floor above nothing": ("    limit: {floor: 3}\n", "items[0].limit.floor"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_a_fault_inside_a_block_stands_at_its_own_key(name):
    extra, path = PLACES[name]
    text = small(extra)
    found = [fault for fault in check_scheme(text).faults if fault.path == path]
    assert found, [str(fault) for fault in check_scheme(text).faults]
    assert text.split("\n")[found[0].line - 1] + "\n" == extra
    assert all(str(fault.fix or "") for fault in found)
    right = small("    limit: {max: 3, order: first_in_time, excess: drop}\n")
    assert check_scheme(right, examples=False).faults == ()


LATER = {"several assessors": ("assessors: {self: 40, office: 60}\n", "assessors")}
LATER_IN_ITEMS = {
    "points: 2\n    self_score: 3": "items[0].self_score",
}


@pytest.mark.parametrize("name", LATER)
def test_a_construct_to_come_is_named_wherever_it_stands(name):
    extra, path = LATER[name]
    faults = check_scheme(SMALL + extra).faults
    assert [fault.path for fault in faults if fault.code == "not_yet"] == [path]
    assert "left_out" in str(faults[0].fix)
    assert check_scheme(SMALL).faults == ()


@pytest.mark.parametrize("name", LATER_IN_ITEMS)
def test_a_construct_to_come_is_named_inside_an_item(name):
    faults = check_scheme(SMALL.replace("points: 2", name)).faults
    assert [fault.path for fault in faults if fault.code == "not_yet"] == [LATER_IN_ITEMS[name]]


WITHOUT_ADVICE = {
    "no switches": SMALL.replace("switches:\n  period_date: event\n", "switches:\n"),
    "a cycle nobody knows": SMALL.replace("cycle: calendar_year", "cycle: annual"),
    "a window that ends first": SMALL.replace(
        "{cycle: calendar_year}", "{cycle: window, start: 2026-03-01, end: 2026-02-01}"),
    "a control character": SMALL.replace("title: 最小", "title: \x07最小"),
    "nothing expected": SMALL.replace("expect: {total: 6}", "expect: {}"),
    "an example that fails": SMALL.replace("expect: {total: 6}", "expect: {total: 7}"),
    "a tier nobody wrote": SMALL.replace("expect: {total: 6}", "expect: {tier: good}"),
    "the language in quotes": SMALL.replace("language: 1", 'language: "1"'),
    "a count without end": SMALL.replace("count: 3", "count: 100000000"),
    "an action for nothing": SMALL + "actions: [{code: a, when: {}, do: 谈话, owner: 办}]\n",
    "too deep": SMALL + "notes: " + "[" * 30 + "]" * 30 + "\n",
    **{f"hostile: {name}": text for name, text in HOSTILE.items()},
}  # fmt: skip


@pytest.mark.parametrize("name", WITHOUT_ADVICE)
def test_every_fault_says_what_to_write(name):
    assert check_scheme(SMALL).faults == ()
    faults = check_scheme(WITHOUT_ADVICE[name]).faults
    assert faults
    for fault in faults:
        assert str(fault.fix or ""), str(fault)
        assert not str(fault.fix).endswith(": -.")
        assert fault.line or fault.code == "too_large"


def test_advice_does_not_contradict_the_fault():
    told = str(check_scheme(WITHOUT_ADVICE["a count without end"]).faults[0])
    assert "100000" in told and "1 or more" not in told
    told = str(check_scheme(WITHOUT_ADVICE["the language in quotes"]).faults[0])
    assert "text" in told
    text = SMALL.replace("event\n", "event\n  missing_data: null\n")
    assert '"null"' in str(check_scheme(text).faults[0])


def test_every_switch_asks_a_whole_question_in_both_languages():
    from config.chinese.catalogue import by_text, site_catalogue

    chinese = by_text(site_catalogue())
    for switch in SWITCHES.values():
        assert switch.asks.endswith("?")
        assert chinese[switch.asks, ""].msgstr.endswith("？")


def codes(text):
    report = check_scheme(text, examples=False)
    assert report.faults == (), [str(fault) for fault in report.faults]
    return [warning.code for warning in report.warnings]


def test_a_kind_only_a_gate_reads_is_used():
    text = SMALL.replace("examples:\n", GATE % "{kind: suggestion}" + "examples:\n").replace(
        "fails_to: poor", "fails_to: flag"
    )
    unused = [w.path for w in check_scheme(text).warnings if w.code == "unused_kind"]
    assert unused == ["kinds.meeting"]
    unused = [w.path for w in check_scheme(SMALL).warnings if w.code == "unused_kind"]
    assert unused == ["kinds.meeting", "kinds.suggestion"]


def test_an_item_under_a_common_limit_is_not_unlimited():
    second = (
        "  - {code: lead, name: 牵头, category: work, when: {kind: suggestion}, points: 3}\n"
        "limits: [{code: both, name: 合计, items: [visit, lead], %s}]\n"
    )
    text = SMALL.replace("event\n", "event\n  cap_order: first_in_time\n  cap_excess: drop\n")
    assert codes(text).count("unlimited") == 1
    assert "unlimited" not in codes(text.replace(POINTS, POINTS + second % "max: 8"))
    assert codes(text.replace(POINTS, POINTS + second % "floor: -8")).count("unlimited") == 2


def test_who_does_nothing_but_fails_a_gate_does_not_pass():
    text = GOOD.replace("total: {max: 100", "base: 60\ntotal: {max: 120")
    assert "pass_without_activity" in codes(text)
    gated = text.replace("ranking: {", GATE % "{kind: suggestion}" + "ranking: {")
    assert "pass_without_activity" not in codes(gated)
    higher = gated.replace("fails_to: poor", "fails_to: fair")
    assert "pass_without_activity" in codes(higher)


def test_caps_no_credit_can_meet_ask_for_no_order():
    text = SMALL.replace("max: none, floor: none}", "max: 50, start: full, floor: 0}", 1)
    text = text.replace("event\n", "event\n  no_meeting_held: full\n")
    debits = text.replace(POINTS, "    points: -2\n    limit: none\n")
    assert "switch" not in [fault.code for fault in check_scheme(debits, examples=False).faults]
    open_ones = [str(fault) for fault in check_scheme(text, examples=False).faults]
    assert any("cap_order" in one for one in open_ones)
