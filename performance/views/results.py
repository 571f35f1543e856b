"""After the sheet: what came of an activity, reports sent on, and holding it with another
congress."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..models import Activity, ActivityPartner, ActivitySummary, ForwardedReport
from ..permissions import can_keep_records, can_prepare_activity, can_sum_up
from ..result_forms import JoinForm, PartnerForm, ReportForm, SummaryForm
from ..services import joint, summaries
from .access import activity_read_by, keepers_only

OPEN = {Activity.Status.DRAFT, Activity.Status.PUBLISHED}


def result_context(activity, user):
    """What an activity's page shows beside its sheet."""
    partners = list(activity.partners.select_related("congress", "kind", "group"))
    running = activity.status in OPEN
    return {
        "summary": ActivitySummary.objects.filter(activity=activity)
        .select_related("written_by")
        .first(),
        "reports": list(activity.forwarded_reports.all()),
        "can_sum_up": activity.status == Activity.Status.CLOSED and can_sum_up(user, activity),
        "partners": partners,
        "to_join": [
            p for p in partners if running and not p.joined and can_keep_records(user, p.congress)
        ],
        "partner_form": PartnerForm(activity=activity)
        if running and can_prepare_activity(user, activity)
        else None,
    }


def _closed(request, pk):
    activity = activity_read_by(request.user, pk)
    if not can_sum_up(request.user, activity):
        raise PermissionDenied
    return activity


def _answer(request, activity, form, save, *, heading, button, done):
    """A form about an activity: shown, or saved and back to the activity."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done)
            return redirect("performance:activity", activity.pk)
    context = {"form": form, "activity": activity, "heading": heading, "button": button}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/activity_result.html", context, status=status)


@keepers_only
def activity_summary(request, pk):
    """Write what came of it."""
    activity = _closed(request, pk)
    known = ActivitySummary.objects.filter(activity=activity).first()
    return _answer(
        request,
        activity,
        SummaryForm(request.POST or None, instance=known),
        lambda data: summaries.sum_up(activity, by=request.user, **data),
        heading=_("What came of it"),
        button=_("Save"),
        done=_("Saved. Those who took part can read it."),
    )


@keepers_only
def activity_report(request, pk, report=None):
    """Note a report sent on, or what was answered to it."""
    activity = _closed(request, pk)
    known = report and get_object_or_404(ForwardedReport, pk=report, activity=activity)
    copy = known and ForwardedReport.objects.get(pk=known.pk)
    form = ReportForm(request.POST or None, instance=copy)
    if known:  # which report it is stays; only what is noted of it changes
        form.fields["title"].disabled = form.fields["sent_to"].disabled = True
    else:
        form.instance.activity = activity
    return _answer(
        request,
        activity,
        form,
        lambda data: summaries.forward_report(activity, by=request.user, **data),
        heading=_("Report sent on"),
        button=_("Save"),
        done=_("Saved."),
    )


@require_POST
@keepers_only
def activity_partner(request, pk):
    """Ask another congress to hold it together."""
    activity = activity_read_by(request.user, pk)
    if not can_prepare_activity(request.user, activity):
        raise PermissionDenied
    form = PartnerForm(request.POST, activity=activity)
    if not form.is_valid():
        messages.error(request, _("Choose a congress that does not hold it already."))
        return redirect("performance:activity", pk)
    try:
        partner = joint.ask_partner(activity, form.cleaned_data["congress"], by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        asked = _("Asked. %(congress)s says who of its deputies is called.")
        messages.success(request, asked % {"congress": partner.congress})
    return redirect("performance:activity", pk)


@keepers_only
def activity_join(request, pk, partner):
    """Join an activity another congress holds."""
    activity = activity_read_by(request.user, pk)
    partner = get_object_or_404(
        ActivityPartner.objects.select_related("congress", "activity"),
        pk=partner,
        activity=activity,
    )
    if not can_keep_records(request.user, partner.congress):
        raise PermissionDenied
    copy = ActivityPartner.objects.select_related("congress").get(pk=partner.pk)
    return _answer(
        request,
        activity,
        JoinForm(request.POST or None, instance=copy),
        lambda data: joint.join_activity(partner, by=request.user, **data),
        heading=_("Hold it together"),
        button=_("Join"),
        done=_("Joined. Your deputies are called with it."),
    )
