"""The shape of a scheme file as JSON Schema; ``docs/scheme.schema.json`` is printed from here.

Every description says what to write in that place: the validator quotes it.
"""

from .aggregates.shape import SHAPES as ABOVE_ITEMS
from .results.shape import SHAPES
from .scope import SHAPES as SCOPE
from .shape_examples import EXAMPLE
from .shape_items import ITEM, LIMIT_KEYS
from .shape_selectors import PERSON, SELECTOR
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
    WORDS,
    block,
    choice,
    rows,
    table_of,
)
from .text import _
from .words import FIELD_VALUES, LANGUAGE, SWITCHES

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
                            "judged": {
                                "enum": ["number"],
                                "description": _("Write judged: number."),
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
        "items": rows(ITEM),
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
                    "items": rows(
                        {"anyOf": [CODE, rows(CODE) | {"minItems": 1}]},
                        _("Write codes of items, e.g. [lead, excellent] or [[a, b], [c, d]]."),
                    )
                    | {"minItems": 2},
                    "per": choice("object", "subject"),
                    "choose": choice("highest", "first", "order"),
                },
                ["code", "items", "per", "choose"],
            )
        ),
        "total": block(
            {
                "max": MAXIMUM,
                "floor": FLOOR,
                "stated_max": NOT_NEGATIVE,
                "removed": choice("lowered", "rescaled"),
            },
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
        **ABOVE_ITEMS,
        **SCOPE,
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
                "min_months": COUNT,
                "min_obliged": block(
                    {"count": COUNT, "when": {"$ref": "#/$defs/selector"}}, ["count", "when"]
                ),
            }
        )
        | {"minProperties": 1},
        "examples": rows(EXAMPLE),
    }
    required = ["language", "code", "title", "version", "completeness", "period", "kinds"]
    required += ["switches"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Luzhi scoring scheme",
        **block(properties, required),
        "$defs": {"selector": SELECTOR, "person": PERSON},
    }
