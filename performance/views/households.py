"""Linked households (联系户): the deputy's own list; how many each deputy has, for the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..households import household_lines
from ..models import Household
from ..self_report_forms import HouseholdForm
from ..services.households import close_household, link_household, rename_household
from .access import own_mandates


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
