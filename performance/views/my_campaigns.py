"""Campaigns on the phone: what is running, and one's own duties joined to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ..campaign_forms import ReachedForm
from ..models import Campaign, CampaignAction, CampaignPart, DutyRecord
from ..services.campaigns import join_campaign
from .my_contacts import own


@login_required
def my_campaigns(request):
    """Running campaigns of the deputy's congress, their parts, and own duties not yet joined."""
    mandate, mandates = own(request)
    running = list(
        Campaign.objects.filter(congress=mandate.congress).running_on(timezone.localdate())
    )
    free = DutyRecord.objects.none()
    if running:
        free = DutyRecord.objects.filter(
            mandate=mandate,
            status__in=["submitted", "confirmed"],
            presence="",
            campaign_part=None,
            on__gte=min(campaign.starts_on for campaign in running),
        )
    parts = CampaignPart.objects.filter(record__mandate=mandate).select_related(
        "record", "action__campaign"
    )
    context = {
        "mandate": mandate,
        "mandates": mandates,
        "running": running,
        "free": list(free.order_by("-on")[:30]),
        "parts": list(parts.order_by("-record__on")[:30]),
    }
    return render(request, "performance/my_campaigns.html", context)


@login_required
def my_campaign_join(request, pk):
    """Join one of one's own duties to a campaign that ran on its day."""
    records = DutyRecord.objects.filter(
        mandate__deputy__user=request.user, status__in=["submitted", "confirmed"], presence=""
    )
    record = get_object_or_404(records.select_related("mandate__deputy", "congress"), pk=pk)
    actions = CampaignAction.objects.filter(
        campaign__in=Campaign.objects.filter(congress=record.congress_id).running_on(record.on)
    ).select_related("campaign")
    form = ReachedForm(request.POST or None, actions=actions)
    if request.method == "POST" and form.is_valid():
        try:
            join_campaign([record], form.cleaned_data["action"], by=request.user, **form.reached())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It counts in the campaign once the record is confirmed."))
            return redirect("performance:my-campaigns")
    context = {"form": form, "record": record, "any": actions.exists()}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/my_campaign_join.html", context, status=status)
