"""Filters of the list of deputies (代表名册筛选), to which rooms above add their own in `ready()`.

    register_deputy_filter(DeputyFilter("station", _("Station"), station_choices, at_station))

`choices(user)` are the (value, label) pairs this reader may choose from; `narrow(mandates, value,
user)` keeps those that fit. A value nobody offered narrows to nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

_FILTERS = {}


@dataclass(frozen=True)
class DeputyFilter:
    """One choice above the list."""

    name: str
    label: object
    choices: Callable
    narrow: Callable
    order: int = 100


def register_deputy_filter(found):
    """Add a filter; registering the same name again replaces it."""
    _FILTERS[found.name] = found


def deputy_filters():
    """Every filter, in order."""
    return sorted(_FILTERS.values(), key=lambda found: (found.order, found.name))
