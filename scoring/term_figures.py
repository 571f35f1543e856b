"""What a whole term of one deputy comes to, in figures. Pure.

Every rate has its numerator and denominator, every gap its months and what is on record for them.
There is no sum over different kinds of duty here, and nothing to sort people by.
"""

from dataclasses import asdict, dataclass, field
from datetime import date

from performance.rates import Tally


@dataclass(frozen=True)
class OccasionFigures:
    """Half-days of one kind of occasion."""

    occasion: str
    fulfilled: int
    leave: int
    absent: int

    @property
    def tally(self):
        return Tally(self.fulfilled, self.leave, self.absent)


@dataclass(frozen=True)
class ReportFigures:
    """One duty report and, where its result is published, the votes on it."""

    on: str
    verdict: str = ""
    names: tuple = ()
    votes: tuple = ()
    valid: int | None = None
    returned: int | None = None

    @property
    def day(self):
        return date.fromisoformat(self.on)


@dataclass(frozen=True)
class YearFigures:
    """One deputy's row of one published edition. Points are thousandths."""

    period: str
    edition: int
    number: int
    standing: str
    tier: str
    total: int | None
    rank: int | None
    group: str
    n: int
    withheld: bool = False


@dataclass(frozen=True)
class Cause:
    """What is on record for a time without duties: a suspension, or approved leave."""

    kind: str
    reason: str
    first: str
    last: str


@dataclass(frozen=True)
class Gap:
    """Months in a row in which nothing was done though the deputy was in office."""

    first: str
    last: str
    months: int
    causes: tuple = ()


@dataclass(frozen=True)
class FlagFigures:
    """A credential flag: how many sessions were missed without leave, and what became of it."""

    status: str
    holds: bool
    sessions: tuple


@dataclass(frozen=True)
class TermFigures:
    """One deputy's term up to a day, as the review keeps it."""

    first: str
    last: str
    fulfilled: int = 0
    leave: int = 0
    absent: int = 0
    not_obliged: int = 0
    unknown: int = 0
    occasions: tuple[OccasionFigures, ...] = ()
    kinds: tuple = ()  # (code of the kind, duties done)
    led: int = 0
    cosigned: int = 0
    filed: int = 0
    solved: int = 0
    excellent: int = 0
    key: int = 0
    receptions: int = 0
    contacts: int = 0
    reports: tuple[ReportFigures, ...] = ()
    years: tuple[YearFigures, ...] = ()
    flags: tuple[FlagFigures, ...] = ()
    gaps: tuple[Gap, ...] = ()
    offices: tuple = ()  # (code of the office, first day, first day out or "")
    suspensions: tuple[Cause, ...] = field(default=())

    @property
    def tally(self):
        return Tally(self.fulfilled, self.leave, self.absent)

    @property
    def done(self):
        """Duties done, of every kind."""
        return sum(count for _code, count in self.kinds)

    @property
    def empty_months(self):
        return sum(gap.months for gap in self.gaps)

    @property
    def explained_months(self):
        """Empty months of gaps for which something is on record."""
        return sum(gap.months for gap in self.gaps if gap.causes)

    def plain(self):
        """As JSON keeps it; the sums beside, so that a whole cohort can be read by them."""
        return {**asdict(self), "sum_done": self.done, "sum_empty": self.empty_months}


PARTS = {
    "occasions": OccasionFigures,
    "reports": ReportFigures,
    "years": YearFigures,
    "flags": FlagFigures,
    "suspensions": Cause,
}


def figures_from(plain):
    """The TermFigures of what JSON kept."""
    values = {name: value for name, value in plain.items() if not name.startswith("sum_")}
    for name, kind in PARTS.items():
        values[name] = tuple(kind(**_tuples(one)) for one in values.get(name, ()))
    values["gaps"] = tuple(
        Gap(**{**one, "causes": tuple(Cause(**cause) for cause in one["causes"])})
        for one in values.get("gaps", ())
    )
    for name in ("kinds", "offices"):
        values[name] = tuple(tuple(one) for one in values.get(name, ()))
    return TermFigures(**values)


def _tuples(one):
    return {key: tuple(v) if isinstance(v, list) else v for key, v in one.items()}


def gaps_of(done, first, last, causes):
    """The Gaps of a term: whole months from `first` to `last` with no duty done.

    `done`: (year, month) pairs with a duty; `causes`: Causes that may explain a gap. A month that
    begins before the first day, ends after the last, or lies wholly in a suspension is no gap.
    """
    gaps, run = [], []
    for month in _months(first, last):
        whole = date(*month, 1) >= first and _after(month) <= last
        if month in done or not whole or _suspended(month, causes):
            _close(gaps, run, causes)
        else:
            run.append(month)
    _close(gaps, run, causes)
    return tuple(gaps)


def _close(gaps, run, causes):
    if not run:
        return
    first, after = date(*run[0], 1), _after(run[-1])
    found = tuple(
        cause
        for cause in causes
        if date.fromisoformat(cause.first) < after and _end(cause) >= first
    )
    gaps.append(Gap(_text(run[0]), _text(run[-1]), len(run), found))
    run.clear()


def _suspended(month, causes):
    first, after = date(*month, 1), _after(month)
    return any(
        cause.kind == "suspension"
        and date.fromisoformat(cause.first) <= first
        and (not cause.last or date.fromisoformat(cause.last) >= after)
        for cause in causes
    )


def _end(cause):
    return date.fromisoformat(cause.last) if cause.last else date.max


def _months(first, last):
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = year + month // 12, month % 12 + 1


def _after(month):
    year, number = month
    return date(year + number // 12, number % 12 + 1, 1)


def _text(month):
    return f"{month[0]}-{month[1]:02d}"


@dataclass(frozen=True)
class Middle:
    """The middle value of a cohort beside one deputy's: never a rank."""

    value: int
    low: int
    high: int


def middle_of(values):
    """Median and quarters of whole numbers, rounded down; None for fewer than eight."""
    values = sorted(values)
    if len(values) < 8:
        return None
    at = lambda share: values[(len(values) - 1) * share // 4]  # noqa: E731
    return Middle(at(2), at(1), at(3))
