"""Sessions are counted in half-days, activities as events (会议按半天计、活动按次计). Pure.

Attendance is always taken by the half-day, and every half-day makes its own record: a measure
counts them with `half_day` or, by the activity they share, with `object`. This table says which of
the two a reader of the volume should count by.
"""

from dataclasses import dataclass

from .rates import Counts

HALF_DAY_OCCASIONS = frozenset(
    {
        "plenary",
        "delegation_meeting",
        "group_meeting",
        "standing_committee",
        "committee_meeting",
        "sit_in",
    }
)


@dataclass(frozen=True)
class Took:
    """How many half-days or events were obliged, and what became of them."""

    fulfilled: int
    leave: int
    absent: int

    @property
    def obliged(self):
        return self.fulfilled + self.leave + self.absent


def in_half_days(occasion):
    """Is this occasion counted in half-days?"""
    return occasion in HALF_DAY_OCCASIONS


def event_counts(counts):
    """What an event of several half-days counts as: come to any, it was attended."""
    counts = set(counts)
    for answer in (Counts.FULFILLED, Counts.LEAVE, Counts.ABSENT):
        if answer in counts:
            return answer
    return Counts.NOTHING


def took_part(occasion, lines):
    """`lines`: (activity key, what the half-day counts as) pairs of one occasion."""
    if in_half_days(occasion):
        found = [count for _activity, count in lines]
    else:
        events = {}
        for activity, count in lines:
            events.setdefault(activity, []).append(count)
        found = [event_counts(counts) for counts in events.values()]
    return Took(
        found.count(Counts.FULFILLED), found.count(Counts.LEAVE), found.count(Counts.ABSENT)
    )
