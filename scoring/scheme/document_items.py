"""One scoring item and its parts as frozen values. Points and quantities are int thousandths."""

from dataclasses import dataclass

from .document_values import Counted, InForce, ItemWindow, Judged, Split
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
    """How units become points: each | once | from_nth (n) | target (n, missed) | above_below
    (its values are in ``Item.counted``)."""

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
    in_force: InForce | None = None


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
    combine: str  # product | lowest | table (the first that fits)
    limit: Limit | None
    dated_by: str
    late_outcome: str
    judged: Judged | None = None
    counted: Counted | None = None
    split: Split | None = None
    named: int | None = None  # how many of the people on an object get credit
    window: ItemWindow | None = None
    in_force: InForce | None = None
    disabled: str = ""
    reversed_by: tuple = ()
    judged_by: str = ""

    @property
    def earns(self):
        """Whether some record of it can bring points."""
        if self.judged:
            return self.judged.maximum > 0
        return max([self.points or 0, *(self.table.values.values() if self.table else ())]) > 0
