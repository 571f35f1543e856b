"""Whatever is uploaded: one clear sentence saying what and where, and nothing written."""

import time

import pytest
from django.urls import reverse
from django.utils.translation import override

from foundation.models import ImportJob
from foundation.services.imports import judge_import, preview_of, upload_sheet
from foundation.sheets import SheetError, sheet_kind
from performance.models import Attendance, Deputy, DutyRecord, Mandate
from tests.cast import login

from . import bad_files
from .books import REGISTER, ROSTER, book, csv, line, register, roster
from .test_wizard import upload

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20
FILES = {
    "a PDF": (PDF, "is not a spreadsheet", "不是电子表格"),
    "a Word document": (bad_files.other_zip(), "is not a spreadsheet", "不是电子表格"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "is not a spreadsheet", "不是电子表格"),
    "an empty file": (b"", "file is empty", "文件是空的"),
    "an empty sheet": (book(), "file is empty", "文件是空的"),
    "a locked workbook": (bad_files.encrypted(), "protected by a password", "设有密码"),
    "half a workbook": (bad_files.truncated(), "damaged", "已损坏"),
    "a bomb": (bad_files.bomb(), "unpacks to far more", "解压后远大于"),
    "a cell far away": (bad_files.far_cell(), "more than 100 columns", "超过100列"),
    "five hundred parts": (bad_files.many_parts(), "made of 5", "由5"),
    "a page": (b"<html><table><tr><td>1</td></tr></table></html>", "not a spreadsheet", "不是电子"),
    "no headings": (book(["林秀英", "出席"]), "No row of headings", "没有找到表头"),
    "only headings": (book(REGISTER), "no row below the headings", "表头下面没有内容"),
    "no column of days": (
        book(["姓名", "会议", "半天", "出席情况"], ["林秀英", "常委会", "上午", "出席"]),
        "no column for “Day”",
        "缺少“",
    ),
}


def told(content, kind, cast, language, name="签到表.xlsx"):
    """What the importer says of a file as a whole."""
    with override(language), pytest.raises(SheetError) as caught:
        job = upload_sheet(content, name, kind=sheet_kind(kind), place=cast.county, by=cast.gao)
        judge_import(job, by=cast.gao)
    with override(language):
        return str(caught.value)


def nothing_written():
    return not (Attendance.objects.exists() or DutyRecord.objects.exists())


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_no_register_is_refused_in_one_sentence_in_both_languages(what, cast):
    content, english, chinese = FILES[what]
    assert english in told(content, "register", cast, "en")
    assert chinese in told(content, "register", cast, "zh-hans")
    assert nothing_written()


@pytest.mark.parametrize("what", FILES)
def test_the_wizard_answers_a_bad_file_with_its_sentence(what, client, cast):
    content, english, _chinese = FILES[what]
    login(client, cast.gao)
    response, _job = upload(client, content)
    assert response.status_code in (200, 422)
    assert english in response.content.decode()
    assert nothing_written()


CELLS = {
    "2025年2月30日": (
        register(line(), line(on="2025年2月30日")),
        ["row 3, column D “日期”", "2025年2月30日", "no such day in that month"],
        ["第3行D列“日期”", "2025年2月30日", "该月没有这一天"],
    ),
    "a day without a year": (
        register(line(on="3月5日")),
        ["row 2, column D", "has no year"],
        ["第2行D列", "没有年份"],
    ),
    "a day that may be two": (
        register(line(on="03/05/2026")),
        ["row 2, column D", "two different days"],
        ["第2行D列", "不同的日期"],
    ),
    "words for a day": (register(line(on="昨天")), ["row 2, column D"], ["不是日期"]),
    "an unknown deputy": (
        register(line("王五六")),
        ["row 2, column A “姓名”", "王五六", "is not in the roster"],
        ["第2行A列“姓名”", "王五六", "不在云岭县人大的代表名册中"],
    ),
    "a misspelt deputy": (
        register(line("林秀因")),
        ["Was one of these meant: 林秀英?"],
        ["是否应为：林秀英？"],
    ),
    "a day before the mandate": (
        register(line(on="2021-12-30")),
        ["row 2, column D", "outside 林秀英's time in office", "2022-01-10"],
        ["第2行D列", "不在林秀英的任职期间"],
    ),
    "an unknown mark": (
        register(line(mark="来了吧")),
        ["row 2, column G", "来了吧", "Write one of"],
        ["第2行G列", "来了吧", "请填写以下之一"],
    ),
    "no mark at all": (register(line(mark="")), ["row 2, column G"], ["第2行G列", "此格为空"]),
    "an error value": (
        register(line(), line(body="#REF!")),
        ["row 3, column B", "#REF!"],
        ["第3行B列", "错误值#REF!"],
    ),
    "a formula": (
        register(line(), line(mark='=IF(1,"出席","")')),
        ["row 3, column G “出席情况”", "holds a formula"],
        ["第3行G列“出席情况”", "此格是公式"],
    ),
}


def judged(content, cast, kind="register"):
    job = upload_sheet(content, "表.xlsx", kind=sheet_kind(kind), place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    return job, preview_of(job)


@pytest.mark.parametrize("what", CELLS)
def test_a_bad_cell_is_named_by_sheet_row_and_column_in_both_languages(what, cast):
    content, english, chinese = CELLS[what]
    _job, preview = judged(content, cast)
    for language, parts in (("en", english), ("zh-hans", chinese)):
        with override(language):
            [fault] = preview.errors
            sentence = f"{preview.where(fault)}: {fault.message}"
        assert "签到表" in sentence
        for part in parts:
            assert part in sentence
    assert nothing_written()


@pytest.mark.parametrize("what", CELLS)
def test_the_wizard_shows_the_bad_cell_and_will_not_import(what, client, cast):
    content, english, _chinese = CELLS[what]
    login(client, cast.gao)
    response, job = upload(client, content)
    page = response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    assert response.status_code == 200 and english[0] in page
    url = reverse("foundation:import-confirm", args=[job.pk])
    assert client.post(url, {"preview": str(job.preview_id)}).status_code == 422
    assert nothing_written()


def test_two_deputies_of_one_name_need_their_certificate(cast):
    Mandate.objects.create(
        deputy=Deputy.objects.create(name="林秀英"),
        congress=cast.county,
        term=cast.term,
        certificate_no="19009",
        starts_on="2024-01-01",
    )
    _job, preview = judged(register(line()), cast)
    [fault] = preview.errors
    assert "19001、19009" in fault.message and "certificate no." in fault.message
    with override("zh-hans"):
        assert "有2位代表名叫“林秀英”" in fault.message
    _job, before = judged(register(line(on="2023-03-05")), cast)
    assert not before.errors, "only one of the two was in office then"
    headings = [*REGISTER, "代表证号"]
    _job, named = judged(book(headings, [*line(), "19009"]), cast)
    assert not named.errors and named.plan["new"][0][1] != cast.lin_mandate.pk


def test_the_same_certificate_twice_in_a_roster_is_a_fault(cast):
    rows = [["李大海", "19010", "", "", "", "", ""], ["李小海", "19010", "", "", "", "", ""]]
    _job, preview = judged(book(ROSTER, *rows), cast, "roster")
    [fault] = preview.errors
    assert fault.row == 3 and "already stands in row 2" in fault.message


def test_a_mandate_cannot_end_before_it_starts(cast):
    row = ["李大海", "19010", "", "", "2024-05-01", "2024-04-01", ""]
    _job, preview = judged(roster(row), cast, "roster")
    [fault] = preview.errors
    assert (fault.row, fault.column) == (2, 5) and "before it starts" in fault.message


def test_a_formula_in_the_total_row_does_no_harm_for_it_is_not_read(cast):
    total = ["合计", "", "", "", "", "", "=COUNTA(G2:G3)"]
    _job, preview = judged(book(REGISTER, line(), total), cast)
    assert not preview.errors and preview.totals_skipped == 1


def test_a_sheet_longer_than_the_limit_is_refused(cast, settings):
    settings.LUZHI_SHEETS = {"max_rows": 20}
    content = register(*[line() for _n in range(40)])
    assert "more than 20 rows" in told(content, "register", cast, "en")
    rows = [REGISTER, *[line() for _n in range(40)]]
    assert "more than 20 rows" in told(csv(*rows), "register", cast, "en", name="签到表.csv")


def test_a_file_over_the_size_limit_is_refused(client, cast, settings):
    settings.LUZHI_SHEETS = {"max_megabytes": 0.001}
    login(client, cast.gao)
    response, job = upload(client, register(*[line() for _n in range(100)]))
    assert response.status_code == 422 and job is None


def test_two_hundred_mutilated_workbooks_raise_nothing_but_a_sentence(cast):
    started = time.monotonic()
    outcomes = {"refused": 0, "judged": 0}
    for content in bad_files.mutated(200):
        try:
            _job, preview = judged(content, cast)
        except SheetError as error:
            assert len(str(error)) > 20
            outcomes["refused"] += 1
        else:
            assert preview.counts
            outcomes["judged"] += 1
    assert outcomes["refused"] > 50, outcomes
    assert nothing_written()
    assert time.monotonic() - started < 200


def test_mutilated_workbooks_never_break_the_wizard(client, cast):
    login(client, cast.gao)
    for content in bad_files.mutated(40, seed=11):
        response, _job = upload(client, content)
        assert response.status_code in (200, 422)
    assert nothing_written()


def test_an_entity_bomb_is_not_expanded(cast):
    try:
        _job, preview = judged(bad_files.entities(), cast)
    except SheetError:
        pass
    else:
        assert preview.counts["error"]
    assert nothing_written()


def test_a_refused_file_leaves_no_import_behind(client, cast):
    login(client, cast.gao)
    upload(client, PDF)
    assert not ImportJob.objects.exists()
