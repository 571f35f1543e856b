"""Clerk Gao tries other numbers on the county's measure; nothing is stored until she says so."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from performance.services.records import withdraw_record
from scoring.models import SchemeVersion, ScoreCard
from scoring.services.cards import recompute_cards
from scoring.services.kept_facts import kept_facts
from scoring.services.measures import engine_period, scheme_of
from scoring.services.schemes import save_draft
from scoring.services.whatif import draft_of_trial, periods_of, try_out
from scoring.whatif.numbers import numbers_of
from tests.cast import login

from . import stage

VISIT = "items.visits.points"


@pytest.fixture
def standings(cast, year, duty, meeting, settings, tmp_path):
    """Lin 68 points by two visits and a meeting, Zhao 55 by an absence."""
    settings.VAR_DIR = tmp_path
    duty()
    duty(on=date(2026, 3, 9))
    meeting()
    meeting(cast.zhao_mandate, presence="absent")
    recompute_cards(year)
    return year


def trial(measure, **changes):
    changes = {key.replace("__", "."): Decimal(value) for key, value in changes.items()}
    return try_out(measure, changes, periods_of(measure)[1])


def test_a_visit_worth_three_gives_lin_two_points_more_and_zhao_none(cast, measure, standings):
    cards = list(ScoreCard.objects.order_by("pk").values())
    found = trial(measure, items__visits__points="3").comparison
    assert (found.people, found.raised, found.lowered) == (2, 1, 0)
    assert (found.climbed, found.fallen) == (0, 0)  # Lin was ahead already
    assert found.spearman == found.kendall == 1
    assert list(ScoreCard.objects.order_by("pk").values()) == cards
    assert not SchemeVersion.objects.filter(status="draft").exists()


def test_what_if_says_who_changes_places_and_which_limit_is_met(cast, measure, standings):
    found = trial(measure, items__meetings__table__values__absent="20").comparison
    zhao = next(one for one in found.movers if one.subject == str(cast.zhao_mandate.pk))
    assert (zhao.place_before, zhao.place_after, zhao.climb) == (2, 1, 1)
    assert (zhao.before, zhao.after) == (55_000, 80_000)
    assert (found.climbed, found.fallen, found.furthest, found.kendall) == (1, 1, 1, -1)
    found = trial(measure, items__visits__limit__max="2").comparison
    [cap] = [cap for cap in found.caps if cap.code == "visits"]
    assert (cap.kind, cap.before, cap.after) == ("item", 0, 1)
    assert cap.newly == (str(cast.lin_mandate.pk),)
    assert (found.raised, found.lowered) == (0, 1)


def test_numbers_that_make_no_measure_are_refused_in_words(measure, standings):
    found = trial(measure, items__meetings__limit__floor="5")
    assert found.comparison is None
    assert found.faults
    assert trial(measure, nonsense="5").changes == {}
    assert trial(measure, items__visits__points="2").changes == {}


def test_kept_facts_are_those_of_the_database_after_every_event(cast, measure, standings, duty):
    scheme, span = scheme_of(measure), engine_period(standings)
    key, facts = kept_facts(cast.county.pk, scheme, span)
    again, same = kept_facts(cast.county.pk, scheme, span)
    assert (key, facts.height) == (again, same.height) == (key, 4)
    record = duty(on=date(2026, 4, 1))
    newer, more = kept_facts(cast.county.pk, scheme, span)
    assert newer != key
    assert more.height == 5
    withdraw_record(record, by=cast.gao, reason="记错了人")
    assert kept_facts(cast.county.pk, scheme, span)[1].height == 4


def test_a_what_if_becomes_a_draft_by_gao_and_not_over_an_open_one(cast, measure, standings):
    found = trial(measure, items__visits__points="3")
    for person in (cast.jin, cast.lin):
        with pytest.raises(PermissionDenied):
            draft_of_trial(measure, found, by=person)
    draft = draft_of_trial(measure, found, by=cast.gao)
    assert draft.is_draft
    assert draft.text == found.text != measure.text
    assert draft_of_trial(measure, found, by=cast.gao) == draft  # pressed twice
    save_draft(cast.county, stage.MEASURE.replace("走访选民", "走访选民群众"), by=cast.tang)
    with pytest.raises(ValidationError, match="is open"):
        draft_of_trial(measure, found, by=cast.gao)
    with pytest.raises(ValidationError, match="Nothing is changed"):
        draft_of_trial(measure, trial(measure), by=cast.gao)


def test_the_page_shows_the_effect_and_htmx_gets_the_effect_alone(client, cast, measure, standings):
    login(client, cast.gao)
    where = reverse("scoring:what-if", args=[measure.pk])
    page = client.get(where)
    assert page.status_code == 200
    words = page.content.decode()
    assert 'name="n:items.visits.points"' in words
    assert "第五条第一款" in words
    assert "Make a draft of this" not in words
    answer = client.get(where, {f"n:{VISIT}": "3", "span": "year"}, headers={"HX-Request": "true"})
    words = answer.content.decode()
    assert "<form id" not in words
    assert "1 number changed" in words
    assert "Make a draft of this" in words
    assert answer["HX-Replace-Url"] == f"{where}?n%3Aitems.visits.points=3"
    assert client.get(answer["HX-Replace-Url"]).context["trial"].changes == {VISIT: Decimal(3)}


def test_a_field_without_a_number_says_so_beside_it(client, cast, measure, standings):
    login(client, cast.gao)
    where = reverse("scoring:what-if", args=[measure.pk])
    page = client.get(where, {f"n:{VISIT}": "drei"})
    assert page.status_code == 422
    assert "Write a number with at most three decimals" in page.content.decode()
    assert "nothing was computed" in page.content.decode()
    part = client.get(where, {f"n:{VISIT}": "drei"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "nothing was computed" in part.content.decode()


def test_the_whole_term_adds_its_years_up(client, cast, measure, standings):
    _periods, looked_at = periods_of(measure, whole_term=True)
    assert looked_at == [standings]
    login(client, cast.gao)
    page = client.get(reverse("scoring:what-if", args=[measure.pk]), {"span": "term"})
    assert page.status_code == 200


def test_gao_sends_the_form_and_reads_the_draft(client, cast, measure, standings):
    login(client, cast.gao)
    draft_at = reverse("scoring:what-if-draft", args=[measure.pk])
    answer = client.post(draft_at, {f"n:{VISIT}": "3"})
    draft = SchemeVersion.objects.get(status="draft")
    assert answer.headers["Location"] == draft.get_absolute_url()
    assert scheme_of(draft).item("visits").points == 3000
    refused = client.post(draft_at, {})
    assert refused.headers["Location"].startswith(reverse("scoring:what-if", args=[measure.pk]))


def test_without_scripts_the_form_becomes_an_address_with_the_changes_alone(
    client, cast, measure, standings
):
    login(client, cast.gao)
    where = reverse("scoring:what-if-address", args=[measure.pk])
    everything = {f"n:{n.key}": str(n.value) for n in numbers_of(measure.text)}
    answer = client.post(where, everything | {f"n:{VISIT}": "3", "span": "term"})
    page = reverse("scoring:what-if", args=[measure.pk])
    assert answer.headers["Location"] == f"{page}?span=term&n%3Aitems.visits.points=3"
