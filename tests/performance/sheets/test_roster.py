"""Clerk Gao keeps the roster: new deputies, corrections, leavers, and taking an import back."""

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
from performance.models import Attendance, Deputy, DutyRecord, Mandate, RecordEvent
from performance.services.attendance import correct_attendance
from tests.foundation.sheets.books import REGISTER, book, line, register, roster


@pytest.fixture
def bring_in(cast):
    """Import a sheet as Gao; returns the import."""

    def run(content, kind="roster", name="名册.xlsx", **choices):
        kind = sheet_kind(kind)
        job = upload_sheet(content, name, kind=kind, place=cast.county, by=cast.gao)
        judge_import(job, by=cast.gao, **choices)
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao)

    return run


NEW = ["李大海", "19010", "第9选区", "西岭镇代表团", "2024-05-01", "", "13900000009"]


def test_a_new_row_makes_a_deputy_a_mandate_and_what_they_belong_to(cast, bring_in):
    job = bring_in(roster(NEW))
    mandate = Mandate.objects.get(certificate_no="19010")
    assert (mandate.deputy.name, mandate.deputy.phone) == ("李大海", "13900000009")
    assert mandate.constituency.name == "第9选区" and mandate.delegation.name == "西岭镇代表团"
    assert str(mandate.starts_on) == "2024-05-01" and mandate.term == cast.term
    assert job.counts["new"] == 1


def test_two_people_of_one_name_are_two_by_their_certificates(cast, bring_in):
    bring_in(roster(NEW, [*NEW[:1], "19011", *NEW[2:6], "13900000010"]))
    assert Deputy.objects.filter(name="李大海").count() == 2


def test_a_changed_row_shows_each_cell_old_and_new_and_changes_only_those(cast, bring_in):
    row = ["林秀英", "19001", "", "", "", "2026-06-01", "13811112222"]
    kind = sheet_kind("roster")
    job = upload_sheet(roster(row), "名册.xlsx", kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    cells = preview_of(job).changed_cells(kind.resource.columns())
    assert [(row, str(label), old, new) for row, label, old, new in cells] == [
        (2, "Mobile phone", "", "13811112222"),
        (2, "First day out of office", "", "2026-06-01"),
    ]
    confirm_import(job, preview_id=job.preview_id, by=cast.gao)
    cast.lin_mandate.refresh_from_db()
    assert str(cast.lin_mandate.ends_on) == "2026-06-01"
    assert cast.lin_mandate.constituency.name == "第1选区", "an empty cell says nothing"


def test_a_known_certificate_under_another_name_is_shown_as_a_change(cast):
    kind = sheet_kind("roster")
    row = ["林秀瑛", "19001", "", "", "", "", ""]
    job = upload_sheet(roster(row), "名册.xlsx", kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    preview = preview_of(job)
    assert preview.counts["changed"] == 1
    assert [warning.code for warning in preview.warnings] == ["certificate_renamed"]


def test_a_mandate_cannot_be_cut_short_of_its_records(cast, bring_in):
    bring_in(register(line(on="2026-03-05")), "register")
    kind = sheet_kind("roster")
    row = ["林秀英", "19001", "", "", "", "2026-03-01", ""]
    job = upload_sheet(roster(row), "名册.xlsx", kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    [fault] = preview_of(job).errors
    assert fault.code == "records_outside" and "2026-03-05" in fault.message


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_the_exported_roster_is_imported_again_unchanged(cast, bring_in, write):
    bring_in(roster(NEW))
    headers, rows = sheet_kind("roster").export(cast.county, cast.gao)
    again = bring_in(write(headers, rows), name="名册")
    assert again.counts["same"] == 3 and again.writes == 0


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_the_exported_register_is_imported_again_unchanged(cast, bring_in, write):
    lines = [
        line(),
        line("赵大山", mark="请假"),
        line(half="下午", mark="迟到"),
        line(body="云岭县人民代表大会", number="5", on="2026-01-10"),
        line("赵大山", body="云岭县人民代表大会", number="5", on="2026-01-10", mark="缺席"),
    ]
    bring_in(register(*lines), "register")
    headers, rows = sheet_kind("register").export(cast.county, cast.gao)
    assert len(rows) == 5
    again = bring_in(write(headers, rows), "register", name="登记")
    assert again.counts["same"] == 5 and again.writes == 0


def test_a_clerk_of_another_county_exports_nothing_of_this_one(cast):
    for kind in ("roster", "register"):
        assert sheet_kind(kind).export(cast.county, cast.bai)[1] == []


def test_taking_a_roster_back_restores_cells_and_removes_new_deputies(cast, bring_in):
    changed = ["林秀英", "19001", "第2选区", "", "", "", "13811112222"]
    job = bring_in(roster(NEW, changed))
    take_back_import(job, by=cast.gao, reason="名册有误")
    assert not Deputy.objects.filter(name="李大海").exists()
    cast.lin_mandate.refresh_from_db()
    assert cast.lin_mandate.constituency.name == "第1选区"
    assert Deputy.objects.get(name="林秀英").phone == ""


def test_a_roster_is_not_taken_back_once_its_deputies_have_records(cast, bring_in):
    job = bring_in(roster(NEW))
    bring_in(register(line("李大海")), "register")
    with pytest.raises(ValidationError, match="李大海"):
        take_back_import(job, by=cast.gao, reason="名册有误")
    assert Mandate.objects.filter(certificate_no="19010").exists()
    job.refresh_from_db()
    assert job.state == "applied"


def test_a_corrected_register_withdraws_the_old_record_and_attests_the_new(cast, bring_in):
    bring_in(register(line(mark="缺席")), "register")
    bring_in(register(line(mark="出席")), "register", name="更正.xlsx")
    records = DutyRecord.objects.order_by("pk")
    assert [(r.presence, r.status) for r in records] == [
        ("absent", "withdrawn"),
        ("present", "confirmed"),
    ]
    assert "更正.xlsx" in records[0].reason and records[1].source.endswith(":r2")
    verbs = RecordEvent.objects.order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["attested", "withdrawn", "attested"]


def test_taking_a_correction_back_restores_the_first_mark(cast, bring_in):
    bring_in(register(line(mark="缺席")), "register")
    job = bring_in(register(line(mark="出席")), "register")
    take_back_import(job, by=cast.gao, reason="原记录无误")
    assert Attendance.objects.get().status == "absent"
    confirmed = DutyRecord.objects.confirmed().get()
    assert confirmed.presence == "absent" and confirmed.source.endswith(":r3")


def test_a_register_is_not_taken_back_once_a_line_was_corrected(cast, bring_in):
    job = bring_in(register(line(mark="缺席"), line("赵大山")), "register")
    correct_attendance(
        Attendance.objects.get(mandate=cast.lin_mandate),
        mark="present",
        by=cast.tang,
        reason="补签",
    )
    with pytest.raises(ValidationError, match="林秀英"):
        take_back_import(job, by=cast.gao, reason="传错了")
    assert Attendance.objects.count() == 2


def test_after_taking_back_the_same_register_can_be_imported_again(cast, bring_in):
    content = register(line(), line("赵大山"))
    take_back_import(bring_in(content, "register"), by=cast.gao, reason="试一下")
    job = bring_in(content, "register")
    assert job.counts["new"] == 2
    assert DutyRecord.objects.confirmed().count() == 2


def test_a_suspended_deputy_is_kept_as_not_obliged(cast, bring_in):
    cast.lin_mandate.suspensions.create(starts_on="2026-03-01", reason="涉案")
    bring_in(register(line(mark="缺席")), "register")
    assert Attendance.objects.get().obliged == "no"
    assert not DutyRecord.objects.exists()


def test_an_obliged_column_says_otherwise(cast, bring_in):
    rows = [[*line(), "不应到"], [*line("赵大山", mark="缺席"), ""]]
    bring_in(book([*REGISTER, "是否应到"], *rows), "register")
    obliged = dict(Attendance.objects.values_list("mandate__deputy__name", "obliged"))
    assert obliged == {"林秀英": "no", "赵大山": "yes"}
