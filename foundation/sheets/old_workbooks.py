"""Formula cells in .xls workbooks (Excel 97–2003), which the reader itself does not tell.

A workbook of that age is an OLE file whose stream "Workbook" (older: "Book") is a run of records:
two bytes of kind, two of length, then the content. BOUNDSHEET names a sheet and says where its own
run begins; FORMULA begins with its row and column.
"""

import io
import struct

import olefile

from .faults import SheetError

BOUNDSHEET, FORMULA, EOF = 0x0085, 0x0006, 0x000A
MOST_FORMULAS = 1000


def formulas_of(data, sheet):
    """The cells of that sheet that hold a formula: (row, column, ""), counted from 0.

    Raises SheetError for a file whose records cannot be followed.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            name = next(name for name in ("Workbook", "Book") if ole.exists(name))
            stream = ole.openstream(name).read()
        begins = next(at for at, title in _sheets(stream) if title == sheet)
        return sorted(_formulas(stream, begins))[:MOST_FORMULAS]
    except StopIteration:
        return []  # a chart sheet, or the file of another program: nothing to warn of
    except (OSError, struct.error, IndexError, ValueError, UnicodeError):
        raise SheetError("damaged") from None


def _records(stream, at):
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == EOF:
            return


def _sheets(stream):
    """Where each sheet's own run of records begins, and its name."""
    for kind, content in _records(stream, 0):
        if kind == BOUNDSHEET:
            (begins,) = struct.unpack_from("<I", content)
            wide = content[7] & 1
            yield begins, content[8:].decode("utf-16-le" if wide else "latin-1")


def _formulas(stream, begins):
    for kind, content in _records(stream, begins):
        if kind == FORMULA:
            row, column = struct.unpack_from("<HH", content)
            yield row, column, ""
