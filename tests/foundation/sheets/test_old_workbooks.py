"""The .xls workbooks and locked files offices have, as Excel 97 and Excel 2010 write them."""

from pathlib import Path

import pytest

from foundation.sheets import SheetError
from performance.models import Attendance

from .test_reading import judged

DATA = Path(__file__).parents[2] / "data"


def test_a_register_kept_in_an_old_workbook_is_read_like_any_other(cast):
    _job, preview = judged((DATA / "register.xls").read_bytes(), cast, "签到表.xls")
    assert preview.counts["new"] == 2 and not preview.errors
    assert preview.totals_skipped == 1


def test_a_workbook_locked_with_a_password_is_named_as_such(cast):
    content = (DATA / "locked.xlsx").read_bytes()
    with pytest.raises(SheetError, match="protected by a password"):
        judged(content, cast)
    assert not Attendance.objects.exists()


def test_a_formula_in_an_old_workbook_is_refused_by_its_cell(cast):
    _job, preview = judged((DATA / "formula.xls").read_bytes(), cast, "签到表.xls")
    [fault] = preview.errors
    assert "row 2, column C" in preview.where(fault)
    assert "holds a formula" in fault.message
    assert preview.counts["new"] == 0


def test_half_an_old_workbook_is_damaged_and_no_more(cast):
    content = (DATA / "register.xls").read_bytes()
    for part in (2, 3, 4):
        with pytest.raises(SheetError):
            judged(content[: len(content) // part], cast, "签到表.xls")
    assert not Attendance.objects.exists()
