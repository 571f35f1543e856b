"""Factors on the whole sum: by role or group, by a figure, or by a share of duties done."""

from ..people import as_expression
from ..results.counting import figures
from .exact import quotient


def multiply(sheet, people, questions, period, months):
    """Multiply every total by the factors that fit, each by a line of its own."""
    rule = sheet.plan.scheme.aggregates.multipliers
    spared = set()
    for when, _reason in rule.exempt:
        spared |= set(people.filter(as_expression(when)).get_column("s"))
    factors = [factors_of(one, sheet, people, questions, period, months) for one in rule.entries]
    for s in sheet.scored:
        if s in spared:
            continue
        mine = [
            (found[s], one) for found, one in zip(factors, rule.entries, strict=True) if s in found
        ]
        if rule.combine != "product" and mine:
            pick = max if rule.combine == "highest" else min
            mine = [pick(mine, key=lambda pair: pair[0])]
        sum_, top, bottom = sheet.total(s), 1, 1
        for factor, one in mine:
            top, bottom = top * factor, bottom * 1000
            if factor != 1000:
                value = quotient(sum_ * top, bottom, sheet.rounding)
                sheet.set_total(s, value, "multiplied", clause=one.clause or one.name)


def factors_of(one, sheet, people, questions, period, months):
    """{s: factor in thousandths} of one entry, for those it fits."""
    if one.person:
        fits = set(people.filter(as_expression(one.person)).get_column("s"))
        return {s: one.factor for s in sheet.scored if s in fits}
    if one.measure:
        measure = next(m for m in sheet.plan.scheme.results.measures if m.code == one.measure)
        rows = questions.of(("measure", one.measure), period.start, period.end)
        values = figures(rows, measure.count)
        of = months if measure.per_month else dict.fromkeys(sheet.scored, 1)
        return {s: band_of(one.bands, values.get(s, 0), of[s]) for s in sheet.scored if of[s]}
    keys, days = (("multiplier", one.code), ("multiplier_of", one.code)), (period.start, period.end)
    have, due = questions.numbers_within(*keys, *days), questions.numbers(keys[1], *days)
    return {
        s: band_of(one.bands, 100_000 * have.get(s, 0), due[s]) if due.get(s) else one.nothing_due
        for s in sheet.scored
    }


def band_of(bands, top, bottom):
    """The factor of the half-open band in which ``top / bottom`` lies."""
    for low, high, factor in bands:
        if (low is None or top >= low * bottom) and (high is None or top < high * bottom):
            return factor
    raise AssertionError("the bands cover every figure")  # the checker saw to it
