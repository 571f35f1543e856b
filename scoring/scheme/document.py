"""A scheme (积分办法) as frozen values. All points and quantities are int thousandths.

Only ``scoring.scheme.load_scheme`` makes these: a Scheme that exists has passed every check.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from .aggregates.values import Aggregates
from .document_items import Award, Factor, Item, Limit, Table, Unit
from .results.values import Results
from .scope import Publication
from .selector import Selector

__all__ = [
    "Award", "Base", "Block", "Example", "Exclusion", "Exempt", "Factor", "Item", "Kind", "Limit",
    "LimitSet", "PeriodRule", "Ranking", "Scheme", "Table", "Tier", "TooFew", "Unit",
    "months_later",
]  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of duty the measure reads, and the fields (with their values) it expects."""

    code: str
    name: str
    fields: dict  # field -> tuple of values; quantity, judged -> ()


@dataclass(frozen=True)
class Block:
    """A category (类别) or bonus pool (加分项): a part of the total with its own bounds.

    ``maximum`` is None for no upper bound; ``not_stated`` when the source leaves it out.
    ``full`` blocks start at the maximum and are eaten by deductions.
    """

    code: str
    name: str
    clause: str
    pool: bool
    maximum: int | None
    not_stated: bool
    full: bool
    floor: int | None
    held: Selector | None  # facts that show a duty fell due (for switch no_meeting_held)


@dataclass(frozen=True)
class LimitSet:
    """A bound over several items; ``limits`` are applied in file order, inner sets first."""

    code: str
    name: str
    clause: str
    items: tuple
    limit: Limit


@dataclass(frozen=True)
class Exclusion:
    """Items that do not add up on one object (or for one deputy).

    ``sides``: the items that stand against each other; items of one side add up.
    """

    code: str
    name: str
    clause: str
    sides: tuple
    per: str  # object | subject
    choose: str  # highest | first | order


@dataclass(frozen=True)
class Base:
    """The base points (基础分), which may differ by role; the first role held decides."""

    points: int
    by_role: tuple = ()  # ((role, points), ...)
    clause: str = ""
    name: str = ""


@dataclass(frozen=True)
class Tier:
    """A grade (等次): from ``low`` on, below ``high``; None is open."""

    code: str
    name: str
    low: int | None
    high: int | None
    clause: str = ""


@dataclass(frozen=True)
class Ranking:
    """Ranking (排名) inside the groups of one column of the subjects; None ranks all together."""

    group: str | None
    min_size: int
    ties: str  # competition | dense


@dataclass(frozen=True)
class TooFew:
    """When a deputy has too little behind the figure to be ranked (数据不足)."""

    min_days: int | None
    min_obliged: int | None
    when: Selector | None
    min_months: int | None = None


@dataclass(frozen=True)
class Exempt:
    """People scored but not ranked, or not scored, with the reason shown."""

    when: Selector
    reason: str


@dataclass(frozen=True)
class PeriodRule:
    """calendar_year | year_from (``month``, ``day``) | window (``start``, ``end``)."""

    cycle: str
    month: int = 1
    day: int = 1
    start: date | None = None
    end: date | None = None
    interim: tuple = ()

    def of_year(self, year):
        """(first day, last day) of the period that starts in ``year``."""
        if self.cycle == "window":
            return self.start, self.end
        first = date(year, self.month, self.day)
        return first, date(year + 1, self.month, self.day) - timedelta(days=1)

    def around(self, day):
        """(first day, last day) of the period that holds ``day``; a window is always itself."""
        first, last = self.of_year(min(day.year, 9998))
        if self.cycle != "window" and day < first:
            return self.of_year(max(day.year - 1, 1))
        return first, last

    def is_period(self, start, end):
        """Whether these are the first and the last day of a whole period."""
        return (start, end) == self.around(start)

    def is_interim(self, start, end, *, separate):
        """Whether these days are an interim period the measure announces.

        Months, quarters and half-years count from the first day of the period. ``separate``: one
        of them alone; otherwise everything from the start of the period to the end of one.
        """
        first, last = self.around(start)
        for word in self.interim:
            begin = first
            while begin <= last:
                stop = min(months_later(begin, INTERIM[word], first.day) - timedelta(days=1), last)
                if (start, end) == (begin if separate else first, stop):
                    return True
                begin = stop + timedelta(days=1)
        return False


INTERIM = {"month": 1, "quarter": 3, "half_year": 6}


def months_later(day, months, wanted):
    """The day so many months later; ``wanted`` of the month, or its last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(wanted, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Example:
    """A worked case of the measure: the facts given and the result expected."""

    name: str
    index: int
    note: str
    given: dict
    expect: dict


@dataclass(frozen=True)
class Scheme:
    """A whole measure. ``digest`` names its content; comments and layout do not change it."""

    digest: str
    code: str
    title: str
    version: str
    level: str | None
    body: str
    source: tuple
    completeness: str
    left_out: tuple
    notes: tuple
    period: PeriodRule
    kinds: dict
    roles: dict
    switches: dict
    base: Base | None
    blocks: tuple
    items: tuple
    limits: tuple
    exclusions: tuple
    total_max: int | None
    total_floor: int | None
    total_stated: int | None
    tiers: tuple
    results: Results
    aggregates: Aggregates
    subject: str  # deputy | group
    publication: Publication | None
    ranking: Ranking | None
    too_few: TooFew | None
    unscored: tuple
    unranked: tuple
    subject_fields: tuple
    examples: tuple
    plain: dict = field(repr=False, compare=False, hash=False)

    @property
    def has_points(self):
        """Whether anything earns or costs points; ballots or requirements may be all there is."""
        return bool(self.items or self.base or any(block.full for block in self.blocks))

    @property
    def gates(self):
        """The requirements apart from the points."""
        return self.results.gates

    @property
    def actions(self):
        """The steps a result may propose."""
        return self.results.actions

    def item(self, code):
        """The item of that code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def block(self, code):
        """The category or pool of that code, or None."""
        return next((block for block in self.blocks if block.code == code), None)

    def tier(self, code):
        """The tier of that code, or None."""
        return next((tier for tier in self.tiers if tier.code == code), None)
