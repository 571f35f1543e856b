"""Live cards follow the confirmed facts, and nothing but the confirmed facts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from performance.models import RecordEvent, Suspension
from performance.services.records import note_outcome, submit_record, withdraw_record
from scoring.facts import Known, load_facts, tails_of
from scoring.models import ScoreCard
from scoring.services.cards import CONTENT, fresh_cards, recompute_cards
from scoring.services.measures import engine_period, scheme_of
from scoring.services.periods import set_period


def total(mandate):
    return ScoreCard.objects.get(mandate=mandate).total


def contents():
    return list(ScoreCard.objects.order_by("mandate").values_list("mandate", *CONTENT))


def test_a_confirmed_visit_is_on_the_card_at_once_and_a_withdrawn_one_is_off_again(
    cast, year, duty, django_capture_on_commit_callbacks
):
    record = duty()
    assert total(cast.lin_mandate) == 62_000
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_record(record, by=cast.gao, reason="重复登记")
    assert total(cast.lin_mandate) == 60_000


def test_a_submitted_visit_earns_nothing(cast, year, duty, django_capture_on_commit_callbacks):
    kind = duty().kind
    with django_capture_on_commit_callbacks(execute=True):
        submit_record(
            cast.lin_mandate, kind=kind, on=date(2026, 3, 3), title="走访", source="x", by=cast.lin
        )
    recompute_cards(year)
    assert total(cast.lin_mandate) == 62_000


def test_a_withdrawn_visit_makes_room_under_the_cap_for_another(
    cast, year, duty, django_capture_on_commit_callbacks
):
    visits = [duty(on=date(2026, 3, day)) for day in range(1, 6)]
    assert total(cast.lin_mandate) == 66_000  # three of five fit under the cap of 6
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_record(visits[0], by=cast.gao, reason="重复登记")
    assert total(cast.lin_mandate) == 66_000


def test_computing_all_cards_twice_changes_nothing(cast, year, duty, meeting):
    duty()
    meeting(cast.zhao_mandate, presence="absent")
    assert recompute_cards(year) == (2, 0)
    before, times = contents(), set(ScoreCard.objects.values_list("computed_at", flat=True))
    assert recompute_cards(year) == (2, 0)
    assert contents() == before
    assert set(ScoreCard.objects.values_list("computed_at", flat=True)) == times


def test_cards_thrown_away_are_rebuilt_to_the_same_content(cast, year, duty, meeting):
    duty(kind="group_activity", object_key='x\x1fy\x1e,"z"\n\'')
    meeting(presence="late")
    assert total(cast.lin_mandate) == 65_000
    before = contents()
    ScoreCard.objects.all().delete()
    assert recompute_cards(year) == (2, 2)
    rebuilt = [row for row in contents() if row[0] == cast.lin_mandate.pk]
    assert rebuilt == before


def test_who_left_before_the_period_has_no_card_in_it(cast, year):
    recompute_cards(year)
    cast.zhao_mandate.ends_on = date(2025, 6, 1)
    cast.zhao_mandate.save()
    recompute_cards(year)
    assert not ScoreCard.objects.filter(mandate=cast.zhao_mandate).exists()


def test_suspended_days_count_neither_way(cast, year, meeting):
    meeting(presence="absent")
    assert total(cast.lin_mandate) == 55_000
    Suspension.objects.create(
        mandate=cast.lin_mandate,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 2, 1),
        reason="立案审查",
    )
    recompute_cards(year)
    assert total(cast.lin_mandate) == 60_000


def test_an_outcome_counts_in_the_period_it_was_given(
    cast, year, duty, django_capture_on_commit_callbacks
):
    record = duty(kind="suggestion", on=date(2025, 12, 20), role="lead", title="修路的建议")
    assert ScoreCard.objects.filter(mandate=cast.lin_mandate, total=60_000).exists()
    with django_capture_on_commit_callbacks(execute=True):
        note_outcome(record, kind="excellent", on=date(2026, 2, 1), by=cast.gao)
    assert total(cast.lin_mandate) == 65_000


def test_the_card_names_the_end_of_the_volume_it_was_computed_from(cast, year, duty):
    duty()
    tail = RecordEvent.objects.filter(mandate=cast.lin_mandate).order_by("seq").last()
    assert ScoreCard.objects.get(mandate=cast.lin_mandate).facts_digest == tail.hash


@pytest.mark.parametrize("words", [False, True])
def test_what_the_events_say_is_what_the_records_say(
    cast, year, duty, meeting, words, django_capture_on_commit_callbacks
):
    first, second = duty(), duty(kind="suggestion", role="lead", on=date(2026, 4, 1))
    meeting()
    note_outcome(second, kind="excellent", on=date(2026, 5, 1), by=cast.gao)
    withdraw_record(first, by=cast.gao, reason="重复登记")
    scheme, span = scheme_of(year.scheme_version), engine_period(year)

    def rows(known):
        frame = load_facts(cast.county.pk, scheme, span, known=known, words=words)
        return sorted(frame.select(sorted(frame.columns)).rows())

    by_status = rows(Known())
    assert len(by_status) == 3
    assert rows(Known(at=timezone.now())) == by_status
    assert rows(Known(tails=tails_of(cast.county.pk))) == by_status


def test_the_facts_of_yesterday_can_be_shown_again(cast, year, duty):
    first = duty()
    then = timezone.now()
    withdraw_record(first, by=cast.gao, reason="重复登记")
    duty(on=date(2026, 3, 9))
    scheme, span = scheme_of(year.scheme_version), engine_period(year)

    def ids(at):
        return set(load_facts(cast.county.pk, scheme, span, known=Known(at=at))["fact"])

    assert ids(then) == {f"record:{first.pk}"}
    assert ids(then - timedelta(days=1)) == set()
    assert ids(timezone.now()) != ids(then)


def test_one_card_or_all_of_them_the_same_content(cast, year, duty, meeting):
    duty()
    meeting(cast.zhao_mandate)
    everyone = fresh_cards(year)
    for mandate in (cast.lin_mandate, cast.zhao_mandate):
        alone = fresh_cards(year, [mandate.pk])
        assert alone.rows() == everyone.filter(everyone["mandate_id"] == mandate.pk).rows()


def test_a_card_costs_the_same_queries_however_many_deputies(
    cast, year, duty, django_assert_max_num_queries
):
    duty()
    with django_assert_max_num_queries(12):
        recompute_cards(year, [cast.lin_mandate.pk])


def test_a_confirmation_touches_the_card_of_its_own_year_only(
    cast, year, duty, monkeypatch, django_capture_on_commit_callbacks
):
    last_year = set_period(
        cast.county,
        name="2025",
        first_day=date(2025, 1, 1),
        last_day=date(2025, 12, 31),
        scheme_version=year.scheme_version,
        by=cast.gao,
    )
    suggestion = duty(kind="suggestion", on=date(2025, 5, 1), role="lead", title="修路的建议")
    recompute_cards(last_year)
    recompute_cards(year)
    computed = []

    def noting(period, mandate_ids=None):
        computed.append(period.name)
        return recompute_cards(period, mandate_ids)

    monkeypatch.setattr("scoring.services.cards.recompute_cards", noting)
    duty()
    assert computed == ["2026"]
    duty(on=date(2025, 3, 2))
    assert computed == ["2026", "2025"]
    with django_capture_on_commit_callbacks(execute=True):
        note_outcome(suggestion, kind="excellent", on=date(2026, 4, 1), by=cast.gao)
    assert sorted(computed) == ["2025", "2025", "2026", "2026"]
    monkeypatch.undo()
    for period in (last_year, year):  # what was carried over is what computing gives
        assert recompute_cards(period)[1] == 0
