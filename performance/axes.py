"""The six sides of a deputy's work (河南“六个方面”): every duty falls on exactly one.

The table below is the default; lines in the office (`AxisRule`) go before it. Within one kind, a
line that names the occasion goes before one that does not.
"""

from collections import Counter
from dataclasses import dataclass

from .models import AxisRule
from .models.axis import Axis

# By occasion first, because "a meeting" may be a session, a training or an inquiry.
BY_OCCASION = {
    "plenary": Axis.SESSIONS,
    "delegation_meeting": Axis.SESSIONS,
    "standing_committee": Axis.SESSIONS,
    "committee_meeting": Axis.SESSIONS,
    "sit_in": Axis.SESSIONS,
    "training": Axis.STUDY,
    "research": Axis.RESEARCH,
    "inspection": Axis.OVERSIGHT,
    "law_check": Axis.OVERSIGHT,
    "inquiry": Axis.OVERSIGHT,
    "contact": Axis.STATIONS,
    "reception": Axis.STATIONS,
    "voluntary": Axis.LEAD,
}
BY_KIND = {
    "meeting": Axis.SESSIONS,
    "suggestion": Axis.SESSIONS,
    "motion": Axis.SESSIONS,
    "voter_contact": Axis.STATIONS,
    "reception": Axis.STATIONS,
    "duty_report": Axis.STATIONS,
    "training": Axis.STUDY,
    "research": Axis.RESEARCH,
    "inspection": Axis.RESEARCH,
    "law_check": Axis.OVERSIGHT,
    "inquiry": Axis.OVERSIGHT,
    "supervision": Axis.OVERSIGHT,
    "group_activity": Axis.LEAD,
}
OTHERWISE = Axis.LEAD  # good deeds, donations, volunteering, and whatever a catalogue adds


# Where residents are received: "contact" is the occasion of a group's reception at its station.
RECEPTION_OCCASIONS = {"reception", "contact"}


def is_reception(kind, occasion, mode):
    """Whether a duty was receiving residents (接待群众), however the catalogue writes it down."""
    return kind == "reception" or mode == "reception" or occasion in RECEPTION_OCCASIONS


@dataclass(frozen=True)
class AxisRow:
    """One side: what it is called, how many duties, and which chapters they come from."""

    axis: str
    label: str
    count: int
    most: int
    parts: tuple  # (chapter, count)

    @property
    def width(self):
        """How long its bar is, of 100."""
        return self.count * 100 // self.most if self.most else 0


class AxisTable:
    """The table of one congress, read once."""

    def __init__(self, congress):
        rules = AxisRule.objects.filter(congress=congress)
        self.rules = {(rule.kind, rule.occasion): Axis(rule.axis) for rule in rules}

    def axis_of(self, kind, occasion):
        """The one side a duty of that kind and occasion belongs to."""
        for found in (
            self.rules.get((kind, occasion)),
            self.rules.get((kind, "")),
            BY_OCCASION.get(occasion),
            BY_KIND.get(kind),
        ):
            if found is not None:
                return found
        return OTHERWISE


def axis_profile(table, entries):
    """The six sides of these entries, in order; only what was done counts, each duty once."""
    done = [entry for entry in entries if entry.done]
    counts, parts = Counter(), Counter()
    for entry in done:
        axis = table.axis_of(entry.kind_code, entry.occasion_code)
        counts[axis] += 1
        parts[axis, entry.kind] += 1
    most = max(counts.values(), default=0)
    return tuple(
        AxisRow(
            axis=str(axis),
            label=str(axis.label),
            count=counts[axis],
            most=most,
            parts=tuple((kind, n) for (of, kind), n in parts.items() if of == axis),
        )
        for axis in Axis
    )
