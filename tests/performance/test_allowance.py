"""Days of allowance: once for each person and day, whatever the order; then runs of real money."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from performance.allowance import Duty, Rate, allowance_days
from performance.models import (
    AllowanceLine,
    AllowanceRule,
    AllowanceRun,
    DutyKind,
    Mandate,
    Suspension,
    Term,
)
from performance.report_sections import money_section
from performance.sections import Span
from performance.services.allowances import approve_run, check_run, discard_run, draw_run, pay_run
from performance.services.money import add_spending, set_budget, strike_spending
from performance.services.records import confirm_record, submit_record, withdraw_record
from tests.cast import login

MARCH = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
APRIL = {"first": date(2026, 4, 1), "last": date(2026, 4, 30)}
FIRST = date(2026, 1, 1)
COUNTY = Rate(1, 15000, frozenset({1, 2}), FIRST)
TOWN = Rate(2, 8000, frozenset({1}), FIRST)


@st.composite
def days_of_duty(draw):
    number = draw(st.integers(0, 25))
    return [
        Duty(
            record=key,
            person=(mandate := draw(st.integers(1, 4))) // 2,
            mandate=mandate,
            congress=mandate % 2 + 1,
            kind=draw(st.integers(1, 3)),
            on=FIRST + timedelta(days=draw(st.integers(-3, 12))),
            presence=draw(st.sampled_from(["", "present", "late", "absent", "leave_approved"])),
            confirmed=draw(st.booleans()),
            in_office=draw(st.booleans()),
            suspended=draw(st.booleans()),
            entitled=draw(st.booleans()),
        )
        for key in range(number)
    ]


@given(days_of_duty(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_claims_and_never_two_of_a_day(duties, dice):
    claims = allowance_days(duties, [COUNTY, TOWN])
    shuffled = list(duties)
    dice.shuffle(shuffled)
    assert allowance_days(shuffled, [TOWN, COUNTY]) == claims
    assert len({(claim.person, claim.on) for claim in claims}) == len(claims)
    kept = {duty.record: duty for duty in duties}
    assert all(kept[claim.record].counts for claim in claims)


@given(days_of_duty())
def test_the_claims_of_one_rate_are_days_times_rate(duties):
    claims = allowance_days(duties, [COUNTY])
    days = {(d.person, d.on) for d in duties if d.counts and COUNTY.pays(d)}
    assert sum(claim.cents for claim in claims) == len(days) * 15000


@given(days_of_duty(), st.integers(0, 24))
def test_withdrawing_every_record_of_a_day_removes_that_day_and_no_other(duties, which):
    claims = allowance_days(duties, [COUNTY, TOWN])
    if not claims:
        return
    gone = claims[which % len(claims)]
    left = [d for d in duties if (d.person, d.on) != (gone.person, gone.on)]
    assert allowance_days(left, [COUNTY, TOWN]) == tuple(c for c in claims if c != gone)


@given(days_of_duty())
def test_by_the_month_or_by_the_day_the_dearer_stands_never_both(duties):
    monthly = Rate(2, 30000, frozenset({1, 2, 3}), FIRST, unit="month")
    claims = allowance_days(duties, [COUNTY, monthly])
    for person in {claim.person for claim in claims}:
        slots = [claim.slot for claim in claims if claim.person == person]
        months = {slot for slot in slots if len(slot) == 7}
        assert not any(slot[:7] in months for slot in slots if len(slot) == 10)


def test_two_mandates_one_day_the_higher_wins():
    day = date(2026, 3, 3)
    both = [Duty(1, 7, 70, 1, 1, day), Duty(2, 7, 71, 2, 1, day)]
    [claim] = allowance_days(both, [COUNTY, TOWN])
    assert (claim.cents, claim.record) == (15000, 1)
    [claim] = allowance_days(both[1:], [COUNTY, TOWN])
    assert claim.cents == 8000


@pytest.fixture
def duty(cast):
    """Gao confirms an inspection of Lin's on that day."""
    cast.lin_mandate.no_fixed_income = True
    cast.lin_mandate.save()
    kind = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    rule = AllowanceRule.objects.create(congress=cast.county, cents=15000, starts_on=FIRST)
    rule.kinds.add(kind)

    def make(on, mandate=None, confirmed=True):
        record = submit_record(
            mandate or cast.lin_mandate,
            kind=kind,
            on=on,
            title=f"视察 {on}",
            source=f"t:{on}:{DutyKind.objects.count()}:{mandate}",
            by=cast.lin,
        )
        return confirm_record(record, by=cast.gao) if confirmed else record

    return make


def approved(run, cast):
    check_run(run, by=cast.gao)
    return approve_run(run, by=cast.tang)


def test_a_run_pays_confirmed_days_once_and_two_people_let_it_go(cast, duty):
    duty(date(2026, 3, 3))
    duty(date(2026, 3, 9), confirmed=False)
    run = draw_run(cast.county, **MARCH, by=cast.gao)
    assert [(line.on.day, line.cents) for line in run.lines.all()] == [(3, 15000)]
    with pytest.raises(ValidationError, match="not open"):
        approve_run(run, by=cast.tang)
    check_run(run, by=cast.gao)
    with pytest.raises(PermissionDenied):
        approve_run(run, by=cast.gao)
    for stranger in (cast.xie, cast.bai, cast.lin):
        with pytest.raises(PermissionDenied):
            approve_run(run, by=stranger)
    approve_run(run, by=cast.tang)
    with pytest.raises(ValidationError, match="stays"):
        discard_run(run, by=cast.gao)
    assert pay_run(run, on=date(2026, 4, 8), by=cast.gao).status == "paid"
    with pytest.raises(IntegrityError), transaction.atomic():
        AllowanceRun.objects.filter(pk=run.pk).update(approved_by=cast.gao)


def test_an_allowance_claimed_twice_is_refused_with_the_day_and_the_run(cast, duty):
    record = duty(date(2026, 3, 3))
    run = draw_run(cast.county, **MARCH, by=cast.gao)
    with pytest.raises(ValidationError, match="2026-03-01 is already in the run of 2026-03-01"):
        draw_run(cast.county, first=date(2026, 1, 1), last=date(2026, 3, 31), by=cast.gao)
    line = run.lines.get()
    other = AllowanceRun.objects.create(congress=cast.county, **APRIL, drawn_by=cast.gao)
    values = {"deputy": line.deputy, "mandate": line.mandate, "on": line.on, "slot": line.slot}
    with pytest.raises(IntegrityError), transaction.atomic():
        AllowanceLine.objects.create(run=other, record=record, cents=15000, **values)


def test_a_day_confirmed_late_comes_with_the_next_run(cast, duty):
    duty(date(2026, 3, 3))
    late = duty(date(2026, 3, 9), confirmed=False)
    draw_run(cast.county, **MARCH, by=cast.gao)
    with pytest.raises(ValidationError, match="no day to pay"):
        draw_run(cast.county, **APRIL, by=cast.gao)
    confirm_record(late, by=cast.tang)
    run = draw_run(cast.county, **APRIL, by=cast.gao)
    assert [line.on for line in run.lines.all()] == [date(2026, 3, 9)]


def test_a_paid_day_withdrawn_later_is_settled_in_the_next_run_and_may_be_earned_anew(cast, duty):
    record = duty(date(2026, 3, 3))
    run = approved(draw_run(cast.county, **MARCH, by=cast.gao), cast)
    pay_run(run, on=date(2026, 4, 8), by=cast.gao)
    withdraw_record(record, by=cast.tang, reason="重复登记")
    duty(date(2026, 3, 3), mandate=Mandate.objects.get(pk=cast.lin_mandate.pk))
    run.refresh_from_db()
    assert run.lines.get().cents == 15000, "nothing is edited"
    later = draw_run(cast.county, **APRIL, by=cast.gao)
    assert sorted(line.cents for line in later.lines.all()) == [-15000, 15000]
    with pytest.raises(ValidationError):
        draw_run(cast.county, first=date(2026, 5, 1), last=date(2026, 5, 31), by=cast.gao)


def test_a_record_withdrawn_before_approval_stops_the_run(cast, duty):
    record = duty(date(2026, 3, 3))
    run = draw_run(cast.county, **MARCH, by=cast.gao)
    check_run(run, by=cast.gao)
    withdraw_record(record, by=cast.tang, reason="登记有误")
    with pytest.raises(ValidationError, match="林秀英, 2026-03-03"):
        approve_run(run, by=cast.tang)
    discard_run(run, by=cast.gao)
    assert not AllowanceRun.objects.exists()


def test_suspended_days_and_those_with_an_income_are_not_paid(cast, duty):
    duty(date(2026, 3, 3))
    Suspension.objects.create(
        mandate=cast.lin_mandate, starts_on=date(2026, 3, 1), reason="代表法第六十一条"
    )
    with pytest.raises(ValidationError, match="no day to pay"):
        draw_run(cast.county, **MARCH, by=cast.gao)
    Suspension.objects.all().delete()
    Mandate.objects.update(no_fixed_income=False)
    with pytest.raises(ValidationError, match="no day to pay"):
        draw_run(cast.county, **MARCH, by=cast.gao)


def test_a_person_with_two_mandates_is_paid_once_at_the_higher_rate(cast, duty):
    """Invariant 12: two dossiers, one person, one allowance a day."""
    term = Term.objects.get(congress=cast.other_county)
    second = Mandate.objects.create(
        deputy=cast.lin_mandate.deputy,
        congress=cast.other_county,
        term=term,
        certificate_no="8001",
        starts_on=term.starts_on,
        no_fixed_income=True,
    )
    kind = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    cheaper = AllowanceRule.objects.create(congress=cast.other_county, cents=8000, starts_on=FIRST)
    cheaper.kinds.add(kind)
    duty(date(2026, 3, 3))
    values = {"kind": kind, "title": "视察", "source": "t:b", "by": cast.lin}
    for day in (3, 4):
        values["source"] = f"t:b{day}"
        confirm_record(submit_record(second, on=date(2026, 3, day), **values), by=cast.bai)
    theirs = draw_run(cast.other_county, **MARCH, by=cast.bai)
    assert [(line.on.day, line.cents) for line in theirs.lines.all()] == [(4, 8000)]
    ours = draw_run(cast.county, **MARCH, by=cast.gao)
    assert [(line.on.day, line.cents) for line in ours.lines.all()] == [(3, 15000)]


def test_money_is_the_deputys_and_the_keepers_only(cast, client, duty):
    duty(date(2026, 3, 3))
    run = approved(draw_run(cast.county, **MARCH, by=cast.gao), cast)
    pay_run(run, on=date(2026, 4, 8), by=cast.gao)
    span = Span(date(2022, 1, 1))
    for reader in (cast.lin, cast.gao):
        assert money_section(cast.lin_mandate, reader, span).rows[0][-1] == "150.00"
    for reader in (cast.xie, cast.jin, cast.zhao):
        assert money_section(cast.lin_mandate, reader, span) is None
    login(client, cast.lin)
    assert "视察 2026-03-03" in client.get(reverse("performance:my-allowance")).content.decode()
    login(client, cast.zhao)
    assert "视察 2026" not in client.get(reverse("performance:my-allowance")).content.decode()


def test_a_receipt_counts_once_and_overspending_is_shown_not_refused(cast, client):
    set_budget(cast.county, 2026, 160000, by=cast.gao)
    entry = {"on": date(2026, 3, 3), "title": "资料", "receipt_no": "0001", "cents": 100000}
    first = add_spending(cast.lin_mandate, by=cast.gao, **entry)
    assert add_spending(cast.lin_mandate, by=cast.gao, **entry) == first
    with pytest.raises(ValidationError, match="0001 is already entered"):
        add_spending(cast.lin_mandate, by=cast.gao, **{**entry, "cents": 1})
    login(client, cast.gao)
    answer = client.post(
        reverse("performance:spending-new"),
        {
            "mandate": cast.lin_mandate.pk,
            "on": "2026-03-05",
            "title": "租车",
            "receipt_no": "0002",
            "cents": "700.50",
        },
        follow=True,
    )
    page = answer.content.decode()
    assert "100.50 yuan over the budget of 2026" in page and "over budget" in page
    strike_spending(first, by=cast.gao, reason="票据作废")
    page = client.get(reverse("performance:money"), {"year": 2026}).content.decode()
    assert "899.50" in page and "票据作废" in page
    with pytest.raises(PermissionDenied):
        add_spending(cast.lin_mandate, by=cast.xie, **{**entry, "receipt_no": "3"})
