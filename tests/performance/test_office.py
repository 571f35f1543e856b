"""The plain registers in the office: each keeper their own congress, nothing deleted."""

import pytest
from django.urls import reverse

from foundation.office import sync_office_groups
from performance.models import Suspension, Term
from performance.signals import duty_records_changed

from ..cast import login
from .conftest import DAY


@pytest.fixture
def keepers(cast):
    for person in (cast.gao, cast.tang, cast.bai):
        sync_office_groups(person)
    return cast


def form_for(mandate, **changes):
    values = {"mandate": mandate.pk, "starts_on": DAY.isoformat(), "ends_on": "", "reason": "§61"}
    return {**values, **changes}


def test_gao_suspends_a_deputy_and_a_clerk_of_another_county_cannot(
    client, keepers, django_capture_on_commit_callbacks
):
    mandate, heard = keepers.lin_mandate, []

    def listen(mandate_ids, **kwargs):
        heard.extend(mandate_ids)

    duty_records_changed.connect(listen)
    add = reverse("suspension:add")
    try:
        login(client, keepers.bai)
        assert client.get(add).status_code == 200
        client.post(add, form_for(mandate))
        assert not Suspension.objects.exists()
        login(client, keepers.gao)
        client.post(add, form_for(mandate, ends_on="2026-01-01"))
        assert not Suspension.objects.exists()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(add, form_for(mandate))
    finally:
        duty_records_changed.disconnect(listen)
    span = Suspension.objects.get()
    assert (span.mandate, heard) == (mandate, [mandate.pk])
    edit = reverse("suspension:edit", args=[span.pk])
    assert client.get(edit).status_code == 200
    assert "林秀英" in client.get(reverse("suspension:index")).content.decode()
    login(client, keepers.bai)
    assert "林秀英" not in client.get(reverse("suspension:index")).content.decode()
    client.post(edit, form_for(mandate, ends_on="2026-04-01"))
    span.refresh_from_db()
    assert span.ends_on is None


def test_no_line_of_a_register_is_deleted(client, keepers):
    span = Suspension.objects.create(mandate=keepers.lin_mandate, starts_on=DAY, reason="x")
    login(client, keepers.gao)
    client.post(reverse("suspension:delete", args=[span.pk]))
    assert Suspension.objects.filter(pk=span.pk).exists()
    assert client.get(reverse("suspension:edit", args=[span.pk])).status_code == 200


def test_every_register_opens_for_its_keeper_and_for_no_reader(client, keepers):
    names = ["suspension", "membership", "rolespan", "deputygroup", "constituency", "term"]
    for name in names:
        for person, status in [(keepers.gao, 200), (keepers.lin, 302), (keepers.xie, 302)]:
            login(client, person)
            assert client.get(reverse(f"{name}:index")).status_code == status, (name, person)
    term = Term.objects.get(congress=keepers.other_county)
    login(client, keepers.gao)
    page = client.get(reverse("term:edit", args=[term.pk]), follow=True)
    assert page.redirect_chain or page.status_code == 403
