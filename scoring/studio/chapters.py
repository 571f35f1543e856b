"""The chapters of a measure as the studio shows them, taken from the language itself."""

from dataclasses import dataclass

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from ..scheme.schema import scheme_schema
from ..scheme.writing.rewriting import ORDER

HEAD = ("title", "code", "version", "level", "body", "completeness", "left_out", "notes")
LABELS = {
    "head": _("Name and source"),
    "source": _("Where the text comes from"),
    "period": _("Period"),
    "population": _("Who is scored and ranked"),
    "roles": _("Offices the measure speaks of"),
    "kinds": _("Kinds of duty"),
    "switches": _("Open questions"),
    "base": _("Base points"),
    "categories": _("Categories"),
    "pools": _("Bonus points"),
    "items": _("Items"),
    "limits": _("Common limits"),
    "exclusions": _("Items that do not add up"),
    "total": _("Total"),
    "tiers": _("Tiers"),
    "gates": _("Requirements apart from the points"),
    "history": _("Looking back"),
    "overrides": _("Vetoes"),
    "flags": _("Marks beside the points"),
    "measures": _("Figures beside the points"),
    "ranking": _("Ranking"),
    "quotas": _("Places and shares"),
    "rank_bands": _("Bands of the ranking"),
    "too_few_data": _("Too few data"),
    "actions": _("What follows"),
    "decision": _("Who decides"),
    "examples": _("Worked examples"),
}
# What a first look needs; everything else is folded until it is used.
FIRST = {"head", "period", "kinds", "switches", "categories", "items", "total", "tiers"}


@dataclass(frozen=True)
class Chapter:
    """One part of the document. ``shape`` is head, block, list, named, switches or other."""

    key: str
    label: str
    shape: str
    schema: dict


def chapters():
    """Every chapter in reading order; a new key of the language shows up by itself."""
    properties = scheme_schema()["properties"]
    head = {key: properties[key] for key in HEAD if key in properties}
    found = [Chapter("head", LABELS["head"], "head", {"properties": head})]
    keys = [key for key in properties if key not in HEAD and key != "language"]
    star = ORDER.index("*")
    for key in sorted(keys, key=lambda key: ORDER.index(key) if key in ORDER else star):
        schema = properties[key]
        label = LABELS.get(key) or lazystr(key)
        found.append(Chapter(key, label, _shape(key, schema), schema))
    return found


def chapter(key):
    """The chapter of that key, or None."""
    return next((one for one in chapters() if one.key == key), None)


def _shape(key, schema):
    if key == "switches":
        return "switches"
    if key in ("kinds", "roles"):
        return "named"
    if schema.get("type") == "array" and "properties" in schema.get("items", {}):
        return "list"
    return "block" if block_of(schema) else "other"


def block_of(schema):
    """The schema of the block a value may be, or None: the one with keys of its own."""
    if schema.get("properties"):
        return schema
    return next((one for one in schema.get("anyOf", ()) if one.get("properties")), None)


def entry_schema(chapter):
    """The schema of one entry of a list or of a named chapter."""
    if chapter.shape == "list":
        return chapter.schema["items"]
    return chapter.schema.get("additionalProperties", {})


def title_of(entry, code=""):
    """What an entry is called in a list."""
    if not isinstance(entry, dict):
        return str(entry)
    words = (entry.get(key) for key in ("name", "do", "title", "code"))
    return next((str(word) for word in words if word), code)
