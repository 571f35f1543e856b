"""Scheme text to plain values with a place for each, hostile YAML refused.

YAML 1.2: ``on`` and ``no`` are words, dates stay text, numbers become int or Decimal, never float.
Anchors, aliases, tags, several documents, duplicate keys, keys that are no words, deep nesting and
files above 256 KB have no use in a scheme and are refused by name.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from .faults import Fault, SchemeRefused, dotted
from .text import _, say

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
TOO_DEEP = _("The file is nested too deeply.")
FLATTER = _("Write it flatter; no measure needs more than a few steps.")
CHECK_YAML = _(
    "Check the indentation, the colon followed by a space, and quotes around text "
    "that holds a colon, a # or brackets."
)
# Plain digits, no zero in front: 010 may be ten or eight, and is text.
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{0,18})?|\.[0-9]{1,18})\Z")
FIXED_WORDS = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


@dataclass(frozen=True)
class Tree:
    """``plain`` holds dicts, lists, str, int, Decimal, bool and None; ``places`` maps a path
    tuple to (line, column) of its key, or of the entry in a list; both start at 1."""

    plain: object
    places: dict

    def place(self, path):
        """The place of a path, or of the nearest parent that has one."""
        path = tuple(path)
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_tree(source, *, max_bytes=MAX_BYTES, numbers=True):
    """Parse scheme text (str or UTF-8 bytes). Raises SchemeRefused with one fault.

    ``numbers=False`` keeps every number as the text that is written, for ids such as 010.
    """
    text = decode(source, max_bytes)
    try:
        return _Reader(text, numbers).tree()
    except SchemeRefused:
        raise
    except MarkedYAMLError as error:
        raise _refusal_of(error, text) from error
    except ReaderError as error:
        before = text[: error.position]
        raise refused(
            "yaml",
            before.count("\n") + 1,
            len(before) - before.rfind("\n"),
            say(_("A character stands here that no text holds (a control character).")),
            say(_("Remove it, or save the file again as plain UTF-8 text.")),
        ) from error
    except RecursionError as error:
        raise refused("depth", 1, 1, say(TOO_DEEP), say(FLATTER)) from error
    except (YAMLError, ValueError) as error:
        raise refused(
            "yaml", 1, 1, say(_("The file is not readable as YAML.")), say(CHECK_YAML)
        ) from error


def decode(source, max_bytes=MAX_BYTES):
    """Bytes to text: UTF-8, with or without a byte order mark, at most 256 KB."""
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    if len(raw) > max_bytes:
        raise refused(
            "too_large",
            0,
            0,
            say(
                _("The file has %(size)s bytes; at most %(limit)s are read."),
                size=len(raw),
                limit=max_bytes,
            ),
            say(_("Leave out what is not part of the measure.")),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refused(
            "encoding",
            line,
            1,
            say(
                _("The file is not UTF-8 text (first strange byte in line %(line)s)."),
                line=line,
            ),
            say(_("Save it again as UTF-8; a file saved as GB18030 or ANSI is not read.")),
        ) from error
    for number, line in enumerate(text.split("\n"), 1):
        if "\0" in line:
            raise refused(
                "encoding",
                number,
                line.index("\0") + 1,
                say(_("The file holds a zero byte; it is not a text file.")),
                say(_("Save it again as plain UTF-8 text.")),
            )
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" in lead and line.strip():
            raise refused(
                "tab",
                number,
                lead.index("\t") + 1,
                say(_("A tab stands at the start of the line.")),
                say(_("Indent with spaces, two for each step.")),
            )
    return text


def refused(code, line, column, message, fix=None, path=""):
    """A SchemeRefused with a single fault."""
    return SchemeRefused([Fault(code, path, line, column, message, fix)])


def _refusal_of(error, text):
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    row = text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else ""
    if "\t" in row:
        return refused(
            "tab",
            line,
            row.index("\t") + 1,
            say(_("A tab stands in the line.")),
            say(_("Indent with spaces, two for each step.")),
        )
    return refused(
        "yaml",
        line,
        column,
        say(_("The YAML cannot be read here.")),
        say(CHECK_YAML),
    )


class _Reader:
    """Builds the tree from parser events, so nothing is expanded and every place is known."""

    def __init__(self, text, numbers):
        self.numbers = numbers
        self.events = YAML(typ="rt", pure=True).parse(text)
        self.places = {}
        self.documents = 0

    def tree(self):
        plain, seen = None, False
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise self.no(
                        event,
                        "documents",
                        _("The file holds more than one document."),
                        _("Keep one scheme in one file; remove the line with ---."),
                    )
            elif isinstance(
                event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)
            ):
                plain, seen = self.value(event, ()), True
        if not seen:
            raise refused(
                "empty",
                1,
                1,
                say(_("The file is empty.")),
                say(_("Write at least one key and its value.")),
            )
        return Tree(plain, self.places)

    def no(self, event, code, message, fix=None, path=(), **params):
        mark = event.start_mark
        return refused(
            code,
            mark.line + 1,
            mark.column + 1,
            say(message, **params),
            say(fix) if fix else None,
            dotted(path),
        )

    def value(self, event, path):
        if len(path) > MAX_DEPTH:
            raise self.no(event, "depth", TOO_DEEP, FLATTER, path=path)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise self.no(
                event,
                "anchor",
                _("Anchors and aliases (& and *) are not read."),
                _("Write the value out, or put quotes around text that starts so."),
                path=path,
            )
        if self.has_tag(event):
            raise self.no(
                event,
                "tag",
                _("Tags (starting with !) are not read."),
                _("Remove the tag."),
                path=path,
            )
        self.places.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))
        if isinstance(event, ScalarEvent):
            return scalar(event, self.numbers)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    @staticmethod
    def has_tag(event):
        tag = getattr(event, "tag", None)
        return bool(tag) and str(tag) not in ("None", "!")

    def sequence(self, path):
        out = []
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                return out
            out.append(self.value(event, (*path, len(out))))
        return out

    def mapping(self, path):
        out = {}
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                return out
            if not isinstance(event, ScalarEvent):
                raise self.no(
                    event,
                    "key",
                    _("A key must be one word."),
                    _("Write a word, a colon and a space."),
                    path=path,
                )
            key = event.value
            here = (*path, key)
            if self.has_tag(event) or getattr(event, "anchor", None):
                self.value(event, here)
            if key in out:
                raise self.no(
                    event,
                    "duplicate_key",
                    _("The key %(key)s is written twice in the same block."),
                    _("Keep one of the two."),
                    path=here,
                    key=key,
                )
            self.places[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
            out[key] = self.value(next(self.events), here)
        return out


def scalar(event, numbers=True):
    """A plain scalar by the YAML 1.2 core rules; quoted and block text stay text."""
    value = event.value
    if event.style:
        return value
    if value in FIXED_WORDS:
        return FIXED_WORDS[value]
    if numbers and INTEGER.match(value):
        return int(value)
    if numbers and NUMBER.match(value):
        return Decimal(value)
    return value
