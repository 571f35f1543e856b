"""Sheets going out: every export of the site is written here.

Text that a spreadsheet program would run as a formula gets an apostrophe in front; numbers stay
numbers and days stay days, so they can be summed and sorted.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
HEADING_FILL = PatternFill("solid", fgColor="F2E3DF")


def guarded(value):
    """Text made safe: what could start a formula is led by an apostrophe."""
    text = _UNWRITABLE.sub("", str(value))
    if text.startswith(STARTERS) or text.lstrip(" \u3000").startswith(STARTERS):
        return "'" + text
    return text


def plain(value):
    """A value as a cell holds it: numbers and days as themselves, all else as guarded text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    if isinstance(value, (int, float, Decimal, date)):
        return value
    return guarded(value)


def write_csv(headers, rows, *, title=""):
    """The bytes of a CSV file in UTF-8 with its mark, as Excel and WPS expect it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(header) for header in headers])
    for row in rows:
        writer.writerow([plain(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(headers, rows, *, title=""):
    """The bytes of a workbook with one sheet: bold headings that stay in view, sensible widths."""
    return write_workbook([(title, headers, rows)])


def write_workbook(sheets):
    """The bytes of a workbook of several sheets: (title, headers, rows) of each, in order."""
    book = Workbook(write_only=True)
    taken = set()
    for title, headers, rows in sheets:
        _add_sheet(book, _free_title(sheet_title(title), taken), headers, rows)
    return book_bytes(book)


def _free_title(title, taken):
    """The title, numbered when another sheet of the book has it already."""
    name, number = title, 2
    while name.casefold() in taken:
        name, number = f"{title[:27]} {number}", number + 1
    taken.add(name.casefold())
    return name


def _add_sheet(book, title, headers, rows):
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    rows = [list(row) for row in rows]
    for number, header in enumerate(headers, start=1):
        longest = max([_width(header), *(_width(row[number - 1]) for row in rows[:200])])
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 8), 60)
    sheet.append([heading_cell(sheet, header) for header in headers])
    for row in rows:
        sheet.append([text_cell(sheet, value) for value in row])


def heading_cell(sheet, header):
    """A heading: bold on a light ground."""
    cell = WriteOnlyCell(sheet, value=guarded(header))
    cell.font, cell.fill = Font(bold=True), HEADING_FILL
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def text_cell(sheet, value):
    """A cell that is never a formula, whatever the value says."""
    value = plain(value)
    if value == "":
        return None
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    return cell


def sheet_title(title):
    """A name Excel accepts for a sheet."""
    return re.sub(r"[\\/*?:\[\]]", " ", str(title)).strip()[:31] or "Sheet1"


def book_bytes(book):
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _width(value):
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(value if value is not None else ""))
