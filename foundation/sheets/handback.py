"""The sheet as it was uploaded, handed back with what is wrong: coloured cells and a reason."""

from collections import defaultdict
from datetime import date, datetime

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from .. import private_files
from .faults import ERROR, letter, said
from .reading import Book
from .writing import book_bytes, heading_cell, sheet_title, text_cell

RED = PatternFill("solid", fgColor="F8D0CB")
YELLOW = PatternFill("solid", fgColor="FFF1C2")


def _table(job, preview):
    return Book(private_files.read(job.file), job.file_name).table(preview.sheet)


def _raw(value):
    """A raw cell as it can be written again."""
    if value is None or isinstance(value, (int, float, date, datetime, str)):
        return value
    return str(value)


def handed_back(job, preview):
    """The workbook's bytes: every row as uploaded, bad cells coloured, a column of reasons."""
    table = _table(job, preview)
    faults = defaultdict(list)
    for fault in preview.fault_list:
        faults[fault.row].append(fault)
    for question in preview.question_list:
        for row in question.rows:
            faults[row].append(None)
    width = max((len(row) for row in table.rows), default=0)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(preview.sheet))
    heading = preview.heading_row
    sheet.freeze_panes = f"A{heading + 2}"
    for number, row in enumerate(table.rows, start=1):
        cells = [text_cell(sheet, _raw(value)) for value in row] + [None] * (width - len(row))
        if number == heading + 1:
            cells = [heading_cell(sheet, value if value is not None else "") for value in row]
            cells += [None] * (width - len(row))
            cells.append(heading_cell(sheet, _("What to put right")))
        elif number in faults:
            cells.append(_mark(sheet, cells, faults[number], preview))
        sheet.append(cells)
    return book_bytes(book)


def _mark(sheet, cells, faults, preview):
    """Colour the cells of one row; returns the cell of its reasons."""
    reasons = []
    for fault in faults:
        if fault is None:
            reasons.append(_("Contradicts another row: decide which is right."))
            continue
        fill = RED if fault.severity == ERROR else YELLOW
        reason = fault.message
        if fault.column is not None:
            reason = f"{letter(fault.column)}: {reason}"
            if fault.column < len(cells):
                cells[fault.column] = _coloured(sheet, cells[fault.column], fill, fault.message)
        reasons.append(reason)
    reason = text_cell(sheet, " ".join(reasons))
    reason.font = Font(color="A61B1B")
    return reason


def _coloured(sheet, cell, fill, message):
    if not isinstance(cell, WriteOnlyCell().__class__):
        cell = WriteOnlyCell(sheet, value=cell)
    cell.fill = fill
    cell.comment = Comment(message, "履职")
    return cell


def listed_rows(job, preview, numbers):
    """The sheet's own cells of these rows, for the page: (row number, cells as text, reasons)."""
    table = _table(job, preview)
    reasons = defaultdict(list)
    wanted = set(numbers)
    for fault in preview.fault_list:
        if fault.row in wanted:
            reasons[fault.row].append(fault.message)
    for question in preview.question_list:
        for _key, row, text in question.choices:
            if row in wanted:
                reasons[row].append(str(said(text)))
    width = len(preview.labels)
    listed = []
    for number in numbers:
        row = table.rows[number - 1] if number <= len(table.rows) else []
        shown = ["" if value is None else str(_short(value)) for value in row[:width]]
        listed.append((number, shown + [""] * (width - len(shown)), reasons.get(number, [])))
    return listed


def _short(value):
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
