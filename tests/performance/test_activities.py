"""An activity is prepared, announced, its sheet closed, or called off."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from performance.models import (
    Activity,
    Attendance,
    DeputyGroup,
    DutyKind,
    DutyRecord,
    Membership,
    RecordEvent,
    Suspension,
)
from performance.services.activities import (
    cancel_activity,
    close_activity,
    create_activity,
    edit_activity,
    publish_activity,
)
from performance.services.attendance import mark_attendance
from performance.services.calling import call_up, invite_deputies, invite_deputy

from ..cast import post
from .conftest import DAY, line_of, mark_all

Status = Activity.Status


def test_gao_prepares_a_three_day_session_and_a_stranger_clerk_cannot(cast, make_activity):
    half_days = [(DAY + timedelta(days=n), half) for n in range(3) for half in ("morning",)]
    with pytest.raises(PermissionDenied):
        make_activity(by=cast.bai)
    activity = make_activity(sittings=half_days)
    assert (activity.status, activity.starts_on) == (Status.DRAFT, DAY)
    assert activity.sittings.count() == 3
    assert not Attendance.objects.exists()


def test_an_activity_needs_half_days_and_all_inside_the_term(cast, make_activity):
    with pytest.raises(ValidationError, match="at least one"):
        make_activity(sittings=[])
    with pytest.raises(ValidationError, match="outside the term"):
        make_activity(sittings=[(date(2021, 12, 31), "morning")])
    assert not Activity.objects.exists()


def test_the_same_source_makes_one_activity(cast, make_activity):
    assert make_activity(source="import:7") == make_activity(source="import:7")
    assert Activity.objects.count() == 1


def test_announcing_calls_who_is_in_office_and_not_suspended_that_day(
    cast, make_activity, more_deputies
):
    [left] = more_deputies(1, ends_on=DAY)
    [joined] = more_deputies(1, starts_on=DAY)
    [later] = more_deputies(1, starts_on=DAY + timedelta(days=1))
    Suspension.objects.create(mandate=cast.zhao_mandate, starts_on=DAY, reason="x")
    activity = make_activity(sittings=[(DAY, "morning"), (DAY + timedelta(days=1), "morning")])
    with pytest.raises(PermissionDenied):
        publish_activity(activity, by=cast.xie)
    publish_activity(activity, by=cast.gao)
    publish_activity(activity, by=cast.gao)
    called = Attendance.objects.filter(sitting__on=DAY).values_list("mandate", flat=True)
    assert set(called) == {cast.lin_mandate.pk, joined.pk}
    next_day = Attendance.objects.filter(sitting__on=DAY + timedelta(days=1))
    assert set(next_day.values_list("mandate", flat=True)) == {
        cast.lin_mandate.pk,
        joined.pk,
        later.pk,
    }
    assert left.pk not in called


def test_a_group_is_called_by_membership_on_the_day_a_delegation_by_the_mandate(
    cast, make_activity, published
):
    committee = DeputyGroup.objects.create(congress=cast.county, kind="committee", name="法制委")
    Membership.objects.create(
        mandate=cast.zhao_mandate, group=committee, starts_on=cast.term.starts_on, ends_on=DAY
    )
    Membership.objects.create(mandate=cast.lin_mandate, group=committee, starts_on=DAY)
    activity = published(group=committee)
    assert [line.mandate for line in Attendance.objects.filter(sitting__activity=activity)] == [
        cast.lin_mandate
    ]
    delegation = published(group=cast.delegation)
    assert Attendance.objects.filter(sitting__activity=delegation).count() == 2


def test_a_by_election_and_a_suspension_after_announcing_bring_the_list_up_to_date(
    cast, published, more_deputies
):
    activity = published()
    more_deputies(2)
    Suspension.objects.create(mandate=cast.zhao_mandate, starts_on=DAY, reason="x")
    with pytest.raises(PermissionDenied):
        call_up(activity, by=cast.bai)
    assert call_up(activity, by=cast.gao) == (2, 1)
    assert call_up(activity, by=cast.gao) == (0, 0)
    assert line_of(activity, cast.zhao_mandate).obliged == Attendance.Obliged.NO


def test_one_more_deputy_is_invited_but_none_from_another_congress(cast, published, more_deputies):
    committee = DeputyGroup.objects.create(congress=cast.county, kind="committee", name="法制委")
    activity = published(group=committee)
    assert len(invite_deputy(activity, cast.lin_mandate, by=cast.gao)) == 1
    assert invite_deputy(activity, cast.lin_mandate, by=cast.gao) == []
    [gone] = more_deputies(1, ends_on=DAY)
    with pytest.raises(ValidationError, match="not in office"):
        invite_deputy(activity, gone, by=cast.gao)


def test_an_inspection_calls_only_those_invited_by_name(cast, published, more_deputies):
    first, second = more_deputies(2)
    second.deputy.name = first.deputy.name
    second.deputy.save()
    activity = published(invited_only=True)
    assert not Attendance.objects.exists()
    for who, words in [
        ("", "Write who"),
        ("林秀英、没有此人", "没有此人"),
        (f"林秀英 {first.deputy.name}", "Several deputies"),
    ]:
        with pytest.raises(ValidationError, match=words):
            invite_deputies(activity, who, by=cast.gao)
    with pytest.raises(PermissionDenied):
        invite_deputies(activity, "林秀英", by=cast.bai)
    assert not Attendance.objects.exists()
    who = f"林秀英，{second.certificate_no}\n林秀英"
    assert invite_deputies(activity, who, by=cast.gao) == ["林秀英", second.deputy.name]
    assert call_up(activity, by=cast.gao) == (0, 0)
    invited = Attendance.objects.filter(sitting__activity=activity, obliged="yes")
    assert set(invited.values_list("mandate", flat=True)) == {cast.lin_mandate.pk, second.pk}


def test_closing_confirms_every_line_once_and_needs_every_obliged_line_marked(cast, published):
    activity = published()
    with pytest.raises(ValidationError, match="林秀英, 赵大山"):
        close_activity(activity, by=cast.gao)
    line = line_of(activity, cast.zhao_mandate)
    mark_all(activity, cast.gao)
    mark_attendance(activity, {line.pk: ("present", "leave_health")}, by=cast.gao)
    with pytest.raises(PermissionDenied):
        close_activity(activity, by=cast.xie)
    close_activity(activity, by=cast.gao)
    close_activity(activity, by=cast.gao)
    records = DutyRecord.objects.order_by("mandate_id")
    assert [(r.presence, r.status) for r in records] == [
        ("present", "confirmed"),
        ("leave_approved", "confirmed"),
    ]
    assert RecordEvent.objects.count() == 2
    activity.refresh_from_db()
    assert (activity.status, activity.closed_by) == (Status.CLOSED, cast.gao)


def test_a_sheet_is_not_closed_before_its_last_half_day(cast, published):
    activity = published(sittings=[(timezone.localdate() + timedelta(days=1), "morning")])
    mark_all(activity, cast.gao)
    with pytest.raises(ValidationError, match="still to come"):
        close_activity(activity, by=cast.gao)
    assert not DutyRecord.objects.exists()


def test_a_deputy_who_is_also_clerk_cannot_close_a_sheet_with_their_own_line(cast, published):
    post(cast.lin, "clerk", "congress", cast.county)
    activity = published()
    mark_all(activity, cast.lin)
    with pytest.raises(PermissionDenied, match="Your own line"):
        close_activity(activity, by=cast.lin)
    assert close_activity(activity, by=cast.gao).status == Status.CLOSED


def test_a_closed_inspection_waits_for_a_second_person(cast, published):
    inspection = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    activity = published(kind=inspection, occasion="inspection")
    mark_all(activity, cast.gao)
    close_activity(activity, by=cast.gao)
    assert set(DutyRecord.objects.values_list("status", "submitted_by")) == {
        ("submitted", cast.gao.pk)
    }


def test_someone_marked_present_who_had_left_office_stops_the_closing(cast, published):
    activity = published()
    mark_all(activity, cast.gao)
    cast.zhao_mandate.ends_on = DAY
    cast.zhao_mandate.save()
    with pytest.raises(ValidationError, match="赵大山 was not in office"):
        close_activity(activity, by=cast.gao)
    line = line_of(activity, cast.zhao_mandate)
    mark_attendance(activity, {line.pk: ("present", "not_obliged")}, by=cast.gao)
    close_activity(activity, by=cast.gao)
    assert DutyRecord.objects.get().mandate == cast.lin_mandate


def test_an_activity_is_called_off_with_a_reason_before_its_sheet_is_closed(cast, published):
    activity = published()
    with pytest.raises(ValidationError, match="why"):
        cancel_activity(activity, by=cast.gao, reason="")
    with pytest.raises(PermissionDenied):
        cancel_activity(activity, by=cast.bai, reason="暴雨")
    cancel_activity(activity, by=cast.gao, reason="暴雨")
    cancel_activity(activity, by=cast.gao, reason="暴雨")
    with pytest.raises(ValidationError, match="cannot be moved"):
        close_activity(activity, by=cast.gao)
    closed = published()
    mark_all(closed, cast.gao)
    close_activity(closed, by=cast.gao)
    with pytest.raises(ValidationError, match="cannot be moved"):
        cancel_activity(closed, by=cast.gao, reason="暴雨")


def test_a_draft_changes_freely_an_announced_one_only_its_words(cast, make_activity, published):
    draft = make_activity()
    edit_activity(draft, by=cast.gao, title="新题", sittings=[(DAY, "afternoon")])
    assert list(draft.sittings.values_list("half_day", flat=True)) == ["afternoon"]
    announced = published()
    edit_activity(
        announced, by=cast.gao, title="改题", mandatory=False, sittings=[(DAY, "evening")]
    )
    announced.refresh_from_db()
    assert (announced.title, announced.mandatory) == ("改题", True)
    assert list(announced.sittings.values_list("half_day", flat=True)) == ["morning"]
    with pytest.raises(PermissionDenied):
        edit_activity(announced, by=cast.zhao, title="乱改")


def test_a_voluntary_activity_obliges_nobody_and_records_who_came(cast, published):
    activity = published(mandatory=False)
    line = line_of(activity, cast.lin_mandate)
    assert line.obliged == Attendance.Obliged.NO
    mark_attendance(activity, {line.pk: ("not_obliged", "guest")}, by=cast.gao)
    close_activity(activity, by=cast.gao)
    record = DutyRecord.objects.get()
    assert (record.mandate, record.obliged) == (cast.lin_mandate, "no")


def test_an_unknown_congress_is_refused_to_a_deputy(cast, meeting):
    with pytest.raises(PermissionDenied):
        create_activity(
            cast.county,
            term=cast.term,
            kind=meeting,
            occasion="other",
            title="x",
            sittings=[(DAY, "morning")],
            by=cast.lin,
        )
