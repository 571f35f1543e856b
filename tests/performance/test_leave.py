"""Lin asks for leave; the head of her delegation or the secretariat decides; the sheet follows."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from foundation.models import Role
from performance.half_days import begins_at
from performance.leave_rules import DELEGATION_HEAD, HEAD, Rule, who_decides
from performance.models import Attendance, CallReply, DutyRecord, LeaveRequest
from performance.services.activities import cancel_activity, close_activity
from performance.services.attendance import mark_attendance
from performance.services.leave import (
    approve_leave,
    ask_leave,
    refuse_leave,
    reply_coming,
    set_leave_rules,
    withdraw_leave,
)

from ..cast import login, post
from .conftest import mark_all

SOON = timezone.localdate() + timedelta(days=6)
TODAY = timezone.localdate()


@pytest.fixture
def head(cast):
    """Deputy Zhao heads the delegation Lin and Zhao belong to."""
    post(cast.zhao, Role.DELEGATION_HEAD, "delegation", cast.delegation)
    return cast.zhao


@pytest.fixture
def called(published):
    """Everyone is called to an inspection next week: a morning and an afternoon."""
    return published(
        occasion="inspection",
        title="饮水安全视察",
        sittings=[(SOON, "morning"), (SOON, "afternoon")],
    )


def lines(activity, mandate):
    return Attendance.objects.filter(sitting__activity=activity, mandate=mandate).order_by(
        "sitting_id"
    )


def ask(activity, mandate, by, halves=1, **changes):
    values = {"reason": "health", "key": uuid4().hex, "by": by, **changes}
    return ask_leave(activity, mandate, lines(activity, mandate)[:halves], **values)


def test_one_half_day_goes_to_the_head_of_the_delegation_more_to_the_secretariat(
    cast, head, called
):
    short = ask(called, cast.lin_mandate, cast.lin)
    assert short.decides == DELEGATION_HEAD
    rest = lines(called, cast.lin_mandate)[1:]
    again = {"reason": "work", "by": cast.lin}
    long = ask_leave(called, cast.lin_mandate, rest, key=uuid4().hex, **again)
    assert long.decides == HEAD, "two half-days of one activity, asked for one by one"
    with pytest.raises(PermissionDenied):
        approve_leave(long, by=head)
    assert approve_leave(long, by=cast.tang).status == "approved"
    assert approve_leave(short, by=head).status == "approved"
    marks = lines(called, cast.lin_mandate).values_list("status", "leave_reason", "method")
    assert [*marks] == [("leave_approved", "health", "leave"), ("leave_approved", "work", "leave")]


def test_nobody_decides_on_their_own_leave_and_a_clerk_only_reads(cast, head, called):
    own = ask(called, cast.zhao_mandate, head)
    for person in (head, cast.gao, cast.xie, cast.lin):
        with pytest.raises(PermissionDenied):
            approve_leave(own, by=person)
    assert approve_leave(own, by=cast.tang).decided_by == cast.tang


def test_two_who_decide_at_once_one_wins_and_the_other_is_told(cast, head, called):
    leave = ask(called, cast.lin_mandate, cast.lin)
    stale = LeaveRequest.objects.get(pk=leave.pk)
    approve_leave(leave, by=head)
    with pytest.raises(ValidationError) as told:
        refuse_leave(stale, by=cast.tang, reason="会议重要")
    assert told.value.messages == ["赵大山 has already decided: Leave approved."]
    assert lines(called, cast.lin_mandate)[0].status == "leave_approved"


def test_refused_leave_leaves_her_expected_and_her_absence_has_its_own_mark(
    cast, head, called, client
):
    leave = ask(called, cast.lin_mandate, cast.lin)
    with pytest.raises(ValidationError):
        refuse_leave(leave, by=head, reason=" ")
    refuse_leave(leave, by=head, reason="表决需到会")
    assert lines(called, cast.lin_mandate)[0].status == "expected"
    login(client, cast.gao)
    page = client.get(called.get_absolute_url()).content.decode()
    assert "leave refused; if absent, mark “Leave refused”" in page
    again = ask(called, cast.lin_mandate, cast.lin)
    assert again.pk != leave.pk, "she may ask again with another reason"


def test_asking_twice_is_asking_once(cast, called):
    key = uuid4().hex
    first = ask(called, cast.lin_mandate, cast.lin, key=key)
    assert ask(called, cast.lin_mandate, cast.lin, key=key) == first
    with pytest.raises(ValidationError):
        ask(called, cast.lin_mandate, cast.lin)
    with pytest.raises(PermissionDenied):
        ask(called, cast.lin_mandate, cast.zhao)
    assert LeaveRequest.objects.count() == 1


def test_leave_after_the_half_day_began_is_refused_with_what_to_do_instead(
    cast, published, monkeypatch
):
    today = published(occasion="inspection", sittings=[(TODAY, "morning"), (TODAY, "evening")])
    noon = timezone.make_aware(datetime.combine(TODAY, datetime.min.time().replace(hour=12)))
    monkeypatch.setattr(timezone, "now", lambda: noon)
    with pytest.raises(ValidationError) as told:
        ask(today, cast.lin_mandate, cast.lin)
    assert "can correct the sheet" in told.value.messages[0]
    evening = lines(today, cast.lin_mandate).filter(sitting__half_day="evening")
    ask_leave(today, cast.lin_mandate, evening, reason="work", key=uuid4().hex, by=cast.lin)


def test_leave_taken_back_leaves_her_expected_again_until_it_begins(cast, head, called):
    leave = ask(called, cast.lin_mandate, cast.lin)
    approve_leave(leave, by=head)
    with pytest.raises(PermissionDenied):
        withdraw_leave(leave, by=head)
    withdraw_leave(leave, by=cast.lin)
    withdraw_leave(leave, by=cast.lin)
    assert lines(called, cast.lin_mandate)[0].status == "expected"
    assert ask(called, cast.lin_mandate, cast.lin).status == "requested"


def test_a_sheet_does_not_close_over_an_undecided_request(cast, head, published, monkeypatch):
    meeting = published(occasion="training", title="培训", sittings=[(TODAY, "evening")])
    dawn = timezone.make_aware(datetime.combine(TODAY, datetime.min.time().replace(hour=6)))
    monkeypatch.setattr(timezone, "now", lambda: dawn)
    leave = ask(meeting, cast.lin_mandate, cast.lin)
    mark_all(meeting, cast.gao, "absent")
    with pytest.raises(ValidationError) as told:
        close_activity(meeting, by=cast.gao)
    assert "林秀英" in told.value.messages[0]
    [line] = lines(meeting, cast.lin_mandate)
    mark_attendance(meeting, {line.pk: ("absent", "present")}, by=cast.gao)
    close_activity(meeting, by=cast.gao)
    leave.refresh_from_db()
    assert leave.status == "withdrawn", "she came after all"
    with pytest.raises(ValidationError):
        approve_leave(leave, by=head)


def test_approved_leave_closes_into_a_record_that_is_neither_fulfilled_nor_failed(
    cast, head, published, monkeypatch
):
    from performance.dossier import build_dossier

    meeting = published(occasion="training", title="培训", sittings=[(TODAY, "evening")])
    dawn = timezone.make_aware(datetime.combine(TODAY, datetime.min.time().replace(hour=6)))
    monkeypatch.setattr(timezone, "now", lambda: dawn)
    approve_leave(ask(meeting, cast.lin_mandate, cast.lin), by=head)
    [zhao] = lines(meeting, cast.zhao_mandate)
    mark_attendance(meeting, {zhao.pk: (None, "present")}, by=cast.gao)
    close_activity(meeting, by=cast.gao)
    assert DutyRecord.objects.get(mandate=cast.lin_mandate).presence == "leave_approved"
    tally = build_dossier(cast.lin_mandate, cast.lin, TODAY).tally
    assert (tally.fulfilled, tally.leave, tally.absent) == (0, 1, 0)


def test_ill_come_is_kept_counted_and_is_not_attendance(cast, called, client):
    reply_coming(called, [cast.lin_mandate], by=cast.lin)
    reply_coming(called, [cast.lin_mandate], by=cast.lin)
    assert CallReply.objects.count() == 1
    assert set(lines(called, cast.lin_mandate).values_list("status", flat=True)) == {"expected"}
    with pytest.raises(PermissionDenied):
        reply_coming(called, [cast.lin_mandate], by=cast.zhao)
    login(client, cast.gao)
    assert "1 deputy says they will come" in client.get(called.get_absolute_url()).content.decode()
    ask(called, cast.lin_mandate, cast.lin, halves=2)
    assert CallReply.objects.get().coming is False
    with pytest.raises(ValidationError):
        reply_coming(called, [cast.lin_mandate], by=cast.lin)


def test_a_congress_writes_its_own_ladder(cast, head, called):
    with pytest.raises(PermissionDenied):
        set_leave_rules(cast.county, [("other", 2, DELEGATION_HEAD)], by=head)
    set_leave_rules(cast.county, [("other", 2, DELEGATION_HEAD)], by=cast.gao)
    leave = ask(called, cast.lin_mandate, cast.lin, halves=2)
    assert leave.decides == DELEGATION_HEAD
    assert approve_leave(leave, by=head).status == "approved"


def test_a_cancelled_activity_has_nobody_waiting(cast, called):
    ask(called, cast.lin_mandate, cast.lin)
    assert LeaveRequest.objects.decidable_by(cast.tang).count() == 1
    cancel_activity(called, by=cast.gao, reason="暴雨")
    assert LeaveRequest.objects.decidable_by(cast.tang).count() == 0
    with pytest.raises(ValidationError):
        reply_coming(called, [cast.lin_mandate], by=cast.lin)


@given(
    st.integers(1, 30),
    st.sampled_from(["plenary", "delegation_meeting", "inspection", "training"]),
    st.lists(st.tuples(st.sampled_from(["session", "other"]), st.integers(1, 20)), max_size=4),
    st.booleans(),
)
def test_asking_for_more_never_comes_to_a_lower_desk(half_days, occasion, ladder, in_delegation):
    rules = [Rule(scope, up_to, DELEGATION_HEAD) for scope, up_to in ladder]
    here = who_decides(rules, occasion, half_days, in_delegation=in_delegation)
    further = who_decides(rules, occasion, half_days + 1, in_delegation=in_delegation)
    assert {here, further} <= {HEAD, DELEGATION_HEAD}
    assert not (here == HEAD and further == DELEGATION_HEAD)
    assert in_delegation or here == HEAD


def test_a_half_day_begins_as_its_register_says_or_at_the_usual_hour():
    day = date(2026, 3, 3)
    assert begins_at(day, "morning") == datetime(2026, 3, 3, 9, 0)
    assert begins_at(day, "afternoon", "15:10–17:00") == datetime(2026, 3, 3, 15, 10)
    assert begins_at(day, "morning", "9:00", time(8, 40)) == datetime(2026, 3, 3, 8, 40)
    assert begins_at(day, "evening", "晚上七点") == datetime(2026, 3, 3, 19, 0)


def test_lin_asks_on_her_phone_and_the_head_finds_it_on_the_desk(cast, head, called, client):
    login(client, cast.lin)
    page = client.get(reverse("performance:my-duties"))
    assert "饮水安全视察" in page.content.decode() and "I'll come" in page.content.decode()
    path = reverse("performance:duty-leave", args=[called.pk])
    form = client.get(path).context["form"]
    sitting = form.fields["half_days"].choices[0][0]
    data = {"half_days": [sitting], "reason": "health", "note": "住院", "key": form["key"].value()}
    missing = client.post(path, {**data, "half_days": []})
    assert (
        missing.status_code == 422 and "Choose at least one half-day." in missing.content.decode()
    )
    assert client.post(path, {**data, "half_days": ["999999"]}).status_code == 422
    assert client.post(path, data).status_code == 302
    assert client.post(path, data).status_code == 302, "pressed twice"
    leave = LeaveRequest.objects.get()

    queue = reverse("performance:leave-queue")
    login(client, cast.gao)
    assert "住院" not in client.get(queue).content.decode(), "a clerk reads no private note"
    login(client, head)
    assert "住院" in client.get(queue).content.decode()
    assert client.post(reverse("performance:leave-approve", args=[leave.pk])).status_code == 302
    again = client.post(reverse("performance:leave-approve", args=[leave.pk]), follow=True)
    assert "has already decided" in again.content.decode()
    login(client, cast.lin)
    assert (
        "Leave approved"
        in client.get(reverse("performance:my-duty", args=[called.pk])).content.decode()
    )


def test_the_lists_cost_the_same_for_three_and_for_thirty(cast, published, client):
    def cost(person, url):
        login(client, person)
        client.get(url)
        with CaptureQueriesContext(connection) as spent:
            assert client.get(url).status_code == 200
        return len(spent)

    def call(count):
        for _number in range(count):
            ask(
                published(occasion="inspection", sittings=[(SOON, "morning")]),
                cast.lin_mandate,
                cast.lin,
            )

    call(2)
    pages = [
        (cast.lin, reverse("performance:my-duties")),
        (cast.tang, reverse("performance:leave-queue")),
    ]
    few = [cost(*page) for page in pages]
    call(15)
    assert [cost(*page) for page in pages] == few
