"""Paper signed by two people comes onto the open sheet, goes out, and comes in again unchanged."""

import pytest
from django.core.exceptions import ValidationError

from foundation.services.imports import (
    confirm_import,
    judge_import,
    preview_of,
    take_back_import,
    upload_sheet,
)
from foundation.sheets import sheet_kind
from foundation.sheets.writing import write_csv, write_xlsx
from performance.models import Activity, DutyKind, DutyRecord
from performance.proofs import proof_words
from performance.services.activities import close_activity, create_activity, publish_activity
from performance.services.attendance import mark_attendance

from ..conftest import DAY, line_of

HEADINGS = ["姓名", "代表证号", "活动名称", "日期", "半天", "到会情况", "签字人一", "签字人二"]


def row(name="林秀英", mark="到会", first="高文书", second="唐主任", **other):
    title, day, half = (
        other.get("title", "第五次会议"),
        other.get("on", "2026-03-03"),
        other.get("half", "上午"),
    )
    return [name, "", title, day, half, mark, first, second]


@pytest.fixture
def meeting(cast):
    activity = create_activity(
        cast.county,
        term=cast.term,
        kind=DutyKind.objects.get(catalogue="zhushan", code="meeting"),
        occasion="plenary",
        title="第五次会议",
        sittings=[(DAY, "morning")],
        by=cast.gao,
    )
    return publish_activity(activity, by=cast.gao)


@pytest.fixture
def judged(cast):
    def run(*rows, headings=HEADINGS, write=write_xlsx):
        kind = sheet_kind("attendance")
        name = "签到.csv" if write is write_csv else "签到.xlsx"
        job = upload_sheet(write(headings, rows), name, kind=kind, place=cast.county, by=cast.gao)
        judge_import(job, by=cast.gao)
        return job, preview_of(job)

    return run


@pytest.fixture
def bring_in(cast, judged):
    def run(*rows):
        job, preview = judged(*rows)
        assert not preview.errors, [fault.message for fault in preview.errors]
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao)

    return run


def test_two_signatures_mark_the_lines_and_stand_in_the_record(cast, meeting, bring_in):
    bring_in(row(), row("赵大山", "请假"))
    lin = line_of(meeting, cast.lin_mandate)
    assert (lin.status, lin.method, lin.proof) == ("present", "paper", "paper 高文书|唐主任")
    assert line_of(meeting, cast.zhao_mandate).status == "leave_approved"
    close_activity(meeting, by=cast.tang)
    proof = DutyRecord.objects.get(mandate=cast.lin_mandate).proof
    assert proof_words(proof) == "paper signed by 高文书 and 唐主任"


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_the_exported_paper_comes_in_again_unchanged(cast, meeting, judged, bring_in, write):
    bring_in(row(mark="迟到"), row("赵大山", "缺席"))
    headings, rows = sheet_kind("attendance").export(cast.county, cast.gao)
    assert len(rows) == 2
    _job, again = judged(*rows, headings=headings, write=write)
    assert again.counts["same"] == 2 and not again.plan["lines"]
    assert sheet_kind("attendance").export(cast.county, cast.bai)[1] == []


@pytest.mark.parametrize(
    ("wrong", "code", "column"),
    [
        (row(second="高 文书"), "same_signer", 7),
        (row(second=""), "required", 7),
        (row(first=""), "required", 6),
        (row(second="林秀英"), "signed_for_oneself", 7),
        (row(first="高|唐"), "signer_unreadable", 6),
        (row(title="第九次会议"), "no_such_activity", 2),
        (row(half="下午"), "no_such_sitting", 3),
        (row("林秀鹰"), "unknown_deputy_similar", 0),
        (row(mark="跳舞"), "not_a_choice", 5),
    ],
)
def test_what_is_wrong_is_refused_at_its_row_and_column(cast, meeting, judged, wrong, code, column):
    job, preview = judged(row("赵大山"), wrong)
    [fault] = preview.errors
    assert (fault.code, fault.row, fault.column) == (code, 3, column)
    with pytest.raises(ValidationError):
        confirm_import(job, preview_id=job.preview_id, by=cast.gao)
    assert line_of(meeting, cast.zhao_mandate).status == "expected"


def test_a_row_twice_and_someone_not_called_are_refused(cast, meeting, judged):
    line_of(meeting, cast.zhao_mandate).delete()
    _job, preview = judged(row(), row(mark="缺席"), row("赵大山"))
    assert {(fault.code, fault.row) for fault in preview.errors} == {
        ("two_marks", 3),
        ("not_called", 4),
    }


def test_paper_changes_no_closed_sheet_and_is_taken_back_while_open(
    cast, meeting, judged, bring_in
):
    job = bring_in(row())
    lin = line_of(meeting, cast.lin_mandate)
    take_back_import(job.job if hasattr(job, "job") else job, by=cast.gao, reason="错表")
    lin.refresh_from_db()
    assert (lin.status, lin.proof) == ("expected", "")
    lines = meeting.sittings.get().attendances.all()
    mark_attendance(meeting, {line.pk: (None, "present") for line in lines}, by=cast.gao)
    close_activity(meeting, by=cast.tang)
    _job, preview = judged(row(mark="缺席"), row("赵大山"))
    assert [fault.code for fault in preview.errors] == ["sheet_closed"]
    assert Activity.objects.get().status == "closed"
