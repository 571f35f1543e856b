"""A block of the document as fields of a form, by its shape in the language."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..scheme.writing.emit import KEY, STEP, block_lines, flow, list_lines, scalar_text
from .chapters import block_of
from .words import choice_of, label_of

# Keys that name an entry of another chapter.
REFERS = {
    "category": ("categories",),
    "pool": ("pools",),
    "fails_to": ("tiers",),
    "sets_tier": ("tiers",),
    "items": ("items",),
    "after": ("quotas",),
}
ALSO = {"fails_to": ("unranked", "flag")}
PERSONAL = "#/$defs/person"


@dataclass
class Field:
    """One question. ``widget`` names the partial that shows it; ``value`` is what it shows."""

    name: str
    key: str
    label: str
    widget: str
    value: object = ""
    help: str = ""
    choices: list = field(default_factory=list)
    children: list = field(default_factory=list)
    required: bool = False
    error: str = ""
    none: bool = False

    @property
    def filled(self):
        """Whether anything in it is stated or wrong: such a block is shown unfolded."""
        if self.error or (self.widget == "group" and self.value == "none"):
            return True
        if self.widget == "ask":
            return bool(self.value) or self.help in ("any", "none")
        if self.children:
            return any(getattr(child, "filled", True) for child in self.children)
        return bool(self.value)

    @property
    def id(self):
        return "f-" + self.name.replace(".", "-")


def fields_of(schema, value, document, prefix="f"):
    """The Fields of a block's keys, in the order of the language."""
    value = value if isinstance(value, dict) else {}
    needed = schema.get("required", ())
    return [
        replace(
            field_for(f"{prefix}.{key}", key, shape, value.get(key), document),
            required=key in needed,
        )
        for key, shape in schema["properties"].items()
    ]


def field_for(name, key, schema, value, document):
    """One Field; a value the widget cannot show whole is shown as text of the file."""
    widget = widget_of(key, schema)
    made = Field(name, key, label_of(key), widget, help=_help(schema))
    if widget in ("choice", "checks", "refer", "refers"):
        if any(isinstance(one, (dict, list)) for one in value or () if isinstance(value, list)):
            return as_yaml(made, value)
        words = _words(key, schema, document)
        for one in value if isinstance(value, list) else [value]:
            if one is not None and str(one) not in dict(words):
                words.append((str(one), str(one)))
        made.choices = words
        chosen = value if isinstance(value, list) else [value]
        made.value = [str(one) for one in chosen if one is not None]
        return made
    if widget == "selector":
        from .selectors import selector_field

        return selector_field(made, value, document)
    if widget == "table":
        from .grids import table_field

        return table_field(made, value, document)
    if widget == "group":
        return _group(made, schema, value, document)
    if widget == "lines":
        if value is None or all(isinstance(one, str) and "\n" not in one for one in value):
            made.value = "\n".join(value or ())
            return made
        return as_yaml(made, value)
    if widget == "words" and isinstance(value, list) and value and all(map(_is_word, value)):
        made.value = ", ".join(value)
        return made
    if isinstance(value, (dict, list)) or widget == "yaml":
        return as_yaml(made, value)
    made.value = shown(value)
    return made


def as_yaml(made, value):
    """The same Field as text of the file."""
    made.widget = "yaml"
    made.value = yaml_of(value)
    return made


def yaml_of(value):
    """A value as it would stand in the file, from the left margin."""
    if value is None:
        return ""
    if not isinstance(value, (dict, list)):
        return scalar_text(value)
    if not value:
        return flow(value)
    if len(flow(value)) < 76:
        return flow(value)
    if isinstance(value, dict):
        return block_lines(value, 0)
    return "\n".join(line[STEP:] for line in list_lines(value, STEP).split("\n"))


def shown(value):
    """A plain value as it is typed."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def widget_of(key, schema):
    """Which partial shows a value of that shape."""
    if schema.get("$ref"):
        return "yaml" if schema["$ref"] == PERSONAL else "selector"
    if key in REFERS:
        return "refers" if _is_list(schema) else "refer"
    if key == "table":
        return "table"
    if "enum" in schema:
        return "choice"
    block = block_of(schema)
    if block:
        simple = all(
            widget_of(k, s) not in ("yaml", "table") for k, s in block["properties"].items()
        )
        return "group" if simple else "yaml"
    if schema.get("type") == "array":
        inner = schema.get("items", {})
        if "enum" in inner:
            return "checks"
        if inner.get("type") != "string":
            return "yaml"
        return "lines" if inner.get("type") == "string" and "pattern" not in inner else "words"
    if "anyOf" in schema:
        kinds = [one.get("type") for one in schema["anyOf"]]
        if "array" in kinds:
            return "words"
        if all("enum" in one for one in schema["anyOf"]):
            return "choice"
        return "text"
    return "number" if schema.get("type") in ("number", "integer") else "text"


def main_key(schema):
    """The key a short form of a block stands for: ``unit: object`` is ``unit: {count: object}``."""
    if "anyOf" not in schema:
        return None
    needed = block_of(schema).get("required", ())
    return needed[0] if len(needed) == 1 else None


def may_be_none(schema):
    """Whether the word ``none`` may stand instead of the block."""
    return any(one.get("enum") == ["none"] for one in schema.get("anyOf", ()))


def _group(made, schema, value, document):
    block, main = block_of(schema), main_key(schema)
    if value is not None and not isinstance(value, dict):
        if main:
            value = {main: value}
        elif not (value == "none" and may_be_none(schema)):
            return as_yaml(made, value)
    if isinstance(value, dict) and set(value) - set(block["properties"]):
        return as_yaml(made, value)
    made.none = may_be_none(schema)
    made.value = "none" if value == "none" else ""
    made.children = fields_of(block, value, document, made.name)
    for child in made.children:
        child.required = False
    return made


def _words(key, schema, document):
    if key in REFERS:
        found = [
            (
                one["code"],
                f"{one.get('name', '')}（{one['code']}）" if one.get("name") else one["code"],
            )
            for chapter in REFERS[key]
            for one in document.get(chapter) or ()
            if isinstance(one, dict) and isinstance(one.get("code"), str)
        ]
        return found + [(word, choice_of(key, word)) for word in ALSO.get(key, ())]
    words = schema.get("enum") or schema.get("items", {}).get("enum")
    if not words:
        words = [word for one in schema["anyOf"] for word in one["enum"]]
    return [(str(word), choice_of(key, str(word))) for word in words]


def _is_word(value):
    return isinstance(value, str) and bool(KEY.match(value))


def _is_list(schema):
    return schema.get("type") == "array" or any(
        one.get("type") == "array" for one in schema.get("anyOf", ())
    )


def _help(schema):
    from ..scheme.text import translate

    return translate(schema["description"]) if schema.get("description") else ""
