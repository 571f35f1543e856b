"""A deputy's own calls (履职安排): what is coming, “I'll come”, asking for leave."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..duties import coming_pairs, duties_of, past_pairs
from ..leave_forms import LeaveForm
from ..models import ActivitySummary, Attendance, CredentialFlag, LeaveRequest
from ..services import leave as verbs
from .access import own_mandates
from .flags import with_days

PER_PAGE = 20


def _mandates(request):
    mandates = own_mandates(request.user)
    if not mandates:
        raise Http404
    return mandates


def _duties(request, pk):
    """The person's own calls to that activity, one for each of their mandates; else 404."""
    mandates = _mandates(request)
    pairs = list(coming_pairs(mandates, timezone.localdate()).filter(sitting__activity=pk)) or list(
        past_pairs(mandates, timezone.localdate()).filter(sitting__activity=pk)
    )
    if not pairs:
        raise Http404
    return duties_of(pairs, mandates)


@login_required
def my_duties(request):
    """Everything the deputy is called to: coming in full, the past page by page."""
    mandates = _mandates(request)
    asked = request.GET.get("mandate", "")
    shown = [m for m in mandates if str(m.pk) == asked] or mandates
    today = timezone.localdate()
    page = Paginator(past_pairs(shown, today), PER_PAGE).get_page(request.GET.get("page"))
    coming = list(coming_pairs(shown, today))
    duties = duties_of([*coming, *page.object_list], mandates)
    flags = CredentialFlag.objects.filter(mandate__in=shown, holds=True).exclude(
        status=CredentialFlag.Status.NO_GROUND
    )
    for flag in (flags := list(flags)):
        flag.days, flag.partly_days = with_days(flag.sessions), with_days(flag.partly)
    context = {
        "flags": flags,
        "mandates": mandates,
        "shown": shown[0] if len(shown) == 1 and len(mandates) > 1 else None,
        "coming": duties[: len(coming)],
        "past": duties[len(coming) :],
        "page_obj": page,
    }
    return render(request, "performance/my_duties.html", context)


@login_required
def my_duty(request, pk):
    """One activity as its deputy sees it: facts, own half-days, own requests for leave."""
    duties = _duties(request, pk)
    activity = duties[0].activity
    summary = ActivitySummary.objects.filter(activity=activity).first()
    reports = list(activity.forwarded_reports.all()) if summary else []
    context = {**_context(duties), "summary": summary, "reports": reports}
    return render(request, "performance/my_duty.html", context)


def _context(duties):
    return {
        "duties": duties,
        "activity": duties[0].activity,
        "can_reply": any(duty.can_reply for duty in duties),
        "askable": any(duty.askable for duty in duties),
        "coming": all(duty.coming for duty in duties),
    }


@require_POST
@login_required
def duty_reply(request, pk):
    """“I'll come”, for every mandate in which the person is called."""
    duties = _duties(request, pk)
    try:
        verbs.reply_coming(duties[0].activity, [d.mandate for d in duties], by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Thank you. The organiser sees that you will come."))
    return redirect("performance:my-duty", pk)


@login_required
def duty_leave(request, pk):
    """Ask for leave from chosen half-days."""
    duties = _duties(request, pk)
    activity = duties[0].activity
    offered = [line for duty in duties for line in duty.askable]
    posted = request.method == "POST"
    if posted:
        # What is posted is judged by the service, which says what to do when it is too late.
        offered = [line for duty in duties for line in duty.lines]
    form = LeaveForm(request.POST or None, lines=offered)
    if posted and form.is_valid():
        try:
            _ask(activity, duties, form.cleaned_data, request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Sent. You will find the decision here."))
            return redirect("performance:my-duty", pk)
    context = {**_context(duties), "form": form, "offered": offered}
    status = 422 if posted else 200
    return render(request, "performance/my_leave.html", context, status=status)


@transaction.atomic
def _ask(activity, duties, data, user):
    """One request for each mandate that is called to the half-days chosen."""
    chosen = {int(key) for key in data["half_days"]}
    for duty in duties:
        keys = [line.line_pk for line in duty.lines if line.sitting_pk in chosen]
        if not keys:
            continue
        verbs.ask_leave(
            activity,
            duty.mandate,
            Attendance.objects.filter(pk__in=keys),
            reason=data["reason"],
            note=data["note"],
            key=data["key"].hex,
            by=user,
        )


@require_POST
@login_required
def leave_withdraw(request, pk):
    """Take one's own request back."""
    own = LeaveRequest.objects.filter(mandate__deputy__user=request.user)
    leave = get_object_or_404(own, pk=pk)
    try:
        verbs.withdraw_leave(leave, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Taken back. You are expected again."))
    return redirect("performance:my-duty", leave.activity_id)
