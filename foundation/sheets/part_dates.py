"""Dates of which often only the year and month are written: 1975.3, 1975-03, 一九七五年三月."""

import re
import unicodedata
from datetime import date, datetime

from import_export.widgets import Widget

from . import cells
from .faults import CellFault

_NUMERALS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_MONTH = re.compile(r"^(\d{4})[-./年](\d{1,2})月?$")
_YEAR = re.compile(r"^(\d{4})年?$")
_TENS = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")


def part_date(value):
    """A cell as "1975", "1975-03" or "1975-03-12"; "" of an empty one. Raises CellFault."""
    if isinstance(value, (date, datetime)):
        return cells.day(value).isoformat()
    if isinstance(value, float) and not value.is_integer():
        value = f"{value:.2f}" if round(value * 10) != value * 10 else f"{value:.1f}"
    shown = cells.text(value)
    compact = _plain_digits(unicodedata.normalize("NFKC", shown)).replace(" ", "")
    compact = compact.replace("。", ".").removesuffix("生")
    if not compact:
        return ""
    if found := _YEAR.match(compact):
        return _checked(shown, int(found[1]))
    if re.fullmatch(r"(19|20)\d{4}", compact):
        return _checked(shown, int(compact[:4]), int(compact[4:]))
    if found := _MONTH.match(compact):
        return _checked(shown, int(found[1]), int(found[2]))
    return cells.day(compact).isoformat()


def _plain_digits(text):
    """Chinese numerals as digits: 一九七五年十二月 → 1975年12月."""
    text = _TENS.sub(lambda m: f"{_digit(m[1]) or 1}{_digit(m[2]) or 0}", text)
    return "".join(_NUMERALS.get(sign, sign) for sign in text)


def _digit(sign):
    return _NUMERALS.get(sign, "")


def _checked(shown, year, month=None):
    if not 1900 <= year <= 2100:
        raise CellFault("year_out_of_range", value=shown)
    if month is None:
        return f"{year}"
    if not 1 <= month <= 12:
        raise CellFault("no_such_day", value=shown)
    return f"{year}-{month:02d}"


class PartDateWidget(Widget):
    """A column of such dates."""

    def clean(self, value, row=None, **kwargs):
        return part_date(value)

    def render(self, value, obj=None, **kwargs):
        return value
