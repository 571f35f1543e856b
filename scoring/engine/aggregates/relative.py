"""A part compared with others: with the best, the mean, the median or the spread of a group."""

from .exact import over_root, quotient
from .missing import group_of


def compare(sheet, people, rule):
    """Replace one part of everybody by its comparison with the population of their group."""
    groups = group_of(people, rule.within)
    away = sheet.away(rule.part)
    ranked = set(people.filter(people["unranked"].is_null()).get_column("s"))
    values, members = sheet.values(rule.part), {}
    for s in sheet.scored:
        if s not in away and (rule.among == "scored" or s in ranked):
            members.setdefault(groups[s], []).append(values[s])
    yardsticks = {group: Yardstick(rule, sorted(mine)) for group, mine in members.items()}
    nobody = Yardstick(rule, [])
    lost = set()
    for s in sheet.scored:
        if s in away:
            sheet.set(rule.part, s, 0, "missing_part", clause=rule.clause)
            continue
        points = yardsticks.get(groups[s], nobody).points(values[s], sheet.rounding)
        if points is not None:
            sheet.set(rule.part, s, points, "relative", clause=rule.clause)
        elif rule.otherwise == "missing":
            lost.add(s)
            sheet.set(rule.part, s, 0, "missing_part", clause=rule.clause)
        else:
            points = rule.points if rule.otherwise == "full" else 0
            sheet.set(rule.part, s, points, "no_yardstick", clause=rule.clause)
    if lost:
        sheet.missing[rule.part] = set(away) | lost


class Yardstick:
    """What a population gives to compare by; ``values`` ascend."""

    def __init__(self, rule, values):
        self.rule, self.n, self.sum = rule, len(values), sum(values)
        self.enough = len(values) >= rule.min_size
        if values:
            self.low, self.high = values[0], values[-1]
            middle = len(values) // 2
            twice = values[middle] + values[middle if len(values) % 2 else middle - 1]
            self.twice_median = twice
        if rule.to == "spread":
            # n² times the variance of the whole population
            self.square = self.n * sum(value * value for value in values) - self.sum * self.sum

    def points(self, own, rounding):
        """The points of somebody with ``own``; None where there is nothing to compare by."""
        if not self.enough or not self.n:
            return None
        if self.rule.to == "spread":
            if self.square <= 0:
                return None
            top = self.rule.step * (self.n * own - self.sum)
            return self.rule.points + over_root(top, self.square, rounding)
        top, bottom = {
            "best": (own, self.high),
            "mean": (own * self.n, self.sum),
            "median": (2 * own, self.twice_median),
            "range": (own - self.low, self.high - self.low),
        }[self.rule.to]
        return quotient(self.rule.points * top, bottom, rounding) if bottom > 0 else None
