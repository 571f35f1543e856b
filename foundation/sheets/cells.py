"""What people write into cells, read into values. Plain functions, no database.

Raises `CellFault` with what is wrong and what to write instead.
"""

import re
import string
import unicodedata
from datetime import date, datetime, time, timedelta

from .faults import CellFault

_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_ERROR_CELL = re.compile(r"^#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)$", re.IGNORECASE)
_BROKEN = re.compile("Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|â€|\ufffd|锟斤拷|烫烫烫|ï»¿")
_YMD = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?号?$")
_MD = re.compile(r"^(\d{1,2})[-./月](\d{1,2})[日号]?$")
_XXY = re.compile(r"^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})$")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(:\d{2})?(\.\d+)?([+-]\d{2}:?\d{2}|Z)?$")
_WEEKDAY = re.compile(r"\(?(星期|周)[一二三四五六日天]\)?")
# Full-width digits and letters; Chinese punctuation stays as it was written.
_WIDE = {0xFF00 + ord(sign) - 0x20: sign for sign in string.digits + string.ascii_letters}
_EXCEL_DAY_ZERO = date(1899, 12, 30)


def text(value):
    """A cell as text: full-width digits and letters folded, odd spaces made plain, ends trimmed.

    Whole numbers stored as floats lose their point: 101.0 → "101".
    """
    if value is None:
        return ""
    if isinstance(value, str):
        cleaned = _SPACES.sub(" ", value.translate(_WIDE)).strip()
        if cleaned.startswith("#") and _ERROR_CELL.match(cleaned):
            raise CellFault("error_cell", value=cleaned)
        # Our own exports guard text that looks like a formula with an apostrophe.
        if len(cleaned) > 1 and cleaned[0] == "'" and cleaned[1] in "=+-@":
            cleaned = cleaned[1:]
        return cleaned
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return str(value)


def looks_broken(value):
    """Does the text look as if it had been decoded in the wrong encoding?"""
    return isinstance(value, str) and _BROKEN.search(value) is not None


def day(value):
    """A cell as a date. Reads real dates, Excel's day numbers, ISO, 2026.3.5 and 2026年3月5日."""
    if isinstance(value, datetime):
        return _sane(value.date(), value)
    if isinstance(value, date):
        return _sane(value, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    shown = text(value)
    if not shown:
        return None
    compact = _WEEKDAY.sub("", unicodedata.normalize("NFKC", shown)).strip()
    first, _, rest = compact.replace("T", " ").partition(" ")
    if rest and _CLOCK.match(rest.strip()):
        compact = first
    compact = compact.replace(" ", "").replace("。", ".")
    if compact.isdigit():
        if len(compact) == 8:
            return _build(compact[:4], compact[4:6], compact[6:], shown)
        return _from_number(int(compact))
    if found := _YMD.match(compact):
        return _build(*found.groups(), shown)
    if _MD.match(compact):
        raise CellFault("no_year", value=shown)
    if _XXY.match(compact):
        raise CellFault("which_day", value=shown)
    raise CellFault("not_a_date", value=shown)


def _build(year, month, number, shown):
    try:
        return _sane(date(int(year), int(month), int(number)), shown)
    except ValueError as error:
        if isinstance(error, CellFault):
            raise
        raise CellFault("no_such_day", value=shown) from None


def _from_number(value):
    if 10_000_000 <= value <= 99_999_999 and float(value).is_integer():
        whole = str(int(value))
        return _build(whole[:4], whole[4:6], whole[6:], whole)
    if not 20_000 <= value < 80_000:
        raise CellFault("not_a_date", value=text(value))
    return _EXCEL_DAY_ZERO + timedelta(days=int(value))


def _sane(found, shown):
    if not 1900 <= found.year <= 2100:
        raise CellFault("year_out_of_range", value=text(shown))
    return found


def whole_number(value, low=None, high=None):
    """A cell as a whole number within its bounds."""
    shown = unicodedata.normalize("NFKC", text(value)).replace(",", "")
    if not shown:
        return None
    if not re.fullmatch(r"[+-]?\d{1,18}(\.0+)?", shown):
        raise CellFault("not_a_number", value=shown)
    number = int(float(shown)) if "." in shown else int(shown)
    if (low is not None and number < low) or (high is not None and number > high):
        raise CellFault("number_out_of_range", value=number, low=low, high=high)
    return number


def key(value):
    """What two writings of one label or name have in common: no spaces, case or punctuation."""
    folded = unicodedata.normalize("NFKC", str(value)).casefold()
    return re.sub(r"[\s\u00a0\u200b\ufeff·•・‧.．。:：,，、_()（）\[\]【】*#＊/\\-]+", "", folded)


def name_key(value):
    """A person's name without the spaces and dots people put into it: 李　明 → 李明."""
    folded = unicodedata.normalize("NFKC", str(value)).casefold()
    return re.sub(r"[\s\u00a0\u200b\ufeff·•・‧.．]+", "", folded)
