"""A deputy's own points, on a phone: the live card, published rows, and the measure itself."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from ..decided import steps_of_row
from ..figures_of_one import charts_of_card, charts_of_row
from ..models import EditionRow, SchemeVersion, ScoreCard
from ..objections import may_object, window_of
from ..rules import base_text, rule_blocks, tier_rows
from ..services.measures import scheme_of
from ..why import why_of_card, why_of_row


@login_required
def points(request):
    """All the person's periods, and the editions they stand in."""
    cards = ScoreCard.objects.of_deputy(request.user).select_related(
        "mandate__congress", "period__scheme_version"
    )
    rows = EditionRow.objects.of_deputy(request.user).select_related(
        "edition__congress", "edition__period", "edition__scheme_version", "edition__fairness_sheet"
    )
    context = {
        "cards": [
            (card, scheme_of(card.period.scheme_version).tier(card.tier))
            for card in cards.order_by("-period__first_day")
        ],
        "rows": [
            (row, scheme_of(row.edition.scheme_version).tier(row.tier), _place(row))
            for row in rows.defer("lines", "subject").order_by("-edition__published_at")
        ],
    }
    return render(request, "scoring/my_points.html", context)


def _objecting(mandate, period, card):
    """Where to object, while objections are taken."""
    if card is None or not may_object(mandate, period, timezone.localdate()):
        return {"mine": True}
    return {
        "mine": True,
        "object_url": reverse("scoring:objection-file", args=[card.pk]),
        "last_day": window_of(mandate, period),
    }


def _place(row):
    """Percentile and band beside the rank, where the deputies of this period see ranks."""
    sheet = getattr(row.edition, "fairness_sheet", None)
    if sheet is None or not row.edition.period.deputies_see_ranks:
        return None
    return sheet.fairness.places.get(row.mandate_id)


@login_required
def card(request, pk):
    """Why the person has these points now."""
    cards = ScoreCard.objects.of_deputy(request.user).select_related(
        "mandate__congress", "period__congress", "period__scheme_version__scheme"
    )
    card = get_object_or_404(cards, pk=pk)
    why, shown = why_of_card(card), card.period.deputies_see_ranks
    context = {
        "card": card,
        "period": card.period,
        "why": why,
        "is_live": True,
        "charts": charts_of_card(card, why, timezone.localdate(), with_cohort=shown),
    }
    context |= _objecting(card.mandate, card.period, card)
    return render(request, "scoring/why_my.html", context)


@login_required
def edition_row(request, pk):
    """Why the person's row of a published edition says what it says."""
    rows = EditionRow.objects.of_deputy(request.user).select_related(
        "edition__scheme_version__scheme", "edition__congress", "edition__period"
    )
    row = get_object_or_404(rows, pk=pk)
    shown = row.edition.period.deputies_see_ranks
    why = why_of_row(row, with_rank=shown)
    context = {
        "row": row,
        "edition": row.edition,
        "period": row.edition.period,
        "why": why,
        "is_live": False,
        "charts": charts_of_row(row, why, timezone.localdate(), with_cohort=shown),
    }
    steps = steps_of_row(row, only_standing=True)
    context["steps"] = steps if any(step.action or step.decision for step in steps) else []
    card = ScoreCard.objects.of_deputy(request.user).filter(
        mandate=row.mandate_id, period=row.edition.period_id
    )
    context |= _objecting(row.mandate, row.edition.period, card.first())
    return render(request, "scoring/why_my.html", context)


@login_required
def measure(request, pk):
    """The measure that counts the person's points, to read."""
    versions = SchemeVersion.objects.visible_to(request.user).exclude(status="draft")
    version = get_object_or_404(versions.select_related("scheme__congress"), pk=pk)
    scheme = scheme_of(version)
    context = {
        "version": version,
        "rules": scheme,
        "blocks": rule_blocks(scheme),
        "base": base_text(scheme),
        "tiers": tier_rows(scheme),
    }
    return render(request, "scoring/measure_my.html", context)
