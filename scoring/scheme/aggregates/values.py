"""What stands above the items, as frozen values. Points, weights and factors are thousandths."""

from dataclasses import dataclass

from ..selector import Selector


@dataclass(frozen=True)
class Part:
    """A part of the total (a category or pool) or of a category (an item)."""

    kind: str  # block | item
    code: str


@dataclass(frozen=True)
class Missing:
    """When there is nothing to judge a part by, which is not the same as zero (缺项).

    Exactly one is set: a record that says so (``when``), no record of the duty (``unless``), or no
    record any of its items reads: of the ``person``, or of ``everybody`` of the group.
    """

    part: Part
    when: Selector | None
    unless: Selector | None
    no_record_of: str | None
    within: str | None  # a column of the subjects; None is everybody together


@dataclass(frozen=True)
class Relative:
    """A part compared with others (相对分): ``to`` best, mean, median, spread or range."""

    part: Part
    to: str
    points: int
    step: int | None
    among: str  # scored | ranked
    within: str | None
    min_size: int
    otherwise: str  # nothing | full | missing
    clause: str


@dataclass(frozen=True)
class Rate:
    """A part as its share of what fell due (出勤率): points × own ÷ records in ``of``."""

    part: Part
    of: Selector
    points: int
    nothing_due: str  # nothing | full | missing
    clause: str


@dataclass(frozen=True)
class Weighted:
    """One part of a mean. ``over`` is a full mark, None for the points as they are."""

    part: Part
    weight: int
    over: int | None
    by_role: tuple  # ((role, full mark), ...)


@dataclass(frozen=True)
class Weights:
    """The total (``of`` None) or a category as a mean with weights (加权平均)."""

    of: str | None
    scale: int | None
    parts: tuple
    missing: str  # dropped | zero
    none_left: str  # too_few_data | nothing | missing
    clause: str


@dataclass(frozen=True)
class Multiplier:
    """A factor on the whole sum (系数): for people, by a figure or by a share, in bands.

    ``bands`` are (from, below, factor), bounds in thousandths; a share is in percent.
    """

    code: str
    name: str
    clause: str
    person: Selector | None
    factor: int | None
    measure: str | None
    when: Selector | None
    of: Selector | None
    nothing_due: int | None
    bands: tuple


@dataclass(frozen=True)
class Multipliers:
    """All factors on the sum, how they combine, and on which side of them the bounds lie."""

    combine: str  # product | highest | lowest
    bounds: str  # before | after | both
    entries: tuple
    exempt: tuple  # ((selector, reason), ...)


@dataclass(frozen=True)
class BallotTier:
    """A tier by the share of some choices, in thousandths of a hundred; None always fits."""

    tier: str
    choices: tuple
    at_least: int | None
    more_than: int | None


@dataclass(frozen=True)
class Ballots:
    """The tier from ballots (测评票): ``choices`` are (code, name, selector)."""

    name: str
    clause: str
    base: str  # issued | returned | valid
    cast: Selector | None
    choices: tuple
    tiers: tuple
    no_ballots: str


@dataclass(frozen=True)
class Aggregates:
    """Everything above the items."""

    missing: tuple = ()
    rates: tuple = ()
    relative: tuple = ()
    weights: tuple = ()
    multipliers: Multipliers | None = None
    ballots: Ballots | None = None
    months_served: str | None = None
    starting_tier: str | None = None
    removed: str | None = None  # lowered | rescaled: what a removed category does to the total
    per_month: bool = False

    @property
    def weighted_total(self):
        """The mean that makes the total, or None."""
        return next((one for one in self.weights if one.of is None), None)

    def remade(self):
        """Codes of the categories that are not the plain sum of their lines."""
        of = {one.of for one in self.weights if one.of}
        parts = [one.part for one in (*self.rates, *self.relative)]
        return of | {part.code for part in parts if part.kind == "block"}

    def remade_items(self):
        """Codes of the items that are compared with others, or with what fell due."""
        parts = [one.part for one in (*self.rates, *self.relative)]
        return {part.code for part in parts if part.kind == "item"}

    def changes_parts(self):
        """Whether any part is not the plain sum of its lines."""
        return bool(self.rates or self.relative or self.weights)

    def changes_total(self):
        """Whether the total is more than the sum of its parts within its bounds."""
        return bool(self.changes_parts() or self.multipliers or self.per_month or self.removed)

    def needs_everybody(self):
        """Whether one person's points hang on the records of others."""
        everybody = any(one.no_record_of == "everybody" for one in self.missing)
        return bool(self.relative) or everybody

    def roles(self):
        """Roles of people these ask for, on the last day served."""
        for one in self.weights:
            for part in one.parts:
                yield from (role for role, _over in part.by_role)
        for selector in self.persons():
            for ask in selector.every_ask():
                if ask.field == "subject_role":
                    yield from (value for value in ask.values if value != "none")

    def persons(self):
        """Selectors over people."""
        if self.multipliers:
            yield from (one.person for one in self.multipliers.entries if one.person)
            yield from (when for when, _reason in self.multipliers.exempt)

    def tags(self):
        """((what, code), selector) of every count of records these ask for."""
        for number, one in enumerate(self.missing):
            if one.when or one.unless:
                yield ("missing", str(number)), one.when or one.unless
        for number, one in enumerate(self.rates):
            yield ("due", str(number)), one.of
        for one in self.multipliers.entries if self.multipliers else ():
            if one.when:
                yield ("multiplier", one.code), one.when
                yield ("multiplier_of", one.code), one.of
        if self.ballots:
            for code, _name, when in self.ballots.choices:
                yield ("ballot", code), when
            if self.ballots.cast:
                yield ("ballots", "cast"), self.ballots.cast
