"""Comparisons, means and factors read aloud, in fractions; written apart from the engine.

Starts from what each person has in each item and part by the row-by-row reading of a measure whose
compared parts have no bounds, and does by hand what the measure says of them.
"""

from datetime import timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

from scoring.scheme import build_scheme

from .reference import Person, fits, within


def stripped(scheme):
    """The same measure with the bounds taken off whatever is compared or averaged."""
    plain = dict(scheme.plain)
    made = {one["of"] for one in plain.get("weights", ())}
    made |= {one.get("category") for key in ("rates", "relative") for one in plain.get(key, ())}
    plain["categories"] = [
        {**block, "max": "none", "floor": "none"} if block["code"] in made else block
        for block in plain["categories"]
    ]
    rules = scheme.aggregates
    after = rules.multipliers and rules.multipliers.bounds == "after"
    if rules.rates or rules.relative or rules.weights or rules.removed or after:
        plain["total"] = {**plain["total"], "max": "none", "floor": "none"}
    return build_scheme(plain)


def to_place(value, switch):
    """A Fraction to the stated place, as a Fraction."""
    place, way = (switch or "thousandth_half_up").split("_", 1)
    unit = {"thousandth": 1000, "hundredth": 100, "tenth": 10, "whole": 1}[place]
    size = abs(value) * unit
    steps = int(size + Fraction(1, 2)) if way == "half_up" else int(size)
    return Fraction(steps if value >= 0 else -steps, unit)


class Everybody:
    """All people of one scoring, worked through part by part."""

    def __init__(self, scheme, world, period):
        self.scheme, self.rules, self.period = scheme, scheme.aggregates, period
        self.rows, (self.people, self.spans, self.away) = world
        self.rounding = scheme.switches.get("rounding")
        bare = stripped(scheme)
        self.have, self.own, self.alive = {}, {}, {}
        for person in self.people:
            name = person["subject"]
            reader = Person(
                bare, person, [x[1:] for x in self.spans if x[0] == name],
                [x[1:] for x in self.away if x[0] == name], period,
            )  # fmt: skip
            facts = [row for row in self.rows if row["subject"] == name]
            rows, starts, total = reader.score(facts)
            if total is not None:
                self.take(name, rows, starts)

    def take(self, name, rows, starts):
        blocks = {block.code: Fraction(0) for block in self.scheme.blocks}
        items = {item.code: Fraction(0) for item in self.scheme.items}
        self.alive[name] = set()
        for row in rows:
            if row["item"] is not None and row["alive"]:
                item = self.scheme.items[row["item"]]
                items[item.code] += Fraction(row["points"])
                blocks[item.block] += Fraction(row["points"])
                self.alive[name] |= {("item", item.code), ("block", item.block)}
        base = Fraction(0)
        for number, points in starts.items():
            if number < 0:
                base = Fraction(points)
            else:
                blocks[self.scheme.blocks[number].code] += Fraction(points)
        self.have[name] = {("block", code): value for code, value in blocks.items()}
        self.have[name] |= {("item", code): value for code, value in items.items()}
        self.own[name] = base

    def key(self, part):
        return part.kind, part.code

    def put(self, name, key, value):
        """Change an item and its category, or a category alone."""
        if key[0] == "item":
            home = next(item.block for item in self.scheme.items if item.code == key[1])
            self.have[name]["block", home] += value - self.have[name][key]
        self.have[name][key] = value

    def counted(self, selector, name, also=None):
        """How many records of the person fit: in the period, in office, not suspended."""
        person = next(one for one in self.people if one["subject"] == name)
        found = 0
        for row in self.rows:
            day = row["on"]
            found += (
                row["subject"] == name
                and self.period.start <= day <= self.period.end
                and within(day, person["start"], person["end"])
                and not any(w == name and within(day, a, b) for w, a, b in self.away)
                and fits(selector, row, self.roles(name, day))
                and (also is None or fits(also, row, self.roles(name, day)))
            )
        return found

    def roles(self, name, day):
        if self.scheme.switches.get("role_at") == "period_end":
            day = self.last_day(name)
        return {role for who, role, a, b in self.spans if who == name and within(day, a, b)}

    def last_day(self, name):
        person = next(one for one in self.people if one["subject"] == name)
        day = self.period.end
        return min(day, person["end"] - timedelta(days=1)) if person["end"] else day

    def holds(self, name, role):
        return any(
            who == name and mine == role and within(self.last_day(name), a, b)
            for who, mine, a, b in self.spans
        )

    def missing(self):
        """{part: people without anything to be judged by}."""
        out = {}
        for one in self.rules.missing:
            key = self.key(one.part)
            for name in self.have:
                if one.when:
                    gone = self.counted(one.when, name) > 0
                elif one.unless:
                    gone = self.counted(one.unless, name) == 0
                elif one.no_record_of == "person":
                    gone = key not in self.alive[name]
                else:
                    gone = not any(key in alive for alive in self.alive.values())
                if gone:
                    out.setdefault(key, set()).add(name)
        return out

    def totals(self):
        """{name: total as a Fraction, or None}."""
        gone, nothing = self.missing(), set()
        for kind in ("item", "block"):
            for rule in self.rules.rates:
                if rule.part.kind == kind:
                    self.share(rule, gone)
            for rule in self.rules.relative:
                if rule.part.kind == kind:
                    self.compare(rule, gone)
            for rule in self.rules.weights:
                if kind == "item" and rule.of:
                    empty = self.average(rule, gone)
                    if rule.none_left == "missing":
                        gone.setdefault(("block", rule.of), set()).update(empty)
                    elif rule.none_left == "too_few_data":
                        nothing |= empty
        for code in self.rules.remade():
            block = self.scheme.block(code)
            for name in self.have:
                value = bounded(self.have[name]["block", code], block.maximum, block.floor)
                self.put(name, ("block", code), value)
        for rule in self.rules.weights:
            if rule.of is None:
                empty = self.average(rule, gone)
                nothing |= empty if rule.none_left == "too_few_data" else set()
        return {name: None if name in nothing else self.total(name) for name in self.have}

    def share(self, rule, gone):
        key, full = self.key(rule.part), Fraction(rule.points, 1000)
        away = set(gone.get(key, ()))
        for name in self.have:
            due = self.counted(rule.of, name)
            if name in away:
                value = Fraction(0)
            elif due:
                value = min(to_place(full * self.have[name][key] / due, self.rounding), full)
            else:
                value = full if rule.nothing_due == "full" else Fraction(0)
                if rule.nothing_due == "missing":
                    gone.setdefault(key, set()).add(name)
            self.put(name, key, value)

    def compare(self, rule, gone):
        key = self.key(rule.part)
        away = gone.get(key, set())
        crowd = [self.have[name][key] for name in self.have if name not in away]
        full = Fraction(rule.points, 1000)
        fresh = {}
        for name in self.have:
            if name in away:
                fresh[name] = Fraction(0)
                continue
            value = self.against(rule, self.have[name][key], crowd, full)
            if value is None and rule.otherwise == "missing":
                gone.setdefault(key, set()).add(name)
            if value is None:
                value = full if rule.otherwise == "full" else Fraction(0)
            fresh[name] = value
        for name, value in fresh.items():
            self.put(name, key, value)

    def against(self, rule, own, crowd, full):
        if len(crowd) < rule.min_size or not crowd:
            return None
        mean, order = sum(crowd) / len(crowd), sorted(crowd)
        if rule.to == "spread":
            variance = sum((one - mean) ** 2 for one in crowd) / len(crowd)
            if variance == 0:
                return None
            with localcontext(prec=80):
                root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
                away = own - mean
                steps = Decimal(rule.step) / 1000 * Decimal(away.numerator)
                exact = steps / Decimal(away.denominator) / root
            return full + to_place(Fraction(exact), self.rounding)
        half = len(order) // 2
        yard = {
            "best": order[-1],
            "mean": mean,
            "median": order[half] if len(order) % 2 else (order[half] + order[half - 1]) / 2,
            "range": order[-1] - order[0],
        }[rule.to]
        if yard <= 0:
            return None
        return to_place(full * (own - order[0] if rule.to == "range" else own) / yard,
                        self.rounding)  # fmt: skip

    def average(self, rule, gone):
        empty = set()
        for name in self.have:
            left = [
                one for one in rule.parts
                if not (rule.missing == "dropped" and name in gone.get(self.key(one.part), ()))
            ]  # fmt: skip
            if not left:
                empty.add(name)
            weight, so_far, given = sum(one.weight for one in left), Fraction(0), Fraction(0)
            for one in rule.parts:
                key = self.key(one.part)
                if one not in left:
                    self.put(name, key, Fraction(0))
                    continue
                value = Fraction(0) if name in gone.get(key, ()) else self.have[name][key]
                over = next((m for role, m in one.by_role if self.holds(name, role)), one.over)
                if rule.scale is not None:
                    value = value / Fraction(over, 1000) * Fraction(rule.scale, 1000)
                so_far += Fraction(one.weight, weight) * value
                now = to_place(so_far, self.rounding)
                self.put(name, key, now - given)
                given = now
        return empty

    def total(self, name):
        blocks = (v for key, v in self.have[name].items() if key[0] == "block")
        value = self.own[name] + sum(blocks)
        rule, most, least = self.rules.multipliers, self.scheme.total_max, self.scheme.total_floor
        if not rule or rule.bounds != "after":
            value = bounded(value, most, least)
        if rule:
            factors = [f for f in (self.factor(one, name) for one in rule.entries) if f is not None]
            if factors and rule.combine != "product":
                factors = [max(factors) if rule.combine == "highest" else min(factors)]
            exact = value
            for factor in factors:
                exact = exact * Fraction(factor, 1000)
                if factor != 1000:  # a factor of 1 leaves the sum as it is
                    value = to_place(exact, self.rounding)
            if rule.bounds != "before":
                value = bounded(value, most, least)
        return value

    def factor(self, one, name):
        """The factor of one entry in thousandths, None where it does not fit."""
        if one.person:
            role = one.person.asks[0].values[0]
            return one.factor if self.holds(name, role) else None
        have, due = self.counted(one.when, name, one.of), self.counted(one.of, name)
        if not due:
            return one.nothing_due
        share = Fraction(100 * have, due)
        for low, high, factor in one.bands:
            if (low is None or share >= Fraction(low, 1000)) and (
                high is None or share < Fraction(high, 1000)
            ):
                return factor
        raise AssertionError


def bounded(value, most, least):
    if most is not None:
        value = min(value, Fraction(most, 1000))
    return value if least is None else max(value, Fraction(least, 1000))
