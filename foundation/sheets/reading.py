"""A file becomes tables: any .xlsx or .xls through calamine, .csv in the encodings people use."""

import csv
import io
from dataclasses import dataclass, field

from .faults import SheetError
from .old_workbooks import formulas_of
from .safety import OLE, ZIP, file_type, limit, scan_sheet, sheet_parts


@dataclass
class Table:
    """One sheet: its name, its rows of raw cells from row 1 on, its formula and error cells."""

    name: str
    rows: list
    formulas: list = field(default_factory=list)  # (row, column, error value or ""), from 0


class Book:
    """An uploaded file, opened. Sheets are read when asked for.

    Raises SheetError, and only SheetError, whatever the file holds.
    """

    def __init__(self, data, name):
        self.data, self.name = data, name
        self.type = file_type(data, name)
        self.workbook = None
        self.opened = {}
        if self.type == "csv":
            self.names = [name.rpartition(".")[0] or name]
        else:
            self.workbook = _guarded(lambda: _open(data))
            self.names = _guarded(lambda: _visible_names(self.workbook))
            self.parts = sheet_parts(data) if data.startswith(ZIP) else {}
            if not self.names:
                raise SheetError("damaged")

    def table(self, name, first_rows=None):
        """The sheet of that name; only its first rows when `first_rows` is given."""
        if self.type == "csv":
            return Table(name, _csv_rows(self.data, name, first_rows))
        if name not in self.opened:
            formulas = []
            if name in self.parts:
                formulas = scan_sheet(self.data, self.parts[name], name)
            elif self.data.startswith(OLE):
                formulas = formulas_of(self.data, name)
            sheet = _guarded(lambda: self.workbook.get_sheet_by_name(name))
            self.opened[name] = (sheet, formulas)
        sheet, formulas = self.opened[name]
        rows = _guarded(lambda: sheet.to_python(skip_empty_area=False, nrows=first_rows))
        if first_rows is None and len(rows) > limit("max_rows"):
            raise SheetError("too_many_rows", sheet=name, limit=limit("max_rows"))
        return Table(name, rows, formulas)


def _open(data):
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _visible_names(workbook):
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    visible = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible]
    return visible or [s.name for s in sheets]


def _guarded(read):
    """Run a reader; whatever a broken file makes it raise becomes one clear refusal.

    A panic in the reader's Rust is a BaseException, so that is what is caught; a person's own
    interruption and a lack of memory go through.
    """
    from python_calamine import PasswordError

    try:
        return read()
    except (SheetError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError:
        raise SheetError("encrypted") from None
    except BaseException:
        raise SheetError("damaged") from None


def decoded(data):
    """The text of a CSV file: UTF-8 with or without its mark, UTF-16 with it, or GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError("no_text")


def _csv_rows(data, name, first_rows):
    content = decoded(data)
    if "\x00" in content:
        raise SheetError("not_a_sheet", name=name)
    rows = []
    most = first_rows or limit("max_rows")
    reader = csv.reader(io.StringIO(content, newline=""), _dialect(content))
    try:
        for row in reader:
            if len(rows) >= most:
                if first_rows:
                    break
                raise SheetError("too_many_rows", sheet=name, limit=most)
            if len(row) > limit("max_columns") and any(row[limit("max_columns") :]):
                raise SheetError("too_many_columns", sheet=name, limit=limit("max_columns"))
            rows.append(row)
    except csv.Error:
        raise SheetError("damaged") from None
    return rows


def _dialect(content):
    """Comma, tab, semicolon or full-width comma: whichever parts the first lines most."""

    class Dialect(csv.excel):
        delimiter = max(",\t;", key=content[:8192].count)

    return Dialect
