"""What a measure would do: the same facts under two versions, and who stands elsewhere."""

from dataclasses import dataclass

from ..cohort import load_cohort
from ..engine import score
from ..facts import load_facts
from .measures import engine_period, scheme_of


@dataclass(frozen=True)
class Move:
    """One deputy whose tier or class would differ. Totals are thousandths."""

    name: str
    label: str
    before: int | None
    after: int | None
    tier_before: str
    tier_after: str


@dataclass(frozen=True)
class Effect:
    """The comparison over a whole period. `raised` and `lowered` count totals."""

    people: int
    raised: int
    lowered: int
    moves: tuple


def effect_of(version, period):
    """Score a period by its own version and by `version`; who changes tier or class (试算).

    Reads only; nothing is stored.
    """
    return effect_of_scheme(scheme_of(version), period)


def effect_of_scheme(new, period):
    """The same for a measure that is no version yet."""
    old = scheme_of(period.scheme_version)
    before, after = _totals(old, period), _totals(new, period)
    moves, raised, lowered = [], 0, 0
    for subject, now in after.items():
        was = before[subject]
        raised += (now["total"] or 0) > (was["total"] or 0)
        lowered += (now["total"] or 0) < (was["total"] or 0)
        if (was["class"], _tier(old, was)) != (now["class"], _tier(new, now)):
            moves.append(
                Move(
                    now["name"],
                    now["label"],
                    was["total"],
                    now["total"],
                    _tier(old, was),
                    _tier(new, now),
                )
            )
    return Effect(len(after), raised, lowered, tuple(moves))


def _totals(scheme, period):
    span = engine_period(period)
    cohort = load_cohort(period.congress_id, span)
    facts = load_facts(period.congress_id, scheme, span)
    facts = facts.filter(facts["subject"].is_in(cohort.subjects["subject"].implode()))
    totals = score(scheme, facts, cohort, span, lines=False).totals
    people = totals.join(cohort.subjects.select("subject", "name", "label"), on="subject")
    return {row["subject"]: row for row in people.sort("label").iter_rows(named=True)}


def _tier(scheme, row):
    tier = scheme.tier(row["tier"]) if row["tier"] else None
    return tier.name if tier else ""
