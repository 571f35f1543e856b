"""One form of the studio: an entry of a list, a named entry, the head, or a whole block."""

import re
from types import MappingProxyType

from django.utils.translation import gettext as _

from ..scheme.shapes import CODE
from .chapters import HEAD, block_of, entry_schema, title_of
from .fields import Field, field_for, fields_of, main_key, yaml_of
from .posting import read_form
from .reading import Reading
from .words import label_of

NOTHING = MappingProxyType({})


class NotThere(Exception):
    """The document has no such entry."""


class EntryForm:
    """The fields of one place in the document, and what was typed into them.

    ``index`` is the place (None for a new entry or a whole block), ``old`` what stands there,
    ``value`` what shall stand there once `is_valid()`.
    """

    def __init__(self, part, plain, at, data=None):
        self.part, self.plain, self.data = part, plain, data
        self.errors, self.faults = [], {}
        self.index, self.old = _place(part, plain, at)
        self.code = self.index if part.shape == "named" else None
        self.value = None
        self.schema = _schema(part)
        shown = self.old
        if data is not None and self.schema:
            shown, self.faults = self._typed(self._fields(self.old))
            self.value = shown
        self.raw = data.get("raw") if data is not None and not self.schema else yaml_of(self.old)
        self.fields = self._fields(shown, retyped=data is not None)

    @property
    def title(self):
        """What the entry is called."""
        value = self.value if self.value is not None else self.old
        if isinstance(value, tuple):
            return title_of(value[1], value[0])
        return title_of(value, str(self.index or "")) if isinstance(value, (dict, str)) else ""

    def is_valid(self):
        """Whether everything typed is a value of its kind; meaning is judged by the check."""
        if self.part.shape == "named" and self.part.key == "roles":
            self.value = self.data.get("f.name", "").strip()
            if not self.value:
                self.faults["f.name"] = _("Write a name.")
        elif not self.schema:
            reading = Reading(self.data)
            self.value = reading.yaml("raw")
            if reading.faults:
                self.errors.append(reading.faults["raw"])
        if self.part.shape == "named":
            self._name_it()
        elif self.schema and self.part.shape == "block":
            main = main_key(self.part.schema)
            if self.value and main and list(self.value) == [main]:
                self.value = self.value[main]
            self.value = self.value or None
        for field in self.fields:
            field.error = self.faults.get(field.name, "")
        if self.faults:
            self.errors.append(_("Please look at the fields marked below; nothing is stored yet."))
        return not self.errors

    def _name_it(self):
        code = self.data.get("code", "").strip()
        self.code = code
        if not re.match(CODE["pattern"], code):
            self.errors.append(_("The code: start with a small letter; then letters, digits, - _."))
        elif code != self.index and code in (self.plain.get(self.part.key) or {}):
            self.errors.append(_("This code is taken already."))
        self.value = (code, self.value)

    def _fields(self, shown, *, retyped=False):
        if self.part.key == "roles":
            value = self.data.get("f.name", "") if retyped else self.old or ""
            return [Field("f.name", "name", label_of("name"), "text", value, required=True)]
        if not self.schema:
            return []
        value = shown
        if not isinstance(value, dict):
            main = main_key(self.part.schema) if self.part.shape == "block" else None
            value = {main: value} if main and value is not None else {}
        fields = fields_of(self.schema, value, self.plain)
        if retyped:
            fields = [self._as_typed(field) for field in fields]
        return fields

    def _as_typed(self, field):
        """What cannot be shown from its value is shown as it was typed."""
        if field.name in self.faults or field.widget == "yaml":
            typed = self.data.get(field.name)
            if typed is not None and self.data.get(f"{field.name}.as") == "yaml":
                field.widget, field.value = "yaml", typed
        if field.widget == "table":
            by = [one for one in (self.data.get(f"{field.name}.by{n}") for n in (1, 2)) if one]
            field = _redrawn(field, self.schema, self.value, self.plain, by)
        field.error = self.faults.get(field.name, "")
        return field

    def _typed(self, fields):
        old = self.old
        if not isinstance(old, dict):
            main = main_key(self.part.schema) if self.part.shape == "block" else None
            old = {main: old} if main and old is not None else {}
        return read_form(self.schema, self.data, fields, old)


def _redrawn(field, schema, value, plain, by):
    from .grids import table_field

    made = field_for(field.name, "table", schema["properties"]["table"], None, plain)
    return table_field(made, (value or NOTHING).get("table"), plain, by)


def _schema(part):
    if part.shape == "head":
        return part.schema
    if part.shape in ("list", "named"):
        schema = entry_schema(part)
        return schema if schema.get("properties") else None
    return block_of(part.schema) if part.shape == "block" else None


def _place(part, plain, at):
    """(place, what stands there); NotThere for a place the document has not."""
    value = plain.get(part.key)
    if part.shape == "head":
        return None, {key: plain[key] for key in HEAD if key in plain}
    if part.shape not in ("list", "named"):
        if at is not None:
            raise NotThere
        return None, value
    if at == "new":
        return None, None
    if part.shape == "named":
        if not isinstance(value, dict) or at not in value:
            raise NotThere
        return at, value[at]
    if at is None or not at.isdecimal() or not isinstance(value, list) or int(at) >= len(value):
        raise NotThere
    return int(at), value[int(at)]
