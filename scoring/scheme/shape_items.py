"""The shape of an item: its unit, table, award, factors and limit."""

from .shape_values import IN_FORCE, ITEM_VALUES
from .shapes import (
    CODE,
    COUNT,
    FLOOR,
    MAXIMUM,
    NOT_NEGATIVE,
    POINTS,
    TEXT,
    block,
    choice,
    rows,
    table_of,
)
from .text import _
from .words import AWARDS, FIELD_VALUES, UNITS, WINDOWS

LIMIT_KEYS = {
    "max": MAXIMUM,
    "floor": FLOOR,
    "per": choice(*WINDOWS),
    "order": choice("first_in_time", "highest_first"),
    "excess": choice("truncate", "drop"),
}
LIMIT = {
    "anyOf": [{"enum": ["none"]}, block({**LIMIT_KEYS, "count": COUNT}) | {"minProperties": 1}],
    "description": _("Write none, or e.g. {max: 20} or {floor: -10} or {count: 4}."),
}
UNIT = {
    "anyOf": [
        choice(*UNITS),
        block(
            {
                "count": choice(*UNITS),
                "keep": choice("first", "highest"),
                "step": NOT_NEGATIVE,
                "part": choice("floor", "ceil"),
                "over": choice("each", "period"),
            },
            ["count"],
        ),
    ],
    "description": _(
        "Write one of record, object, half_day, day, week, month, quantity, "
        "or e.g. {count: quantity, step: 10, part: floor, over: period}."
    ),
}
AWARD = {
    "anyOf": [
        choice(*AWARDS[:2]),
        block(
            {
                "kind": choice(*AWARDS),
                "n": COUNT,
                "choose": choice("first", "highest"),
                "missed": choice("nothing", "pro_rata"),
                "up": NOT_NEGATIVE,
                "down": NOT_NEGATIVE,
                "floor": FLOOR,
                "max": MAXIMUM,
            },
            ["kind"],
        ),
    ],
    "description": _(
        "Write each, or {kind: once, choose: highest}, {kind: from_nth, n: 2}, "
        "{kind: target, n: 4, missed: pro_rata}, "
        "{kind: above_below, n: 10, up: 1, down: 1, floor: -5, max: 10}."
    ),
}
TABLE = block(
    {
        "by": {
            "anyOf": [
                choice(*FIELD_VALUES, "subject_role"),
                rows(choice(*FIELD_VALUES, "subject_role")) | {"minItems": 1, "maxItems": 2},
            ],
            "description": _("Write one field such as status, or two in brackets."),
        },
        "values": table_of(
            {"anyOf": [POINTS, table_of(POINTS)], "description": POINTS["description"]}
        ),
        "else": POINTS,
    },
    ["by", "values"],
    _("Write by: and values:, e.g. {by: status, values: {present: 2, absent: -1}}."),
)
ITEM = block(
    {
        "code": CODE,
        "name": TEXT,
        "clause": TEXT,
        "category": CODE,
        "pool": CODE,
        "when": {"$ref": "#/$defs/selector"},
        "unit": UNIT,
        "points": POINTS,
        "table": TABLE,
        "award": AWARD,
        "ladder": choice("add", "highest"),
        "factors": block(
            {
                "combine": choice("product", "lowest", "table"),
                "list": rows(
                    block(
                        {
                            "when": {"$ref": "#/$defs/selector"},
                            "factor": NOT_NEGATIVE,
                            "in_force": IN_FORCE,
                        },
                        ["when", "factor"],
                    )
                ),
            },
            ["combine", "list"],
        ),
        "limit": LIMIT,
        "dated_by": choice("event", "submission", "object"),
        "late_outcome": choice("own_period", "object_period", "nowhere"),
        **ITEM_VALUES,
        "recorder": TEXT,
        "verifier": TEXT,
        "proof": TEXT,
        "note": TEXT,
    },
    ["code", "name", "when"],
)
