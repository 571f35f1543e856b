"""Two states of a ranking side by side: who moved, and which lines are new, gone or changed. Pure.

Neither side is computed here and neither is touched: an edition is compared as it was frozen.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

SHOWN = ("rank", "total", "tier", "standing")


class Verb(StrEnum):
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class Side:
    """One deputy on one side. Points are thousandths; `tier` is a name, `standing` a code."""

    mandate: int
    name: str
    label: str
    group: str
    rank: int | None
    total: int | None
    tier: str
    standing: str
    pk: int | None = None


@dataclass(frozen=True)
class Moved:
    """One deputy whose place, total, tier or class differs; either side may be missing."""

    before: Side | None
    after: Side | None

    @property
    def side(self):
        return self.after or self.before

    @property
    def ranks(self):
        """Places gained (positive) or lost; None where one side has no rank or another cohort."""
        one, other = self.before, self.after
        if one is None or other is None or one.group != other.group:
            return None
        return None if None in (one.rank, other.rank) else one.rank - other.rank

    @property
    def points(self):
        """Thousandths gained or lost; None where one side has no total."""
        totals = [side.total if side else None for side in (self.before, self.after)]
        return None if None in totals else totals[1] - totals[0]

    @property
    def verb(self):
        if self.before is None:
            return Verb.NEW
        return Verb.GONE if self.after is None else Verb.CHANGED


@dataclass(frozen=True)
class LineChange:
    """One line of a deputy's ledger that is new, gone or worth something else."""

    verb: Verb
    before: dict | None
    after: dict | None


def moved(before, after):
    """The Moved of two lists of Sides: those of `after` in their order, then those who left."""
    known = {side.mandate: side for side in before}
    found = []
    for side in after:
        was = known.pop(side.mandate, None)
        if was is None or any(getattr(was, n) != getattr(side, n) for n in SHOWN):
            found.append(Moved(was, side))
    found += [Moved(was, None) for was in before if was.mandate in known]
    return tuple(found)


def changed_lines(before, after):
    """The LineChanges between two lists of ledger lines (plain dicts as rows keep them).

    A line is the same line when it stands in the same category and item for the same fact.
    """
    old, new = _keyed(before), _keyed(after)
    changes = []
    for key, line in new.items():
        was = old.pop(key, None)
        if was is None:
            if _says_something(line):
                changes.append(LineChange(Verb.NEW, None, line))
        elif any(was.get(n) != line.get(n) for n in ("before", "points", "mark")):
            changes.append(LineChange(Verb.CHANGED, was, line))
    changes += [LineChange(Verb.GONE, was, None) for was in old.values() if _says_something(was)]
    return tuple(changes)


def _keyed(lines):
    seen, keyed = Counter(), {}
    for line in lines:
        key = tuple(line.get(n) for n in ("category", "item", "fact", "on"))
        seen[key] += 1
        keyed[(*key, seen[key])] = line
    return keyed


def _says_something(line):
    return line.get("fact") is not None or line["points"]
