"""Whether groups of deputies come out unequally (群体差异), compared by ratio.

For every group with enough people: the middle percentile of its members, each inside their own
cohort, and the share that reached the top tier. The ratio is the lowest group's figure over the
highest's. It says that something differs, never why.
"""

from dataclasses import dataclass
from fractions import Fraction

LEAST = 8  # people below which a group is not compared
SURE = 20  # people below which a comparison is called uncertain
LINE = 800  # thousandths; a ratio below it needs a word


@dataclass(frozen=True)
class GroupFigure:
    """One group: how many are ranked, their middle percentile (tenths of a percent), how many of
    them reached the top. ``compared`` is False where the group is too small."""

    code: str
    n: int
    low: int
    median: int
    high: int
    top: int
    compared: bool

    @property
    def share(self):
        """Tenths of a percent of the group that reached the top."""
        return (2000 * self.top + self.n) // (2 * self.n) if self.n else 0


@dataclass(frozen=True)
class Dimension:
    """Groups of one kind (sex, occupation…) compared. Ratios are thousandths; None when fewer than
    two groups are large enough, or nobody at all reached the top."""

    code: str
    groups: tuple
    median_ratio: int | None
    share_ratio: int | None
    uncertain: bool
    unknown: int  # ranked deputies of whom it is not recorded

    @property
    def ratios(self):
        return tuple(ratio for ratio in (self.median_ratio, self.share_ratio) if ratio is not None)

    @property
    def is_unequal(self):
        return any(ratio < LINE for ratio in self.ratios)


def disparity_of(code, members):
    """The Dimension over (group, percentile, reached the top) of everybody ranked; the group is ""
    where it is not recorded."""
    found, unknown = {}, 0
    for group, percentile, top in members:
        if group:
            found.setdefault(group, []).append((percentile, top))
        else:
            unknown += 1
    groups = tuple(_figure(group, found[group]) for group in sorted(found))
    compared = [group for group in groups if group.compared]
    medians = _ratio([Fraction(group.median) for group in compared])
    shares = _ratio([Fraction(group.top, group.n) for group in compared])
    return Dimension(
        code=code,
        groups=groups,
        median_ratio=medians,
        share_ratio=shares,
        uncertain=_uncertain(compared, shares),
        unknown=unknown,
    )


def _figure(code, members):
    values = sorted(percentile for percentile, _top in members)
    n = len(values)
    return GroupFigure(
        code=code,
        n=n,
        low=values[(n - 1) // 4],
        median=(values[(n - 1) // 2] + values[n // 2] + 1) // 2,
        high=values[n - 1 - (n - 1) // 4],
        top=sum(1 for _percentile, top in members if top),
        compared=n >= LEAST,
    )


def _ratio(figures):
    if len(figures) < 2 or max(figures) == 0:
        return None
    return int(1000 * min(figures) / max(figures))


def _uncertain(compared, ratio):
    """Small groups, or one single person more or less at the top would change the verdict."""
    if len(compared) < 2:
        return False
    if any(group.n < SURE for group in compared):
        return True
    if ratio is None:
        return False
    lowest = min(compared, key=lambda group: Fraction(group.top, group.n))
    highest = max(Fraction(group.top, group.n) for group in compared)
    step = 1 if ratio < LINE else -1
    moved = 1000 * Fraction(lowest.top + step, lowest.n) / highest
    return (ratio < LINE) != (moved < LINE)
