"""The sheet handed back: bad cells coloured, reasons beside them, and it can be uploaded again."""

import io

from openpyxl import load_workbook

from foundation.services.imports import judge_import, preview_of, upload_sheet
from foundation.sheets import sheet_kind
from foundation.sheets.handback import handed_back

from .books import line, register


def returned(content, cast):
    kind = sheet_kind("register")
    job = upload_sheet(content, "签到表.xlsx", kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    return handed_back(job, preview_of(job))


def test_bad_cells_are_coloured_and_the_last_column_says_why(cast):
    content = returned(register(line(), line("王五六", on="2025年2月30日"), line("赵大山")), cast)
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["H1"].value == "What to put right"
    assert sheet["A2"].fill.fill_type is None and sheet["H2"].value is None
    assert sheet["D3"].fill.fgColor.rgb.endswith("F8D0CB")
    assert "no such day" in sheet["H3"].value and sheet["D3"].comment is not None
    assert sheet["A4"].value == "赵大山"


def test_put_right_in_the_handed_back_sheet_it_imports(cast):
    content = returned(register(line(), line("赵大山", on="2025年2月30日")), cast)
    book = load_workbook(io.BytesIO(content))
    book.active["D3"].value = "2025-02-28"
    out = io.BytesIO()
    book.save(out)
    kind = sheet_kind("register")
    job = upload_sheet(out.getvalue(), "更正.xlsx", kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    assert job.counts["new"] == 2 and job.counts["error"] == 0


def test_both_rows_of_a_contradiction_are_marked(cast):
    sheet = load_workbook(io.BytesIO(returned(register(line(), line(mark="缺席")), cast))).active
    assert "decide which is right" in sheet["H2"].value
    assert "decide which is right" in sheet["H3"].value
