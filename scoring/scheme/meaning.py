"""Faults of meaning: a file of the right shape that still does not say one clear thing."""

from . import (
    meaning_bounds,
    meaning_items,
    meaning_people,
    meaning_selectors,
    meaning_switches,
    meaning_tiers,
    meaning_words,
)
from .results import meaning as results


def check(plain, notes):
    """Run every check; all faults are collected. Later checks rely on what earlier ones passed."""
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
