"""What follows from a total, as frozen values. Points are int thousandths."""

from dataclasses import dataclass

from ..selector import Selector


@dataclass(frozen=True)
class Share:
    """A requirement by share: of the records in ``of``, ``percent`` thousandths of a hundred."""

    of: Selector
    percent: int
    nothing_due: str  # met | failed: when there is no record in ``of``


@dataclass(frozen=True)
class Gate:
    """A requirement apart from the points, e.g. at least one suggestion (三个一).

    One of ``at_least``, ``at_most`` and ``share`` is set; ``per`` asks for it in each month,
    quarter or half-year served in full.
    """

    code: str
    name: str
    clause: str
    when: Selector
    at_least: int | None
    at_most: int | None
    share: Share | None
    per: str | None
    fails_to: str  # a tier code, or "unranked", or "flag"


@dataclass(frozen=True)
class Outcome:
    """A result of one period that a look-back asks for; what is not asked is None or empty."""

    tiers: tuple
    classes: tuple
    below: int | None
    at_least: int | None
    from_top: int | None
    from_bottom: int | None
    ties: str | None  # include_all | exclude_all


@dataclass(frozen=True)
class LookBack:
    """A condition over more than the period (两年连续、届内累计): of records or of results.

    ``span``: period, month (any one), term, or periods (each of the last ``periods``).
    """

    code: str
    name: str
    clause: str
    when: Selector | None
    result: Outcome | None
    span: str
    periods: int | None
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True)
class Cause:
    """What brings an override or a flag about: records of the period, or a look-back."""

    when: Selector | None
    at_least: int
    history: str | None


@dataclass(frozen=True)
class Override:
    """A veto (一票否决): sets the tier, takes the points, the rank, the scoring or the publication.

    ``effect``: tier, zero, unranked, removed, withheld.
    """

    code: str
    name: str
    clause: str
    cause: Cause
    effect: str
    tier: str | None
    decided_by: str


@dataclass(frozen=True)
class Flag:
    """A mark shown beside the score that changes nothing."""

    code: str
    name: str
    clause: str
    cause: Cause


@dataclass(frozen=True)
class Measure:
    """A figure shown beside the score and not summed, such as days on duty (履职天数)."""

    code: str
    name: str
    when: Selector
    count: str  # record | object | day | half_day | week | month | quantity
    per_month: bool = False  # the mean of each month served


@dataclass(frozen=True)
class Eligible:
    """Who may be taken by a quota; what is not asked is empty or None."""

    tiers: tuple
    gates: tuple
    at_least: int | None
    person: Selector | None


@dataclass(frozen=True)
class Quota:
    """So many places at the top or the bottom of a ranking (名额): a number or a percentage.

    ``base`` of a percentage: population, scored, ranked, eligible. ``ties`` at the edge:
    include_all, exclude_all, or open (a person decides). ``after``: quotas whose people are out.
    """

    code: str
    name: str
    clause: str
    take: str  # top | bottom
    count: int | None
    percent: int | None  # thousandths of a hundred
    base: str | None
    rounding: str | None
    ties: str
    within: str  # group | all
    eligible: Eligible
    after: tuple
    sets_tier: str | None


@dataclass(frozen=True)
class Band:
    """A band by rank, best first."""

    code: str
    name: str


@dataclass(frozen=True)
class Action:
    """A proposed step; a person decides, among ``options`` where the measure lists several."""

    code: str
    text: str
    owner: str
    within_days: int | None
    options: tuple
    concerns: str
    tiers: tuple
    classes: tuple
    total_below: int | None
    total_at_least: int | None
    gates: tuple
    gates_met: tuple
    rank: Outcome | None
    found: tuple  # ((what, codes), ...): history, quota, flag, override, band
    clause: str = ""


@dataclass(frozen=True)
class Decision:
    """Who decides over the computed list (审定), which is preliminary until then."""

    by: str
    clause: str


@dataclass(frozen=True)
class Results:
    """Everything that follows from the totals of a measure."""

    gates: tuple = ()
    history: tuple = ()
    overrides: tuple = ()
    quotas: tuple = ()
    bands: tuple = ()
    flags: tuple = ()
    measures: tuple = ()
    actions: tuple = ()
    decision: Decision | None = None
    ballots: tuple = ()  # the choices of the ballots, by the name people know them by

    def tags(self):
        """((what, code), selector) of every count of records these ask for."""
        for gate in self.gates:
            yield ("gate", gate.code), gate.when
            if gate.share:
                yield ("gate_of", gate.code), gate.share.of
        for one in self.history:
            if one.when:
                yield ("history", one.code), one.when
        for what, causes in (("override", self.overrides), ("flag", self.flags)):
            for one in causes:
                if one.cause.when:
                    yield (what, one.code), one.cause.when
        for one in self.measures:
            yield ("measure", one.code), one.when

    def name_of(self, what, code):
        """The name people know a finding by."""
        entries = {
            "measure": self.measures,
            "history": self.history,
            "override": self.overrides,
            "flag": self.flags,
            "band": self.bands,
            "quota": self.quotas,
            "ballot": self.ballots,
        }[what]
        return next(one.name for one in entries if one.code == code)

    def withholds(self, code):
        """Whether an override of that code keeps the result from being published."""
        return any(one.code == code and one.effect == "withheld" for one in self.overrides)

    def reads_earlier_records(self):
        """Whether records from before the period are asked for."""
        return any(one.when and one.span in ("term", "periods") for one in self.history)

    def reads_earlier_results(self):
        """Whether results of earlier periods are asked for."""
        return any(one.result for one in self.history)
