"""A worked example typed like a small sheet: one row a record, then what must come out."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..scheme.words import FIELD_VALUES
from .fields import shown, yaml_of
from .reading import Reading
from .selectors import declared, said
from .words import field_of

EMPTY = 3
TYPED = ("count", "on", "quantity", "object")
TOTALS = ("total", "tier", "class")
CLASSES = ("ranked", "unranked", "too_few_data", "not_scored")


@dataclass
class Column:
    """One column of the sheet; without choices the cell is typed."""

    name: str
    label: str
    choices: list = field(default_factory=list)

    @property
    def words(self):
        return [word for word, _said in self.choices]


def columns_of(plain, facts=()):
    """Kind, the fields the kinds declare, how many, and dates or objects."""
    words = declared(plain)
    names = ["kind", *(name for name in FIELD_VALUES if name in words)]
    columns = [
        Column(name, field_of(name), [(word, said(plain, name, word)) for word in words[name]])
        for name in names
    ]
    labels = {
        "count": _("how many"), "on": _("day"), "quantity": field_of("quantity"),
        "object": _("object"),
    }  # fmt: skip
    return columns + [Column(name, labels[name]) for name in TYPED]


def rows_of(plain, example):
    """Rows of cells (name, column, value), three empty ones at the end."""
    facts = (example.get("given") or {}).get("facts") or []
    columns = columns_of(plain)
    rows = []
    for number, fact in enumerate([*facts, *({} for _n in range(EMPTY))]):
        cells = [
            (f"fact.{number}.{column.name}", column, shown(fact.get(column.name)))
            for column in columns
        ]
        known = {column.name for column in columns}
        more = {key: value for key, value in fact.items() if key not in known}
        cells.append((f"fact.{number}.more", Column("more", _("more")), yaml_of(more or None)))
        rows.append(cells)
    return rows


def expected_of(plain, example):
    """(name, label, choices, value) of what must come out."""
    expect = example.get("expect") or {}
    tiers = [one for one in plain.get("tiers") or () if isinstance(one, dict)]
    found = [("expect.total", _("Total"), [], shown(expect.get("total")))]
    if tiers:
        names = [(str(one.get("code")), str(one.get("name"))) for one in tiers]
        found.append(("expect.tier", _("Tier"), names, shown(expect.get("tier"))))
    kinds = [
        ("ranked", _("ranked")), ("unranked", _("not ranked")),
        ("too_few_data", _("too few data")), ("not_scored", _("not scored")),
    ]  # fmt: skip
    found.append(("expect.class", _("Class"), kinds, shown(expect.get("class"))))
    for chapter in ("categories", "pools"):
        for one in plain.get(chapter) or ():
            if isinstance(one, dict) and one.get("code"):
                value = (expect.get("categories") or {}).get(one["code"])
                name = f"expect.categories.{one['code']}"
                found.append((name, str(one.get("name") or one["code"]), [], shown(value)))
    return found


def rest_of(plain, example):
    """What the sheet has no column for, as text of the file: (given, expect)."""
    given = {k: v for k, v in (example.get("given") or {}).items() if k != "facts"}
    codes = {
        one.get("code")
        for chapter in ("categories", "pools")
        for one in plain.get(chapter) or ()
        if isinstance(one, dict)
    }
    expect = dict(example.get("expect") or {})
    for name in TOTALS:
        if expect.get(name) is not None and (name != "tier" or plain.get("tiers")):
            expect.pop(name, None)
    parts = {k: v for k, v in (expect.pop("categories", None) or {}).items() if k not in codes}
    if parts:
        expect["categories"] = parts
    return yaml_of(given or None), yaml_of(expect or None)


def read_sheet(data, old):
    """(example, faults): what was typed, as the document writes it."""
    reading = Reading(data)
    numbers = sorted({int(key.split(".")[1]) for key in data if _is_fact(key)})
    facts = []
    for number in numbers:
        fact = _fact(reading, number)
        if fact:
            facts.append(fact)
    given = {**_block(reading, "given.more"), "facts": facts}
    more = _block(reading, "expect.more")
    expect, parts = {}, dict(more.pop("categories", {}) or {})
    for key in data:
        typed = data.get(key, "").strip()
        if not key.startswith("expect.") or key.startswith("expect.more") or not typed:
            continue
        name = key.removeprefix("expect.")
        if name.startswith("categories."):
            parts[name.removeprefix("categories.")] = reading.number(key, typed)
        else:
            expect[name] = reading.number(key, typed) if name == "total" else typed
    if parts:
        expect["categories"] = parts
    example = {"name": data.get("name", "").strip()}
    note = data.get("note", "").strip()
    example |= {"note": note} if note else {}
    example |= {"given": given, "expect": expect | more}
    if not example["name"]:
        reading.faults["name"] = _("Write a name.")
    if not example["expect"]:
        reading.faults["expect.total"] = _("Write what must come out.")
    if isinstance(old, dict):
        example = _as_before(example, old)
    return example, reading.faults


def _is_fact(key):
    parts = key.split(".")
    return len(parts) == 3 and parts[0] == "fact" and parts[1].isdecimal() and len(parts[1]) < 6


def _fact(reading, number):
    fact, data = {}, reading.data
    for name in ("kind", *FIELD_VALUES, *TYPED):
        key = f"fact.{number}.{name}"
        typed = data.get(key, "").strip()
        if typed:
            fact[name] = reading.number(key, typed) if name in ("count", "quantity") else typed
    return fact | _block(reading, f"fact.{number}.more")


def _block(reading, name):
    if not reading.data.get(name, "").strip():
        return {}
    value = reading.yaml(name)
    if value is not None and not isinstance(value, dict):
        reading.faults[name] = _("Write keys and values, such as roles: [standing_member].")
        return {}
    return value or {}


def _as_before(new, old):
    """The same content in the order of keys it had."""
    if isinstance(new, dict) and isinstance(old, dict):
        order = [key for key in old if key in new] + [key for key in new if key not in old]
        return {key: _as_before(new[key], old.get(key)) for key in order}
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [_as_before(one, was) for one, was in zip(new, old, strict=True)]
    return new
