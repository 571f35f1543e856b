"""Proposals and what was decided over them, side by side, as a page shows them."""

from dataclasses import dataclass

from .models import Decision
from .services.measures import scheme_of


@dataclass(frozen=True)
class Step:
    """One proposed step, or the result itself (`action` empty), with its decision if there is
    one. `decisions` are those withdrawn before."""

    action: str
    text: str
    owner: str
    within_days: int | None
    options: tuple
    concerns: str
    decision: object
    withdrawn: tuple
    tier: str


def steps_of_row(row, *, only_standing=False):
    """The result and every proposed step of a row, with their decisions."""
    scheme = scheme_of(row.edition.scheme_version)
    found = list(
        Decision.objects.filter(row=row)
        .select_related("entered_by", "confirmed_by", "withdrawn_by")
        .order_by("pk")
    )
    entries = {action.code: action for action in scheme.actions}
    steps = [_step(scheme, "", None, {}, found, only_standing)]
    for one in row.actions:
        entry = entries.get(one["action"])
        steps.append(_step(scheme, one["action"], entry, one, found, only_standing))
    return steps


def _step(scheme, code, entry, one, found, only_standing):
    mine = [decision for decision in found if decision.action == code]
    decision = next((d for d in mine if d.status != Decision.Status.WITHDRAWN), None)
    if only_standing and decision and decision.status != Decision.Status.STANDING:
        decision = None
    tier = scheme.tier(decision.tier) if decision and decision.tier else None
    return Step(
        action=code,
        text=one.get("text", ""),
        owner=one.get("owner", ""),
        within_days=one.get("within_days"),
        options=entry.options if entry else (),
        concerns=entry.concerns if entry else "",
        decision=decision,
        withdrawn=() if only_standing else tuple(d for d in mine if d is not decision),
        tier=tier.name if tier else "",
    )


def list_decision(edition):
    """(who decides over the preliminary list, the decision over it or None)."""
    rule = scheme_of(edition.scheme_version).results.decision
    decision = (
        Decision.objects.not_withdrawn()
        .filter(edition=edition, row=None)
        .select_related("entered_by", "confirmed_by")
        .first()
    )
    return rule, decision


def differing(edition):
    """Standing decisions of an edition that set a tier otherwise, by row."""
    return Decision.objects.standing().filter(edition=edition, row__isnull=False).exclude(tier="")
