"""Editions at the desk: draw, look at, publish as the second person, compare, print."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..decided import differing, list_decision, steps_of_row
from ..figures import charts_of
from ..figures_of_one import charts_of_row
from ..forms import DrawForm, PublishEditionForm
from ..models import Appeal, Edition, EditionRow, ScoringPeriod
from ..objections import last_day_of
from ..permissions import can_enter_decision, can_keep_scores, can_publish_edition, can_see_live
from ..ranking import edition_ranking
from ..services.changes import changes_of
from ..services.editions import draw_edition, publish_edition
from ..services.verification import edition_faults
from ..sheets import ranking_workbook
from ..why import why_of_row
from .asking import need, readers_only
from .rankings import PAGE

HEAD = ["congress", "period", "scheme_version__scheme", "drawn_by", "published_by", "previous"]


def objections_of(edition):
    """What an edition and its preview say of objections: the open ones, the last day."""
    appeals = Appeal.objects.touching(edition).select_related("mandate__deputy")
    return {
        "open_objections": list(appeals.open().order_by("decide_by", "pk")),
        "objections": appeals.count(),
        "objections_until": last_day_of(edition),
    }


def _edition(request, pk):
    return get_object_or_404(Edition.objects.visible_to(request.user).select_related(*HEAD), pk=pk)


@require_POST
@login_required
def draw(request, pk):
    """Draw an edition of a period."""
    periods = ScoringPeriod.objects.visible_to(request.user)
    period = get_object_or_404(periods.select_related("congress", "scheme_version__scheme"), pk=pk)
    form = DrawForm(request.POST, period=period)
    if form.is_valid():
        try:
            edition = draw_edition(period, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Drawn. Another person publishes it."))
            return redirect(edition)
    need(can_keep_scores(request.user, period.congress))
    return render(request, "scoring/draw.html", {"period": period, "form": form}, status=422)


@login_required
def page(request, pk):
    """One edition, frozen: a cohort, its charts, its digest, and what it replaces."""
    edition = _edition(request, pk)
    decides, decided = list_decision(edition)
    ranking = edition_ranking(
        edition, request.GET.get("group"), withhold=not can_see_live(request.user, edition.congress)
    )
    context = {
        "edition": edition,
        "ranking": ranking,
        "page_obj": Paginator(ranking.rows, PAGE).get_page(request.GET.get("page")),
        "charts": charts_of(ranking),
        "works": can_see_live(request.user, edition.congress),
        "decides": decides,
        "decided": decided,
        "otherwise": differing(edition).select_related("row"),
        "may_enter": edition.status == Edition.Status.PUBLISHED
        and can_enter_decision(request.user, edition),
        "later": edition.later.filter(status__in=["published", "replaced"]).first(),
        **objections_of(edition),
        "may_publish": edition.status == Edition.Status.DRAWN
        and can_publish_edition(request.user, edition),
        "drew_it": edition.status == Edition.Status.DRAWN
        and edition.drawn_by_id == request.user.pk,
    }
    return render(request, "scoring/edition.html", context)


@login_required
def publish(request, pk):
    """The second person reads once more, types the period's name, and publishes."""
    edition = _edition(request, pk)
    need(can_publish_edition(request.user, edition))
    form = PublishEditionForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            publish_edition(edition, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Published. From now on nothing in it changes."))
            return redirect(edition)
    context = {
        "edition": edition,
        "form": form,
        "ranking": edition_ranking(edition, withhold=False),
        **objections_of(edition),
        "changes": changes_of(edition),
        "faults": list(edition_faults(edition)) if request.method == "GET" else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/edition_publish.html", context, status=status)


@login_required
def changes(request, pk):
    """What an edition changed against the one it replaces."""
    edition = _edition(request, pk)
    tiers = {tier.code: tier.name for tier in edition_ranking(edition).scheme.tiers}
    found = changes_of(edition, withhold=not can_see_live(request.user, edition.congress))
    context = {"edition": edition, "changes": found, "tiers": tiers}
    return render(request, "scoring/edition_changes.html", context)


@login_required
def paper(request, pk):
    """The edition on paper: every cohort, one after another."""
    edition = _edition(request, pk)
    first = edition_ranking(edition)
    rankings = [edition_ranking(edition, group) for group, _n in first.groups]
    context = {"edition": edition, "rankings": rankings, **objections_of(edition)}
    return render(request, "scoring/edition_print.html", context)


@login_required
def sheet(request, pk):
    """One cohort of the edition as a workbook."""
    edition = _edition(request, pk)
    ranking = edition_ranking(edition, request.GET.get("group"))
    return ranking_workbook(ranking, f"{edition.congress.code}-edition-{edition.pk}.xlsx")


@login_required
def row(request, pk):
    """Why one row of an edition says what it says."""
    rows = EditionRow.objects.visible_to(request.user).select_related(
        "edition__scheme_version__scheme", "edition__congress", "edition__period"
    )
    row = get_object_or_404(rows, pk=pk)
    readers_only(request)
    get_object_or_404(Edition.objects.visible_to(request.user), pk=row.edition_id)
    why = why_of_row(row)
    if why.withheld and not can_see_live(request.user, row.edition.congress):
        raise Http404
    context = {
        "row": row,
        "edition": row.edition,
        "period": row.edition.period,
        "why": why,
        "charts": charts_of_row(row, why, timezone.localdate(), with_cohort=True),
        "works": can_see_live(request.user, row.edition.congress),
        "steps": steps_of_row(row) if row.edition.is_public_to_readers else [],
        "may_enter": row.edition.status == Edition.Status.PUBLISHED
        and can_enter_decision(request.user, row.edition),
        "is_live": False,
    }
    return render(request, "scoring/why_desk.html", context)
