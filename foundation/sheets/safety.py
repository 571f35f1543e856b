"""Looking at an uploaded file before anything opens it: what it is, and what it would unpack to.

A workbook is a ZIP of XML. A half-megabyte one can unpack to gigabytes, and a single cell far to
the right makes readers set aside memory for every cell before it. So the ZIP directory is read
first, and the sheets are scanned as a stream for their extent and for formulas.
"""

import io
import re
import struct
import zipfile
import zlib
from bisect import bisect_right

from django.conf import settings

from .faults import SheetError

DEFAULTS = {
    "max_megabytes": 20,
    "max_unpacked_megabytes": 300,
    "max_ratio": 100,
    "max_parts": 200,
    "max_rows": 120_000,
    "max_columns": 100,
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENCRYPTED_NAMES = [name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo")]
# Everything a damaged ZIP or its XML has been seen to raise.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    KeyError,
    ValueError,
    IndexError,
    AttributeError,
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(.{0,200})', re.DOTALL
)
_ERROR_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})<")
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_FAR_RIGHT = re.compile(rb'r="(?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z])\d')
_FAR_DOWN = re.compile(rb'r="[A-Z]{0,3}(\d{6,})"')
_NO_ADDRESS = re.compile(rb"<(?:\w+:)?c(?:/?>|\s(?![^>]*\br=))")
_CHUNK = 1 << 20
_OVERLAP = 512


def limit(name):
    """A limit on what is read, from the setting LUZHI_SHEETS."""
    return {**DEFAULTS, **getattr(settings, "LUZHI_SHEETS", {})}[name]


def file_type(data, name):
    """ "xlsx", "xls" or "csv", by what the file is and not by its name. Raises SheetError."""
    if not data.strip(b"\x00 \t\r\n"):
        raise SheetError("empty_file")
    if len(data) > limit("max_megabytes") * 1_000_000:
        size = f"{len(data) / 1_000_000:.1f}"
        raise SheetError("too_big", size=size, limit=limit("max_megabytes"))
    if data.startswith(OLE):
        if any(part in data for part in ENCRYPTED_NAMES):
            raise SheetError("encrypted")
        return "xls"
    if data.startswith(ZIP):
        check_zip(data, name)
        return "xlsx"
    if looks_like_text(data):
        return "csv"
    raise SheetError("not_a_sheet", name=name)


def looks_like_text(data):
    """No zero bytes (unless UTF-16), no known binary or markup beginning."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if head.lstrip().startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"<", b"\xff\xd8\xff", b"GIF8")):
        return False
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return b"\x00" not in head and control * 50 < len(head) + 50


def check_zip(data, name):
    """Refuse bombs, encrypted parts and ZIPs that are no workbook, from the directory alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except ZIP_FAULTS:
        raise SheetError("damaged") from None
    if len(parts) > limit("max_parts"):
        raise SheetError("too_many_parts", count=len(parts), limit=limit("max_parts"))
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(len(data), 1)
    if unpacked > limit("max_unpacked_megabytes") * 1_000_000 or (
        ratio > limit("max_ratio") and unpacked > 1_000_000
    ):
        raise SheetError("bomb", size=unpacked // 1_000_000, ratio=round(ratio))
    if any(part.flag_bits & 1 for part in parts):
        raise SheetError("encrypted")
    names = {part.filename for part in parts}
    if not any(part.startswith("xl/") for part in names):
        raise SheetError("not_a_sheet", name=name)


def sheet_parts(data):
    """The XML part of each sheet by name, e.g. {"签到": "xl/worksheets/sheet1.xml"}."""
    from defusedxml.ElementTree import fromstring

    relations_of = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = fromstring(_part(archive, "xl/workbook.xml"))
            relations = fromstring(_part(archive, "xl/_rels/workbook.xml.rels"))
            targets = {rel.get("Id"): rel.get("Target") or "" for rel in relations}
            found = {}
            for node in book.iter():
                if node.tag.rpartition("}")[2] != "sheet":
                    continue
                target = targets.get(node.get(relations_of), "")
                path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found[node.get("name") or ""] = path
            return found
    except Exception:
        # Broken XML raises a different class for every way of being broken.
        raise SheetError("damaged") from None


def _part(archive, name):
    with archive.open(name) as part:
        content = part.read(10_000_001)
    if len(content) > 10_000_000:
        raise SheetError("damaged")
    return content


def scan_sheet(data, path, sheet):
    """Read one sheet's XML as a stream; returns the cells that hold a formula or an error value.

    Each is (row, column, error value or ""), counted from 0. Raises SheetError for a sheet that
    reaches too far right or down.
    """
    formulas, errors = {}, {}
    unpacked = 0
    allowed = limit("max_unpacked_megabytes") * 1_000_000
    last_row = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(path) as part:
            tail = b""
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > allowed:
                    raise SheetError("bomb", size=unpacked // 1_000_000, ratio="?")
                window = tail + chunk
                if _FAR_RIGHT.search(window) or not _all_addressed(window):
                    _check_extent(window, sheet)
                for found in _FAR_DOWN.finditer(window):
                    last_row = max(last_row, int(found[1]))
                if last_row > limit("max_rows") + 1000:
                    raise SheetError("too_many_rows", sheet=sheet, limit=limit("max_rows"))
                if len(formulas) < 1000 and (b"<f" in window or b":f" in window):
                    formulas.update(dict.fromkeys(_formulas_in(window), ""))
                if len(errors) < 1000 and b't="e"' in window:
                    errors.update(_errors_in(window))
                tail = window[-_OVERLAP:]
    except ZIP_FAULTS:
        raise SheetError("damaged") from None
    found = {**errors, **formulas}
    return sorted((row, column, shown) for (row, column), shown in found.items())


def _all_addressed(window):
    """Do all cells say where they are, in the way every common program writes them?"""
    plain = window.count(b"<c ") == window.count(b'<c r="')
    return plain and b"<c>" not in window and b"<c/" not in window and b":c " not in window


def _check_extent(window, sheet):
    """A cell beyond the columns we read, or cells without addresses (no program people use)."""
    for found in _FAR_RIGHT.finditer(window):
        letters = found[0].split(b'"')[1].rstrip(b"0123456789")
        if column_number(letters) >= limit("max_columns"):
            raise SheetError("too_many_columns", sheet=sheet, limit=limit("max_columns"))
    if _NO_ADDRESS.search(window[:-_OVERLAP] or window):
        raise SheetError("damaged")


def _formulas_in(window):
    """The addresses of cells in this stretch of XML that hold a formula."""
    cells = [(found.start(), found) for found in _CELL.finditer(window)]
    starts = [start for start, _found in cells]
    places = []
    for formula in _FORMULA.finditer(window):
        index = bisect_right(starts, formula.start()) - 1
        if index >= 0:
            found = cells[index][1]
            places.append((int(found[2]) - 1, column_number(found[1])))
    return places


def _errors_in(window):
    """The addresses of cells that show an error value, and the value."""
    for found in _ERROR.finditer(window):
        value = _ERROR_VALUE.search(found[3])
        shown = value[1].decode("ascii", "replace") if value else "#"
        yield (int(found[2]) - 1, column_number(found[1])), shown


def column_number(letters):
    """A → 0, AA → 26."""
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number - 1
