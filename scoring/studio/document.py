"""The text on the table as one document: what it says, where its faults lie, how it is changed."""

import re
from copy import deepcopy
from dataclasses import dataclass

from ..scheme import check_scheme
from ..scheme.faults import SchemeRefused
from ..scheme.writing import move_entry, rewrite
from ..scheme.yamltree import read_tree
from .chapters import HEAD, chapters, title_of

PLACE = re.compile(r"(\w+)(?:\[(\d+)\]|\.([\w-]+))?")
SHOWN = 60  # characters of a value in the outline


def plain_of(text):
    """The content of the text as a dict, or None where it cannot be read."""
    if not text.strip():
        return {}
    try:
        plain = read_tree(text).plain
    except SchemeRefused:
        return None
    return plain if isinstance(plain, dict) else None


@dataclass(frozen=True)
class Entry:
    """One line of the outline: what it is called, where its form is, what is wrong with it."""

    at: str
    title: str
    facts: str
    faults: int


@dataclass(frozen=True)
class Part:
    """A chapter of the outline with its entries."""

    chapter: object
    entries: tuple
    stated: bool
    faults: int
    facts: str


def outline(plain, faults=()):
    """The chapters of the document with what stands in them."""
    wrong = {}
    for fault in faults:
        place = place_of(fault.path)
        wrong[place] = wrong.get(place, 0) + 1
    parts = []
    for chapter in chapters():
        value = plain.get(chapter.key)
        entries = ()
        if chapter.shape == "list" and isinstance(value, list):
            entries = tuple(
                Entry(str(n), title_of(one), _facts(one), wrong.get((chapter.key, str(n)), 0))
                for n, one in enumerate(value)
            )
        elif chapter.shape == "named" and isinstance(value, dict):
            entries = tuple(
                Entry(code, title_of(one, code), code, wrong.get((chapter.key, code), 0))
                for code, one in value.items()
            )
        count = sum(n for (key, _at), n in wrong.items() if key == chapter.key)
        stated = value not in (None, [], {}) or chapter.shape == "head"
        facts = "" if entries or value is None else _line(value)
        if chapter.shape == "head":
            facts = " · ".join(str(plain[key]) for key in ("title", "version") if plain.get(key))
        if chapter.shape == "switches":
            facts = ""
        parts.append(Part(chapter, entries, stated, count, facts))
    return parts


def place_of(path):
    """(chapter, entry) a fault's path lies in; entry is "" where the chapter is one form."""
    found = PLACE.match(path or "")
    if not found:
        return "", ""
    key, number, name = found.groups()
    if key in HEAD or key == "language":
        return "head", ""
    shapes = {one.key: one.shape for one in chapters()}
    if shapes.get(key) == "list" and number is not None:
        return key, number
    if shapes.get(key) == "named" and name:
        return key, name
    return (key, "") if key in shapes else ("head", "")


def put(text, chapter, at, value):
    """The text with one entry, or one block, made another; `value` None takes it out."""
    plain = deepcopy(plain_of(text))
    key = chapter.key
    if chapter.shape == "head":
        for name in HEAD:
            plain.pop(name, None)
        plain = {"language": plain.pop("language", 1), **value, **plain}
    elif chapter.shape == "list":
        entries = plain.setdefault(key, [])
        if at is None:
            entries.append(value)
        elif value is None:
            del entries[at]
        else:
            entries[at] = value
    elif chapter.shape == "named":
        code, content = value if value is not None else (None, None)
        named = plain.get(key) or {}
        if at is None:
            named[code] = content
        else:
            plain[key] = named = {
                (code if name == at else name): (content if name == at else one)
                for name, one in named.items()
                if name != at or code is not None
            }
        plain[key] = named
    elif value is None:
        plain.pop(key, None)
    else:
        plain[key] = value
    if plain.get(key) in ([], {}):
        del plain[key]
    return rewrite(text, plain)


def copy_entry(text, chapter, at):
    """The text with an entry once more after itself, under a code of its own."""
    plain = deepcopy(plain_of(text))
    entries = plain[chapter.key]
    twin = deepcopy(entries[at])
    if isinstance(twin, dict) and isinstance(twin.get("code"), str):
        taken = {one.get("code") for one in entries if isinstance(one, dict)}
        number = 2
        while f"{twin['code'][:60]}_{number}" in taken:
            number += 1
        twin["code"] = f"{twin['code'][:60]}_{number}"
    entries.insert(at + 1, twin)
    return rewrite(text, plain)


def move(text, chapter, at, by):
    """The text with an entry moved up or down by one."""
    return move_entry(text, [chapter.key], at, by)


def report_of(text):
    """Everything wrong with the text, its examples run."""
    return check_scheme(text)


def _facts(entry):
    if not isinstance(entry, dict):
        return ""
    parts = [entry.get("clause"), entry.get("code") if entry.get("name") else None]
    return " · ".join(str(part) for part in parts if part)


def _line(value):
    from ..scheme.writing.emit import flow

    words = flow(value) if isinstance(value, (dict, list)) else str(value)
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
