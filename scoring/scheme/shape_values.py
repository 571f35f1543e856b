"""The shape of values that are judged, counted as a whole or shared, and of an item's own days."""

from .shapes import COUNT, DAY, NOT_NEGATIVE, POINTS, TEXT, block, choice, rows
from .text import _

MONTH_DAY = {
    "type": "string",
    "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "description": _("Write month and day such as 12-01."),
}
JUDGED = block(
    {
        "min": POINTS,
        "max": POINTS,
        "step": NOT_NEGATIVE,
        "default": {
            "anyOf": [POINTS, {"enum": ["missing"]}],
            "description": _("Write what counts where nobody has judged: a number, or missing."),
        },
    },
    ["min", "max", "default"],
    _("Write the range, e.g. {min: 1, max: 5, default: missing}."),
)
BANDS = rows(
    block(
        {"from": NOT_NEGATIVE, "below": NOT_NEGATIVE, "points": POINTS, "level": TEXT},
        ["from", "points"],
    ),
    _("Write e.g. [{from: 0, below: 6, points: 0}, {from: 6, points: 5}]."),
) | {"minItems": 1}
CURVE = block(
    {
        "at": rows(block({"count": NOT_NEGATIVE, "points": POINTS}, ["count", "points"]))
        | {"minItems": 2},
        "between": choice("linear", "step"),
    },
    ["at", "between"],
    _(
        "Write e.g. {at: [{count: 0, points: 0}, {count: 5, points: 10}], between: linear}; "
        "a logarithm or a decay is written as such a list."
    ),
)
SPLIT = block(
    {
        "how": choice("equal", "first", "parts"),
        "first": NOT_NEGATIVE,
        "parts": rows(NOT_NEGATIVE) | {"minItems": 1},
        "remainder": choice("first", "last", "nobody"),
    },
    ["how", "remainder"],
    _("Write e.g. {how: equal, remainder: first} or {how: first, first: 0.5, remainder: first}."),
)
NAMED = block(
    {"at_most": COUNT, "by": TEXT},
    ["at_most", "by"],
    _("Write e.g. {at_most: 3, by: 小组召集人}."),
)
YEAR = choice("previous", "this", "next")
ITEM_WINDOW = {
    "anyOf": [
        choice("term"),
        block(
            {
                "from": MONTH_DAY,
                "from_year": YEAR,
                "to": MONTH_DAY,
                "to_year": YEAR,
                "days": COUNT | {"maximum": 36_600},
                "months": COUNT | {"maximum": 1_200},
                "start": DAY,
                "end": DAY,
                "credit": choice("own_day", "into_period"),
            }
        )
        | {"minProperties": 1},
    ],
    "description": _(
        "Write term, {days: 183}, {months: 12}, {start: 2024-12-01, end: 2025-11-30}, or "
        "{from: 12-01, from_year: previous, to: 11-30}."
    ),
}
IN_FORCE = block({"from": DAY, "until": DAY}) | {
    "minProperties": 1,
    "description": _("Write e.g. {from: 2026-04-01} or {until: 2026-03-31}."),
}
ITEM_VALUES = {
    "judged": JUDGED,
    "judged_by": TEXT,
    "bands": BANDS,
    "curve": CURVE,
    "no_records": choice("zero", "nothing"),
    "split": SPLIT,
    "named": NAMED,
    "window": ITEM_WINDOW,
    "in_force": IN_FORCE,
    "disabled": TEXT,
}
