"""The maximum a text names, against what its parts add up to."""

from .build_values import milli_or_none, number
from .meaning_awards import credit, debit
from .text import _, say


def stated_maximum(plain, stated, base, blocks, homes, notes):
    """Warn where the parts do not add up to the maximum the text names, pools in or out."""
    caps = {"categories": [], "pools": []}
    for code, (key, _index, block) in blocks.items():
        items = [item for _number, item in homes.get(code, ())]
        only_takes = any(map(debit, items)) and not any(map(credit, items))
        full = block.get("start") == "full"
        caps[key].append(0 if only_takes and not full else milli_or_none(block["max"]))
    sums = [base + sum(part) for part in (caps["categories"], caps["categories"] + caps["pools"])
            if None not in part]  # fmt: skip
    if None in caps["categories"]:
        notes.warn(
            "stated_max",
            ("total", "stated_max"),
            say(
                _(
                    "Not every category has a maximum, so they cannot be added up to "
                    "the stated %(stated)s."
                ),
                stated=number(stated),
            ),
        )
    elif stated not in sums:
        notes.warn(
            "stated_max",
            ("total", "stated_max"),
            say(
                _("Base and categories add up to %(sum)s, not to the stated %(stated)s."),
                sum=number(sums[0]),
                stated=number(stated),
            ),
        )
