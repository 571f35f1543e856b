"""Duties done come in waiting for another person, go out, and come in again unchanged."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from foundation.services.imports import (
    confirm_import,
    judge_import,
    preview_of,
    take_back_import,
    upload_sheet,
)
from foundation.sheets import sheet_kind
from foundation.sheets.writing import write_xlsx
from performance.models import Deputy, DutyKind, DutyRecord, Household, Mandate, Suspension
from performance.self_reports import offer_of
from performance.services.records import confirm_record
from performance.services.self_reports import Told, report_duty

HEADINGS = ["姓名", "代表证号", "日期", "履职类型", "地点", "履职内容", "数量"]
TODAY = timezone.localdate()
RECENT, OLD = TODAY - timedelta(days=3), TODAY - timedelta(days=90)
LIN = ["林秀英", "19001", str(RECENT), "走访", "东岭村", "走访三户老人，了解饮水情况", ""]
ZHAO = ["赵大山", "", f"{OLD:%Y.%m.%d}", "宣讲", "", "宣讲惠农政策", "2.5"]


@pytest.fixture
def judged(cast):
    """Clerk Gao uploads a sheet of duties; returns the import, judged."""

    def run(*rows, headings=HEADINGS, by=None):
        kind = sheet_kind("duties")
        content = write_xlsx(headings, [list(row) for row in rows])
        job = upload_sheet(content, "履职.xlsx", kind=kind, place=cast.county, by=by or cast.gao)
        judge_import(job, by=cast.gao)
        return job

    return run


@pytest.fixture
def bring_in(cast, judged):
    def run(*rows, **more):
        job = judged(*rows, **more)
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao)

    return run


def lin(**changes):
    return [changes.get(heading, cell) for heading, cell in zip(HEADINGS, LIN, strict=True)]


def test_imported_duties_wait_for_another_person_and_come_in_once(cast, bring_in, judged):
    bring_in(LIN, ZHAO, LIN)
    old, recent = DutyRecord.objects.order_by("on")
    assert (recent.status, recent.occasion, recent.mode) == ("submitted", "visit", "visit")
    assert (recent.late, old.late, old.quantity) == (False, True, 2500)
    with pytest.raises(PermissionDenied):
        confirm_record(recent, by=cast.gao)
    assert confirm_record(recent, by=cast.tang).status == "confirmed"
    again = judged(LIN, ZHAO)
    assert (again.counts["same"], again.writes, again.errors) == (2, 0, 0)
    with pytest.raises(PermissionDenied):
        judged(LIN, by=cast.bai)


def test_what_is_exported_is_imported_again_unchanged_without_households(cast, bring_in, judged):
    job = bring_in(LIN, ZHAO)
    kinds = DutyKind.objects.of(cast.county)
    household = Household.objects.create(
        mandate=cast.lin_mandate, label="桥头第3户", area="三组", linked_on=date(2024, 1, 1)
    )
    report_duty(
        cast.lin_mandate,
        offer_of(kinds, "household_talk"),
        on=RECENT,
        title="问了收成",
        key="a",
        told=Told(households=(household,)),
        by=cast.lin,
    )
    take_back_import(job, by=cast.gao, reason="传错")
    headings, rows = sheet_kind("duties").export(cast.county, cast.gao)
    assert sorted(row[-1] for row in rows) == ["已撤回", "已撤回", "待确认"]
    assert "桥头第3户" not in str(rows)
    again = judged(*rows, headings=headings)
    assert (again.counts["same"], again.writes, again.errors) == (3, 0, 0)
    assert sheet_kind("duties").export(cast.county, cast.bai)[1] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"履职内容": "走访张某 13912345678"}, "private_number"),
        ({"地点": "420323１９９００３０７００１0"}, "private_number"),
        ({"履职类型": "睡觉"}, "not_a_duty"),
        ({"履职类型": "household_talk"}, "duty_needs_its_form"),
        ({"日期": str(TODAY + timedelta(days=1))}, "duty_to_come"),
        ({"日期": "2019-01-02"}, "outside_mandate"),
        ({"代表证号": "19002"}, "name_and_certificate"),
        ({"数量": "-1"}, "not_a_quantity"),
        ({"履职内容": "　"}, "required"),
    ],
)
def test_a_fault_names_its_row_and_nothing_comes_in(cast, judged, changes, code):
    job = judged(LIN, lin(**changes))
    assert {(fault.row, fault.code) for fault in preview_of(job).errors} == {(3, code)}
    with pytest.raises(ValidationError):
        confirm_import(job, preview_id=job.preview_id, by=cast.gao)
    assert not DutyRecord.objects.exists()


def test_two_of_one_name_are_told_apart_and_a_suspended_day_is_refused(cast, judged, bring_in):
    Mandate.objects.create(
        deputy=Deputy.objects.create(name="林秀英"),
        congress=cast.county,
        term=cast.term,
        certificate_no="19003",
        starts_on=cast.term.starts_on,
    )
    job = judged(lin(代表证号=""))
    assert [fault.code for fault in preview_of(job).errors] == ["two_of_one_name"]
    bring_in(LIN, lin(代表证号="19003"))
    assert DutyRecord.objects.count() == 2
    Suspension.objects.create(mandate=cast.lin_mandate, starts_on=OLD, reason="案")
    assert [f.code for f in preview_of(judged(lin(履职内容="别的"))).errors] == [
        "duty_while_suspended"
    ]


def test_a_confirmed_duty_keeps_the_import_from_being_taken_back(cast, bring_in, judged):
    job = bring_in(LIN, ZHAO)
    confirm_record(DutyRecord.objects.first(), by=cast.tang)
    with pytest.raises(ValidationError):
        take_back_import(job, by=cast.gao, reason="传错")
    assert not DutyRecord.objects.filter(status="withdrawn").exists()
    job = judged(lin(数量="3"))
    assert [fault.code for fault in preview_of(job).errors] == ["duty_quantity_differs"]
