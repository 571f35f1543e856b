"""Faults of shape: the errors of the JSON Schema put into plain sentences, each with its place."""

import re
from difflib import get_close_matches
from functools import lru_cache

from jsonschema import Draft202012Validator

from .faults import Fault, dotted
from .schema import scheme_schema
from .shapes import CODE
from .text import _, say
from .words import LATER, LATER_WITHIN
from .yamltree import NUMBER

# What means to be a number and is none here: 010, 1e3, 1_000, full-width digits, endless digits.
ODD_NUMBER = re.compile(r"[-+]?(?=.*\d)[\d_,.eE+-]+\Z")


@lru_cache(maxsize=1)
def validator():
    """The validator, built once."""
    return Draft202012Validator(scheme_schema())


def structural_faults(tree):
    """Every fault of shape, in the order of the file."""
    if not isinstance(tree.plain, dict):
        return [
            Fault(
                "type",
                "",
                1,
                1,
                say(_("A scheme is a list of keys and values.")),
                say(_("Begin with language: 1, then code: and title:.")),
            )
        ]
    faults = []
    for error in validator().iter_errors(tree.plain):
        faults.extend(_translate(error, tree, ()))
    unique = {(fault.path, fault.code, str(fault.message)): fault for fault in faults}
    return sorted(unique.values(), key=lambda fault: (fault.line, fault.column, fault.path))


def _fault(tree, code, path, message, fix=None):
    line, column = tree.place(path)
    return Fault(code, dotted(path), line, column, message, fix)


def _translate(error, tree, base):
    """Faults of one schema error; ``base`` is the path of the value its own path starts at."""
    path = (*base, *error.relative_path)
    kind = error.validator
    later = _later(path, error.instance)
    if later and kind in ("type", "anyOf", "enum", "additionalProperties"):
        return [_not_yet(tree, path, later)]
    fix = error.schema.get("description") if isinstance(error.schema, dict) else None
    if kind == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {}))
        return [_unknown(tree, path, key, known) for key in error.instance if key not in known]
    if kind == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return [
            _fault(
                tree,
                "missing",
                (*path,),
                say(_("The key %(key)s is missing."), key=name),
                _missing_fix(error, name),
            )
            for name in missing
        ]
    if "propertyNames" in error.relative_schema_path:
        return [
            _fault(tree, "key", (*path, error.instance), _sentence(error), say(CODE["description"]))
        ]
    if error.context and kind == "anyOf":
        return _any_of(error, tree, path, fix)
    return [_fault(tree, kind, path, _sentence(error), _advice(error, fix))]


def _any_of(error, tree, path, fix):
    """Of several shapes allowed, speak of the one whose kind was written."""
    shape = isinstance(error.instance, dict)
    if shape or isinstance(error.instance, list):
        inner = [
            e
            for e in error.context
            if e.relative_path or (shape and e.validator not in ("type", "enum"))
        ]
        if inner:
            return [fault for one in inner for fault in _translate(one, tree, path)]
    choices = [word for e in error.context if e.validator == "enum" for word in e.validator_value]
    message = say(_("%(value)s cannot be written here."), value=_shown(error.instance))
    if isinstance(error.instance, str) and choices:
        close = get_close_matches(error.instance, [str(word) for word in choices], 1)
        if close:
            return [
                _fault(
                    tree, "choice", path, message, say(_("Did you mean %(word)s?"), word=close[0])
                )
            ]
        if all("enum" in e.schema or e.validator != "type" for e in error.context):
            fix = None
    hint = say(fix) if fix else _advice(error, None)
    if error.instance is None and "null" in choices:
        words = ", ".join('"null"' if word == "null" else str(word) for word in choices)
        hint = say(_("Write one of: %(words)s."), words=words)
    elif choices and fix is None:
        hint = say(_("Write one of: %(words)s."), words=", ".join(map(str, choices)))
    elif choices and path and path[0] == "switches":
        hint = say(_("Write one of: %(words)s."), words=", ".join(dict.fromkeys(map(str, choices))))
    return [_fault(tree, "choice", path, message, hint)]


def _missing_fix(error, name):
    schema = error.schema.get("properties", {}).get(name, {})
    if "description" in schema:
        return say(schema["description"])
    if "enum" in schema:
        return say(_("Write one of: %(words)s."), words=", ".join(map(str, schema["enum"])))
    return say(_("Add %(key)s: to this block."), key=name)


def _unknown(tree, path, key, known):
    here = (*path, key)
    names = tuple(step for step in path if isinstance(step, str))
    later = LATER_WITHIN.get(names, {}).get(key) if path else LATER.get(key)
    if later:
        return _not_yet(tree, here, later)
    close = get_close_matches(str(key), known, 1)
    fix = (
        say(_("Did you mean %(word)s?"), word=close[0])
        if close
        else say(_("Known here: %(words)s."), words=", ".join(known))
    )
    return _fault(tree, "unknown_key", here, say(_("The key %(key)s is not known."), key=key), fix)


def _later(path, value):
    """What a value stands for that the engine cannot do yet; None for any other value."""
    names = tuple(step for step in path if isinstance(step, str))
    if names in (("items", "award"), ("items", "award", "kind")) and isinstance(value, str):
        return LATER.get(value)
    if names == ("items", "award") and isinstance(value, dict):
        kind = value.get("kind")
        return LATER.get(kind) if isinstance(kind, str) else None
    return None


def _not_yet(tree, path, later):
    if path[0] == "items":
        fix = say(_("Leave the item out and say so under left_out."))
    else:
        fix = say(
            _(
                "Leave it out, say so under left_out, and do that part by hand; "
                "points would be wrong if it were skipped silently."
            )
        )
    message = _("This key stands for a construct the engine cannot do yet: %(what)s.")
    return _fault(tree, "not_yet", path, say(message, what=say(later)), fix)


def _advice(error, fix):
    """What to write instead; never nothing."""
    kind, bound = error.validator, error.validator_value
    if kind == "maximum":
        return say(_("Write at most %(bound)s."), bound=bound)
    if kind in ("maxItems", "maxProperties", "maxLength"):
        return say(_("Shorten it, or split it in two."))
    if fix:
        return say(fix)
    if kind == "enum":
        return say(_("Write one of: %(words)s."), words=", ".join(map(str, bound)))
    known = error.schema.get("properties") if isinstance(error.schema, dict) else None
    if known:
        return say(_("Known here: %(words)s."), words=", ".join(known))
    if "array" in _types(bound) or kind == "minItems":
        return say(_("Write a list, one entry or more."))
    return say(_("Write a value, or remove the key."))


def _shown(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    if value is None:
        return say(_("(empty)"))
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _sentence(error):
    value = _shown(error.instance)
    kind, bound = error.validator, error.validator_value
    if kind == "type":
        if error.instance is None:
            return say(_("Nothing is written here."))
        if isinstance(error.instance, str) and {"number", "integer"} & set(_types(bound)):
            if ODD_NUMBER.match(error.instance) and not NUMBER.match(error.instance):
                return say(
                    _(
                        "%(value)s is not a plain number: digits only, no 0 in front, "
                        "at most 18 of them."
                    ),
                    value=value,
                )
            return say(_("%(value)s is text, not a number."), value=value)
        return say(_("%(value)s cannot be written here."), value=value)
    if kind == "enum":
        if isinstance(error.instance, str) and error.instance in map(str, bound):
            return say(_("%(value)s is text, not a number."), value=value)
        return say(
            _("%(value)s is not one of: %(words)s."), value=value, words=", ".join(map(str, bound))
        )
    if kind == "pattern":
        return say(_("%(value)s is not written as it should be."), value=value)
    if kind == "minimum":
        return say(_("%(value)s is less than %(bound)s."), value=value, bound=bound)
    if kind == "maximum":
        return say(_("%(value)s is more than %(bound)s."), value=value, bound=bound)
    if kind in ("minItems", "minProperties", "minLength"):
        return say(_("At least %(bound)s must be written here."), bound=bound)
    if kind in ("maxItems", "maxProperties", "maxLength"):
        return say(_("At most %(bound)s may be written here."), bound=bound)
    return say(_("%(value)s cannot be written here."), value=value)


def _types(bound):
    return bound if isinstance(bound, list) else [bound]
