"""One scoring item and its parts as frozen values. Points and quantities are int thousandths."""

from dataclasses import dataclass

from .selector import Selector


@dataclass(frozen=True)
class Unit:
    """What is counted. ``step`` thousandths of quantity make one unit; ``part`` floor or ceil
    for what is left over, ``over`` each record or the whole period."""

    count: str = "record"
    keep: str = "first"  # which of several records on one object counts: first or highest
    step: int | None = None
    part: str = "floor"
    over: str = "period"


@dataclass(frozen=True)
class Table:
    """Points by one or two fields. ``values`` maps a tuple of words to thousandths;
    ``otherwise`` is the value of words not listed, None to leave them uncounted."""

    by: tuple
    values: dict
    otherwise: int | None


@dataclass(frozen=True)
class Award:
    """How units become points: each | once | from_nth (n) | target (n, missed)."""

    kind: str = "each"
    n: int = 0
    choose: str = "first"
    missed: str = "nothing"


@dataclass(frozen=True)
class Limit:
    """A bound on an item or a named set, inside ``window``. ``count`` bounds units, not points."""

    maximum: int | None = None
    floor: int | None = None
    count: int | None = None
    window: str = "period"
    order: str = "first_in_time"
    excess: str = "truncate"


@dataclass(frozen=True)
class Factor:
    """A multiplier for records that match; thousandths."""

    when: Selector
    factor: int


@dataclass(frozen=True)
class Item:
    """One scoring item (积分项) of the measure."""

    code: str
    name: str
    clause: str
    block: str
    when: Selector
    unit: Unit
    points: int | None
    table: Table | None
    award: Award
    ladder: str | None  # add | highest
    factors: tuple
    combine: str  # product | lowest
    limit: Limit | None
    dated_by: str
    late_outcome: str
