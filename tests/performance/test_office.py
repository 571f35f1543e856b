"""The plain registers in the office: each keeper their own congress, nothing deleted."""

import pytest
from django.urls import reverse

from foundation.office import sync_office_groups
from performance.models import Constituency, Suspension, Term

from ..cast import login
from .conftest import DAY


@pytest.fixture
def keepers(cast):
    for person in (cast.gao, cast.tang, cast.bai):
        sync_office_groups(person)
    return cast


def test_what_moves_a_mandates_days_is_only_read_in_the_office(client, keepers):
    span = Suspension.objects.create(mandate=keepers.lin_mandate, starts_on=DAY, reason="x")
    form = {"mandate": span.mandate_id, "starts_on": "2026-05-01", "reason": "§61"}
    login(client, keepers.gao)
    assert "林秀英" in client.get(reverse("suspension:index")).content.decode()
    client.post(reverse("suspension:add"), form)
    client.post(reverse("suspension:edit", args=[span.pk]), {**form, "ends_on": "2026-06-01"})
    client.post(reverse("suspension:delete", args=[span.pk]))
    assert list(Suspension.objects.values_list("starts_on", "ends_on")) == [(DAY, None)]
    login(client, keepers.bai)
    assert "林秀英" not in client.get(reverse("suspension:index")).content.decode()


def test_gao_adds_a_constituency_and_deletes_none(client, keepers):
    login(client, keepers.gao)
    client.post(reverse("constituency:add"), {"congress": keepers.county.pk, "name": "第9选区"})
    added = Constituency.objects.get(name="第9选区")
    client.post(reverse("constituency:delete", args=[added.pk]))
    assert Constituency.objects.filter(pk=added.pk).exists()
    login(client, keepers.bai)
    client.post(reverse("constituency:add"), {"congress": keepers.county.pk, "name": "第10选区"})
    assert not Constituency.objects.filter(name="第10选区").exists()


def test_every_register_opens_for_its_keeper_and_for_no_reader(client, keepers):
    names = ["suspension", "membership", "rolespan", "deputygroup", "constituency", "term"]
    names += ["speciality"]
    for name in names:
        for person, status in [(keepers.gao, 200), (keepers.lin, 302), (keepers.xie, 302)]:
            login(client, person)
            assert client.get(reverse(f"{name}:index")).status_code == status, (name, person)
    term = Term.objects.get(congress=keepers.other_county)
    login(client, keepers.gao)
    page = client.get(reverse("term:edit", args=[term.pk]), follow=True)
    assert page.redirect_chain or page.status_code == 403
