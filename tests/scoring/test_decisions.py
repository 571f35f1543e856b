"""Decisions stand beside what was computed; what moves a result takes two people."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from scoring.models import Decision
from scoring.past import load_past
from scoring.services.decisions import confirm_decision, enter_decision, withdraw_decision
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.measures import scheme_of
from scoring.services.verification import recompute_edition
from tests.cast import login

from . import looking_back

Course = Decision.Course


@pytest.fixture
def years(cast):
    version = looking_back.in_force(cast)
    return looking_back.year(cast, 2025, version), looking_back.year(cast, 2026, version)


@pytest.fixture
def edition(cast, years, duty, meeting):
    """2025: Lin is praised, Zhao is poor."""
    duty(on=date(2025, 3, 2))
    for day in (10, 11, 12):
        meeting(cast.zhao_mandate, presence="absent", on=date(2025, 2, day))
    return publish_edition(draw_edition(years[0], by=cast.gao, name="2025"), by=cast.tang)


def decides(cast, edition, by=None, **said):
    said = {"course": Course.FOLLOW, "body": "主任会议", "on": timezone.localdate()} | said
    return enter_decision(edition, by=by or cast.gao, **said)


def test_a_step_may_be_decided_otherwise_with_a_reason(cast, edition):
    lin = edition.rows.get(mandate=cast.lin_mandate)
    assert [one["action"] for one in lin.actions] == ["praise"]
    step = {"row": lin, "action": "praise", "course": Course.NOTHING}
    with pytest.raises(ValidationError) as refused:
        decides(cast, edition, **step)
    assert list(refused.value.message_dict) == ["reason"]
    for person in (cast.xie, cast.lin, cast.jin, cast.bai):
        with pytest.raises(PermissionDenied):
            decides(cast, edition, by=person, reason="已另行表彰", **step)
    decision = decides(cast, edition, reason="已另行表彰", **step)
    assert (decision.status, decision.proposed) == ("standing", "通报表扬")
    assert decides(cast, edition, reason="已另行表彰", **step) == decision
    with pytest.raises(ValidationError, match="already"):
        decides(cast, edition, row=lin, action="praise")
    with pytest.raises(ValidationError, match="not proposed"):
        decides(cast, edition, row=lin, action="talk")
    with pytest.raises(ValidationError):
        withdraw_decision(decision, by=cast.gao, reason="")
    withdraw_decision(decision, by=cast.gao, reason="登记有误")
    assert decides(cast, edition, row=lin, action="praise").status == "standing"


def test_another_tier_waits_for_the_second_person_and_then_answers_look_backs(
    cast, years, edition, client
):
    zhao = edition.rows.get(mandate=cast.zhao_mandate)
    wanted = {"row": zhao, "course": Course.DIFFER, "tier": "fair", "reason": "因病住院"}
    for missing, field in [({"tier": ""}, "tier"), ({"reason": ""}, "reason")]:
        with pytest.raises(ValidationError) as refused:
            decides(cast, edition, **(wanted | missing))
        assert list(refused.value.message_dict) == [field]
    with pytest.raises(PermissionDenied):
        decides(cast, edition, by=cast.zhao, **wanted)
    decision = decides(cast, edition, **wanted)
    this = years[1]
    scheme = scheme_of(this.scheme_version)

    def tier_on_file():
        results = load_past(this, scheme, mandate_ids=[zhao.mandate_id]).results
        return results["tier"].to_list()

    assert (decision.status, tier_on_file()) == ("waiting", ["poor"])
    for person in (cast.gao, cast.zhao, cast.xie):
        with pytest.raises(PermissionDenied):
            confirm_decision(decision, by=person)
    confirm_decision(decision, by=cast.tang)
    assert tier_on_file() == ["fair"]
    zhao.refresh_from_db()
    assert zhao.tier == "poor"  # the frozen row stays
    assert recompute_edition(edition) == []
    with pytest.raises(ValidationError):
        withdraw_decision(decision, by=cast.tang)
    for again in (1, 2):  # asking twice is asking once
        asked = withdraw_decision(decision, by=cast.tang, reason="会议未通过")
        assert (asked.status, tier_on_file(), again) == ("standing", ["fair"], again)
    with pytest.raises(PermissionDenied):
        withdraw_decision(decision, by=cast.xie)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(status="withdrawn", withdrawn_by=cast.tang)
    login(client, cast.tang)
    assert "会议未通过" in client.get(zhao.get_absolute_url()).content.decode()
    login(client, cast.gao)
    gone = f"/desk/rankings/decisions/{decision.pk}/withdraw/"
    assert "会议未通过" in client.get(gone).content.decode()
    assert client.post(gone).status_code == 302
    decision.refresh_from_db()
    assert (decision.withdrawn_by, decision.withdrawn_reason) == (cast.gao, "会议未通过")
    assert tier_on_file() == ["poor"]


def test_a_list_is_preliminary_until_it_is_decided(cast, edition, client):
    login(client, cast.xie)
    page = client.get(edition.get_absolute_url())
    assert page.context["decides"].by == "主任会议"
    assert page.context["decided"] is None
    url = reverse("scoring:decision-list", args=[edition.pk])
    assert client.get(url).status_code == 403
    login(client, cast.gao)
    form = {"course": "follow", "body": "主任会议", "on": timezone.localdate().isoformat()}
    assert client.post(url, form | {"on": "2999-01-01"}).status_code == 422
    assert client.post(url, form).status_code == 302
    decision = Decision.objects.get()
    confirm = reverse("scoring:decision-confirm", args=[decision.pk])
    assert client.post(confirm).status_code == 403
    login(client, cast.tang)
    assert client.post(confirm).status_code == 302
    decision.refresh_from_db()
    assert (decision.status, decision.confirmed_by) == ("standing", cast.tang)


def test_lin_reads_the_decision_beside_the_proposal_and_not_the_waiting_one(cast, edition, client):
    lin = edition.rows.get(mandate=cast.lin_mandate)
    step = {"row": lin, "action": "praise", "course": Course.NOTHING, "reason": "已另行表彰"}
    decides(cast, edition, **step)
    decides(cast, edition, row=lin, course=Course.DIFFER, tier="good", reason="另有贡献")
    login(client, cast.lin)
    shown = client.get(reverse("scoring:my-edition-row", args=[lin.pk])).content.decode()
    assert "已另行表彰" in shown
    assert "另有贡献" not in shown
    login(client, cast.gao)
    shown = client.get(lin.get_absolute_url()).content.decode()
    assert "另有贡献" in shown
    url = reverse("scoring:decision-row", args=[lin.pk]) + "?action=talk"
    assert client.get(url).status_code == 404


def test_nobody_decides_over_an_edition_that_is_only_drawn(cast, years, duty):
    duty(on=date(2025, 3, 2))
    drawn = draw_edition(years[0], by=cast.gao, name="2025")
    with pytest.raises(ValidationError, match="published"):
        decides(cast, drawn)
