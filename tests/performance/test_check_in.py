"""A code is scanned: who was there is marked, what is odd waits for a person."""

from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from performance.check_in_codes import screen_code, step_at, typed_code
from performance.models import Attendance, CheckIn, DutyRecord, Suspension
from performance.services.activities import close_activity
from performance.services.attendance import mark_attendance
from performance.services.check_in import check_in, decide_check_ins, read_scan

from .conftest import DAY, line_of

NINE = timezone.make_aware(datetime.combine(DAY, time(9, 0)))


def at(hours, minutes, seconds=0):
    return NINE.replace(hour=hours, minute=minutes, second=seconds)


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def meeting_of(published):
    def make(**changes):
        activity = published(**changes)
        return activity, activity.sittings.get()

    return make


def code_at(sitting, moment):
    return screen_code(settings.SECRET_KEY, sitting.pk, step_at(moment))


@pytest.fixture
def scan(clock):
    """That person scans the screen at that moment, on that phone; it arrives at `sent`."""

    def scanned(sitting, moment, who, *, phone="a" * 32, sent=None, code=None):
        clock(sent or moment)
        code = code or code_at(sitting, moment)
        found, signed = read_scan(code, now=timezone.now(), later=sent is not None)
        return check_in(
            found, signed, by=who, seen_at=timezone.now(), device=phone, nonce=phone[:8]
        )

    return scanned


def flags(row):
    return [flag["code"] for flag in row.reasons]


def test_lin_scans_the_screen_and_her_line_says_so_with_its_proof(cast, clock, meeting_of, scan):
    activity, sitting = meeting_of()
    row = scan(sitting, at(8, 51, 7), cast.lin)
    assert (row.state, row.method, row.reasons) == ("counted", "code", [])
    line = line_of(activity, cast.lin_mandate)
    assert (line.status, line.method, line.recorded_by) == ("present", "code", cast.lin)
    zhao = line_of(activity, cast.zhao_mandate)
    mark_attendance(activity, {zhao.pk: ("expected", "absent")}, by=cast.gao)
    close_activity(activity, by=cast.gao)
    record = DutyRecord.objects.get(mandate=cast.lin_mandate)
    assert record.proof == "code 2026-03-03T08:51:07+08:00"
    assert DutyRecord.objects.get(mandate=cast.zhao_mandate).proof == "sheet"


def test_ten_minutes_after_the_beginning_is_late(cast, meeting_of, scan):
    activity, sitting = meeting_of(times={"morning": (time(9, 30), time(11, 0))})
    scan(sitting, at(9, 40), cast.lin)
    scan(sitting, at(9, 40, 1), cast.zhao, phone="b" * 32)
    assert line_of(activity, cast.lin_mandate).status == "present"
    assert line_of(activity, cast.zhao_mandate).status == "late"


def test_scanning_twice_is_one_check_in(cast, meeting_of, scan):
    _activity, sitting = meeting_of()
    first = scan(sitting, at(8, 50), cast.lin)
    again = scan(sitting, at(8, 55), cast.lin, phone="c" * 32)
    assert again.pk == first.pk and again.shown_at == first.shown_at
    assert CheckIn.objects.count() == 1


def test_a_code_lives_thirty_seconds_and_nothing_is_written_after(cast, clock, meeting_of, scan):
    _activity, sitting = meeting_of()
    code = code_at(sitting, at(9, 0))
    clock(at(9, 0, 30))
    with pytest.raises(ValidationError, match="09:00:00 and holds for 30 seconds"):
        read_scan(code, now=timezone.now())
    typed = typed_code(settings.SECRET_KEY, sitting.pk, step_at(at(9, 0)))
    with pytest.raises(ValidationError, match="holds for 30 seconds"):
        read_scan(typed, now=timezone.now())
    assert not CheckIn.objects.exists()
    clock(at(9, 0, 29))
    assert read_scan(code, now=timezone.now())[0] == read_scan(typed, now=timezone.now())[0]


def test_a_forged_code_and_one_of_another_meeting_are_refused(cast, clock, meeting_of):
    _activity, sitting = meeting_of()
    _other, elsewhere = meeting_of(title="视察")
    version, _sitting, step, seal = code_at(elsewhere, at(9, 0)).split(".")
    for code in (
        f"{version}.{sitting.pk}.{step}.{seal}",
        screen_code("another secret", sitting.pk, step_at(at(9, 0))),
        screen_code(settings.SECRET_KEY, 987654, step_at(at(9, 0))),
        "",
        "http://[",
        "v1.1.1.",
    ):
        with pytest.raises(ValidationError, match="not a code of a check-in screen"):
            read_scan(code, now=at(9, 0))
    assert read_scan(code_at(sitting, at(9, 0)), now=at(9, 0))[0] == sitting
    assert not CheckIn.objects.exists()


def test_one_phone_for_two_deputies_waits_for_a_person(cast, meeting_of, scan):
    activity, sitting = meeting_of()
    assert scan(sitting, at(8, 50), cast.lin).state == "counted"
    row = scan(sitting, at(8, 51), cast.zhao)
    assert (row.state, flags(row)) == ("waiting", ["shared_device"])
    assert "林秀英" in row.reasons[0]["about"]
    assert line_of(activity, cast.zhao_mandate).status == "expected"


def test_two_places_at_once_waits_for_a_person(cast, meeting_of, scan):
    _one, here = meeting_of()
    other, there = meeting_of(title="视察", times={"morning": (time(11, 0), time(13, 0))})
    after, later = meeting_of(title="调研", times={"morning": (time(13, 0), time(14, 0))})
    assert scan(here, at(8, 50), cast.lin).state == "counted"
    row = scan(there, at(10, 50), cast.lin)
    assert flags(row) == ["two_places"] and row.reasons[0]["about"] == "第五次会议"
    assert line_of(other, cast.lin_mandate).status == "expected"
    decide_check_ins(other, [row.pk], accept=False, by=cast.gao, reason="在第五次会议")
    assert scan(later, at(12, 50), cast.lin).state == "counted"
    assert line_of(after, cast.lin_mandate).status == "present"


def test_too_early_and_after_the_end_wait_and_a_later_clean_scan_cures_too_early(
    cast, meeting_of, scan
):
    activity, sitting = meeting_of()
    early = scan(sitting, at(7, 59), cast.lin)
    assert flags(early) == ["early"] and line_of(activity, cast.lin_mandate).status == "expected"
    again = scan(sitting, at(8, 0), cast.lin)
    assert (again.pk, again.state) == (early.pk, "counted")
    assert line_of(activity, cast.lin_mandate).status == "present"
    assert flags(scan(sitting, at(12, 0), cast.zhao, phone="b" * 32)) == ["over"]


def test_outside_the_mandate_suspended_and_not_called_wait_and_cannot_all_be_accepted(
    cast, meeting_of, scan
):
    Suspension.objects.create(mandate=cast.zhao_mandate, starts_on=DAY, reason="羁押")
    activity, sitting = meeting_of(invited_only=True)
    suspended = scan(sitting, at(8, 50), cast.zhao)
    assert flags(suspended) == ["suspended", "walk_in"]
    with pytest.raises(ValidationError, match="only be set aside"):
        decide_check_ins(activity, [suspended.pk], accept=True, by=cast.gao, reason="在场")
    walk_in = scan(sitting, at(8, 51), cast.lin, phone="b" * 32)
    assert flags(walk_in) == ["walk_in"]
    decide_check_ins(activity, [walk_in.pk], accept=True, by=cast.gao, reason="旁听")
    line = line_of(activity, cast.lin_mandate)
    assert (line.obliged, line.status) == ("no", "present")
    cast.lin_mandate.ends_on = DAY
    cast.lin_mandate.save()
    _other, evening = meeting_of(title="座谈", sittings=[(DAY, "evening")])
    assert flags(scan(evening, at(18, 50), cast.lin, phone="b" * 32)) == [
        "outside_mandate",
        "walk_in",
    ]


def test_a_code_sent_later_always_waits_and_keeps_the_time_of_its_step(
    cast, clock, meeting_of, scan
):
    activity, sitting = meeting_of()
    row = scan(sitting, at(9, 5), cast.lin, sent=at(15, 0))
    assert (row.method, flags(row), row.shown_at) == ("late", ["sent_later"], at(9, 5))
    decide_check_ins(activity, [row.pk], accept=True, by=cast.gao, reason="现场确认")
    line = line_of(activity, cast.lin_mandate)
    assert line.status == "present"
    assert line.proof == "late 2026-03-03T09:05:00+08:00 高文书"
    for read, sent, why in [
        (at(9, 5), at(21, 6), "more than 12 hours ago"),
        (at(7, 0), at(9, 0), "outside the time for check-in"),
        (at(12, 0), at(12, 30), "outside the time for check-in"),
        (at(9, 0), at(8, 0), "on the screen now"),
    ]:
        with pytest.raises(ValidationError, match=why):
            scan(sitting, read, cast.zhao, sent=sent)
    assert CheckIn.objects.count() == 1


def test_a_line_that_says_leave_is_not_overwritten_by_a_scan(cast, meeting_of, scan):
    activity, sitting = meeting_of()
    line = line_of(activity, cast.lin_mandate)
    mark_attendance(activity, {line.pk: ("expected", "leave_health")}, by=cast.gao)
    row = scan(sitting, at(8, 50), cast.lin)
    assert flags(row) == ["marked"]
    assert line_of(activity, cast.lin_mandate).status == "leave_approved"
    decide_check_ins(activity, [row.pk], accept=True, by=cast.gao, reason="带病到会")
    line.refresh_from_db()
    assert (line.status, line.leave_reason) == ("present", "")


def test_only_a_keeper_decides_and_never_about_themselves(cast, meeting_of, scan):
    activity, sitting = meeting_of(invited_only=True)
    row = scan(sitting, at(8, 50), cast.lin)
    for nobody in (cast.lin, cast.xie, cast.bai):
        with pytest.raises(PermissionDenied):
            decide_check_ins(activity, [row.pk], accept=True, by=nobody, reason="在场")
    cast.lin_mandate.deputy.user = cast.gao
    cast.lin_mandate.deputy.save()
    with pytest.raises(PermissionDenied):
        decide_check_ins(activity, [row.pk], accept=True, by=cast.gao, reason="在场")
    with pytest.raises(ValidationError, match="Say why"):
        decide_check_ins(activity, [row.pk], accept=True, by=cast.tang, reason=" ")
    assert decide_check_ins(activity, [row.pk], accept=True, by=cast.tang, reason="在场")
    assert decide_check_ins(activity, [row.pk], accept=False, by=cast.tang, reason="再看") == []
    assert Attendance.objects.get(mandate=cast.lin_mandate).status == "present"


def test_a_closed_sheet_and_a_meeting_of_another_congress_say_what_to_do(cast, meeting_of, scan):
    activity, sitting = meeting_of()
    cast.zhao_mandate.congress = cast.other_county
    cast.zhao_mandate.attendances.all().delete()
    cast.zhao_mandate.save()
    with pytest.raises(ValidationError, match="in which you hold no mandate"):
        scan(sitting, at(8, 50), cast.zhao)
    scan(sitting, at(8, 50), cast.lin)
    close_activity(activity, by=cast.gao)
    with pytest.raises(ValidationError, match="no longer open"):
        scan(sitting, at(8, 55), cast.lin)
    assert CheckIn.objects.count() == 1


def test_a_free_activity_marks_who_came_without_calling_them_late(cast, meeting_of, scan):
    activity, sitting = meeting_of(mandatory=False)
    scan(sitting, at(9, 50), cast.lin)
    line = line_of(activity, cast.lin_mandate)
    assert (line.obliged, line.status) == ("no", "present")
    assert line.recorded_at - at(9, 50) < timedelta(seconds=1)
