"""The shape of what stands above the items, as JSON Schema: means, comparisons, factors."""

from ..results.shape import PERCENT, SELECTOR
from ..shapes import CODE, COUNT, NOT_NEGATIVE, POINTS, TEXT, block, choice, rows, table_of
from ..text import _

PERSON = {"$ref": "#/$defs/person"}
PART = {"category": CODE, "pool": CODE, "item": CODE}
ABOVE_NOTHING = NOT_NEGATIVE | {
    "exclusiveMinimum": 0,
    "description": _("Write a number above 0, without quotes, at most three decimals."),
}
GROUPED = CODE | {
    "description": _("Write all, group, constituency, level, or a field of the population.")
}
MISSING_PARTS = rows(
    block(
        {
            **PART,
            "when": SELECTOR,
            "unless": SELECTOR,
            "no_record_of": choice("person", "everybody"),
            "within": GROUPED,
            "clause": TEXT,
            "note": TEXT,
        }
    ),
    _("Write e.g. [{category: bills, no_record_of: everybody, within: all}]."),
)
RATES = rows(
    block(
        {
            **PART,
            "points": ABOVE_NOTHING,
            "of": SELECTOR,
            "nothing_due": choice("nothing", "full", "missing"),
            "clause": TEXT,
            "note": TEXT,
        },
        ["points", "of", "nothing_due"],
    ),
    _(
        "Write e.g. [{item: attended, points: 30, of: {kind: meeting, status: any}, "
        "nothing_due: full}]."
    ),
)
RELATIVE = rows(
    block(
        {
            **PART,
            "to": choice("best", "mean", "median", "spread", "range"),
            "points": NOT_NEGATIVE,
            "step": ABOVE_NOTHING,
            "among": choice("scored", "ranked"),
            "within": GROUPED,
            "min_size": COUNT,
            "otherwise": choice("nothing", "full", "missing"),
            "clause": TEXT,
            "note": TEXT,
        },
        ["to", "points", "among", "within", "min_size", "otherwise"],
    ),
    _(
        "Write e.g. [{category: bills, to: best, points: 100, among: scored, within: all, "
        "min_size: 2, otherwise: nothing}]."
    ),
)
OVER = {
    "anyOf": [
        ABOVE_NOTHING,
        choice("max", "none"),
        block({"points": ABOVE_NOTHING, "by_role": table_of(ABOVE_NOTHING)}, ["points", "by_role"]),
    ],
    "description": _(
        "Write what counts as a full mark: max, a number, none for the points as they are, "
        "or e.g. {points: 10, by_role: {chair: 20}}."
    ),
}
WEIGHTS = rows(
    block(
        {
            "of": CODE | {"description": _("Write total, or the code of a category or pool.")},
            "scale": {
                "anyOf": [ABOVE_NOTHING, {"enum": ["none"]}],
                "description": _("Write how many points full marks give, or none."),
            },
            "parts": rows(
                block(
                    {"part": CODE, "weight": ABOVE_NOTHING, "over": OVER},
                    ["part", "weight", "over"],
                )
            )
            | {"minItems": 2},
            "missing": choice("dropped", "zero"),
            "none_left": choice("too_few_data", "nothing", "missing"),
            "clause": TEXT,
            "note": TEXT,
        },
        ["of", "scale", "parts"],
    ),
    _("Write e.g. [{of: total, scale: 100, parts: [{part: work, weight: 60, over: max}]}]."),
)
BAND = block({"from": POINTS, "below": POINTS, "factor": NOT_NEGATIVE}, ["factor"])
MULTIPLIERS = block(
    {
        "combine": choice("product", "highest", "lowest"),
        "bounds": choice("before", "after", "both"),
        "list": rows(
            block(
                {
                    "code": CODE,
                    "name": TEXT,
                    "clause": TEXT,
                    "when": PERSON,
                    "factor": NOT_NEGATIVE,
                    "measure": CODE,
                    "share": block(
                        {"when": SELECTOR, "of": SELECTOR, "nothing_due": NOT_NEGATIVE},
                        ["when", "of", "nothing_due"],
                        _(
                            "Write e.g. {when: {kind: meeting, status: present}, "
                            "of: {kind: meeting, status: any}, nothing_due: 1}."
                        ),
                    ),
                    "bands": rows(BAND) | {"minItems": 2},
                },
                ["code", "name"],
            )
        )
        | {"minItems": 1},
        "exempt": rows(block({"when": PERSON, "reason": TEXT}, ["when", "reason"])),
    },
    ["combine", "list"],
    _("Write e.g. {combine: product, list: [{code: chair, name: 主任, when: …, factor: 1.2}]}."),
)
BALLOTS = block(
    {
        "name": TEXT,
        "clause": TEXT,
        "base": choice("issued", "returned", "valid"),
        "cast": SELECTOR,
        "choices": rows(
            block({"code": CODE, "name": TEXT, "when": SELECTOR}, ["code", "name", "when"])
        )
        | {"minItems": 2},
        "tiers": rows(
            block(
                {
                    "tier": CODE,
                    "choices": {"anyOf": [CODE, rows(CODE) | {"minItems": 1}]},
                    "at_least": PERCENT,
                    "more_than": NOT_NEGATIVE | {"maximum": 100},
                },
                ["tier"],
            )
        )
        | {"minItems": 1},
        "no_ballots": choice("no_tier", "otherwise"),
    },
    ["name", "base", "choices", "tiers", "no_ballots"],
    _("Write base:, choices: and tiers:; the manual has a whole example."),
)
MONTHS = choice("whole", "begun") | {
    "description": _("Write whole (served from first to last day) or begun (served a day of it).")
}
SHAPES = {
    "missing_parts": MISSING_PARTS,
    "rates": RATES,
    "relative": RELATIVE,
    "weights": WEIGHTS,
    "multipliers": MULTIPLIERS,
    "ballots": BALLOTS,
    "months_served": MONTHS,
    "starting_tier": CODE,
}
