"""Judged values, whole counts, shares and windows read aloud, apart from the engine."""

from bisect import bisect_right
from datetime import date, timedelta
from fractions import Fraction


def in_force(rule, day):
    return rule is None or (
        (rule.start is None or rule.start <= day) and (rule.end is None or day <= rule.end)
    )


def why_not(item, fact):
    """The reason the rule itself gives for not counting the fact."""
    if item.disabled:
        return "disabled"
    if not in_force(item.in_force, fact["on"]):
        return "not_in_force"
    place, of = fact["place"], fact["of"]
    if item.split and (place is None or of is None or place > of):
        return "no_place"
    if item.named and place is None:
        return "no_place"
    if item.named and place > item.named:
        return "not_named"
    return None


def judged_value(item, fact):
    """(points as a Fraction, reason there are none)."""
    rule, value = item.judged, fact["judged"]
    if value is None:
        if rule.default is None:
            return None, "not_judged"
        return Fraction(rule.default, 1000), None
    ladder = range(rule.minimum, rule.maximum + 1, rule.step or 1)
    if value not in ladder:
        return None, "judged_outside"
    return Fraction(value, 1000), None


def shares(item, value, of, round_):
    """What each of so many people gets of one award, in Decimals."""
    rule = item.split
    if rule.how == "equal":
        parts = [Fraction(1, of) for _ in range(of)]
    elif rule.how == "first":
        rest = 1 - Fraction(rule.first, 1000)
        parts = [Fraction(rule.first, 1000), *(rest / (of - 1) for _ in range(of - 1))]
        parts = parts if of > 1 else [Fraction(1)]
    else:
        weights = [*rule.parts, *[rule.parts[-1]] * of][:of]
        parts = [Fraction(one) / sum(weights) for one in weights]
    given = [round_(value * part) for part in parts]
    left = round_(value) - sum(given)
    if rule.remainder == "first":
        given[0] += left
    elif rule.remainder == "last":
        given[-1] += left
    return given


def at_count(rule, count, round_):
    """Points of a count (a Fraction)."""
    if rule.kind == "above_below":
        target = Fraction(rule.target, 1000)
        per_unit = Fraction(rule.up if count > target else rule.down, 1000)
        value = round_((count - target) * per_unit)
        if rule.floor is not None:
            value = max(value, Fraction(rule.floor, 1000))
        return value if rule.maximum is None else min(value, Fraction(rule.maximum, 1000))
    counts = [Fraction(low, 1000) for low, _points, _level in rule.pieces]
    values = [Fraction(points, 1000) for _low, points, _level in rule.pieces]
    place = bisect_right(counts, count) - 1
    if rule.kind != "linear" or place == len(counts) - 1:
        return values[place]
    width = counts[place + 1] - counts[place]
    return round_(
        values[place] + (values[place + 1] - values[place]) * (count - counts[place]) / width
    )


def count_through(item, rows, round_):
    """What each row changes of the points of the whole count."""
    rule, so_far = item.counted, Fraction(0)

    def at(count):
        return Fraction(0) if count == 0 and not rule.at_zero else at_count(rule, count, round_)

    for row in rows:
        before, so_far = so_far, so_far + Fraction(row["units"])
        row["before"] = at(so_far) - at(before)
        if row["before"] == 0 and row["mark"] == "counted":
            row["mark"] = "same_count"


def at_nothing(item, period, roles, round_):
    """What a person stands at in the item before any record."""
    rule = item.counted
    if rule is None or not rule.at_zero or item.disabled:
        return 0
    days = [period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)]
    if not any(in_force(item.in_force, day) for day in days):
        return 0
    for ask in item.when.asks:
        if ask.field == "subject_role":
            hit = bool(set(ask.values) & roles) or ("none" in ask.values and not roles)
            if hit != (ask.op == "in"):
                return 0
    return at_count(rule, Fraction(0), round_)


def days_read(item, period):
    """(first, last day) the item reads."""
    window = item.window
    if window is None:
        return period.start, period.end
    if window.kind == "term":
        return date.min, period.end
    if window.kind == "days":
        return period.end - timedelta(days=window.length) + timedelta(days=1), period.end
    if window.kind == "months":
        year, month = period.end.year, period.end.month
        for _step in range(window.length - 1):
            year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        return date(year, month, 1), period.end  # the periods tried here end with a month
    if window.kind == "fixed":
        return window.start, window.end
    (y1, m1, d1), (y2, m2, d2) = window.first, window.last
    return date(period.start.year + y1, m1, d1), date(period.start.year + y2, m2, d2)
