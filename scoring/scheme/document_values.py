"""Values of an item beyond one number or one table, as frozen values in int thousandths."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Judged:
    """A value somebody judges between two bounds; ``default`` None: not judged is missing."""

    minimum: int
    maximum: int
    step: int | None
    default: int | None

    def holds(self, value):
        """Whether a judged value lies inside, on a step."""
        if not self.minimum <= value <= self.maximum:
            return False
        return self.step is None or (value - self.minimum) % self.step == 0


@dataclass(frozen=True)
class Counted:
    """Points that follow from a whole count: ``pieces`` are (count, points, level), ascending.

    ``kind`` bands: from that count on these points. step: the same, from a curve. linear: on the
    straight line between two pieces, flat after the last. above_below: ``up`` for each unit above
    ``target``, ``down`` for each below, between ``floor`` and ``maximum``.
    ``at_zero``: whether somebody without a record stands at 0, or has no value at all.
    """

    kind: str
    at_zero: bool
    pieces: tuple = ()
    target: int = 0
    up: int = 0
    down: int = 0
    floor: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Split:
    """How one award is shared by the people on an object: equal, first (a share for the first,
    the rest equally), or parts (weights by place; places after the last weigh as the last)."""

    how: str
    first: int
    parts: tuple
    remainder: str  # first | last | nobody


@dataclass(frozen=True)
class InForce:
    """The days a rule holds; both belong to it, None is open."""

    start: date | None
    end: date | None


@dataclass(frozen=True)
class ItemWindow:
    """The days an item reads instead of the period: term | days | months (both back from the
    last day of the period) | year (month and day, each in a year beside the first) | fixed."""

    kind: str
    length: int = 0
    first: tuple = ()  # (years after that of the period, month, day)
    last: tuple = ()
    start: date | None = None
    end: date | None = None
    into_period: bool = False  # the credit is dated inside the period

    def days_of(self, period):
        """(first day, last day); the first is None for the whole time in office."""
        if self.kind == "term":
            return None, period.end
        if self.kind == "days":
            return period.end - timedelta(days=self.length - 1), period.end
        if self.kind == "months":
            return _months_back(period.end, self.length), period.end
        if self.kind == "fixed":
            return self.start, self.end
        year = period.start.year
        return tuple(date(year + y, month, day) for y, month, day in (self.first, self.last))


def _months_back(day, months):
    """The first day of the so many months that end with ``day``."""
    after = day + timedelta(days=1)
    year, month = divmod(after.year * 12 + after.month - 1 - months, 12)
    for wanted in range(after.day, 0, -1):
        try:
            return date(year, month + 1, wanted)
        except ValueError:
            continue
    raise AssertionError
