"""The shape of selectors: which records, and which people, a rule speaks of."""

from .shapes import NOT_NEGATIVE, WORDS, block, rows
from .text import _
from .words import COMPARISONS, FIELD_VALUES

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
