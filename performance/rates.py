"""Fulfilled over obliged (履职率): what one entry counts as, and how entries add up. Pure.

The unit is the half-day. Obliged are the half-days a deputy was called to while in office and not
suspended. Coming fulfils, late or leaving early too. Approved leave is an obligation neither
fulfilled nor failed: it stays in the denominator and is shown apart. Not obliged and unknown enter
no rate.
"""

from dataclasses import dataclass
from enum import StrEnum

CAME = frozenset({"present", "late", "left_early"})
LEAVE = frozenset({"leave_approved"})


class Counts(StrEnum):
    """What one entry of a volume counts as."""

    FULFILLED = "fulfilled"
    LEAVE = "leave"
    ABSENT = "absent"
    NOT_OBLIGED = "not_obliged"
    UNKNOWN = "unknown"
    SUSPENDED = "suspended"
    OUTSIDE = "outside"
    NOTHING = "nothing"  # a duty nobody was called to: a visit, a suggestion


OBLIGED = frozenset({Counts.FULFILLED, Counts.LEAVE, Counts.ABSENT})


def counts_as(obliged, presence, *, in_office=True, suspended=False):
    """What an entry with these columns counts as; `obliged` yes, no, unknown or empty."""
    if not in_office:
        return Counts.OUTSIDE
    if suspended:
        return Counts.SUSPENDED
    if obliged == "no":
        return Counts.NOT_OBLIGED
    if obliged == "unknown":
        return Counts.UNKNOWN
    if obliged != "yes":
        return Counts.NOTHING
    if presence in CAME:
        return Counts.FULFILLED
    return Counts.LEAVE if presence in LEAVE else Counts.ABSENT


@dataclass(frozen=True)
class Tally:
    """How many half-days were obliged, and what became of them."""

    fulfilled: int = 0
    leave: int = 0
    absent: int = 0

    @property
    def obliged(self):
        return self.fulfilled + self.leave + self.absent

    @property
    def text(self):
        """Numerator and denominator, never one without the other."""
        return f"{self.fulfilled} / {self.obliged}"

    @property
    def percent(self):
        """Fulfilled over obliged in whole tenths of a percent as text; None where nobody called.

        Rounded down, so that 100 is only ever written when nothing was missed.
        """
        if not self.obliged:
            return None
        tenths = self.fulfilled * 1000 // self.obliged
        whole, tenth = divmod(tenths, 10)
        return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def tally(kinds):
    """Add up what entries count as (an iterable of Counts)."""
    kinds = list(kinds)
    return Tally(
        fulfilled=kinds.count(Counts.FULFILLED),
        leave=kinds.count(Counts.LEAVE),
        absent=kinds.count(Counts.ABSENT),
    )
