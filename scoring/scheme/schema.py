"""The shape of a scheme file as JSON Schema; ``docs/scheme.schema.json`` is printed from here.

Every description says what to write in that place: the validator quotes it.
"""

from .results.shape import SHAPES
from .shapes import (
    BLOCK_MAXIMUM,
    CODE,
    COUNT,
    DAY,
    FLOOR,
    MAXIMUM,
    NOT_NEGATIVE,
    POINTS,
    TEXT,
    WORD,
    WORDS,
    block,
    choice,
    rows,
    table_of,
)
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
YEAR = {"type": "integer", "minimum": 1900, "maximum": 2200}
EXAMPLE = block(
    {
        "name": TEXT,
        "note": TEXT,
        "given": block(
            {
                "roles": rows(CODE),
                "year": YEAR,
                "start": DAY,
                "end": DAY,
                "suspended": rows(block({"start": DAY, "end": DAY}, ["start"])),
                "fields": {"type": "object", "additionalProperties": {"type": "string"}},
                "facts": rows(GIVEN_FACT),
                "records_from": DAY,
                "past": rows(
                    block(
                        {
                            "year": YEAR,
                            "tier": CODE,
                            "total": POINTS,
                            "class": choice("ranked", "unranked", "too_few_data", "not_scored"),
                            "rank": COUNT,
                            "rank_last": COUNT,
                            "of": COUNT,
                        },
                        ["year"],
                    ),
                    _("Write e.g. [{year: 2023, tier: poor}]."),
                ),
                "others": rows(
                    block(
                        {
                            "total": POINTS,
                            "count": COUNT,
                            "group": TEXT,
                            "roles": rows(CODE),
                            "fields": {
                                "type": "object",
                                "additionalProperties": {"type": "string"},
                            },
                        },
                        ["total"],
                    ),
                    _("Write e.g. [{total: 43, count: 2}]."),
                ),
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
                "rank": COUNT | {"type": ["integer", "null"]},
                "band": CODE | {"type": ["string", "null"]},
                "gates": table_of(choice("met", "failed")),
                "history": table_of(choice("yes", "no", "unknown")),
                "quotas": table_of(choice("yes", "no", "edge")),
                "places": table_of({"type": "integer", "minimum": 0}),
                "overrides": rows(CODE),
                "flags": rows(CODE),
                "measures": table_of(POINTS),
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
        **SHAPES,
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
        "examples": rows(EXAMPLE),
    }
    required = ["language", "code", "title", "version", "completeness", "period", "kinds"]
    required += ["switches", "items", "total"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Luzhi scoring scheme",
        **block(properties, required),
        "$defs": {"selector": SELECTOR, "person": PERSON},
    }
