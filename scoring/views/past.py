"""The past at the desk: results taken over from paper, and since when records are on file."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from performance.forms import ReasonForm

from ..models import PastResult, RecordsFrom, Taken
from ..past_forms import ConfirmPastForm, PastResultForm, RecordsFromForm
from ..permissions import (
    can_confirm_past,
    can_keep_scores,
    is_about,
    keeps_scores,
    works_on_scores,
)
from ..services.past_results import (
    confirm_past,
    enter_past_result,
    scheme_in_words,
    state_records_from,
    withdraw_past,
)
from .asking import need, own_congress, readers_only

PAGE = 50
ASKED = gettext_lazy("Asked. It counts until another person agrees to withdraw it.")


def _entries(request):
    readers_only(request)
    need(works_on_scores(request.user))
    return PastResult.objects.visible_to(request.user).select_related(
        "congress",
        "scheme",
        "mandate__deputy",
        "entered_by",
        "confirmed_by",
        "withdrawn_by",
        "withdrawal_asked_by",
    )


@login_required
def page(request):
    """Everything taken over, what waits first, and the start of each congress's file."""
    entries = _entries(request).order_by("-status", "-first_day", "mandate__certificate_no", "pk")
    waiting = _with_tiers(list(entries.filter(status=Taken.WAITING)))
    on_file = Paginator(entries.exclude(status=Taken.WAITING), PAGE).get_page(
        request.GET.get("page")
    )
    on_file.object_list = _with_tiers(list(on_file.object_list))
    stated = RecordsFrom.objects.visible_to(request.user).select_related(
        "congress", "entered_by", "confirmed_by"
    )
    context = {
        "waiting": [(one, can_confirm_past(request.user, one)) for one in waiting],
        "page_obj": on_file,
        "stated": [
            (one, one.status == Taken.WAITING and can_confirm_past(request.user, one))
            for one in stated.exclude(status=Taken.WITHDRAWN)
        ],
        "keeps": keeps_scores(request.user),
    }
    return render(request, "scoring/past.html", context)


def _with_tiers(entries):
    """Give each entry the name of its tier, as its measure has it now."""
    rules = {}
    for one in entries:
        if one.scheme_id not in rules:
            rules[one.scheme_id] = scheme_in_words(one.scheme)
        tier = rules[one.scheme_id].tier(one.tier) if one.tier else None
        one.tier_name = tier.name if tier else one.tier
    return entries


@login_required
def new(request):
    """Enter a result from paper; it waits for the second person."""
    congress = own_congress(request)
    form = PastResultForm(request.POST or None, congress=congress)
    if request.method == "POST" and form.is_valid():
        try:
            enter_past_result(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Entered. It counts once another person confirms it."))
            return redirect("scoring:past")
    context = {"form": form, "congress": congress, "heading": _("Enter an earlier result")}
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/past_form.html", context, status=status)


@require_POST
@login_required
def confirm(request):
    """The second person confirms what was ticked; all or none."""
    waiting = _entries(request).filter(status=Taken.WAITING)
    form = ConfirmPastForm(request.POST, waiting=waiting)
    if not form.is_valid():
        messages.error(request, _("Tick what you compared with the paper."))
        return redirect("scoring:past")
    entries = list(form.cleaned_data["entries"])
    need(all(can_confirm_past(request.user, one) for one in entries))
    with transaction.atomic():
        for entry in entries:
            confirm_past(entry, by=request.user)
    messages.success(
        request,
        ngettext("%(n)s result confirmed.", "%(n)s results confirmed.", len(entries))
        % {"n": len(entries)},
    )
    return redirect("scoring:past")


@login_required
def withdraw(request, pk):
    """Take an entry back, with a reason."""
    entry = get_object_or_404(_entries(request), pk=pk)
    need(can_keep_scores(request.user, entry.congress))
    need(not is_about(request.user, entry))
    form = (
        forms.Form(request.POST) if entry.withdrawal_asked_by else ReasonForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        entry = withdraw_past(entry, by=request.user, **form.cleaned_data)
        messages.success(request, _("Withdrawn.") if entry.status == Taken.WITHDRAWN else ASKED)
        return redirect("scoring:past")
    context = {"form": form, "entry": entry, "heading": _("Withdraw an earlier result")}
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/past_form.html", context, status=status)


@login_required
def records_from(request):
    """Say since when every record is on file."""
    congress = own_congress(request)
    form = RecordsFromForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            state_records_from(congress, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Stated. It holds once another person agrees."))
            return redirect("scoring:past")
    context = {"form": form, "congress": congress, "heading": _("Since when records are on file")}
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/past_form.html", context, status=status)


@require_POST
@login_required
def records_from_confirm(request, pk):
    """The second person agrees with the start of the file."""
    readers_only(request)
    stated = get_object_or_404(RecordsFrom.objects.visible_to(request.user), pk=pk)
    need(can_confirm_past(request.user, stated))
    try:
        confirm_past(stated, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The file is taken as complete from that day on."))
    return redirect("scoring:past")
