"""Officer Chen plans the quarter: days made, deputies put on duty, days announced."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from liaison.models import ReceptionDay, RosterEntry
from liaison.services.receptions import announce, move_reception
from liaison.services.rosters import assign_deputies, generate_reception_days, set_roster
from liaison.warnings import warnings_for
from liaison.working_calendar import working_calendar
from performance.models import Deputy, Mandate, Suspension
from performance.services.mandates import end_mandate
from performance.services.terms import ask_to_close_term, carry_over, close_term, open_term

from .scenes import PlainWeeks, a_reception, a_rule, a_station

QUARTER = (date(2026, 10, 1), date(2026, 12, 31))


@pytest.fixture
def station(cast):
    return a_station(cast)


def generate(rule, by, first=QUARTER[0], last=QUARTER[1], calendar=None):
    return generate_reception_days(rule, first, last, calendar=calendar or PlainWeeks(), by=by)


def held_on(station):
    return list(station.reception_days.order_by("on").values_list("on", flat=True))


def test_the_official_calendar_moves_day_5_past_the_holidays_of_2026(cast, station):
    rule = a_rule(station, days="5", holiday_policy="next_workday")
    done = generate(rule, cast.chen, date(2026, 1, 1), date(2026, 12, 31), working_calendar())
    moved = [day.on for day in done.created if day.on != day.original_on]
    assert moved == [date(2026, *on) for on in [(4, 7), (5, 6), (7, 6), (9, 7), (10, 8), (12, 7)]]


def test_making_the_days_twice_changes_nothing_and_months_add_up_to_the_quarter(cast, station):
    rule = a_rule(station, days="5, 25")
    assert len(generate(rule, cast.chen).created) == 6
    before = held_on(station)
    for first, last in [QUARTER, (date(2026, 11, 1), date(2026, 11, 30))]:
        again = generate(rule, cast.chen, first, last)
        assert (again.created, again.shifted, again.stray, again.clashing) == ([], [], [], [])
    assert held_on(station) == before


def test_only_who_runs_the_station_plans_it(cast, station):
    rule = a_rule(station)
    for person in (cast.sun, cast.bai, cast.xie, cast.lin):
        with pytest.raises(PermissionDenied):
            generate(rule, person)
        with pytest.raises(PermissionDenied):
            assign_deputies(station, *QUARTER, by=person)
    assert generate(rule, cast.gao).created


def test_a_plan_follows_a_new_holiday_notice_and_an_announced_day_does_not(cast, station):
    rule = a_rule(station, holiday_policy="next_workday")
    generate(rule, cast.chen)
    announce(station.reception_days.get(on=date(2026, 11, 25)), by=cast.chen)

    class NoWork(PlainWeeks):
        def is_working(self, day):
            return super().is_working(day) and day.day not in {25, 26}

    done = generate(rule, cast.chen, calendar=NoWork())
    assert sorted(day.on for day in done.shifted) == [date(2026, 10, 27), date(2026, 12, 28)]
    assert date(2026, 11, 25) in held_on(station)


def test_a_changed_rule_reports_the_plans_it_no_longer_names(cast, station):
    rule = a_rule(station)
    generate(rule, cast.chen)
    rule.days = "24"
    rule.save()
    done = generate(rule, cast.chen)
    assert [day.original_on.day for day in done.stray] == [25, 25, 25]
    assert len(done.created) == 3
    assert station.reception_days.count() == 6


def test_a_day_moved_by_hand_stays_and_its_old_place_is_not_filled_again(cast, station):
    rule = a_rule(station)
    generate(rule, cast.chen)
    day = station.reception_days.get(original_on=date(2026, 11, 25))
    move_reception(day, to=date(2026, 11, 27), by=cast.chen, reason="开会")
    assert generate(rule, cast.chen).created == []
    assert date(2026, 11, 25) not in held_on(station)


def test_two_rules_that_meet_at_one_hour_are_told_apart(cast, station):
    generate(a_rule(station), cast.chen)
    second = a_rule(station, frequency="monthly_weekday", nth=-1, weekday=3, days="")
    done = generate(second, cast.chen)
    assert done.clashing == [date(2026, 11, 25)]
    afternoon = a_rule(station, starts_at=time(14), ends_at=time(16))
    assert generate(afternoon, cast.chen).clashing == []


def test_duties_go_round_those_with_the_fewest_first(cast, station):
    rule = a_rule(station, days="5, 25", min_deputies=1)
    generate(rule, cast.chen)
    assert assign_deputies(station, *QUARTER, by=cast.chen) == 6
    counts = [
        RosterEntry.objects.filter(mandate=mandate).count()
        for mandate in (cast.lin_mandate, cast.zhao_mandate)
    ]
    assert counts == [3, 3]
    assert assign_deputies(station, *QUARTER, by=cast.chen) == 0


def test_nobody_out_of_office_suspended_or_busy_elsewhere_is_put_on_duty(cast, station):
    day = a_reception(station, date(2026, 11, 25), min_deputies=2)
    other = a_station(cast, "xihe", officer=cast.sun, serving=False)
    a_reception(other, date(2026, 11, 25), cast.lin_mandate)
    Suspension.objects.create(mandate=cast.zhao_mandate, starts_on=date(2026, 11, 1), reason="暂停")
    gone = Mandate.objects.create(
        deputy=Deputy.objects.create(name="钱退"),
        congress=cast.county,
        term=cast.term,
        certificate_no="19099",
        starts_on=cast.term.starts_on,
        ends_on=date(2026, 11, 20),
    )
    station.deputies.create(mandate=gone, starts_on=gone.starts_on)
    assert assign_deputies(station, *QUARTER, by=cast.chen) == 0
    later = a_reception(
        station, date(2026, 11, 25), min_deputies=1, starts_at=time(15), ends_at=time(17)
    )
    assert assign_deputies(station, *QUARTER, by=cast.chen) == 1
    assert later.entries.get().mandate == cast.lin_mandate
    assert not day.entries.exists()


def test_a_deputy_of_another_station_cannot_be_put_down_by_hand(cast, station):
    day = a_reception(station, date(2026, 11, 25), cast.lin_mandate)
    stranger = Mandate.objects.create(
        deputy=Deputy.objects.create(name="外来代表"),
        congress=cast.county,
        term=cast.term,
        certificate_no="19098",
        starts_on=cast.term.starts_on,
    )
    with pytest.raises(ValidationError, match="外来代表"):
        set_roster(day, [cast.lin_mandate, stranger], by=cast.chen)
    kept = day.entries.get()
    set_roster(day, [cast.lin_mandate, cast.zhao_mandate], by=cast.chen)
    assert set(day.entries.values_list("mandate", flat=True)) == {
        cast.lin_mandate.pk,
        cast.zhao_mandate.pk,
    }
    assert day.entries.filter(pk=kept.pk).exists()


def test_the_officer_is_warned_of_what_needs_a_look(cast, station, django_assert_num_queries):
    other = a_station(cast, "xihe", officer=cast.sun, serving=False)
    a_reception(other, date(2026, 11, 25), cast.lin_mandate, starts_at=time(10), ends_at=time(12))
    a_reception(station, date(2026, 11, 25), cast.lin_mandate)
    a_reception(station, date(2026, 12, 25), cast.lin_mandate, cast.zhao_mandate)
    station.closures.create(starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 26), reason="检修")
    days = list(
        ReceptionDay.objects.filter(station=station)
        .with_deputies()
        .select_related("station")
        .prefetch_related("station__closures")
    )
    with django_assert_num_queries(2):
        found = warnings_for(days, date(2026, 11, 23))
    codes = [{warning.code for warning in found[day.pk]} for day in days]
    assert codes == [{"too_few", "short_notice", "clash"}, {"closed"}]


def test_a_rule_with_impossible_days_is_refused_with_a_sentence(cast, station):
    for days, sentence in [("abc", "numbers"), ("32", "between 1 and 31"), ("", "numbers")]:
        rule = a_rule(station)
        rule.days = days
        with pytest.raises(ValidationError, match=sentence):
            rule.full_clean()
    rule.days = "25日、5"
    rule.full_clean()
    assert rule.days == "5, 25"


def test_a_service_at_the_station_ends_the_day_the_mandate_does(
    cast, station, django_capture_on_commit_callbacks
):
    on = date(2026, 6, 1)
    papers = {"notice_ref": "7号", "notice_on": on}
    with django_capture_on_commit_callbacks(execute=True):
        end_mandate(cast.lin_mandate, reason="moved_away", ends_on=on, by=cast.gao, **papers)
    ends = dict(station.deputies.values_list("mandate", "ends_on"))
    assert ends == {cast.lin_mandate.pk: on, cast.zhao_mandate.pk: None}
    term = open_term(cast.county, number=20, starts_on=date(2026, 11, 2), by=cast.gao)
    (new,) = carry_over([cast.zhao_mandate], term, by=cast.gao)
    closing = ask_to_close_term(cast.term, by=cast.gao)
    with django_capture_on_commit_callbacks(execute=True):
        close_term(closing, by=cast.tang)
    ends = dict(station.deputies.values_list("mandate", "ends_on"))
    assert ends == {
        cast.lin_mandate.pk: on, cast.zhao_mandate.pk: date(2026, 11, 2), new.pk: None,
    }  # fmt: skip
