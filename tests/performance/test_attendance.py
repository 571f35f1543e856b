"""Lines of a sheet are marked, kept when two keepers disagree, and corrected after closing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from performance.models import DutyKind, DutyRecord
from performance.services.activities import close_activity
from performance.services.attendance import correct_attendance, mark_attendance

from ..cast import post
from .conftest import line_of, mark_all


@pytest.fixture
def sheet(published):
    return published()


def test_saving_a_sheet_twice_changes_nothing_the_second_time(cast, sheet):
    line = line_of(sheet, cast.lin_mandate)
    assert mark_attendance(sheet, {line.pk: ("expected", "late")}, by=cast.gao) == (1, [])
    first = line_of(sheet, cast.lin_mandate)
    assert mark_attendance(sheet, {line.pk: ("expected", "late")}, by=cast.tang) == (0, [])
    again = line_of(sheet, cast.lin_mandate)
    assert (again.recorded_at, again.recorded_by) == (first.recorded_at, cast.gao)


def test_a_line_not_touched_keeps_its_time_and_author(cast, sheet):
    mark_all(sheet, cast.gao)
    before = line_of(sheet, cast.zhao_mandate)
    lin = line_of(sheet, cast.lin_mandate)
    lines = {lin.pk: ("present", "absent"), before.pk: ("present", "present")}
    assert mark_attendance(sheet, lines, by=cast.tang) == (1, [])
    after = line_of(sheet, cast.zhao_mandate)
    assert (after.recorded_at, after.recorded_by) == (before.recorded_at, cast.gao)


def test_two_keepers_who_disagree_are_told_and_the_first_one_stands(cast, sheet):
    line = line_of(sheet, cast.lin_mandate)
    mark_attendance(sheet, {line.pk: ("expected", "absent")}, by=cast.tang)
    written, conflicts = mark_attendance(sheet, {line.pk: ("expected", "present")}, by=cast.gao)
    assert written == 0
    assert [(c.theirs, c.yours, c.line.recorded_by) for c in conflicts] == [
        ("absent", "present", cast.tang)
    ]
    assert line_of(sheet, cast.lin_mandate).status == "absent"


def test_only_a_keeper_marks_and_only_lines_of_this_sheet(cast, sheet, published):
    line = line_of(sheet, cast.lin_mandate)
    other = line_of(published(), cast.lin_mandate)
    for stranger in (cast.lin, cast.xie, cast.bai):
        with pytest.raises(PermissionDenied):
            mark_attendance(sheet, {line.pk: (None, "present")}, by=stranger)
    for bad in ({other.pk: (None, "present")}, {line.pk: (None, "dancing")}):
        with pytest.raises(ValidationError, match="does not fit"):
            mark_attendance(sheet, bad, by=cast.gao)
    assert mark_attendance(sheet, {line.pk: (None, "present")}, by=cast.gao) == (1, [])


def test_a_correction_withdraws_the_old_record_and_a_new_one_stands(cast, sheet):
    mark_all(sheet, cast.gao)
    line = line_of(sheet, cast.lin_mandate)
    with pytest.raises(ValidationError, match="still open"):
        correct_attendance(line, mark="absent", by=cast.gao, reason="漏记")
    close_activity(sheet, by=cast.gao)
    with pytest.raises(ValidationError, match="why"):
        correct_attendance(line, mark="late", by=cast.gao, reason=" ")
    with pytest.raises(PermissionDenied):
        correct_attendance(line, mark="late", by=cast.xie, reason="漏记")
    with pytest.raises(ValidationError, match="Someone else has just changed"):
        correct_attendance(line, mark="late", was="absent", by=cast.gao, reason="漏记")
    correct_attendance(line, mark="late", was="present", by=cast.gao, reason="签到时间补查")
    correct_attendance(line, mark="late", was="late", by=cast.gao, reason="签到时间补查")
    correct_attendance(line, mark="absent", by=cast.tang, reason="代签")
    records = DutyRecord.objects.filter(mandate=cast.lin_mandate).order_by("pk")
    assert [(r.presence, r.status, r.reason) for r in records] == [
        ("present", "withdrawn", "签到时间补查"),
        ("late", "withdrawn", "代签"),
        ("absent", "confirmed", ""),
    ]


def test_correcting_to_not_obliged_leaves_no_standing_record(cast, sheet):
    mark_all(sheet, cast.gao, "absent")
    close_activity(sheet, by=cast.gao)
    line = line_of(sheet, cast.lin_mandate)
    correct_attendance(line, mark="not_obliged", by=cast.gao, reason="当日暂停职务")
    assert not DutyRecord.objects.filter(mandate=cast.lin_mandate).confirmed().exists()


def test_a_deputy_who_is_also_clerk_cannot_correct_their_own_line(cast, sheet):
    post(cast.lin, "clerk", "congress", cast.county)
    mark_all(sheet, cast.gao, "absent")
    close_activity(sheet, by=cast.gao)
    line = line_of(sheet, cast.lin_mandate)
    with pytest.raises(PermissionDenied):
        correct_attendance(line, mark="present", by=cast.lin, reason="我来了")
    assert correct_attendance(line, mark="present", by=cast.gao, reason="补查").status == "present"


def test_a_waiting_record_is_taken_back_and_the_correction_waits_instead(cast, published):
    inspection = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    activity = published(kind=inspection)
    mark_all(activity, cast.gao)
    close_activity(activity, by=cast.gao)
    line = line_of(activity, cast.lin_mandate)
    correct_attendance(line, mark="absent", by=cast.gao, reason="代签")
    records = DutyRecord.objects.filter(mandate=cast.lin_mandate).order_by("pk")
    assert [(r.presence, r.status) for r in records] == [
        ("present", "withdrawn"),
        ("absent", "submitted"),
    ]
