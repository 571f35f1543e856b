"""Which cards a confirmation cannot have changed, found without scoring anything.

One confirmed record belongs to one period, and a deputy may have a card in every year of a term.
The events that came after the one a card was computed from say which days were touched.
"""

from performance.models import RecordEvent

from ..facts import reads_other_dates
from .measures import ENGINE_VERSION, scheme_of

# More volumes than this at once (an import) are computed together without asking.
ASKED_ONE_BY_ONE = 5
# A card further behind than this many events is simply computed again.
LOOKED_AT = 200


def carry_over(period, mandate_ids):
    """The mandates whose card of this period has to be computed; the others' are carried over.

    A card carried over keeps its content and names the present end of its volume, exactly what
    computing it again would give.
    """
    scheme = scheme_of(period.scheme_version)
    everybody = scheme.aggregates.needs_everybody()
    if len(mandate_ids) > ASKED_ONE_BY_ONE or reads_other_dates(scheme) or everybody:
        return list(mandate_ids)
    same_rules = period.cards.filter(scheme_digest=scheme.digest, engine_version=ENGINE_VERSION)
    cards = dict(same_rules.filter(mandate__in=mandate_ids).values_list("mandate", "facts_digest"))
    return [pk for pk in mandate_ids if not _carried(period, pk, cards.get(pk))]


def _carried(period, mandate_id, computed_from):
    if not computed_from:
        return False
    # What the card was computed from, the newest events, the days of their records and outcomes.
    newest = RecordEvent.objects.filter(mandate=mandate_id).order_by("-seq")
    newest = newest.values_list("seq", "hash", "record__on", "record__outcomes__on")[:LOOKED_AT]
    newest = list(newest)
    seq = next((seq for seq, hash_, *_days in newest if hash_ == computed_from), None)
    if seq is None:
        return False
    later = [event for event in newest if event[0] > seq]
    days = {on for _seq, _hash, *both in later for on in both if on is not None}
    if any(period.first_day <= day <= period.last_day for day in days):
        return False
    if later:
        tail = later[0][1]
        period.cards.filter(mandate=mandate_id, facts_digest=computed_from).update(
            facts_digest=tail
        )
    return True
