"""Exclusions that contradict one another: one puts an item first that another puts last."""

from itertools import pairwise

from .build_values import as_list
from .text import _, say


def exclusion_cycles(plain, notes):
    """Refuse orders that go round in a circle, for objects and for people apart."""
    for per in ("object", "subject"):
        before = {}  # item -> items that must give way to it
        for index, group in enumerate(plain.get("exclusions", ())):
            if group["per"] != per or group["choose"] != "order":
                continue
            sides = [as_list(side) for side in group["items"]]
            for upper, lower in pairwise(sides):
                for winner in upper:
                    for loser in lower:
                        if _leads(before, loser, winner):
                            _refuse(notes, index, winner, loser)
                        else:
                            before.setdefault(winner, set()).add(loser)


def _leads(before, start, goal):
    seen, waiting = set(), [start]
    while waiting:
        item = waiting.pop()
        if item == goal:
            return True
        if item not in seen:
            seen.add(item)
            waiting += before.get(item, ())
    return False


def _refuse(notes, index, winner, loser):
    message = _(
        "Here %(winner)s comes before %(loser)s; by the exclusions above it is the other way round."
    )
    notes.fault(
        "exclusion_cycle",
        ("exclusions", index, "items"),
        say(message, winner=winner, loser=loser),
        say(_("Keep one order for items that exclude one another.")),
    )
