"""Campaigns at the desk: prepared, joined in bulk, their dashboard, the list behind each figure."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.charts import bar_figure

from ..campaign_forms import CampaignForm, ReachedForm
from ..campaign_totals import build_dashboard, rounds_of, summed
from ..contact_permissions import can_keep_links
from ..models import Campaign, CampaignAction, CampaignPart, DutyRecord
from ..services.campaigns import create_campaign, join_campaign
from .access import keepers_only, readers_only
from .contacts import chosen_congress, kept_congress

PER_PAGE = 50


def read_campaign(request, pk, *, kept=False):
    """That campaign, if the person reads its congress; else 404. `kept`: else 403."""
    campaigns = Campaign.objects.visible_to(request.user).select_related("congress")
    campaign = get_object_or_404(campaigns, pk=pk)
    if kept and not can_keep_links(request.user, campaign.congress):
        raise PermissionDenied
    return campaign


@readers_only
def campaigns(request):
    """Campaigns of the congresses the person reads."""
    congress, congresses = chosen_congress(request)
    context = {
        "congress": congress,
        "congresses": congresses,
        "campaigns": Campaign.objects.filter(congress=congress),
        "today": timezone.localdate(),
        "keeps": can_keep_links(request.user, congress),
    }
    return render(request, "performance/campaigns.html", context)


@keepers_only
def campaign_new(request):
    """Prepare a campaign."""
    congress = kept_congress(request)
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            campaign = create_campaign(congress, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Prepared, with its five actions."))
            return redirect(campaign)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "congress": congress}
    return render(request, "performance/campaign_new.html", context, status=status)


@readers_only
def campaign(request, pk):
    """The dashboard: totals by action, delegation and deputy; problems; rounds year by year."""
    campaign = read_campaign(request, pk)
    shown = build_dashboard(campaign)
    rounds = rounds_of(campaign)
    this_round = next(one for one in rounds if one.campaign == campaign)
    labels = [action.name for action, _sums, _value in shown.actions]
    context = {
        "campaign": campaign,
        "shown": shown,
        "chart": bar_figure(
            labels, {_("Occasions"): [sums.occasions for _action, sums, _value in shown.actions]}
        ),
        "chart_headers": [_("Action"), _("Occasions")],
        "chart_rows": [[action.name, sums.occasions] for action, sums, _value in shown.actions],
        "rounds": rounds if any(one.visits for one in rounds) else (),
        "round_sums": summed(rounds),
        "this_round": this_round,
        "keeps": can_keep_links(request.user, campaign.congress),
    }
    return render(request, "performance/campaign.html", context)


@readers_only
def campaign_list(request, pk):
    """The records behind a figure: by action, delegation or deputy; waiting ones apart."""
    campaign = read_campaign(request, pk)
    parts = CampaignPart.objects.filter(action__campaign=campaign).select_related(
        "action", "record__mandate__deputy", "record__mandate__delegation"
    )
    narrowed = []
    action, mandate = request.GET.get("action", ""), request.GET.get("mandate", "")
    if action.isdigit():
        parts = parts.filter(action=action)
        narrowed += CampaignAction.objects.filter(pk=action, campaign=campaign)
    if mandate.isdigit():
        parts = parts.filter(record__mandate=mandate)
    if "delegation" in request.GET:
        named = request.GET["delegation"]
        wanted = {"record__mandate__delegation__name": named}
        if not named:
            wanted = {"record__mandate__delegation": None}
        parts = parts.filter(**wanted)
        narrowed.append(named or _("No delegation"))
    waiting = request.GET.get("list") == "waiting"
    parts = parts.filter(record__status="submitted" if waiting else "confirmed")
    if request.GET.get("list") == "donated":
        parts = parts.exclude(cents=0, goods="")
    page = Paginator(parts.order_by("-record__on", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    if mandate.isdigit() and page.object_list:
        narrowed.append(page.object_list[0].record.mandate.deputy.name)
    context = {
        "campaign": campaign,
        "page_obj": page,
        "waiting": waiting,
        "narrowed": [str(word) for word in narrowed],
    }
    return render(request, "performance/campaign_list.html", context)


@readers_only
def campaign_join(request, pk):
    """Records of the campaign's days in no campaign yet; those ticked join one action."""
    campaign = read_campaign(request, pk, kept=True)
    records = (
        DutyRecord.objects.filter(
            congress=campaign.congress_id,
            status__in=["submitted", "confirmed"],
            presence="",
            campaign_part=None,
        )
        .within(campaign.starts_on, campaign.ends_on)
        .select_related("kind", "congress", "mandate__deputy", "mandate__delegation")
        .order_by("-on", "pk")
    )
    actions = campaign.actions.select_related("campaign")
    form = ReachedForm(request.POST or None, actions=actions)
    if request.method == "POST" and form.is_valid():
        keys = [key for key in request.POST.getlist("record") if key.isdigit()]
        try:
            count = join_campaign(
                list(records.filter(pk__in=keys)),
                form.cleaned_data["action"],
                by=request.user,
                **form.reached(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            done = ngettext("%(n)s record joined.", "%(n)s records joined.", count)
            messages.success(request, done % {"n": count})
            return redirect("performance:campaign-join", campaign.pk)
    page = Paginator(records, PER_PAGE).get_page(request.GET.get("page"))
    status = 422 if request.method == "POST" else 200
    context = {"campaign": campaign, "page_obj": page, "form": form}
    return render(request, "performance/campaign_join.html", context, status=status)
