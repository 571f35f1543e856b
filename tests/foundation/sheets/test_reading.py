"""Sheets as offices keep them: titles above, totals below, merged headings, old encodings."""

import pytest
from openpyxl import Workbook

from foundation.services.imports import judge_import, preview_of, upload_sheet
from foundation.sheets import sheet_kind
from foundation.sheets.writing import book_bytes

from .books import REGISTER, book, csv, line


def judged(content, cast, name="签到表.xlsx"):
    kind = sheet_kind("register")
    job = upload_sheet(content, name, kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    return job, preview_of(job)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_encoding_people_use(encoding, cast):
    content = csv(REGISTER, line(), line("赵大山"), encoding=encoding)
    _job, preview = judged(content, cast, "签到表.csv")
    assert preview.counts["new"] == 2 and not preview.errors


def test_a_file_is_known_by_what_it_is_and_not_by_its_name(cast):
    _job, preview = judged(book(REGISTER, line()), cast, "签到表.csv")
    assert preview.counts["new"] == 1
    _job, preview = judged(csv(REGISTER, line()), cast, "签到表.xlsx")
    assert preview.counts["new"] == 1


def test_semicolons_and_tabs_part_columns_too(cast):
    for sign in ";\t":
        content = csv(REGISTER, line()).decode().replace(",", sign).encode()
        _job, preview = judged(content, cast, "签到表.csv")
        assert preview.counts["new"] == 1


def test_titles_blank_rows_totals_and_notes_are_no_rows_of_the_register(cast):
    content = book(
        ["云岭县人大常委会会议签到表"],
        [None, None, "2026年3月"],
        [],
        REGISTER,
        line(),
        [],
        line("赵大山"),
        ["合 计", None, None, None, None, None, 2],
        [],
        ["备注：请假须经批准"],
        ["填表人：高文书"],
    )
    _job, preview = judged(content, cast)
    assert preview.heading_row == 3
    assert preview.counts["new"] == 2 and not preview.errors
    assert preview.totals_skipped == 3
    assert preview.rows_in("new") == [5, 7]


def test_subtotals_in_between_are_left_out(cast):
    content = book(REGISTER, line(), ["小计", None, None, None, None, None, 1], line("赵大山"))
    _job, preview = judged(content, cast)
    assert preview.counts["new"] == 2 and preview.totals_skipped == 1


def test_headings_merged_over_two_rows_are_read(cast):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["姓名", "会议", "会议次数", "时间信息", None, None, "出席情况"])
    sheet.append([None, None, None, "日期", "半天", "起止时间", None])
    sheet.append(line())
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"):
        sheet.merge_cells(cells)
    _job, preview = judged(book_bytes(workbook), cast)
    assert preview.labels == REGISTER
    assert preview.counts["new"] == 1 and not preview.errors


def test_the_sheet_that_holds_the_register_is_found_and_named(cast):
    sheets = {"封面": [["云岭县"]], "说明": [["请如实填写"]], "三月": [REGISTER, line()]}
    job, preview = judged(book(sheets=sheets), cast)
    assert job.sheet == preview.sheet == "三月"


def test_first_and_last_name_in_two_columns_make_one_name(cast):
    headings = ["名", "姓", *REGISTER[1:]]
    _job, preview = judged(book(headings, ["秀英", "林", *line()[1:]]), cast)
    assert preview.counts["new"] == 1 and not preview.errors


def test_the_half_day_is_told_from_the_clock_where_no_column_says_it(cast):
    headings = [label for label in REGISTER if label != "半天"]
    rows = [
        [*line()[:4], times, "出席"]
        for times in ("09:00-11:30", "14:30-17:00", "19：00-20：00", "2:30PM-5:00PM")
    ]
    _job, preview = judged(book(headings, *rows), cast)
    assert not preview.errors
    assert [sitting[3] for sitting in preview.plan["sittings"]] == [
        "morning",
        "afternoon",
        "evening",
        "afternoon",
    ]


def test_meeting_numbers_are_one_number_however_they_are_written(cast):
    content = book(
        REGISTER,
        line(number="第三次"),
        line("赵大山", number="第3次会议"),
        line(half="下午", number=3),
    )
    _job, preview = judged(content, cast)
    assert [meeting["number"] for meeting in preview.plan["meetings"]] == ["3"]


def test_numbers_that_start_again_next_year_are_another_meeting(cast):
    content = book(REGISTER, line(on="2024-03-05"), line(on="2025-03-05"), line(on="2025-03-06"))
    _job, preview = judged(content, cast)
    firsts = [meeting["first"] for meeting in preview.plan["meetings"]]
    assert firsts == ["2024-03-05", "2025-03-05"]
