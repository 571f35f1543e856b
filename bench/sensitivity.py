"""Bands of all ranks of a prefecture-year: 1,000 draws over what every item gave everybody."""

from scoring.cohort import load_cohort
from scoring.facts import load_facts
from scoring.fairness import bands
from scoring.services.cards import recompute_cards
from scoring.services.fairness import bounds_of, ranked_rows, to_weigh
from scoring.services.measures import engine_period, scheme_of

from .rounds import interleaved

TOLD = ["mandate_id", "rank_group", "total", "tier", "standing", "parts"]


def sensitivity(period, rounds):
    """The draws alone, from cards and items at hand to a band for everybody; and how many."""
    recompute_cards(period)
    scheme, span = scheme_of(period.scheme_version), engine_period(period)
    cohort = load_cohort(period.congress_id, span)
    facts = load_facts(period.congress_id, scheme, span)
    facts = facts.filter(facts["subject"].is_in(cohort.subjects["subject"].implode()))
    ranked = ranked_rows(scheme, list(period.cards.values(*TOLD)))
    people, items = to_weigh(scheme, ranked, facts, cohort, span)

    def draw():
        bands(people, items, bounds_of(scheme), seed=1)

    return interleaved({"draws": draw}, rounds), people.height
