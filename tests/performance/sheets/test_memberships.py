"""Groups and their members come in by the roster's moves, go out, and come in again unchanged."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from foundation.services.imports import (
    confirm_import,
    judge_import,
    preview_of,
    take_back_import,
    upload_sheet,
)
from foundation.sheets import sheet_kind
from foundation.sheets.writing import write_xlsx
from performance.models import Deputy, DeputyGroup, GroupProfile, Mandate, Membership
from performance.services.moves import join_group

HEADINGS = ["编组类别", "编组", "对口委员会", "行业", "姓名", "代表证号", "编入日期", "退出日期"]
FARM = ["专业小组", "农业农村专业代表小组", "农业与农村委员会", "农业"]
COMMITTEE = ["专委会", "农业与农村委员会", "", "", "", "", "", ""]
LIN = [*FARM, "林秀英", "19001", "2024-03-01", ""]
ZHAO = [*FARM[:2], "", "", "赵大山", "", "2024.3.1", "2025年6月1日"]
GROUP_A = ["代表小组", "第一小组", "", "", "林秀英", "19001", "2023-01-05", ""]
GROUP_B = ["代表小组", "第二小组", "", "", "林秀英", "19001", "2024-01-05", ""]


@pytest.fixture
def judged(cast):
    """Clerk Gao uploads a list of members; returns the import, judged."""

    def run(*rows, headings=HEADINGS, by=None):
        kind = sheet_kind("memberships")
        content = write_xlsx(headings, [list(row) for row in rows])
        job = upload_sheet(content, "编组.xlsx", kind=kind, place=cast.county, by=by or cast.gao)
        judge_import(job, by=cast.gao)
        return job

    return run


@pytest.fixture
def bring_in(cast, judged):
    def run(*rows, **more):
        job = judged(*rows, **more)
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao)

    return run


def spans(mandate):
    rows = mandate.memberships.order_by("starts_on")
    return [(m.group.name, str(m.starts_on), m.ends_on and str(m.ends_on)) for m in rows]


def test_members_join_and_leave_and_the_same_sheet_again_changes_nothing(cast, bring_in, judged):
    job = bring_in(COMMITTEE, LIN, ZHAO, GROUP_B, GROUP_A)
    assert spans(cast.lin_mandate) == [
        ("第一小组", "2023-01-05", "2024-01-05"),
        ("第二小组", "2024-01-05", None),
        ("农业农村专业代表小组", "2024-03-01", None),
    ]
    assert spans(cast.zhao_mandate) == [("农业农村专业代表小组", "2024-03-01", "2025-06-01")]
    profile = GroupProfile.objects.get()
    assert (profile.committee.name, profile.industry) == ("农业与农村委员会", "农业")
    again = judged(COMMITTEE, LIN, ZHAO, GROUP_B, GROUP_A)
    assert (again.counts["same"], again.writes, again.errors) == (5, 0, 0)
    take_back_import(job, by=cast.gao, reason="传错")
    assert not Membership.objects.exists() and not GroupProfile.objects.exists()
    assert DeputyGroup.objects.count() == 1
    with pytest.raises(PermissionDenied):
        judged(LIN, by=cast.bai)


def test_what_is_exported_is_imported_again_unchanged(cast, bring_in, judged):
    bring_in(COMMITTEE, LIN, ZHAO, GROUP_A, GROUP_B)
    other = DeputyGroup.objects.create(congress=cast.county, kind="delegation", name="西河乡代表团")
    join_group(cast.zhao_mandate, other, on=date(2025, 1, 6), by=cast.gao)
    headings, rows = sheet_kind("memberships").export(cast.county, cast.gao)
    again = judged(*rows, headings=headings)
    assert (again.counts["same"], again.writes, again.errors) == (len(rows), 0, 0)
    assert sheet_kind("memberships").export(cast.county, cast.bai)[1] == []


def test_a_deputy_changes_delegation_by_sheet_and_taken_back_is_where_they_were(cast, bring_in):
    DeputyGroup.objects.create(congress=cast.county, kind="delegation", name="西河乡代表团")
    job = bring_in(["代表团", "西河乡代表团", "", "", "赵大山", "19002", "2025-01-06", ""])
    cast.zhao_mandate.refresh_from_db()
    assert cast.zhao_mandate.delegation.name == "西河乡代表团"
    take_back_import(job, by=cast.gao, reason="传错")
    cast.zhao_mandate.refresh_from_db()
    assert cast.zhao_mandate.delegation == cast.delegation and not Membership.objects.exists()


def lin(**changes):
    return [changes.get(heading, cell) for heading, cell in zip(HEADINGS, LIN, strict=True)]


def test_faults_name_their_rows_and_nothing_comes_in(cast, judged):
    Mandate.objects.create(
        deputy=Deputy.objects.create(name="林秀英"),
        congress=cast.county,
        term=cast.term,
        certificate_no="19003",
        starts_on=cast.term.starts_on,
    )
    rows = [
        COMMITTEE,
        lin(代表证号=""),
        lin(编组类别="代表团"),
        lin(对口委员会="财经委员会"),
        lin(编组类别="代表小组"),
        lin(编入日期="2099-01-01"),
        lin(退出日期="2024-03-01"),
        GROUP_A,
        ["代表小组", "第二小组", "", "", "林秀英", "19001", "2023-02-05", "2023-09-05"],
        ["代表小组", "第三小组", "", "", "林秀英", "19001", "2023-08-05", ""],
        ["代表团", "东岭镇代表团", "", "", "林秀英", "19001", "", "2024-01-01"],
        lin(行业="工业"),
    ]
    job = judged(*rows)
    assert {fault.row: fault.code for fault in preview_of(job).errors} == {
        3: "two_of_one_name",
        4: "no_such_delegation",
        5: "no_such_committee",
        6: "only_professional_groups",
        7: "move_to_come",
        8: "leaves_before_joining",
        11: "one_group_at_a_time",
        12: "delegation_left",
        13: "group_told_otherwise",
    }
    with pytest.raises(ValidationError):
        confirm_import(job, preview_id=job.preview_id, by=cast.gao)
    assert not Membership.objects.exists()


def test_a_keeper_who_is_a_deputy_does_not_move_themselves(cast, judged):
    Deputy.objects.filter(pk=cast.lin_mandate.deputy_id).update(user=cast.gao)
    job = judged(COMMITTEE, LIN)
    with pytest.raises(ValidationError) as told:
        confirm_import(job, preview_id=job.preview_id, by=cast.gao)
    assert "3" in str(told.value)
    assert not Membership.objects.exists() and DeputyGroup.objects.count() == 1
