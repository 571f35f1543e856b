"""Faults of meaning: a file of the right shape that still does not say one clear thing."""

from . import (
    meaning_bounds,
    meaning_items,
    meaning_people,
    meaning_selectors,
    meaning_switches,
    meaning_tiers,
    meaning_words,
    scope,
)
from .aggregates import meaning as aggregates
from .results import meaning as results
from .text import _, say


def check(plain, notes):
    """Run every check; all faults are collected. Later checks rely on what earlier ones passed."""
    plain = whole(plain, notes)
    meaning_words.check(plain, notes)
    if any(fault.code == "decimals" for fault in notes.faults):
        return  # what follows computes in thousandths
    meaning_items.check(plain, notes)
    meaning_selectors.check(plain, notes)
    if any(fault.code == "table" for fault in notes.faults):
        return  # what follows reads the cells of tables
    meaning_bounds.check(plain, notes)
    meaning_tiers.check(plain, notes)
    meaning_switches.check(plain, notes)
    meaning_people.check(plain, notes)
    results.check(plain, notes)
    aggregates.check(plain, notes)
    scope.check(plain, notes)


def whole(plain, notes):
    """The document with what a measure without points leaves out."""
    if plain.get("items"):
        if "total" not in plain:
            notes.fault(
                "missing",
                (),
                say(_("The key %(key)s is missing."), key="total"),
                say(
                    _(
                        "Write whether the total has an upper and a lower limit: "
                        "{max: none, floor: 0}."
                    )
                ),
            )
    elif not any(plain.get(key) for key in ("ballots", "starting_tier", "measures")):
        notes.fault(
            "missing",
            ("items",) if "items" in plain else (),
            say(_("The measure has no items, and nothing else gives a result.")),
            say(_("Add items:, or ballots:, or starting_tier: with gates:, or measures:.")),
        )
    elif plain.get("ranking"):
        notes.fault(
            "no_points",
            ("ranking",),
            say(_("Without items there are no points to rank by.")),
            say(_("Add items:, or leave ranking: out.")),
        )
    return {"items": [], "total": {"max": "none", "floor": "none"}, **plain}
