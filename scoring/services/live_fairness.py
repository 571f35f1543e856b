"""Percentiles and bands over the live cards, kept as long as the cards stay as they are."""

from django.utils import timezone
from django_tasks import task

from foundation import chain

from ..cohort import load_cohort
from ..facts import load_facts
from ..models import LiveFairness, ScoringPeriod
from .fairness import fairness_of
from .measures import engine_period, scheme_of

AT_ONCE = 600  # cards worked out while the page waits; more are left to a worker
TOLD = ["mandate_id", "rank_group", "total", "tier", "standing", "parts"]


def live_fairness(period):
    """The Fairness of a period's cards as they are now; None while a worker makes it."""
    rows, key = _cards(period)
    kept = LiveFairness.objects.filter(period=period).first()
    if kept and kept.key == key:
        return kept.fairness
    if len(rows) > AT_ONCE:
        _ask_for(period, key)
        return None
    return _work_out(period, rows, key)


def _ask_for(period, key):
    """Ask a worker, once for the same cards."""
    LiveFairness.objects.get_or_create(period=period, defaults={"computed_at": timezone.now()})
    asked = LiveFairness.objects.filter(period=period).exclude(wanted=key).update(wanted=key)
    if asked:
        refresh_live_fairness.enqueue(period.pk)


@task(backend="background")
def refresh_live_fairness(period_id):
    """What a worker does for a large period; does nothing when it has been done meanwhile."""
    bring_up_to_date(ScoringPeriod.objects.select_related("scheme_version").get(pk=period_id))


def bring_up_to_date(period):
    """Work the figures out unless they are there for these very cards."""
    rows, key = _cards(period)
    if not LiveFairness.objects.filter(period=period, key=key).exists():
        _work_out(period, rows, key)


def _cards(period):
    """What the figures follow from, and a digest of it."""
    cards = list(period.cards.order_by("mandate").values(*TOLD, "scheme_digest", "facts_digest"))
    told = [
        [card["mandate_id"], card["total"], card["standing"], card["rank_group"],
         card["scheme_digest"], card["facts_digest"]]
        for card in cards
    ]  # fmt: skip
    return cards, chain.digest(chain.canonical(told))


def _work_out(period, rows, key):
    scheme, span = scheme_of(period.scheme_version), engine_period(period)
    cohort = load_cohort(period.congress_id, span)
    facts = load_facts(period.congress_id, scheme, span)
    facts = facts.filter(facts["subject"].is_in(cohort.subjects["subject"].implode()))
    fairness = fairness_of(scheme, rows, facts, cohort, span)
    LiveFairness.objects.update_or_create(
        period=period,
        defaults={"key": key, "content": fairness.plain(), "computed_at": timezone.now()},
    )
    return fairness
