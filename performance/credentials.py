"""Two unapproved absences from sessions (两次未经批准不出席会议; 代表法 §62). Pure.

The law speaks of sessions of the deputy's own congress, not of half-days and not of activities. A
session counts as unapproved absence only if the deputy was obliged in at least one half-day, came
to none of them, and no approved leave covers any of it. Leave from a part of it with absence from
the rest is shown beside the finding and does not count: what it means is for people to say.

Two within one mandate, in a row or not, are a finding. It ends nothing.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from .rates import Counts

ENOUGH = 2


class Presence(StrEnum):
    """What one session says of one deputy."""

    CAME = "came"
    LEAVE = "leave"
    PARTLY_LEAVE = "partly_leave"
    ABSENT = "absent"
    NOT_OBLIGED = "not_obliged"


@dataclass(frozen=True)
class Session:
    """One session as one deputy lived it; `counts`: what each of its half-days counts as."""

    key: int
    title: str
    first: date
    last: date
    counts: tuple

    @property
    def presence(self):
        obliged = [c for c in self.counts if c in (Counts.FULFILLED, Counts.LEAVE, Counts.ABSENT)]
        if not obliged:
            return Presence.NOT_OBLIGED
        if Counts.FULFILLED in obliged:
            return Presence.CAME
        if Counts.LEAVE not in obliged:
            return Presence.ABSENT
        return Presence.PARTLY_LEAVE if Counts.ABSENT in obliged else Presence.LEAVE


@dataclass(frozen=True)
class Finding:
    """The sessions of one mandate missed without leave, and whether two of them are in a row."""

    absent: tuple[Session, ...]
    partly: tuple[Session, ...]
    consecutive: bool

    @property
    def holds(self):
        return len(self.absent) >= ENOUGH


def finding(sessions):
    """What a mandate's sessions come to, whatever their order.

    In a row are two sessions the deputy was obliged to attend with none such between them.
    """
    obliged = sorted(
        (s for s in sessions if s.presence != Presence.NOT_OBLIGED),
        key=lambda s: (s.first, s.last, s.key),
    )
    missed = [s.presence == Presence.ABSENT for s in obliged]
    return Finding(
        absent=tuple(s for s, gone in zip(obliged, missed, strict=True) if gone),
        partly=tuple(s for s in obliged if s.presence == Presence.PARTLY_LEAVE),
        consecutive=any(a and b for a, b in pairwise(missed)),
    )
