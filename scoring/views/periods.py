"""Scoring periods at the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..forms import DrawForm, PeriodForm
from ..models import ScoringPeriod
from ..permissions import can_keep_scores, can_see_live
from ..services.cards import recompute_cards
from ..services.periods import set_period
from .asking import need, own_congress


@login_required
def new(request):
    """Open a scoring period of the person's congress."""
    congress = own_congress(request)
    form = PeriodForm(request.POST or None, congress=congress)
    if request.method == "POST" and form.is_valid():
        try:
            period = set_period(congress, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            recompute_cards(period)
            messages.success(request, _("The period is open and its cards are computed."))
            return redirect(period)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "congress": congress}
    return render(request, "scoring/period_new.html", context, status=status)


@login_required
def page(request, pk):
    """One period: its days, its measure, its editions, and drawing the next."""
    periods = ScoringPeriod.objects.visible_to(request.user)
    period = get_object_or_404(periods.select_related("congress", "scheme_version__scheme"), pk=pk)
    if not can_see_live(request.user, period.congress):
        raise PermissionDenied
    editions = period.editions.select_related("drawn_by", "published_by")
    context = {
        "period": period,
        "editions": editions,
        "cards": period.cards.count(),
        "keeps": can_keep_scores(request.user, period.congress),
        "form": DrawForm(
            period=period, initial={"name": _("Ranking %(period)s") % {"period": period.name}}
        ),
    }
    return render(request, "scoring/period.html", context)


@require_POST
@login_required
def recompute(request, pk):
    """Compute all cards of the period anew; what is right already stays as it is."""
    period = get_object_or_404(
        ScoringPeriod.objects.visible_to(request.user).select_related("congress", "scheme_version"),
        pk=pk,
    )
    need(can_keep_scores(request.user, period.congress))
    computed, changed = recompute_cards(period)
    messages.success(
        request,
        _("%(computed)s cards computed, %(changed)s changed.")
        % {"computed": computed, "changed": changed},
    )
    return redirect(period)
