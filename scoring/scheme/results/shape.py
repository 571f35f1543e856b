"""The shape of what follows from a total, as JSON Schema: gates, look-backs, quotas, steps."""

from ..shapes import CODE, COUNT, POINTS, TEXT, block, choice, rows
from ..text import _

PER = ("month", "quarter", "half_year")
SPANS = ("period", "month", "term", "periods")
EFFECTS = ("tier", "zero", "unranked", "removed", "withheld")
CLASSES = ("ranked", "unranked", "too_few_data")
COUNTS = ("record", "object", "day", "half_day", "week", "month", "quantity")
SELECTOR = {"$ref": "#/$defs/selector"}
NONE_OR_MORE = {
    "type": "integer",
    "minimum": 0,
    "maximum": 100_000,
    "description": _("Write a whole number from 0 to 100,000."),
}
PERCENT = POINTS | {
    "exclusiveMinimum": 0,
    "maximum": 100,
    "description": _("Write a number above 0 and up to 100, without the sign %."),
}
CODES = {
    "anyOf": [CODE, rows(CODE) | {"minItems": 1}],
    "description": _("Write one code, or several in brackets."),
}
TOTAL = block({"less_than": POINTS, "at_least": POINTS}) | {
    "minProperties": 1,
    "description": _("Write e.g. {less_than: 60} or {at_least: 80}."),
}
PLACED = {
    "from_top": COUNT,
    "from_bottom": COUNT,
    "ties": choice("include_all", "exclude_all"),
}
NAMED = {"code": CODE, "name": TEXT, "clause": TEXT, "note": TEXT}
CAUSE = {"when": SELECTOR, "at_least": COUNT, "history": CODE}

GATES = rows(
    block(
        {
            **NAMED,
            "when": SELECTOR,
            "at_least": COUNT,
            "at_most": NONE_OR_MORE,
            "share": block(
                {"of": SELECTOR, "percent": PERCENT, "nothing_due": choice("met", "failed")},
                ["of", "percent", "nothing_due"],
                _("Write e.g. {of: {kind: meeting, status: any}, percent: 70, nothing_due: met}."),
            ),
            "per": choice(*PER),
            "fails_to": CODE,
        },
        ["code", "name", "when", "fails_to"],
    )
)
HISTORY = rows(
    block(
        {
            **NAMED,
            "when": SELECTOR,
            "result": block(
                {
                    "tier": CODES,
                    "class": {"anyOf": [choice(*CLASSES), rows(choice(*CLASSES))]},
                    "total": TOTAL,
                    **PLACED,
                },
                description=_("Write which result is meant, e.g. {tier: poor}."),
            )
            | {"minProperties": 1},
            "span": choice(*SPANS)
            | {"description": _("Write period, month, term, or periods with periods: 2.")},
            "periods": COUNT | {"minimum": 2, "maximum": 20},
            "at_least": COUNT,
            "at_most": NONE_OR_MORE,
        },
        ["code", "name", "span"],
    )
)
OVERRIDES = rows(
    block(
        {
            **NAMED,
            **CAUSE,
            "effect": choice(*EFFECTS),
            "tier": CODE,
            "decided_by": TEXT,
            "proof": TEXT,
        },
        ["code", "name", "effect", "decided_by"],
    )
)
QUOTAS = rows(
    block(
        {
            **NAMED,
            "take": choice("top", "bottom"),
            "count": COUNT,
            "percent": PERCENT,
            "base": choice("population", "scored", "ranked", "eligible"),
            "rounding": choice("down", "half_up", "up"),
            "ties": choice("include_all", "exclude_all", "open"),
            "within": choice("group", "all"),
            "eligible": block(
                {
                    "tier": CODES,
                    "gate_met": CODES,
                    "total_at_least": POINTS,
                    "who": {"$ref": "#/$defs/person"},
                },
                description=_("Write who can be taken, e.g. {tier: good}."),
            )
            | {"minProperties": 1},
            "after": CODES,
            "sets_tier": CODE,
        },
        ["code", "name", "take", "ties"],
    )
)
BANDS = rows(block(NAMED, ["code", "name"])) | {"minItems": 2}
FLAGS = rows(block({**NAMED, **CAUSE}, ["code", "name"]))
MEASURES = rows(
    block(
        {**NAMED, "when": SELECTOR, "count": choice(*COUNTS), "per": choice("month")},
        ["code", "name", "when", "count"],
    )
)
ACTIONS = rows(
    block(
        {
            "code": CODE,
            "when": block(
                {
                    "tier": CODES,
                    "class": {"anyOf": [choice(*CLASSES), rows(choice(*CLASSES))]},
                    "total": TOTAL,
                    "gate_failed": CODES,
                    "gate_met": CODES,
                    **PLACED,
                    **dict.fromkeys(("history", "quota", "flag", "override", "band"), CODES),
                },
                description=_("Write what it follows from, e.g. {tier: poor}."),
            )
            | {"minProperties": 1},
            "do": TEXT,
            "options": rows(TEXT) | {"minItems": 2},
            "owner": TEXT,
            "concerns": TEXT,
            "within_days": COUNT,
            "clause": TEXT,
        },
        ["code", "when", "do", "owner"],
    )
)
DECISION = block(
    {"by": TEXT, "clause": TEXT},
    ["by"],
    _("Write who decides, e.g. {by: 常委会, clause: 第十条}."),
)
SHAPES = {
    "gates": GATES,
    "history": HISTORY,
    "overrides": OVERRIDES,
    "quotas": QUOTAS,
    "rank_bands": BANDS,
    "flags": FLAGS,
    "measures": MEASURES,
    "actions": ACTIONS,
    "decision": DECISION,
}
