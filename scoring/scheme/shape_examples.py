"""The shape of worked examples: what is given and what must come out."""

from .shapes import (
    CODE,
    COUNT,
    DAY,
    NOT_NEGATIVE,
    POINTS,
    TEXT,
    WORD,
    block,
    choice,
    rows,
    table_of,
)
from .text import _
from .words import FIELD_VALUES

GIVEN_FACT = block(
    {
        "kind": CODE,
        **dict.fromkeys(FIELD_VALUES, WORD),
        "count": COUNT,
        "on": DAY,
        "submitted_on": DAY,
        "object_on": DAY,
        "quantity": NOT_NEGATIVE,
        "judged": POINTS,
        "place": COUNT,
        "of": COUNT,
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
                "roles": rows(
                    {"anyOf": [CODE, block({"role": CODE, "start": DAY, "end": DAY}, ["role"])]},
                    _("Write e.g. [chair], or [{role: chair, start: 2024-05-01}]."),
                ),
                "year": YEAR,
                "start": DAY,
                "end": DAY,
                "suspended": rows(block({"start": DAY, "end": DAY}, ["start"])),
                "fields": {"type": "object", "additionalProperties": {"type": "string"}},
                "facts": rows(GIVEN_FACT),
                "total": POINTS,
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
                            "categories": table_of(POINTS),
                            "items": table_of(POINTS),
                            "count": COUNT,
                            "group": TEXT,
                            "roles": rows(CODE),
                            "fields": {
                                "type": "object",
                                "additionalProperties": {"type": "string"},
                            },
                        }
                    ),
                    _("Write e.g. [{total: 43, count: 2}] or [{categories: {work: 20}}]."),
                ),
            },
            ["facts"],
        ),
        "expect": block(
            {
                "total": POINTS | {"type": ["number", "null"]},
                "tier": CODE | {"type": ["string", "null"]},
                "categories": table_of(POINTS),
                "items": table_of(POINTS),
                "before": table_of(POINTS),
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
