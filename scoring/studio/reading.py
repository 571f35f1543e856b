"""What was typed into a form, as the plain values of the document."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from ..scheme.faults import SchemeRefused
from ..scheme.words import COMPARISONS
from ..scheme.yamltree import INTEGER, NUMBER, read_tree
from .chapters import block_of
from .fields import main_key, may_be_none, widget_of
from .grids import read_table
from .selectors import read_selector

APART = re.compile(r"[\s,，、;；]+")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．－＋", "0123456789.-+")


class Reading:
    """Reads one form. ``faults`` maps the name of a field to a sentence."""

    def __init__(self, data):
        self.data, self.faults = data, {}

    def block(self, schema, prefix="f", old=None):
        """The values of a block's keys; keys keep the order they had in the document."""
        found = {}
        for key, shape in schema["properties"].items():
            value = self.value(f"{prefix}.{key}", key, shape)
            if value is not None:
                found[key] = value
        order = [key for key in (old if isinstance(old, dict) else ()) if key in found]
        return {key: found[key] for key in [*order, *(k for k in found if k not in order)]}

    def value(self, name, key, schema):
        """One value, or None where nothing was typed."""
        if self.data.get(f"{name}.as") == "yaml":
            return self.yaml(name)
        widget = widget_of(key, schema)
        if widget == "selector":
            return self.selector(name)
        if widget == "table":
            return read_table(name, self.data, self.number)
        if widget == "group":
            return self.group(name, schema)
        if widget in ("checks", "refers"):
            return [word for word in self.data.getlist(name) if word] or None
        typed = self.data.get(name, "").replace("\r\n", "\n").strip()
        if not typed:
            return None
        if widget == "yaml":
            return self.yaml(name)
        if widget == "lines":
            return [line.strip() for line in typed.split("\n") if line.strip()]
        if widget == "words":
            words = [word for word in APART.split(typed.strip("[]【】")) if word]
            return words if schema.get("type") == "array" or len(words) > 1 else words[0]
        if widget == "number" or (widget == "text" and _takes_number(schema)):
            return self.number(name, typed, schema)
        if widget in ("choice", "refer") and INTEGER.match(typed) and _takes_number(schema):
            return int(typed)
        return typed

    def number(self, name, typed, schema=None):
        """A plain number; words stay words where the language allows them there."""
        typed = typed.translate(FULL_WIDTH)
        if INTEGER.match(typed):
            return int(typed)
        if NUMBER.match(typed):
            return Decimal(typed)
        if schema is None or "anyOf" not in schema:
            self.faults[name] = _("Write a number such as 3, -1 or 7.5.")
        return typed

    def group(self, name, schema):
        """A block of a few keys; its short form where only the main key was given."""
        if may_be_none(schema) and self.data.get(f"{name}.none"):
            return "none"
        found = self.block(block_of(schema), name)
        main = main_key(schema)
        if main and list(found) == [main] and _short(schema, found[main]):
            return found[main]
        return found or None

    def selector(self, name):
        """The selector that was ticked, quantity included."""
        found = read_selector(name, self.data)
        bounds = {}
        for op in COMPARISONS:
            typed = self.data.get(f"{name}.quantity.{op}", "").strip()
            if typed:
                bounds[op] = self.number(f"{name}.quantity.{op}", typed)
        return (found | {"quantity": bounds} if bounds else found) or None

    def yaml(self, name):
        """A piece of the file typed into one field."""
        typed = self.data.get(name, "").replace("\r\n", "\n")
        if not typed.strip():
            return None
        try:
            return read_tree(typed).plain
        except SchemeRefused as refusal:
            fault = refusal.faults[0]
            self.faults[name] = " ".join(
                str(part)
                for part in (_("Line %(line)s:") % {"line": fault.line}, fault.message, fault.fix)
                if part
            )
            return None


def _takes_number(schema):
    return schema.get("type") in ("number", "integer") or any(
        one.get("type") in ("number", "integer") for one in schema.get("anyOf", ())
    )


def _short(schema, value):
    """Whether the language lets the main key's value stand alone."""
    for one in schema["anyOf"]:
        if "properties" in one:
            continue
        if value in one.get("enum", ()) or (
            one.get("type") == "number" and isinstance(value, (int, Decimal))
        ):
            return True
    return False
