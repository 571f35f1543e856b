"""Spreadsheets in and out: read, judged, previewed, applied, handed back, taken back, exported."""

from .faults import CellFault, Fault, SheetError, register_messages
from .kinds import Column, SheetKind, SheetResource, register_sheet, sheet_kind, sheet_kinds

__all__ = [
    "CellFault",
    "Column",
    "Fault",
    "SheetError",
    "SheetKind",
    "SheetResource",
    "register_messages",
    "register_sheet",
    "sheet_kind",
    "sheet_kinds",
]
