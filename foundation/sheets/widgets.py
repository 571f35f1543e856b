"""How a column's cells become values and back: import-export widgets that say what is wrong."""

import re
import unicodedata

from import_export.widgets import Widget

from . import cells
from .faults import CellFault


class TextWidget(Widget):
    """Text of at most `max_length` characters."""

    def __init__(self, max_length=200):
        self.max_length = max_length

    def clean(self, value, row=None, **kwargs):
        cleaned = cells.text(value)
        if len(cleaned) > self.max_length:
            shown = cleaned[:30] + "…"
            raise CellFault("too_long", value=shown, limit=self.max_length)
        return cleaned


class DayWidget(Widget):
    """A day. Excel's datetimes become plain dates, so an unchanged sheet compares equal."""

    def clean(self, value, row=None, **kwargs):
        return cells.day(value)

    def render(self, value, obj=None, **kwargs):
        return value


class WholeNumberWidget(Widget):
    """A whole number within bounds."""

    def __init__(self, low=None, high=None):
        self.low, self.high = low, high

    def clean(self, value, row=None, **kwargs):
        return cells.whole_number(value, self.low, self.high)

    def render(self, value, obj=None, **kwargs):
        return value


class PhoneWidget(TextWidget):
    """A telephone number, its spaces and dashes dropped."""

    def clean(self, value, row=None, **kwargs):
        shown = cells.text(value)
        number = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", shown))
        if number and not re.fullmatch(r"\+?\d{5,15}", number):
            raise CellFault("not_a_phone", value=shown)
        return number


class ChoiceWidget(Widget):
    """One of a few values, each written in several ways. `ways`: value → its writings.

    The first writing is the one exports and templates use.
    """

    def __init__(self, ways, shown=None):
        self.ways = ways
        self.shown = shown or [writings[0] for writings in ways.values()]
        self.known = {}
        for value, writings in ways.items():
            for writing in [value, *writings]:
                self.known[self.fold(writing)] = value

    @staticmethod
    def fold(writing):
        return "".join(unicodedata.normalize("NFKC", str(writing)).casefold().split())

    def clean(self, value, row=None, **kwargs):
        shown = cells.text(value)
        if not shown:
            return None
        found = self.known.get(self.fold(shown))
        if found is None:
            raise CellFault("not_a_choice", value=shown, choices="、".join(map(str, self.shown)))
        return found

    def render(self, value, obj=None, **kwargs):
        return self.ways[value][0] if value in self.ways else ""


class ListWidget(Widget):
    """Several texts in one cell, parted by ；; 、 or a line break."""

    def __init__(self, item=None):
        self.item = item or TextWidget(120)

    def clean(self, value, row=None, **kwargs):
        raw = str(value) if value is not None else ""
        parts = [self.item.clean(part) for part in re.split(r"[;；、\n]+", raw)]
        return [part for part in parts if part]

    def render(self, value, obj=None, **kwargs):
        return "；".join(self.item.render(part) for part in value or [])
