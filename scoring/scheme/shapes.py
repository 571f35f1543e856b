"""The small shapes a scheme file is made of, as JSON Schema: codes, texts, points, blocks."""

from .text import _

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
