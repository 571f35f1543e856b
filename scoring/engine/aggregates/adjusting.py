"""From the sums of the lines to the total, in the fixed order of the manual."""

from dataclasses import dataclass, field

from .ballots import votes_of
from .exact import quotient
from .missing import find_missing
from .months import months_served, to_whole_period
from .multipliers import multiply
from .rates import take_share
from .relative import compare
from .sheet import Sheet
from .weights import average


@dataclass
class Adjusted:
    """The lines added above the items, and what follows for the people without a result."""

    lines: object = None
    nothing_left: set = field(default_factory=set)  # every part of the total is missing
    months: dict = field(default_factory=dict)
    votes: dict = field(default_factory=dict)


def adjusted(plan, people, live, starts, questions, suspensions, period, removed):
    """Compare, average, rescale, multiply and bound. ``removed``: {s: points taken off the
    maximum by categories in which no duty fell due}."""
    rules = plan.scheme.aggregates
    out = Adjusted(votes=votes_of(plan, people, questions, period))
    if rules.months_served:
        out.months, of = months_served(rules.months_served, people, suspensions, period)
    if not rules.changes_total():
        return out
    sheet = Sheet(plan, people, live, starts)
    if rules.changes_parts():
        find_missing(sheet, people, live, questions, period)
        for kind in ("item", "block"):
            for number, one in enumerate(rules.rates):
                if one.part.kind == kind:
                    take_share(sheet, questions, period, number, one)
            for one in rules.relative:
                if one.part.kind == kind:
                    compare(sheet, people, one)
            for one in rules.weights if kind == "item" else ():
                if one.of:
                    empty = average(sheet, people, one)
                    after_mean(sheet, one, empty, out)
        bound_parts(sheet, rules.remade())
        if rules.weighted_total:
            empty = average(sheet, people, rules.weighted_total)
            after_mean(sheet, rules.weighted_total, empty, out)
    if rules.removed == "rescaled":
        rescale(sheet, removed)
    lowered = removed if rules.removed == "lowered" else {}
    if not rules.multipliers or rules.multipliers.bounds != "after":
        bound_totals(sheet, lowered)
    if rules.multipliers:
        multiply(sheet, people, questions, period, out.months)
    brought_up = to_whole_period(sheet, out.months, of) if rules.per_month else ()
    if rules.multipliers and rules.multipliers.bounds != "before":
        bound_totals(sheet, lowered)
    else:
        bound_totals(sheet, lowered, brought_up)
    for s in sorted(out.nothing_left):
        if sheet.total(s):  # who has no total has no points that add up to one
            sheet.set_total(s, 0, "missing_part")
    out.lines = sheet.frame()
    return out


def after_mean(sheet, rule, empty, out):
    """What becomes of those of whom every part of a mean is missing."""
    if rule.none_left == "too_few_data":
        out.nothing_left |= empty
    elif rule.none_left == "missing":
        part = next(one for one in sheet.every_part() if one.code == rule.of)
        sheet.missing[part] = set(sheet.away(part)) | empty


def bound_parts(sheet, codes):
    """Maximum and floor of the categories that were compared or averaged."""
    from ..run import BLOCK_BIT

    for part in sheet.every_part():
        block = sheet.plan.scheme.block(part.code)
        if part.code not in codes or (block.maximum is None and block.floor is None):
            continue
        for s, value in sheet.values(part).items():
            kept = clipped(value, block.maximum, block.floor)
            if kept != value:
                sheet.set(part, s, kept, "bounded", cuts=1 << BLOCK_BIT)


def rescale(sheet, removed):
    """Bring the total of those with a category removed to the maximum the measure states."""
    scheme = sheet.plan.scheme
    whole = scheme.total_stated if scheme.total_stated is not None else scheme.total_max
    for s in sheet.scored:
        off = removed.get(s, 0)
        if 0 < off < whole:
            sheet.set_total(s, quotient(sheet.total(s) * whole, whole - off, sheet.rounding),
                            "rescaled")  # fmt: skip


def bound_totals(sheet, lowered, only=None):
    """The bounds of everybody's total, or that of these people; the upper one is lower by what was
    removed."""
    from ..run import TOTAL_BIT

    scheme = sheet.plan.scheme
    for s in sheet.scored if only is None else only:
        most = scheme.total_max
        if most is not None:
            most = max(most - lowered.get(s, 0), 0)
        value = sheet.total(s)
        kept = clipped(value, most, scheme.total_floor)
        if kept != value:
            sheet.set_total(s, kept, "bounded", cuts=1 << TOTAL_BIT)


def clipped(value, most, least):
    """A value inside its bounds; the floor is stronger."""
    if most is not None:
        value = min(value, most)
    return value if least is None else max(value, least)
