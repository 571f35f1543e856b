"""Entering, confirming and taking back decisions over published results."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from performance.forms import ReasonForm

from ..decision_forms import DecisionForm
from ..models import Decision, Edition, EditionRow
from ..permissions import can_confirm_decision, can_enter_decision, is_about
from ..services.decisions import confirm_decision, enter_decision, withdraw_decision
from ..services.measures import scheme_of
from .asking import need, readers_only

ASKED = gettext_lazy("Asked. It counts until another person agrees to withdraw it.")


def _decide(request, edition, back, row=None, action=""):
    need(can_enter_decision(request.user, edition))
    rules = scheme_of(edition.scheme_version)
    proposed = None
    if action:
        proposed = next((one for one in row.actions if one["action"] == action), None)
        if proposed is None:
            raise Http404
    form = DecisionForm(request.POST or None, edition=edition, rules=rules, row=row, action=action)
    if request.method == "POST" and form.is_valid():
        try:
            decision = enter_decision(
                edition, by=request.user, row=row, action=action, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            waits = decision.status == Decision.Status.WAITING
            messages.success(
                request,
                _("Entered. It holds once another person confirms it.") if waits else _("Entered."),
            )
            return redirect(back)
    tier = rules.tier(row.tier) if row and row.tier else None
    context = {
        "edition": edition,
        "row": row,
        "proposed": proposed,
        "tier": tier,
        "form": form,
        "back": back,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/decision_form.html", context, status=status)


@login_required
def over_row(request, pk):
    """A decision over one deputy's result, or (`?action=`) over a step proposed for them."""
    readers_only(request)
    rows = EditionRow.objects.visible_to(request.user).select_related(
        "edition__scheme_version__scheme", "edition__congress", "mandate__deputy"
    )
    row = get_object_or_404(rows, pk=pk)
    return _decide(request, row.edition, row.get_absolute_url(), row, request.GET.get("action", ""))


@login_required
def over_list(request, pk):
    """The decision over a preliminary list as a whole."""
    readers_only(request)
    editions = Edition.objects.visible_to(request.user).select_related(
        "scheme_version__scheme", "congress"
    )
    edition = get_object_or_404(editions, pk=pk)
    return _decide(request, edition, edition.get_absolute_url())


def _decision(request, pk):
    readers_only(request)
    decisions = Decision.objects.visible_to(request.user).select_related(
        "edition__congress", "row__mandate__deputy"
    )
    return get_object_or_404(decisions, pk=pk)


@require_POST
@login_required
def confirm(request, pk):
    """The second person agrees."""
    decision = _decision(request, pk)
    need(can_confirm_decision(request.user, decision))
    try:
        confirm_decision(decision, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Confirmed. The decision stands beside the result."))
    return redirect(decision)


@login_required
def withdraw(request, pk):
    """Take a decision back, with a reason."""
    decision = _decision(request, pk)
    need(can_enter_decision(request.user, decision.edition))
    need(not is_about(request.user, decision))
    form = (
        forms.Form(request.POST)
        if decision.withdrawal_asked_by
        else ReasonForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        decision = withdraw_decision(decision, by=request.user, **form.cleaned_data)
        gone = decision.status == Decision.Status.WITHDRAWN
        messages.success(request, _("Withdrawn.") if gone else ASKED)
        return redirect(decision)
    context = {"decision": decision, "edition": decision.edition, "row": decision.row}
    context |= {"form": form, "back": decision.get_absolute_url()}
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/decision_form.html", context, status=status)
