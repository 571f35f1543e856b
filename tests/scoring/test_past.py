"""Earlier results and findings in the database: unknown is never nothing, and nothing drifts."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from scoring.models import PastResult, RecordsFrom, Taken
from scoring.past import load_past
from scoring.services.cards import fresh_cards, recompute_cards
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.measures import scheme_of
from scoring.services.past_results import (
    confirm_past,
    enter_past_result,
    state_records_from,
    withdraw_past,
)
from scoring.services.verification import edition_faults, recompute_edition
from tests.cast import login

from . import looking_back


@pytest.fixture
def years(cast):
    version = looking_back.in_force(cast)
    return looking_back.year(cast, 2025, version), looking_back.year(cast, 2026, version)


def found(owner, what):
    return {one["code"]: one["state"] for one in owner.findings if one["what"] == what}


def card(cast, period, mandate):
    return period.cards.get(mandate=mandate)


def poor_in(meeting, mandate, number):
    for day in (10, 11, 12):
        meeting(mandate, presence="absent", on=date(number, 2, day))


def test_last_years_edition_answers_whether_zhao_was_poor_twice(cast, years, meeting, duty):
    last, this = years
    for number in (2025, 2026):
        poor_in(meeting, cast.zhao_mandate, number)
        duty(on=date(number, 3, 2))
    recompute_cards(this)
    zhao = card(cast, this, cast.zhao_mandate)
    assert found(zhao, "history")["poor_twice"] == "unknown"
    assert zhao.actions == []
    publish_edition(draw_edition(last, by=cast.gao, name="2025"), by=cast.tang)
    recompute_cards(this)
    zhao.refresh_from_db()
    assert found(zhao, "history")["poor_twice"] == "yes"
    assert [one["action"] for one in zhao.actions] == ["talk"]
    edition = draw_edition(this, by=cast.gao, name="2026")
    row = edition.rows.get(mandate=cast.zhao_mandate)
    assert found(row, "history") == {"poor_twice": "yes", "many_absences": "yes"}
    assert row.subject["past"][0]["start"] == "2025-01-01"
    assert recompute_edition(edition) == []
    assert list(edition_faults(edition)) == []


def test_a_drawn_edition_stays_equal_when_the_past_is_told_otherwise_later(
    cast, years, meeting, duty
):
    _last, this = years
    poor_in(meeting, cast.zhao_mandate, 2026)
    duty(on=date(2026, 3, 2))
    edition = draw_edition(this, by=cast.gao, name="2026")
    entry = enter(cast, cast.zhao_mandate, tier="poor")
    confirm_past(entry, by=cast.tang)
    state = state_records_from(cast.county, date(2022, 1, 10), source="建档", by=cast.gao)
    confirm_past(state, by=cast.tang)
    assert recompute_edition(edition) == []
    again = draw_edition(this, by=cast.gao, name="2026")
    assert found(again.rows.get(mandate=cast.zhao_mandate), "history")["poor_twice"] == "yes"
    assert again.records_from == date(2022, 1, 10)


def enter(cast, mandate, **values):
    scheme = looking_back.year(cast, 2026).scheme_version.scheme
    values = {"first_day": date(2025, 1, 1), "source": "2025年通报第3页", "by": cast.gao} | values
    return enter_past_result(scheme, mandate, **values)


def test_a_result_from_paper_takes_two_people_and_counts_only_then(cast, years, meeting, client):
    _last, this = years
    scheme = scheme_of(this.scheme_version)
    entry = enter(cast, cast.zhao_mandate, tier="poor", total=51_000)
    assert enter(cast, cast.zhao_mandate, tier="poor", total=51_000) == entry  # twice is once
    assert load_past(this, scheme).results.is_empty()
    with pytest.raises(PermissionDenied):
        confirm_past(entry, by=cast.gao)
    for stranger in (cast.xie, cast.bai, cast.zhao):
        with pytest.raises(PermissionDenied):
            confirm_past(entry, by=stranger)
    confirm_past(entry, by=cast.tang)
    assert load_past(this, scheme).results["tier"].to_list() == ["poor"]
    with pytest.raises(ValidationError, match="another result"):
        enter(cast, cast.zhao_mandate, tier="good")
    with pytest.raises(PermissionDenied):
        withdraw_past(entry, by=cast.zhao, reason="抄错一行")
    withdraw_past(entry, by=cast.gao, reason="抄错一行")
    withdraw_past(entry, by=cast.gao, reason="抄错一行")  # the same person again is not a second
    assert load_past(this, scheme).results["tier"].to_list() == ["poor"]
    with pytest.raises(DatabaseError), transaction.atomic():
        PastResult.objects.update(status=Taken.WITHDRAWN, withdrawn_by=cast.gao)
    login(client, cast.tang)
    assert "抄错一行" in client.get("/desk/rankings/past/").content.decode()
    assert client.post(f"/desk/rankings/past/{entry.pk}/withdraw/").status_code == 302
    assert load_past(this, scheme).results.is_empty()
    assert PastResult.objects.get().status == Taken.WITHDRAWN


def test_what_cannot_be_a_result_is_refused_with_its_place(cast, years):
    for values, field in [
        ({"first_day": date(2025, 3, 1)}, "first_day"),
        ({"first_day": date(2020, 1, 1)}, "first_day"),
        ({"tier": "superb"}, "tier"),
        ({"rank": 3}, "rank"),
        ({"rank": 3, "of": 2}, "rank"),
    ]:
        with pytest.raises(ValidationError) as refused:
            enter(cast, cast.lin_mandate, **values)
        assert list(refused.value.message_dict) == [field]
    assert not PastResult.objects.exists()


def test_what_was_before_the_file_is_unknown_until_two_people_say_since_when(cast, years, meeting):
    _last, this = years
    poor_in(meeting, cast.lin_mandate, 2026)
    meeting(cast.zhao_mandate, presence="absent", on=date(2026, 2, 10))
    recompute_cards(this)
    states = lambda: [  # noqa: E731
        found(card(cast, this, mandate), "history").get("many_absences")
        for mandate in (cast.lin_mandate, cast.zhao_mandate)
    ]
    assert states() == ["yes", "unknown"]  # what is reached stays reached
    stated = state_records_from(cast.county, date(2022, 1, 10), source="建档", by=cast.gao)
    assert RecordsFrom.objects.day_of(cast.county.pk) is None
    with pytest.raises(PermissionDenied):
        confirm_past(stated, by=cast.gao)
    confirm_past(stated, by=cast.tang)
    recompute_cards(this)
    assert states() == ["yes", None]


def test_an_absence_of_an_earlier_year_reaches_the_card_of_this_year(cast, years, meeting):
    _last, this = years
    meeting(cast.zhao_mandate, presence="absent", on=date(2026, 2, 10))
    for day in (3, 4):
        meeting(cast.zhao_mandate, presence="absent", on=date(2024, 2, day))
    assert found(card(cast, this, cast.zhao_mandate), "history")["many_absences"] == "yes"
    assert recompute_cards(this)[1] == 0  # the card had heard of it already


def test_places_hang_on_everybody_so_one_change_refreshes_all(cast, years, duty, meeting):
    _last, this = years
    meeting(cast.zhao_mandate, on=date(2026, 2, 10))
    duty(on=date(2026, 3, 2))
    assert found(card(cast, this, cast.zhao_mandate), "quota") == {"praised": "yes"}
    for day in (9, 16, 23):
        duty(on=date(2026, 3, day), kind="group_activity")
    assert found(card(cast, this, cast.zhao_mandate), "quota") == {}
    assert found(card(cast, this, cast.lin_mandate), "quota") == {"praised": "yes"}
    everyone = fresh_cards(this)
    recompute_cards(this, [cast.zhao_mandate.pk])
    assert recompute_cards(this)[1] == 0
    assert everyone.height == 2


def test_a_withheld_result_shows_no_figure_to_the_committee(cast, years, duty, meeting, client):
    _last, this = years
    meeting(cast.zhao_mandate, on=date(2026, 2, 10))
    duty(cast.zhao_mandate, kind="inspection", on=date(2026, 4, 1))
    duty(on=date(2026, 3, 2))
    edition = publish_edition(draw_edition(this, by=cast.gao, name="2026"), by=cast.tang)
    row = edition.rows.get(mandate=cast.zhao_mandate)
    url, why = edition.get_absolute_url(), row.get_absolute_url()
    login(client, cast.gao)
    assert client.get(why).status_code == 200
    login(client, cast.xie)
    page = client.get(url)
    shown = [r for _label, rows in page.context["ranking"].apart for r in rows]
    assert [(r.name, r.total, r.url) for r in shown] == [("赵大山", None, "")]
    assert client.get(why).status_code == 404
    login(client, cast.zhao)
    assert client.get(reverse("scoring:my-edition-row", args=[row.pk])).status_code == 200


def test_a_measure_that_looks_at_nothing_asks_for_nothing(cast, year, django_assert_num_queries):
    scheme = scheme_of(year.scheme_version)
    with django_assert_num_queries(0):
        assert load_past(year, scheme).results.is_empty()


def test_gao_enters_a_page_of_results_and_tang_confirms_it(cast, years, client):
    login(client, cast.gao)
    scheme = years[1].scheme_version.scheme
    form = {
        "scheme": scheme.pk,
        "mandate": cast.lin_mandate.pk,
        "first_day": "2025-01-01",
        "standing": "ranked",
        "total": "82.5",
        "tier": "优秀",
        "source": "2025年通报第3页",
    }
    assert client.post(reverse("scoring:past-new"), form).status_code == 302
    bad = client.post(reverse("scoring:past-new"), form | {"first_day": "2025-05-01"})
    assert bad.status_code == 422
    entry = PastResult.objects.get()
    assert (entry.total, entry.tier) == (82_500, "good")
    confirm = reverse("scoring:past-confirm")
    assert client.post(confirm, {"entries": [entry.pk]}).status_code == 403
    login(client, cast.tang)
    assert client.post(confirm, {"entries": [entry.pk]}).status_code == 302
    entry.refresh_from_db()
    assert (entry.status, entry.confirmed_by) == (Taken.CONFIRMED, cast.tang)
    assert "林秀英" in client.get(reverse("scoring:past")).content.decode()
