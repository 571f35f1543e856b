"""Exports: safe against formulas, and numbers stay numbers."""

import csv as csv_module
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from foundation.sheets import sheet_kind, sheet_kinds
from foundation.sheets.templates import template_book
from foundation.sheets.writing import guarded, write_csv, write_xlsx

HOSTILE = [
    *("=1+1", "==1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "　＝1"),
    *("＝1+1", "＋1", "－1", "＠SUM", "\x00=1"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_could_run_is_led_by_an_apostrophe(text):
    assert guarded(text).startswith("'")
    book = load_workbook(io.BytesIO(write_xlsx(["a"], [[text]])))
    cell = book.active["A2"]
    assert cell.data_type == "s" and cell.value.startswith("'")
    row = write_csv(["a"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert row.lstrip('"').startswith("'")


def test_headings_are_guarded_too():
    cell = load_workbook(io.BytesIO(write_xlsx(["=1+1"], []))).active["A1"]
    assert cell.data_type == "s" and cell.value == "'=1+1"


def test_numbers_stay_numbers_and_days_stay_days():
    rows = [[1, 2.5, Decimal("7.25"), date(2026, 3, 5), datetime(2026, 3, 5, 9), None, -3, True]]
    cells = list(load_workbook(io.BytesIO(write_xlsx("abcdefgh", rows))).active.iter_rows())[1]
    assert "".join(cell.data_type for cell in cells) == "nnnddnns"
    assert sum(cell.value for cell in (*cells[:3], cells[6])) == Decimal("7.75")
    [row] = list(csv_module.reader(io.StringIO(write_csv("abcdefgh", rows).decode())))[1:]
    assert row[:4] == ["1", "2.5", "7.25", "2026-03-05"] and row[6] == "-3"


def test_csv_begins_with_the_mark_excel_wants_and_keeps_chinese():
    content = write_csv(["姓名"], [["林秀英"]])
    assert content.startswith(b"\xef\xbb\xbf") and "林秀英".encode() in content


def test_characters_excel_rejects_are_dropped():
    assert guarded("a\x0bb\x1fc") == "abc"
    load_workbook(io.BytesIO(write_xlsx(["a"], [["x\x07y"]])))


@pytest.mark.parametrize("kind", ["roster", "register"])
def test_the_template_has_headings_an_example_and_dropdowns_and_can_be_read(kind, cast):
    kind = sheet_kind(kind)
    book = load_workbook(io.BytesIO(template_book(kind)))
    sheet = book.worksheets[0]
    assert sheet["A1"].value and sheet["A2"].value
    assert sheet.data_validations.dataValidation
    from foundation.services.imports import upload_sheet

    job = upload_sheet(template_book(kind), "模板.xlsx", kind=kind, place=cast.county, by=cast.gao)
    wanted = {key for key, column in kind.resource.columns().items() if column.in_template}
    assert set(job.mapping) == wanted


def test_every_heading_finds_its_own_column_and_no_two_share_a_name():
    from foundation.sheets import cells

    for kind in sheet_kinds():
        seen = {}
        for key, column in kind.resource.columns().items():
            for name in {cells.key(name) for name in [column.label, *column.aliases]}:
                assert seen.setdefault(name, key) == key, (kind.code, name)
