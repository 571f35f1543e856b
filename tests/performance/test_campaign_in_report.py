"""Deputy Lin tells of a duty done in a campaign, once, on her phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from performance.models import CampaignPart, DutyRecord
from performance.services.campaigns import create_campaign

from ..cast import login
from .test_self_reports import form_of, send

pytestmark = pytest.mark.django_db


def test_lin_joins_a_running_campaign_with_her_report_and_types_nothing_twice(client, cast):
    login(client, cast.lin)
    cast.county.kind_catalogue = "full"
    cast.county.save()
    assert "campaign" not in client.get("/my/log/visit/").context["form"].fields
    today = timezone.localdate()
    campaign = create_campaign(
        cast.county,
        name="五大行动",
        starts_on=today - timedelta(days=5),
        ends_on=today + timedelta(days=30),
        by=cast.gao,
    )
    action = campaign.actions.get(kind="volunteering")
    form = form_of(client, "donation", amount="500", goods="棉被十床", campaign=action.pk)
    for _twice in range(2):
        assert client.post("/my/log/donation/", form).status_code == 302
    part = CampaignPart.objects.get()
    assert (part.record, part.cents, part.goods) == (DutyRecord.objects.get(), 50_000, "棉被十床")
    early = (today - timedelta(days=9)).isoformat()
    refused = send(client, "visit", on=early, campaign=action.pk)
    assert refused.status_code == 422
    assert "五大行动" in refused.content.decode()
    assert DutyRecord.objects.count() == 1
    assert send(client, "visit", campaign="").status_code == 302
    assert CampaignPart.objects.count() == 1
