"""Linked households (联系户): the deputy's own list; how many each deputy has, for the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..households import household_counts, household_lines
from ..models import Household
from ..permissions import can_keep_records
from ..self_report_forms import AtMostForm, HouseholdForm
from ..services.households import (
    close_household,
    link_household,
    rename_household,
    set_households_at_most,
)
from .access import congresses_read, own_mandates, readers_only


@login_required
def my_households(request):
    """The linked households with their last talk; link another."""
    mandates = own_mandates(request.user)
    asked = request.POST.get("mandate") or request.GET.get("mandate", "")
    mandate = next((m for m in mandates if not asked or str(m.pk) == asked), None)
    if mandate is None:
        raise Http404
    form = HouseholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            household = link_household(mandate, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Linked: %(household)s") % {"household": household})
            return redirect(_address(mandate))
    lines = household_lines(mandate, timezone.localdate())
    linked = [line for line in lines if line.household.is_linked]
    context = {
        "mandate": mandate,
        "mandates": mandates,
        "form": form,
        "linked": linked,
        "closed": [line for line in lines if not line.household.is_linked],
        "at_most": mandate.congress.households_at_most,
        "talked": sum(1 for line in linked if line.this_year),
        "year": timezone.localdate().year,
        "full": len(linked) >= mandate.congress.households_at_most,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/households.html", context, status=status)


@login_required
def household_rename(request, pk):
    """Give a household another label or area."""
    household = _own(request, pk)
    initial = {"label": household.label, "area": household.area}
    form = HouseholdForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            rename_household(household, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(_address(household.mandate))
    context = {"household": household, "form": form, "back": _address(household.mandate)}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/household_rename.html", context, status=status)


@login_required
@require_POST
def household_close(request, pk):
    """Say that a household is no longer linked."""
    household = close_household(_own(request, pk), by=request.user)
    words = _("No longer linked: %(household)s. Its talks stay in the volume.")
    messages.success(request, words % {"household": household})
    return redirect(_address(household.mandate))


def _own(request, pk):
    own = Household.objects.filter(mandate__deputy__user=request.user)
    return get_object_or_404(own.select_related("mandate__deputy", "mandate__congress"), pk=pk)


def _address(mandate):
    return f"{reverse('performance:my-households')}?mandate={mandate.pk}"


@readers_only
def desk_households(request):
    """How many households each deputy is linked with and has talked to this year: counts only.

    A keeper sets here how many a deputy may be linked with.
    """
    congresses = list(congresses_read(request.user))
    asked = request.POST.get("congress") or request.GET.get("congress", "")
    congress = next((c for c in congresses if not asked or str(c.pk) == asked), None)
    if congress is None:
        raise Http404
    keeps = can_keep_records(request.user, congress)
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    form = AtMostForm(request.POST or None, initial={"at_most": congress.households_at_most})
    if request.method == "POST" and form.is_valid():
        set_households_at_most(congress, form.cleaned_data["at_most"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('performance:desk-households')}?congress={congress.pk}")
    today = timezone.localdate()
    rows = household_counts(congress, today)
    context = {
        "congress": congress,
        "congresses": congresses,
        "keeps": keeps,
        "form": form,
        "year": today.year,
        "totals": [
            sum(getattr(row, name) for row in rows) for name in ("linked", "talked", "talks")
        ],
        "page_obj": Paginator(rows, 50).get_page(request.GET.get("page")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/desk_households.html", context, status=status)
