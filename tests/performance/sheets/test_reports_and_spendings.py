"""Past duty reports and receipts come in, go out, and come in again unchanged."""

from datetime import date

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
from foundation.sheets.writing import write_xlsx
from performance.models import DutyRecord, DutyReport, ReportBallot, Spending
from performance.services.report_ballots import publish_result

REPORTS = [
    "代表证号",
    "姓名",
    "述职日期",
    "述职地点",
    "到会人数",
    "发出",
    "收回",
    "有效",
    "无效",
    "称职",
    "基本称职",
    "不称职",
]
LIN = ["19001", "林秀英", "2025-01-15", "东岭村", 50, 46, 45, 44, 1, 40, 3, 1]
ZHAO = ["19002", "赵大山", "2025-01-16", "西河村", 30, "", "", "", "", "", "", ""]
RECEIPTS = ["代表证号", "日期", "用途", "票据号", "金额"]
RECEIPT = ["19001", "2026-03-03", "印制问卷", "00012345", "120.50"]


@pytest.fixture
def judged(cast):
    def run(kind, headers, *rows):
        kind = sheet_kind(kind)
        content = write_xlsx(headers, rows)
        job = upload_sheet(content, "表.xlsx", kind=kind, place=cast.county, by=cast.gao)
        judge_import(job, by=cast.gao)
        return job, preview_of(job)

    return run


@pytest.fixture
def bring_in(cast, judged):
    def run(kind, headers, *rows):
        job, _preview = judged(kind, headers, *rows)
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao)

    return run


def test_past_reports_come_in_once_with_their_ballots(cast, bring_in, judged):
    job = bring_in("duty_reports", REPORTS, LIN, ZHAO)
    lin, zhao = DutyReport.objects.order_by("delivered_on")
    assert (lin.status, zhao.status) == ("reviewed", "delivered")
    assert ReportBallot.objects.get().verdict == "competent"
    assert DutyRecord.objects.filter(status="submitted").count() == 2
    headers, rows = sheet_kind("duty_reports").export(cast.county, cast.gao)
    _job, again = judged("duty_reports", headers, *rows)
    assert again.counts["same"] == 2 and again.counts["new"] == 0 and not again.fault_list
    take_back_import(job, by=cast.gao, reason="重复")
    assert not DutyReport.objects.exists()
    assert set(DutyRecord.objects.values_list("status", flat=True)) == {"withdrawn"}


def test_an_imported_result_is_published_by_another_and_then_stays(cast, bring_in):
    job = bring_in("duty_reports", REPORTS, LIN)
    publish_result(DutyReport.objects.get(), by=cast.tang)
    with pytest.raises(ValidationError):
        take_back_import(job, by=cast.gao, reason="重复")
    assert DutyReport.objects.get().status == "result_published"


def test_a_ballot_that_does_not_add_up_is_named_by_row_and_cell(cast, judged):
    wrong = [*LIN[:7], 43, *LIN[8:]]
    half = [*ZHAO[:5], 30, *ZHAO[6:]]
    away = ["19002", "赵大山", "2019-01-16", *ZHAO[3:]]
    _job, preview = judged("duty_reports", REPORTS, wrong, half, away)
    codes = {(fault.row, fault.code) for fault in preview.fault_list}
    assert codes == {(2, "ballot_sum"), (3, "ballot_incomplete"), (4, "outside_mandate")}


def test_another_tale_of_a_recorded_report_is_refused(cast, bring_in, judged):
    bring_in("duty_reports", REPORTS, LIN)
    _job, preview = judged("duty_reports", REPORTS, [*LIN[:4], 51, *LIN[5:]])
    assert [fault.code for fault in preview.fault_list] == ["already_otherwise"]


def test_receipts_come_in_to_the_cent_and_go_out_again_unchanged(cast, bring_in, judged):
    job = bring_in("spendings", RECEIPTS, RECEIPT, RECEIPT)
    spending = Spending.objects.get()
    assert (spending.cents, spending.on) == (12050, date(2026, 3, 3))
    headers, rows = sheet_kind("spendings").export(cast.county, cast.gao)
    _job, again = judged("spendings", headers, *rows)
    assert again.counts["same"] == 1 and not again.fault_list
    _job, wrong = judged(
        "spendings",
        RECEIPTS,
        [*RECEIPT[:4], "一百"],
        [*RECEIPT[:4], "120.505"],
        [*RECEIPT[:4], "99"],
    )
    assert [fault.code for fault in wrong.fault_list] == [
        "not_money",
        "not_money",
        "already_otherwise",
    ]
    take_back_import(job, by=cast.gao, reason="误导入")
    assert not Spending.objects.standing().exists() and Spending.objects.count() == 1
