"""A new mandate at the desk (新任、补选登记): first the name, then the person and the papers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..life_forms import act
from ..newcomer_forms import NewMandateForm, WhoForm, open_terms
from .access import keepers_only, kept_congresses


@keepers_only
def mandate_new(request):
    """Ask for the name; once it is known, show who is called so and the rest of the form."""
    terms = open_terms(kept_congresses(request.user))
    who = WhoForm(request.GET if "name" in request.GET else None, terms=terms)
    if not who.is_bound or not who.is_valid():
        if request.method == "POST":
            raise Http404
        status = 422 if who.is_bound else 200
        return render(request, "performance/mandate_who.html", {"form": who}, status=status)
    name, term = who.cleaned_data["name"], who.into
    form = NewMandateForm(request.POST or None, name=name, term=term, user=request.user)
    if request.method == "POST" and act(form, request.user):
        told = _("%(name)s is a deputy from %(day)s on.")
        day = form.made.starts_on
        messages.success(request, told % {"name": name, "day": day})
        return redirect("performance:mandate", form.made.pk)
    context = {"form": form, "name": name, "term": term, "who": request.GET.urlencode()}
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/mandate_new.html", context, status=status)
