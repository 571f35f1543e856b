"""Rankings at the desk: the overview, the live ranking of a period, why one card says what."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ..figures import charts_of
from ..figures_of_one import charts_of_card
from ..models import Edition, ScoreCard, ScoringPeriod
from ..permissions import (
    can_keep_scores,
    can_see_live,
    keeps_scores,
    works_on_scores,
)
from ..ranking import live_ranking
from ..sheets import ranking_workbook
from ..why import why_of_card
from .asking import readers_only

PAGE = 100


@login_required
def overview(request):
    """Every period with its live ranking, and every edition the person may open."""
    readers_only(request)
    periods = (
        ScoringPeriod.objects.visible_to(request.user)
        .select_related("congress", "scheme_version__scheme")
        .order_by("congress", "-first_day")
    )
    editions = Edition.objects.visible_to(request.user).select_related(
        "congress", "period", "drawn_by", "published_by"
    )
    context = {
        "periods": periods if works_on_scores(request.user) else [],
        "editions": Paginator(editions.exclude(status="discarded"), 30).get_page(
            request.GET.get("page")
        ),
        "keeps": keeps_scores(request.user),
        "works": works_on_scores(request.user),
    }
    return render(request, "scoring/overview.html", context)


def _live_period(request, pk):
    periods = ScoringPeriod.objects.visible_to(request.user)
    period = get_object_or_404(periods.select_related("congress", "scheme_version__scheme"), pk=pk)
    if not can_see_live(request.user, period.congress):
        raise PermissionDenied
    return period


@login_required
def live(request, pk):
    """The live ranking of one cohort: working figures, nobody's document."""
    period = _live_period(request, pk)
    ranking = live_ranking(period, request.GET.get("group"))
    context = {
        "period": period,
        "ranking": ranking,
        "page_obj": Paginator(ranking.rows, PAGE).get_page(request.GET.get("page")),
        "charts": charts_of(ranking),
        "computed_at": period.cards.order_by("-computed_at")
        .values_list("computed_at", flat=True)
        .first(),
        "keeps": can_keep_scores(request.user, period.congress),
    }
    return render(request, "scoring/ranking.html", context)


@login_required
def live_sheet(request, pk):
    """The same cohort as a workbook, marked as live."""
    period = _live_period(request, pk)
    ranking = live_ranking(period, request.GET.get("group"))
    return ranking_workbook(ranking, f"{period.congress.code}-{period.name}-live.xlsx")


@login_required
def card(request, pk):
    """Why one deputy has these points, from the facts of this moment."""
    cards = ScoreCard.objects.visible_to(request.user).select_related(
        "mandate__congress", "mandate__deputy", "period__congress", "period__scheme_version__scheme"
    )
    card = get_object_or_404(cards, pk=pk)
    if not can_see_live(request.user, card.mandate.congress):  # own points are under /my/
        raise Http404
    why = why_of_card(card, with_rank=True)
    context = {
        "card": card,
        "period": card.period,
        "why": why,
        "charts": charts_of_card(card, why, timezone.localdate(), with_cohort=True),
        "is_live": True,
        "works": True,
    }
    return render(request, "scoring/why_desk.html", context)
