"""Points on other rooms' pages: a deputy's first screen and the dossier."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from performance.sections import Section

from .engine import points_text
from .models import Appeal, Edition, SchemeVersion, ScoreCard
from .permissions import (
    can_decide_appeal,
    can_publish_edition,
    can_publish_scheme,
    can_see_live,
    keeps_scores,
)
from .services.measures import scheme_of

SHOWN = 3


@dataclass(frozen=True)
class PanelCard:
    """One period on a panel."""

    title: str
    standing: str
    total: int | None
    url: str


def home_panel(request):
    """A deputy's own points, newest period first; None for everybody else."""
    cards = list(_cards(ScoreCard.objects.of_deputy(request.user)))
    if not cards:
        return None
    return _panel(cards, "scoring:my-card", reverse("scoring:my-points"), request)


def desk_panel(request):
    """What waits for this person as the second one; None when nothing does."""
    user = request.user
    if not keeps_scores(user):
        return None
    editions = Edition.objects.visible_to(user).filter(status=Edition.Status.DRAWN)
    drafts = SchemeVersion.objects.visible_to(user).waiting(timezone.localdate())
    waiting = {
        "editions": [
            edition
            for edition in editions.select_related("congress", "drawn_by")
            if can_publish_edition(user, edition)
        ],
        "versions": [
            version
            for version in drafts.defer("text", "clauses").select_related(
                "scheme__congress", "drafted_by"
            )
            if can_publish_scheme(user, version)
        ],
    }
    today = timezone.localdate()
    open_ones = Appeal.objects.visible_to(user).open().select_related("mandate__deputy", "record")
    waiting["appeals"] = [
        (appeal, appeal.decide_by < today)
        for appeal in open_ones.select_related("congress").order_by("decide_by", "pk")
        if can_decide_appeal(user, appeal)
    ]
    if not any(waiting.values()):
        return None
    return render_to_string("scoring/panels/second_person.html", waiting, request=request)


def dossier_panel(mandate, user):
    """The points of one volume, for the deputy and for those who see live figures."""
    mine = mandate.deputy.user_id == user.pk
    if not mine and not can_see_live(user, mandate.congress):
        return None
    cards = list(_cards(ScoreCard.objects.filter(mandate=mandate)))
    if not cards:
        return None
    if mine:
        return _panel(cards, "scoring:my-card", reverse("scoring:my-points"))
    return _panel(cards, "scoring:card", None)


def points_section(mandate, viewer, span):
    """The points of the periods a volume covers, for those who may see them (积分小结)."""
    mine = mandate.deputy.user_id == viewer.pk
    if not mine and not can_see_live(viewer, mandate.congress):
        return None
    cards = ScoreCard.objects.filter(mandate=mandate, period__last_day__gte=span.first)
    if span.last:
        cards = cards.filter(period__first_day__lte=span.last)
    rows = []
    for card in cards.select_related("period__scheme_version").order_by("period__first_day"):
        row = (str(card.period), points_text(card.total), standing_of(card), card.records)
        rows.append(row)
    if not rows:
        return None
    return Section(
        code="points",
        title=_("Points"),
        columns=(_("Period"), _("Points"), _("Tier"), _("Records")),
        rows=tuple(rows),
        note=_("As the facts stand on this day; a published ranking is a document of its own."),
    )


def standing_of(card):
    """The tier a card reached, or why it has none."""
    tier = scheme_of(card.period.scheme_version).tier(card.tier)
    return tier.name if tier else str(card.get_standing_display())


def _cards(cards):
    newest = cards.select_related("mandate__congress", "period__scheme_version")
    return newest.order_by("-period__first_day", "-period")[:SHOWN]


def _panel(cards, url_name, more, request=None):
    shown = []
    for card in cards:
        shown.append(
            PanelCard(
                title=f"{card.mandate.congress} · {card.period}",
                standing=standing_of(card),
                total=card.total,
                url=reverse(url_name, args=[card.pk]),
            )
        )
    return render_to_string(
        "scoring/panels/points.html", {"cards": shown, "more": more}, request=request
    )
