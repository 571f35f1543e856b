"""The shape of a scheme file as JSON Schema; ``docs/scheme.schema.json`` is printed from here.

Every description says what to write in that place: the validator quotes it.
"""

from .text import _
from .words import (
    AWARDS,
    COMPARISONS,
    FIELD_VALUES,
    LANGUAGE,
    SWITCHES,
    UNITS,
    WINDOWS,
)

CODE = {
    "type": "string",
    "pattern": "^[a-z][a-z0-9_-]{0,63}$",
    "description": _(
        "Write a short code: a small letter first, then small letters, digits, - or _."
    ),
}
TEXT = {
    "type": "string",
    "minLength": 1,
    "maxLength": 2000,
    "description": _("Write text here; put quotes around text that looks like a number."),
}
LIMIT_OF_POINTS = 1_000_000
POINTS = {
    "type": "number",
    "minimum": -LIMIT_OF_POINTS,
    "maximum": LIMIT_OF_POINTS,
    "description": _(
        "Write a number such as 3, -1 or 7.5, without quotes, at most three decimals."
    ),
}
NOT_NEGATIVE = POINTS | {
    "minimum": 0,
    "description": _("Write a number of 0 or more, without quotes, at most three decimals."),
}
COUNT = {
    "type": "integer",
    "minimum": 1,
    "maximum": 100_000,
    "description": _("Write a whole number from 1 to 100,000."),
}
DAY = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "description": _("Write a date such as 2026-03-05."),
}
MAXIMUM = {
    "anyOf": [NOT_NEGATIVE, {"enum": ["none"]}],
    "description": _("Write a number of 0 or more, or none for no upper limit."),
}
BLOCK_MAXIMUM = {
    "anyOf": [NOT_NEGATIVE, {"enum": ["none", "not_stated"]}],
    "description": _(
        "Write a number of 0 or more, none for no upper limit, "
        "or not_stated when the source leaves it out."
    ),
}
FLOOR = {
    "anyOf": [POINTS, {"enum": ["none"]}],
    "description": _("Write a number such as 0 or -10, or none for no lower limit."),
}
WORD = {
    "type": ["string", "null"],
    "pattern": "^[a-z][a-z0-9_-]{0,63}$",
    "description": _("Write one of the words declared under kinds, any, or none."),
}
WORDS = {
    "anyOf": [
        WORD | {"type": "string"},
        {"type": "array", "items": WORD | {"type": "string"}, "minItems": 1},
    ],
    "description": _("Write one word, or several in brackets such as [present, late]."),
}


def block(properties, required=(), description=None):
    """An object with exactly these keys."""
    out = {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
    if description:
        out["description"] = description
    return out


def rows(items, description=None):
    """A list of such entries."""
    out = {"type": "array", "items": items, "maxItems": 500}
    if description:
        out["description"] = description
    return out


def choice(*words):
    """One of a few words."""
    return {"enum": list(words)}


def table_of(values):
    """An object with free keys and values of one shape."""
    return {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z][a-z0-9_-]{0,63}$"},
        "additionalProperties": values,
        "minProperties": 1,
        "maxProperties": 200,
    }


ASKED = {
    "anyOf": [*WORDS["anyOf"], block({"not": WORDS}, ["not"])],
    "description": _("Write one word, several in brackets, or {not: word}."),
}
SELECTOR = {
    "type": "object",
    "properties": {
        "kind": ASKED,
        **dict.fromkeys(FIELD_VALUES, ASKED),
        "subject_role": ASKED,
        "quantity": block(dict.fromkeys(COMPARISONS, NOT_NEGATIVE))
        | {"minProperties": 1, "description": _("Write e.g. {at_least: 2}.")},
        "any": rows({"$ref": "#/$defs/selector"}),
        "all": rows({"$ref": "#/$defs/selector"}),
        "not": {"$ref": "#/$defs/selector"},
    },
    "additionalProperties": False,
    "minProperties": 1,
    "description": _("Write which records are meant, e.g. {kind: meeting, status: present}."),
}
PERSON = {
    "type": "object",
    "propertyNames": {"pattern": "^[a-z][a-z0-9_]{0,63}$"},
    "additionalProperties": {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
            block({"not": {"anyOf": [{"type": "string"}, {"type": "array"}]}}, ["not"]),
        ]
    },
    "minProperties": 1,
    "description": _("Write which people are meant, e.g. {subject_role: standing_member}."),
}
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
            },
            ["kind"],
        ),
    ],
    "description": _(
        "Write each, or {kind: once, choose: highest}, {kind: from_nth, n: 2}, "
        "{kind: target, n: 4, missed: pro_rata}."
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
                "combine": choice("product", "lowest"),
                "list": rows(
                    block(
                        {"when": {"$ref": "#/$defs/selector"}, "factor": NOT_NEGATIVE},
                        ["when", "factor"],
                    )
                ),
            },
            ["combine", "list"],
        ),
        "limit": LIMIT,
        "dated_by": choice("event", "submission", "object"),
        "late_outcome": choice("own_period", "object_period", "nowhere"),
        "recorder": TEXT,
        "verifier": TEXT,
        "proof": TEXT,
        "note": TEXT,
    },
    ["code", "name", "when"],
)
BLOCK = block(
    {
        "code": CODE,
        "name": TEXT,
        "clause": TEXT,
        "max": BLOCK_MAXIMUM,
        "start": choice("zero", "full"),
        "floor": FLOOR,
        "held": {"$ref": "#/$defs/selector"},
        "note": TEXT,
    },
    ["code", "name", "max"],
)
GIVEN_FACT = block(
    {
        "kind": CODE,
        **dict.fromkeys(FIELD_VALUES, WORD),
        "count": COUNT,
        "on": DAY,
        "submitted_on": DAY,
        "object_on": DAY,
        "quantity": NOT_NEGATIVE,
        "object": TEXT,
        "fact": TEXT,
        "subject": TEXT,
        "title": TEXT,
        "proof": TEXT,
    },
    ["kind"],
)
EXAMPLE = block(
    {
        "name": TEXT,
        "note": TEXT,
        "given": block(
            {
                "roles": rows(CODE),
                "year": {"type": "integer", "minimum": 1900, "maximum": 2200},
                "start": DAY,
                "end": DAY,
                "suspended": rows(block({"start": DAY, "end": DAY}, ["start"])),
                "fields": {"type": "object", "additionalProperties": {"type": "string"}},
                "facts": rows(GIVEN_FACT),
            },
            ["facts"],
        ),
        "expect": block(
            {
                "total": POINTS,
                "tier": CODE | {"type": ["string", "null"]},
                "categories": table_of(POINTS),
                "items": table_of(POINTS),
                "class": choice("ranked", "unranked", "too_few_data", "not_scored"),
                "actions": rows(CODE),
            },
            description=_("Write what must come out, e.g. {total: 6}."),
        )
        | {"minProperties": 1},
    },
    ["name", "given", "expect"],
)


def switch_schema(switch):
    """A choice, or ``{is: choice, why: text}``."""
    words = choice(*switch.choices, *switch.later)
    return {
        "anyOf": [words, block({"is": words, "why": TEXT}, ["is"])],
        "description": switch.asks,
    }


def scheme_schema():
    """The whole schema as a plain dict."""
    properties = {
        "language": {"enum": [LANGUAGE], "description": _("Write language: 1.")},
        "code": CODE,
        "title": TEXT,
        "version": {"anyOf": [TEXT, {"type": "number"}]},
        "level": choice(*FIELD_VALUES["level"]),
        "body": choice("npc", "cppcc", "other"),
        "source": rows(block({"title": TEXT, "url": TEXT, "clause": TEXT, "seen": TEXT})),
        "completeness": choice("full", "partial"),
        "left_out": rows(TEXT, _("List in words what the source leaves out.")),
        "notes": rows(TEXT),
        "period": block(
            {
                "cycle": choice("calendar_year", "year_from", "window"),
                "from": {
                    "type": "string",
                    "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$",
                    "description": _("Write month and day such as 07-01 (not after the 28th)."),
                },
                "start": DAY,
                "end": DAY,
                "interim": rows(choice("month", "quarter", "half_year")),
            },
            ["cycle"],
        ),
        "population": block(
            {
                "who": TEXT,
                "fields": rows(CODE),
                "unscored": rows(block({"when": PERSON, "reason": TEXT}, ["when", "reason"])),
                "unranked": rows(block({"when": PERSON, "reason": TEXT}, ["when", "reason"])),
            }
        ),
        "roles": table_of(TEXT),
        "kinds": table_of(
            block(
                {
                    "name": TEXT,
                    "fields": block(
                        {
                            **dict.fromkeys(FIELD_VALUES, WORDS),
                            "quantity": {
                                "enum": ["number"],
                                "description": _("Write quantity: number."),
                            },
                        }
                    ),
                },
                ["name"],
            )
        ),
        "switches": block(
            {name: switch_schema(switch) for name, switch in SWITCHES.items()},
            description=_("Write the answers of the measure, e.g. {period_date: event}."),
        ),
        "base": {
            "anyOf": [
                POINTS,
                block(
                    {
                        "points": POINTS,
                        "by_role": table_of(POINTS),
                        "name": TEXT,
                        "clause": TEXT,
                    },
                    ["points"],
                ),
            ],
            "description": _("Write a number, or e.g. {points: 70, by_role: {chair: 60}}."),
        },
        "categories": rows(BLOCK),
        "pools": rows(BLOCK),
        "items": rows(ITEM) | {"minItems": 1},
        "limits": rows(
            block(
                {
                    "code": CODE,
                    "name": TEXT,
                    "clause": TEXT,
                    "items": rows(CODE) | {"minItems": 2},
                    **LIMIT_KEYS,
                },
                ["code", "name", "items"],
            )
        ),
        "exclusions": rows(
            block(
                {
                    "code": CODE,
                    "name": TEXT,
                    "clause": TEXT,
                    "items": rows(CODE) | {"minItems": 2},
                    "per": choice("object", "subject"),
                    "choose": choice("highest", "first", "order"),
                },
                ["code", "items", "per", "choose"],
            )
        ),
        "total": block(
            {"max": MAXIMUM, "floor": FLOOR, "stated_max": NOT_NEGATIVE},
            ["max", "floor"],
            _("Write whether the total has an upper and a lower limit: {max: none, floor: 0}."),
        ),
        "tiers": rows(
            block(
                {
                    "code": CODE,
                    "name": TEXT,
                    "from": POINTS,
                    "below": POINTS,
                    "to": POINTS,
                    "clause": TEXT,
                    "stated": TEXT,
                },
                ["code", "name"],
            )
        ),
        "gates": rows(
            block(
                {
                    "code": CODE,
                    "name": TEXT,
                    "clause": TEXT,
                    "when": {"$ref": "#/$defs/selector"},
                    "at_least": COUNT,
                    "fails_to": CODE,
                },
                ["code", "name", "when", "at_least", "fails_to"],
            )
        ),
        "ranking": block(
            {
                "group": CODE
                | {
                    "description": _(
                        "Write group, constituency, level, a field of the population, or none."
                    )
                },
                "min_size": COUNT,
                "ties": choice("competition", "dense"),
            },
            ["group", "min_size", "ties"],
        ),
        "too_few_data": block(
            {
                "min_days": COUNT,
                "min_obliged": block(
                    {"count": COUNT, "when": {"$ref": "#/$defs/selector"}}, ["count", "when"]
                ),
            }
        )
        | {"minProperties": 1},
        "actions": rows(
            block(
                {
                    "code": CODE,
                    "when": block(
                        {
                            "tier": {"anyOf": [CODE, rows(CODE)]},
                            "class": {
                                "anyOf": [
                                    choice("ranked", "unranked", "too_few_data"),
                                    rows(choice("ranked", "unranked", "too_few_data")),
                                ]
                            },
                            "total": block({"less_than": POINTS, "at_least": POINTS})
                            | {"minProperties": 1},
                            "gate_failed": {"anyOf": [CODE, rows(CODE)]},
                        },
                        description=_("Write what it follows from, e.g. {tier: poor}."),
                    )
                    | {"minProperties": 1},
                    "do": TEXT,
                    "owner": TEXT,
                    "within_days": COUNT,
                    "clause": TEXT,
                },
                ["code", "when", "do", "owner"],
            )
        ),
        "examples": rows(EXAMPLE),
    }
    required = ["language", "code", "title", "version", "completeness", "period", "kinds"]
    required += ["switches", "items", "total"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Luzhi scoring scheme",
        **block(properties, required),
        "$defs": {"selector": SELECTOR},
    }
