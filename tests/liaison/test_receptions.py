"""What becomes of a reception day stays visible: announced, moved, cancelled, held."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from liaison.models import ReceptionDay
from liaison.services.receptions import (
    announce,
    cancel_reception,
    hold_reception,
    move_reception,
)
from liaison.workflow import MOVES, may_become

from .scenes import a_reception, a_station

Status = ReceptionDay.Status
ON = date(2026, 11, 25)


@pytest.fixture
def day(cast):
    return a_reception(a_station(cast), ON, cast.lin_mandate)


def test_the_table_of_moves_has_no_way_back_into_the_dark():
    assert not any(Status.PLANNED in ways for ways in MOVES.values())
    assert MOVES[Status.CANCELLED] == MOVES[Status.HELD] == set()
    assert may_become("moved", Status.MOVED)


def test_residents_see_a_day_once_it_is_announced(cast, day):
    assert day not in ReceptionDay.objects.public()
    announced = announce(day, by=cast.chen)
    assert announced in ReceptionDay.objects.public()
    assert announce(day, by=cast.chen).revision == announced.revision == 1
    assert day.changes.count() == 1


def test_only_the_stations_people_touch_it(cast, day):
    for person in (cast.sun, cast.xie, cast.jin, cast.bai, cast.lin):
        for verb in (
            lambda by: announce(day, by=by),
            lambda by: move_reception(day, to=date(2026, 11, 26), by=by, reason="x"),
            lambda by: cancel_reception(day, by=by, reason="x"),
            lambda by: hold_reception(day, by=by),
        ):
            with pytest.raises(PermissionDenied):
                verb(person)
    assert announce(day, by=cast.gao).status == Status.ANNOUNCED


def test_a_moved_day_keeps_its_row_its_roster_and_the_day_first_announced(cast, day):
    announce(day, by=cast.chen)
    move_reception(day, to=date(2026, 11, 26), by=cast.chen, reason="开会")
    moved = move_reception(day, to=date(2026, 11, 27), by=cast.chen, reason="还在开会")
    assert (moved.pk, moved.status, moved.on) == (day.pk, Status.MOVED, date(2026, 11, 27))
    assert (moved.moved_from, moved.original_on, moved.note) == (ON, ON, "还在开会")
    assert moved.entries.get().mandate == cast.lin_mandate
    assert [change.now_on.day for change in moved.changes.all()] == [25, 26, 27]


def test_a_plan_nobody_has_seen_just_changes_its_day(cast, day):
    moved = move_reception(day, to=date(2026, 11, 26), by=cast.chen, reason="开会")
    assert (moved.status, moved.on, moved.note) == (Status.PLANNED, date(2026, 11, 26), "")


def test_moving_and_cancelling_need_a_reason_and_a_change(cast, day):
    announce(day, by=cast.chen)
    for reason in ("", "   "):
        with pytest.raises(ValidationError, match="Say why"):
            move_reception(day, to=date(2026, 11, 26), by=cast.chen, reason=reason)
        with pytest.raises(ValidationError, match="Say why"):
            cancel_reception(day, by=cast.chen, reason=reason)
    with pytest.raises(ValidationError, match="already"):
        move_reception(day, to=ON, by=cast.chen, reason="x")
    with pytest.raises(ValidationError, match="before the beginning"):
        move_reception(day, to=ON, by=cast.chen, reason="x", ends_at=time(8))


def test_a_day_is_not_moved_onto_another_reception_of_the_station(cast, day):
    a_reception(day.station, date(2026, 11, 26))
    with pytest.raises(ValidationError, match="already has a reception on 2026-11-26"):
        move_reception(day, to=date(2026, 11, 26), by=cast.chen, reason="x")
    day.refresh_from_db()
    assert (day.on, day.revision, day.changes.count()) == (ON, 0, 0)


def test_a_cancelled_day_stays_visible_and_is_over(cast, day):
    announce(day, by=cast.chen)
    cancelled = cancel_reception(day, by=cast.chen, reason="停电")
    assert cancelled in ReceptionDay.objects.public()
    assert cancelled not in ReceptionDay.objects.due()
    assert cancel_reception(day, by=cast.chen, reason="停电").revision == cancelled.revision
    for verb in (announce, hold_reception):
        with pytest.raises(ValidationError):
            verb(day, by=cast.chen)
    a_reception(day.station, ON)  # its hour is free again


def test_a_reception_is_held_on_its_day_and_not_before(cast, day):
    today = timezone.localdate()
    station = day.station
    for on, held in [(today, True), (today + timedelta(days=1), False)]:
        coming = a_reception(station, on, status="announced", starts_at=time(15), ends_at=time(16))
        if held:
            assert hold_reception(coming, by=cast.chen).status == Status.HELD
        else:
            with pytest.raises(ValidationError, match="not taken place"):
                hold_reception(coming, by=cast.chen)


def test_of_two_people_at_once_the_second_is_told(cast, day, monkeypatch):
    from liaison.services import receptions

    stale = receptions._locked(day, cast.chen)
    announce(day, by=cast.gao)
    monkeypatch.setattr(receptions, "_locked", lambda day, by: stale)
    with pytest.raises(ValidationError, match="Someone else"):
        cancel_reception(day, by=cast.chen, reason="x")
