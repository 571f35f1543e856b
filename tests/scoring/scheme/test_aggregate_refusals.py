"""A mean, comparison or factor that leaves something open is refused, and says what to write."""

import pytest

from scoring.scheme import check_scheme
from tests.scoring.scheme.test_manual import BLOCKS, on_the_smallest

MEAN = next(block for block in BLOCKS if "weights:" in block)
FACTORS = next(block for block in BLOCKS if "multipliers:" in block)
GONE = next(block for block in BLOCKS if "removed: rescaled" in block)
MONTHS = next(block for block in BLOCKS if "months_served:" in block)
VOTES = next(block for block in BLOCKS if "ballots:" in block)
START = next(block for block in BLOCKS if "starting_tier:" in block)

OPEN = {
    # old text, new text, code, path, words
    "nothing says what a missing part does":
        (MEAN, "    missing: dropped\n    none_left: too_few_data\n", "", "switch", "weights[0]",
         "no. 12"),
    "nothing says what is left": (MEAN, "    none_left: too_few_data\n", "", "switch", "weights[0]",
        "no. 12"),
    "a category left out of the mean": (MEAN, "      - {part: visit, weight: 70, over: max}\n",
        "      - {part: speech, weight: 70, over: 100}\n", "left_out", "weights[0].parts", "visit"),
    "a full mark nobody states": (MEAN, "max: 10}", "max: none}", "scale",
        "weights[0].parts[1].over", "maximum"),
    "plain points in a mean over full marks": (MEAN, "over: max}", "over: none}", "scale",
        "weights[0].parts[1].over", "full mark"),
    "a comparison within nobody's group": (MEAN, "among: scored, within: house",
        "among: scored, within: street", "unknown", "relative[0].within", "street"),
    "a comparison above the maximum": (MEAN, "to: best, points: 100", "to: best, points: 101",
        "cap_above", "relative[0].points", "101"),
    "a spread without a step": (MEAN, "to: best", "to: spread", "missing", "relative[0]", "step"),
    "others known by a total": (MEAN, "others: [{categories: {speech: 200}}]",
        "others: [{total: 200}]", "others", "examples[0].given.others[0]", "parts"),
    "a cap that drops one credit of a comparison": (MEAN, "cap_excess: truncate",
        "cap_excess: drop", "one_figure", "relative[0]", "one figure"),
    "factors that leave a gap": (FACTORS, "{from: 60, below: 90", "{from: 61, below: 90", "bands",
        "multipliers.list[1].bands", "gap"),
    "bounds on an unknown side": (FACTORS, "multipliers:\n", "total: {max: 20, floor: none}\n"
        "multipliers:\n", "switch", "multipliers", "no. 20"),
    "a factor for nobody": (FACTORS, ", when: {subject_role: standing_member}", "", "one_of",
        "multipliers.list[0]", "missing"),
    "a category that falls away": (GONE, ", removed: rescaled", "", "switch", "total", "no. 17"),
    "nothing to bring a total up to": (GONE, "max: 100, floor: none, stated_max: 100",
        "max: none, floor: none", "removed", "total.removed", "maximum"),
    "months that count": (MONTHS, "months_served: whole\n", "", "missing", "", "months"),
    "a last tier with a condition": (VOTES, "    - {tier: poor}",
        "    - {tier: poor, choices: unsatisfied, at_least: 1}", "unused",
        "ballots.tiers[2].choices", "everybody"),
    "shares of nothing": (VOTES, "  cast: {kind: ballot, mode: issued}\n", "", "ballots", "ballots",
        "cast"),
    "tiers by ballots and by points": (VOTES, "name: 优秀}", "name: 优秀, from: 3}", "tier",
        "tiers[0].from", "ballots"),
    "no ballots and no items": (START, "starting_tier: met\n", "", "missing", "items", "no items"),
    "a ranking without points": (START, "gates:\n",
        "ranking: {group: none, min_size: 1, ties: dense}\ngates:\n", "no_points", "ranking",
        "points"),
    "a tier to start from that is not there": (START, "starting_tier: met", "starting_tier: best",
        "unknown", "starting_tier", "best"),
}  # fmt: skip


@pytest.mark.parametrize("name", OPEN)
def test_what_is_left_open_above_the_items_is_refused(name, whole_text):
    block, old, new, code, path, words = OPEN[name]
    assert block.count(old) >= 1
    assert not [str(fault) for fault in check_scheme(whole_text(block)).faults]
    report = check_scheme(whole_text(block.replace(old, new)))
    found = [fault for fault in report.faults if (fault.code, fault.path) == (code, path)]
    assert found, [(fault.code, fault.path, str(fault)) for fault in report.faults]
    assert words in " ".join(str(fault.message) for fault in found)
    assert all(str(fault.fix or "") for fault in found)


@pytest.fixture
def whole_text():
    """A block of the manual over its smallest scheme, as the text of a file."""
    import json
    from decimal import Decimal

    def plain(value):
        if isinstance(value, Decimal):
            return float(value)
        raise TypeError(type(value))

    def text(block):
        return json.dumps(on_the_smallest(block).plain, ensure_ascii=False, default=plain)

    return text
