"""The numbers of a measure a person may try out, each with its clause, and their other values.

A number stands where it stands in the text: only its digits are replaced, so comments, layout and
everything else of the file stay as the clerk wrote them.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from ..scheme.yamltree import read_tree

PARTS = ("base", "categories", "pools", "items", "limits", "total", "tiers")
# What counts as a number to try: not what selects records, and not what a unit is.
NUMBERS = {"points", "max", "floor", "count", "n", "factor", "else", "from", "below", "to"}
CLOSED = {"when", "held", "unit", "switches", "stated_max", "expect", "given"}
PLAIN = re.compile(r"-?[0-9]{1,7}(\.[0-9]{1,3})?\Z")


@dataclass(frozen=True)
class Number:
    """One number: its key for addresses, whose it is, what it says, and the places it stands at.

    ``places`` are (start, end, added) in the text; ``added`` is what a place says beyond the
    number itself (an upper bound ``to: 89`` is one less than the bound of the next tier).
    """

    key: str
    part: str  # base, categories, pools, items, limits, total or tiers
    owner: str  # the name of the item, category or tier
    clause: str
    what: tuple  # the words of the path inside the owner
    value: Decimal
    places: tuple = field(repr=False)


@lru_cache(maxsize=32)
def numbers_of(text):
    """Every Number of a valid measure, in file order; the two bounds between tiers are one."""
    plain = read_tree(text).plain
    root = YAML(pure=True).compose(text)
    found = []
    for key, node in root.value:
        if key.value in PARTS:
            _walk(node, plain[key.value], (key.value,), None, found)
    return _bounds_joined(found)


def changed_text(text, changes):
    """The text with other numbers: ``changes`` maps keys to Decimals. Unknown keys are ignored."""
    edits, text = [], text.removeprefix("\ufeff")
    for number in numbers_of(text):
        if number.key in changes:
            for start, end, added in number.places:
                edits.append((start, end, written(changes[number.key] + added)))
    for start, end, digits in sorted(edits, reverse=True):
        text = text[:start] + digits + text[end:]
    return text


def written(value):
    """A number as a scheme file writes it: plain digits, at most three places."""
    words = format(value.quantize(Decimal("0.001")), "f").rstrip("0").rstrip(".")
    return "0" if words in ("-0", "") else words


def read_number(typed):
    """The Decimal somebody typed, or None when it is no number a measure can hold."""
    typed = typed.strip().replace("\uff0e", ".").replace("\u2212", "-")
    return Decimal(typed) if PLAIN.match(typed) else None


def _walk(node, value, path, owner, found):
    if isinstance(node, SequenceNode):
        for place, (one, inside) in enumerate(zip(node.value, value, strict=True)):
            code = inside.get("code") if isinstance(inside, dict) else None
            step = str(code) if code else str(place)
            _walk(one, inside, (*path, step), inside if len(path) == 1 else owner, found)
    elif isinstance(node, MappingNode):
        if owner is None:
            owner = value
        for key, one in node.value:
            if key.value not in CLOSED:
                inside = _of(value, key.value)
                _walk(one, inside, (*path, key.value), owner, found)
    elif isinstance(node, ScalarNode) and _is_number(value, path):
        found.append((path, node, value, owner if isinstance(owner, dict) else {}))


def _of(value, key):
    """The plain value under a key as it stands in the text (a word, or a number read as one)."""
    if key in value:
        return value[key]
    return next(inside for known, inside in value.items() if str(known) == key)


def _is_number(value, path):
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return False
    named = path[-1] in NUMBERS or "values" in path or "by_role" in path
    return path == ("base",) or (named and "percent" not in path)


def _bounds_joined(found):
    numbers, lows = [], {}
    for path, node, value, owner in found:
        value = Decimal(value)
        place = (node.start_mark.index, node.end_mark.index)
        if path[0] == "tiers" and path[-1] == "from":
            lows[value] = len(numbers)
        numbers.append(
            Number(
                ".".join(path),
                path[0],
                str(owner.get("name") or ""),
                str(owner.get("clause") or ""),
                path[1:] if path[0] in ("base", "total") else path[2:],
                value,
                ((*place, Decimal(0)),),
            )
        )
    return _without_upper(numbers, lows)


def _without_upper(numbers, lows):
    """The upper bound of a tier is the lower one of the next: one number with two places."""
    kept = []
    joined = {}
    for number in numbers:
        if number.part == "tiers" and number.what and number.what[-1] in ("below", "to"):
            low = _next_bound(number.value, number.what[-1], lows)
            if low is not None:
                start, end, _added = number.places[0]
                joined.setdefault(low, []).append((start, end, number.value - low))
                continue
        kept.append(number)
    return tuple(
        Number(**{**vars(number), "places": (*number.places, *joined.get(number.value, ()))})
        if number.part == "tiers" and number.what[-1] == "from"
        else number
        for number in kept
    )


def _next_bound(value, word, lows):
    if word == "below":
        return value if value in lows else None
    above = [low for low in lows if low > value]
    return min(above) if above else None
