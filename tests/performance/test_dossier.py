"""Whose days count in a dossier: joiners, leavers, the suspended, those on leave, the uncalled."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from performance.dossier import build_dossier
from performance.models import Attendance, DutyKind, DutyRecord, Mandate, Suspension
from performance.rates import Counts
from performance.services.activities import close_activity
from performance.services.attendance import correct_attendance, mark_attendance
from performance.services.records import record_attested
from performance.views.deputies import rows_with_rates

from .conftest import DAY, line_of, mark_all

ON = date(2026, 6, 1)


@pytest.fixture
def dossier_of(cast):
    def build(mandate, year=None):
        fresh = Mandate.objects.get(pk=mandate.pk)
        return build_dossier(fresh, cast.gao, ON, year)

    return build


@pytest.fixture
def close(cast, published):
    """A closed meeting on that day, everyone marked with one code, some otherwise."""

    def run(day=DAY, code="present", **otherwise):
        activity = published(sittings=[(day, "morning")])
        mark_all(activity, cast.gao, code)
        for mandate, other in otherwise.items():
            line = line_of(activity, getattr(cast, mandate))
            mark_attendance(activity, {line.pk: (None, other)}, by=cast.gao)
        return close_activity(activity, by=cast.gao)

    return run


def test_a_mid_term_joiner_is_judged_on_their_own_days_only(close, dossier_of, more_deputies):
    [joiner] = more_deputies(1, starts_on=DAY)
    close(DAY - timedelta(days=30))
    close(DAY)
    assert dossier_of(joiner).tally.text == "1 / 1"


def test_a_leaver_keeps_the_record_and_is_not_called_afterwards(close, dossier_of, more_deputies):
    [leaver] = more_deputies(1, ends_on=DAY)
    close(DAY - timedelta(days=30))
    close(DAY)
    assert dossier_of(leaver).tally.text == "1 / 1"
    assert [month.state for month in dossier_of(leaver, 2026).strips[0].months][3] == "outside"


def test_a_record_left_outside_by_a_changed_mandate_shows_but_does_not_count(
    cast, close, dossier_of
):
    close(DAY)
    Mandate.objects.filter(pk=cast.zhao_mandate.pk).update(ends_on=DAY)
    dossier = dossier_of(cast.zhao_mandate)
    assert (dossier.tally.obliged, dossier.done) == (0, 0)
    assert [entry.counts for entry in dossier.entries] == [Counts.OUTSIDE]
    assert dossier_of(cast.lin_mandate).tally.obliged == 1


def test_suspended_days_count_neither_for_nor_against(cast, close, dossier_of):
    close(DAY, code="absent")
    Suspension.objects.create(
        mandate=cast.zhao_mandate, starts_on=DAY, ends_on=DAY + timedelta(days=1), reason="x"
    )
    suspended, lin = dossier_of(cast.zhao_mandate), dossier_of(cast.lin_mandate)
    assert (suspended.tally.obliged, suspended.suspended) == (0, 1)
    assert (lin.tally.obliged, lin.tally.absent) == (1, 1)


def test_leave_not_obliged_and_unknown_stand_apart(cast, close, published, dossier_of):
    close(DAY, lin_mandate="leave_health", zhao_mandate="not_obliged")
    close(DAY + timedelta(days=1), lin_mandate="late", zhao_mandate="guest")
    unknown = published(sittings=[(DAY + timedelta(days=2), "morning")])
    Attendance.objects.filter(sitting__activity=unknown).update(obliged="unknown")
    close_activity(unknown, by=cast.gao)
    lin, zhao = dossier_of(cast.lin_mandate), dossier_of(cast.zhao_mandate)
    assert (lin.tally.text, lin.tally.leave, lin.unknown) == ("1 / 2", 1, 1)
    assert (zhao.tally.obliged, zhao.not_obliged, zhao.done) == (0, 2, 1)


def test_a_corrected_line_counts_once_as_corrected(cast, close, dossier_of):
    activity = close(DAY)
    line = line_of(activity, cast.lin_mandate)
    correct_attendance(line, mark="absent", by=cast.gao, reason="代签")
    dossier = dossier_of(cast.lin_mandate)
    assert (dossier.tally.text, dossier.tally.absent, dossier.withdrawn) == ("0 / 1", 1, 1)
    [chapter] = [chapter for chapter in dossier.chapters if chapter.entries]
    assert {entry.standing for entry in chapter.entries} == {"confirmed", "withdrawn"}


def test_the_year_narrows_every_figure_and_the_term_holds_all(cast, close, dossier_of):
    close(date(2025, 3, 3))
    close(date(2026, 3, 3), code="absent")
    assert dossier_of(cast.lin_mandate).tally.text == "1 / 2"
    assert dossier_of(cast.lin_mandate, 2025).tally.text == "1 / 1"
    assert dossier_of(cast.lin_mandate, 2026).tally.text == "0 / 1"
    assert dossier_of(cast.lin_mandate).years == (2026, 2025, 2024, 2023, 2022)


def test_the_breakdown_adds_up_to_the_whole(cast, close, published, dossier_of):
    close(DAY)
    delegation = published(group=cast.delegation, occasion="delegation_meeting")
    mark_all(delegation, cast.gao, "absent")
    close_activity(delegation, by=cast.gao)
    dossier = dossier_of(cast.lin_mandate)
    assert [(row.body, row.tally.text) for row in dossier.breakdown] == [
        ("", "1 / 1"),
        ("东岭镇代表团", "0 / 1"),
    ]
    assert sum(row.tally.obliged for row in dossier.breakdown) == dossier.tally.obliged


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    facts=st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sampled_from(["yes", "no", "unknown", ""]),
            st.sampled_from(["present", "late", "leave_approved", "leave_refused", "absent"]),
        ),
        max_size=12,
    )
)
def test_the_desk_list_and_the_dossier_count_alike(cast, facts):
    """One is added up by the database, the other in Python: they may never differ."""
    mandate = cast.lin_mandate
    Mandate.objects.filter(pk=mandate.pk).update(
        starts_on=date(2026, 1, 10), ends_on=date(2026, 2, 5)
    )
    mandate.refresh_from_db()
    mandate.suspensions.all().delete()
    span = {"starts_on": date(2026, 1, 15), "ends_on": date(2026, 1, 20)}
    Suspension.objects.create(mandate=mandate, reason="x", **span)
    mandate.record_events.all().delete()
    mandate.duty_records.all().delete()
    kind = DutyKind.objects.get(catalogue="zhushan", code="meeting")
    record_attested(
        [
            DutyRecord(
                congress_id=mandate.congress_id,
                mandate_id=mandate.pk,
                kind=kind,
                on=date(2026, 1, 1) + timedelta(days=day),
                title="会议",
                obliged=obliged,
                presence=presence if obliged else "",
                source=f"test:{number}",
            )
            for number, (day, obliged, presence) in enumerate(facts)
        ],
        by=cast.gao,
    )
    dossier = build_dossier(mandate, cast.gao, ON)
    assert rows_with_rates([mandate]) == [(mandate, dossier.tally, dossier.done)]
