"""How far a ranking can be trusted: the method in plain words, groups compared, the note."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..fairness_words import comparisons
from ..forms import DisparityNoteForm
from ..models import Edition, ScoringPeriod
from ..permissions import can_keep_scores, can_see_live
from ..services.fairness_sheets import note_disparity
from ..services.live_fairness import live_fairness
from ..services.periods import show_ranks
from .asking import need, readers_only


@login_required
def method(request):
    """How points, percentile, band and comparison come about, for whoever reads rankings."""
    readers_only(request)
    return render(request, "scoring/method.html")


@login_required
def my_method(request):
    """The same for a deputy."""
    return render(request, "scoring/method_my.html")


@login_required
def edition(request, pk):
    """Groups of an edition compared, and the note on what differs."""
    editions = Edition.objects.visible_to(request.user)
    edition = get_object_or_404(
        editions.select_related("congress", "period", "fairness_sheet__noted_by"), pk=pk
    )
    readers_only(request)
    sheet = getattr(edition, "fairness_sheet", None)
    if sheet is None:
        raise Http404
    may_note = edition.status == Edition.Status.DRAWN and can_keep_scores(
        request.user, edition.congress
    )
    form = DisparityNoteForm(request.POST or None, initial={"note": sheet.note})
    if request.method == "POST":
        need(can_keep_scores(request.user, edition.congress))
        if form.is_valid():
            try:
                note_disparity(edition, form.cleaned_data["note"], by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("The note is kept with the edition."))
                return redirect("scoring:edition-fairness", edition.pk)
    context = {
        "edition": edition,
        "sheet": sheet,
        "fairness": sheet.fairness,
        "comparisons": comparisons(sheet.fairness),
        "form": form if may_note or form.errors else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/edition_fairness.html", context, status=status)


@login_required
def live(request, pk):
    """Groups compared over the live cards of a period."""
    periods = ScoringPeriod.objects.visible_to(request.user)
    period = get_object_or_404(periods.select_related("congress", "scheme_version__scheme"), pk=pk)
    need(can_see_live(request.user, period.congress))
    fairness = live_fairness(period)
    context = {
        "period": period,
        "fairness": fairness,
        "comparisons": comparisons(fairness) if fairness else (),
    }
    return render(request, "scoring/period_fairness.html", context)


@require_POST
@login_required
def ranks_for_deputies(request, pk):
    """Whether the deputies of a period see their rank, percentile and band."""
    periods = ScoringPeriod.objects.visible_to(request.user)
    period = get_object_or_404(periods.select_related("congress"), pk=pk)
    need(can_keep_scores(request.user, period.congress))
    show_ranks(period, shown=request.POST.get("shown") == "yes", by=request.user)
    messages.success(request, _("Kept. It holds for every edition of this period."))
    return redirect(period)
