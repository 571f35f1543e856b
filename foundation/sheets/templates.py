"""An empty sheet to fill in: headings, one example row, dropdowns, a sheet of notes."""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .writing import HEADING_FILL, book_bytes, guarded, sheet_title

ROWS = 2000


def template_book(kind):
    """The bytes of the template of a kind of sheet, in the reader's language."""
    columns = {k: c for k, c in kind.resource.columns().items() if c.in_template}
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_title(kind.label)
    notes = book.create_sheet(sheet_title(_("How to fill it in")))
    notes.append([_("Column"), _("Must be filled in"), _("How"), _("One of")])
    for number, column in enumerate(columns.values(), start=1):
        heading = sheet.cell(row=1, column=number, value=guarded(column.label))
        heading.font, heading.fill = Font(bold=True), HEADING_FILL
        heading.alignment = Alignment(wrap_text=True, vertical="center")
        example = sheet.cell(row=2, column=number, value=column.example)
        example.font = Font(italic=True, color="7A7A7A")
        example.number_format = "@"
        name = get_column_letter(number)
        sheet.column_dimensions[name].width = max(12, 2 * len(str(column.label)) + 4)
        if column.choices:
            _dropdown(sheet, name, column.choices)
        notes.append(
            [
                str(column.label),
                _("yes") if column.required else "",
                str(column.help_text),
                "、".join(map(str, column.choices)),
            ]
        )
    notes.append([])
    notes.append([_("Row 2 is an example: write over it or delete it.")])
    for letter, width in zip("ABCD", (24, 16, 60, 60), strict=True):
        notes.column_dimensions[letter].width = width
    for cell in notes[1]:
        cell.font, cell.fill = Font(bold=True), HEADING_FILL
    sheet.freeze_panes = "A2"
    return book_bytes(book)


def _dropdown(sheet, letter, choices):
    listed = ",".join(map(str, choices))
    if len(listed) > 250:  # Excel's own limit for a list written into the cell rule
        return
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    rule.showErrorMessage = False
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{ROWS}")
