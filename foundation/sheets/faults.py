"""What can be wrong with a sheet, said in the reader's language.

A fault is stored as a code and its values, never as a sentence, so a preview made in Chinese reads
in English for an English reader. Rooms above add their own sentences with `register_messages`.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ERROR, WARNING = "error", "warning"

MESSAGES = {
    # The file as a whole.
    "empty_file": _("The file is empty. Choose the sheet you want to import."),
    "too_big": _(
        "The file has %(size)s MB; at most %(limit)s MB are read. Split it, or save only the sheet "
        "with the register."
    ),
    "not_a_sheet": _(
        "“%(name)s” is not a spreadsheet. Save it as .xlsx, .xls or .csv and upload that."
    ),
    "encrypted": _(
        "The workbook is protected by a password. Remove the password in Excel or WPS "
        "(File → Encrypt), save it, and upload it again."
    ),
    "damaged": _(
        "The workbook is damaged or was cut off on the way. Open it in Excel or WPS, save it anew, "
        "and upload that."
    ),
    "bomb": _(
        "The workbook unpacks to far more than a register holds (%(size)s MB, %(ratio)s times its "
        "size). It was not opened. Copy the sheet into a new workbook and upload that."
    ),
    "too_many_parts": _(
        "The workbook is made of %(count)s parts; at most %(limit)s are read. Copy the sheet into "
        "a new workbook and upload that."
    ),
    "too_many_rows": _(
        "Sheet “%(sheet)s” has more than %(limit)s rows. Split it and import the parts one by one."
    ),
    "too_many_columns": _(
        "Sheet “%(sheet)s” has more than %(limit)s columns. Delete what lies to the right of the "
        "register and save it again."
    ),
    "no_text": _("The text of the file is neither UTF-8 nor GB18030. Save it as “CSV UTF-8”."),
    "no_rows": _("There is no row below the headings in sheet “%(sheet)s”."),
    "no_header": _(
        "No row of headings was found in sheet “%(sheet)s”. Expected headings such as %(labels)s. "
        "Download the template and paste your rows into it."
    ),
    "missing_column": _(
        "Sheet “%(sheet)s”, row %(row)s (headings): no column for “%(label)s”. Add a column with "
        "that heading, or say which column holds it."
    ),
    "unknown_kind": _("There is no kind of sheet called “%(kind)s”. Known: %(known)s."),
    "formula": _(
        "The cell holds a formula. Copy the column and paste it as values, then upload again."
    ),
    # One cell.
    "required": _("Nothing is written here; this cell must be filled in."),
    "too_long": _("“%(value)s” is longer than %(limit)s characters. Shorten it."),
    "not_a_date": _("“%(value)s” is not a date. Write it as 2026-03-05 or 2026年3月5日."),
    "no_such_day": _(
        "“%(value)s” is not a day of the calendar: there is no such day in that month. Write the "
        "day meant, for example 2026-03-05."
    ),
    "no_year": _("“%(value)s” has no year. Write it with the year, as 2026-03-05."),
    "which_day": _("“%(value)s” may mean two different days. Write the year first, as 2026-03-05."),
    "year_out_of_range": _(
        "The year of “%(value)s” cannot be right. Write a year from 1900 to 2100."
    ),
    "not_a_number": _("“%(value)s” is not a whole number. Write digits only."),
    "number_out_of_range": _("%(value)s is out of range: write a number from %(low)s to %(high)s."),
    "not_a_choice": _("“%(value)s” is not known here. Write one of: %(choices)s."),
    "not_a_phone": _("“%(value)s” is not a telephone number. Write its 11 digits."),
    "error_cell": _("The cell shows the error %(value)s. Write the value itself."),
    "broken_text": _(
        "“%(value)s” looks as if it had been saved in the wrong encoding. It is kept as it is; "
        "correct it if you can."
    ),
    # One row.
    "duplicate_row": _("The same as row %(other)s, word for word. It is counted once."),
    "same_key_twice": _("“%(value)s” already stands in row %(other)s. Each may appear once."),
}


def register_messages(messages):
    """Add sentences, by code, for faults a kind of sheet finds."""
    MESSAGES.update(messages)


@dataclass(frozen=True)
class Fault:
    """One thing wrong, or worth knowing, at a cell, a row, or (row None) the whole sheet."""

    code: str
    params: dict = field(default_factory=dict)
    row: int | None = None
    column: int | None = None
    severity: str = ERROR

    @property
    def message(self):
        """What is wrong and what to do, in the language of whoever reads."""
        return sentence(self.code, self.params)

    def as_list(self):
        return [self.code, self.params, self.row, self.column, self.severity]


def sentence(code, params):
    """The sentence of that code with its values. A value {"_": msgid} is a text of ours.

    A preview stored by an older version may lack a value a sentence has since been given; it is
    shown as "…" rather than making the page fail.
    """
    values = _Known({name: said(value) for name, value in params.items()})
    return str(MESSAGES.get(code, code)) % values


class _Known(dict):
    def __missing__(self, name):
        return "…"


def said(value):
    """A stored value for people: our own texts in the reader's language, all else as it is."""
    return gettext(value["_"]) if isinstance(value, dict) else value


def place(sheet, row=None, column=None, label=None):
    """Where a fault is, for people: sheet, row, column letter and heading."""
    if row is None:
        return gettext("Sheet “%(sheet)s”") % {"sheet": sheet}
    if column is None:
        return gettext("Sheet “%(sheet)s”, row %(row)s") % {"sheet": sheet, "row": row}
    values = {"sheet": sheet, "row": row, "letter": letter(column), "label": label or ""}
    if label:
        return gettext("Sheet “%(sheet)s”, row %(row)s, column %(letter)s “%(label)s”") % values
    return gettext("Sheet “%(sheet)s”, row %(row)s, column %(letter)s") % values


def letter(column):
    """The letters of a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class CellFault(ValueError):
    """Raised by a widget: the value of a cell cannot be read."""

    def __init__(self, code, **params):
        self.code, self.params = code, params
        super().__init__(code)

    def __str__(self):
        return sentence(self.code, self.params)


class SheetError(Exception):
    """The sheet cannot be read at all. `str()` is the sentence for people."""

    def __init__(self, code, *, sheet=None, row=None, column=None, label=None, **params):
        self.code = code
        self.sheet, self.row, self.column, self.label = sheet, row, column, label
        self.params = {**params, **({"sheet": sheet} if sheet is not None else {})}
        if row is not None:
            self.params["row"] = row
        if label is not None:
            self.params["label"] = label
        super().__init__(code)

    def __str__(self):
        message = sentence(self.code, self.params)
        if self.column is None:
            return message
        where = place(self.sheet, self.row, self.column, self.label)
        return gettext("%(place)s: %(message)s") % {"place": where, "message": message}
