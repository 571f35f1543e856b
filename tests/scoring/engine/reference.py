"""The measure read aloud, row by row, in Decimals: slow, plain, and written apart from the engine.

Takes the Scheme and plain rows (dicts) and returns lines as dicts and a total for one person.
"""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from . import reference_values as values

D = Decimal
PLACES = {"thousandth": D("0.001"), "hundredth": D("0.01"), "tenth": D("0.1"), "whole": D("1")}


def points(milli):
    return None if milli is None else D(milli) / 1000


def rounded(fraction, switch):
    """A Fraction to the stated place."""
    place, way = (switch or "thousandth_half_up").split("_", 1)
    unit = PLACES[place]
    exact = D(fraction.numerator) / D(fraction.denominator)
    whole = fraction / Fraction(unit)
    if way == "down":
        steps = int(whole)  # towards zero
    else:
        steps = int(abs(whole) + Fraction(1, 2)) * (1 if whole >= 0 else -1)
    assert abs(exact - steps * unit) <= unit
    return steps * unit


def asks_hold(ask, fact, roles):
    if ask.field == "quantity":
        amount, bound = D(fact["quantity"]) / 1000, D(ask.values[0]) / 1000
        return {
            "at_least": amount >= bound,
            "more_than": amount > bound,
            "at_most": amount <= bound,
            "less_than": amount < bound,
        }[ask.op]
    if ask.field == "subject_role":
        fits = bool(set(ask.values) & roles) or ("none" in ask.values and not roles)
    else:
        have = fact[ask.field]
        fits = ("none" if have is None else have) in ask.values
    return fits == (ask.op == "in")


def fits(selector, fact, roles):
    for ask in selector.asks:
        if not asks_hold(ask, fact, roles):
            return False
    for part in selector.every:
        if not fits(part, fact, roles):
            return False
    if selector.some and not any(fits(part, fact, roles) for part in selector.some):
        return False
    return not any(fits(part, fact, roles) for part in selector.never)


def within(day, start, end):
    return (start is None or start <= day) and (end is None or day < end)


class Person:
    """One person's facts, worked through item by item."""

    def __init__(self, scheme, subject, spans, suspensions, period):
        self.scheme, self.subject, self.period = scheme, subject, period
        self.spans, self.suspensions = spans, suspensions
        last = period.end
        if subject["end"] is not None:
            last = min(last, subject["end"] - timedelta(days=1))
        self.last_day = last

    def roles(self, day):
        if self.scheme.switches.get("role_at") == "period_end":
            day = self.last_day
        named = {role for role, start, end in self.spans if within(day, start, end)}
        return named

    def day_of(self, item, fact):
        """(day, reason it does not count)."""
        day, why = fact["on"], None
        first, last = values.days_read(item, self.period)
        if fact["outcome"] is None:
            day = fact[
                {"event": "on", "submission": "submitted_on", "object": "object_on"}[item.dated_by]
            ]
        elif item.late_outcome == "object_period":
            day = fact["object_on"]
        elif item.late_outcome == "nowhere":
            own = fact["object_on"]
            if own is None or not first <= own <= last:
                why = "late_outcome"
        if day is None:
            return None, "no_date"
        if not first <= day <= last:
            return day, "outside_item_window" if item.window else "outside_window"
        if not within(day, self.subject["start"], self.subject["end"]):
            return day, "outside_mandate"
        if why is None and any(within(day, start, end) for start, end in self.suspensions):
            why = "suspended"
        if item.window and item.window.into_period:
            day = min(max(day, self.period.start), self.period.end)
        return day, why

    def served(self):
        """Whether there is one day in office, in the period and outside suspensions."""
        day = self.period.start
        while day <= self.period.end:
            in_office = within(day, self.subject["start"], self.subject["end"])
            if in_office and not any(within(day, a, b) for a, b in self.suspensions):
                return True
            day += timedelta(days=1)
        return False

    def score(self, facts):
        if not self.served():
            return [], {}, None
        rows = []
        for fact in sorted(facts, key=lambda fact: fact["fact"]):
            rows.extend(self.rows_of(fact))
        for number in range(len(self.scheme.items)):
            mine = [row for row in rows if row["item"] == number and row["alive"]]
            mine.sort(key=lambda row: (row["day"], row["fact"]["fact"]))
            self.item(self.scheme.items[number], mine)
            self.stand(number, rows)
        alive = [row for row in rows if row["alive"]]
        for row in alive:
            row["points"] = row["before"]
        self.exclusions(alive)
        for number, item in enumerate(self.scheme.items):
            if item.limit:
                self.limited([r for r in alive if r["item"] == number], item.limit, "item")
        for group in self.scheme.limits:
            codes = [self.scheme.items[r["item"]].code in group.items for r in alive]
            mine = [row for row, inside in zip(alive, codes, strict=True) if inside]
            self.limited(mine, group.limit, "set")
        starts = self.starts(facts)
        order = self.scheme.switches.get("cap_order", "first_in_time")
        excess = self.scheme.switches.get("cap_excess", "truncate")
        for number, block in enumerate(self.scheme.blocks):
            mine = [r for r in alive if self.scheme.items[r["item"]].block == block.code]
            self.bound(mine, points(block.maximum), points(block.floor),
                       starts.get(number, D(0)), order, excess)  # fmt: skip
        begin = sum(starts.values(), D(0))
        scheme = self.scheme
        self.bound(
            alive, points(scheme.total_max), points(scheme.total_floor), begin, order, excess
        )
        for row in rows:
            if not row["alive"]:
                row["points"] = row["before"] = D(0)
        return rows, starts, begin + sum((row["points"] for row in alive), D(0))

    def rows_of(self, fact):
        roles = self.roles(fact["on"])
        found = []
        for number, item in enumerate(self.scheme.items):
            if fits(item.when, fact, roles):
                row = {"item": number, "fact": fact, "alive": True, "before": D(0)}
                value, unread = self.value(item, fact, roles)
                row["day"], why = self.day_of(item, fact)
                row["mark"] = why or unread or "counted"
                row["alive"] = row["mark"] == "counted"
                row["value"] = value
                found.append(row)
        if found:
            return found
        return [{"item": None, "fact": fact, "alive": False, "mark": "none", "before": D(0)}]

    def stand(self, number, rows):
        """A line of its own for what the person stands at before any record."""
        first = max(self.period.start, self.subject["start"] or self.period.start)
        worth = values.at_nothing(
            self.scheme.items[number], self.period, self.roles(self.last_day), self.round
        )
        if worth:
            row = {
                "item": number,
                "fact": {"fact": "", "object": None},
                "alive": True,
                "mark": "from_zero",
            }
            rows.append(row | {"day": first, "before": D(str(float(worth))), "units": D(0)})

    def round(self, value):
        """A Fraction at the stated place, exactly."""
        return Fraction(rounded(Fraction(value), self.scheme.switches.get("rounding")))

    def value(self, item, fact, roles):
        """(points of one unit, or the reason there are none)."""
        why = values.why_not(item, fact)
        if why:
            return None, why
        if item.judged:
            value, why = values.judged_value(item, fact)
        elif item.table is None:
            value = Fraction(item.points or 0, 1000)
        else:
            value = self.cell(item.table, fact, roles)
            value, why = (None, "not_in_table") if value is None else (Fraction(value, 1000), None)
        if why:
            return None, why
        factors = [
            Fraction(f.factor, 1000)
            for f in item.factors
            if fits(f.when, fact, roles) and values.in_force(f.in_force, fact["on"])
        ]
        if item.combine == "lowest" and factors:
            factors = [min(factors)]
        if item.combine == "table":
            factors = factors[:1]
        for factor in factors:
            value = value * factor
        if item.split:
            value = values.shares(item, value, fact["of"], self.round)[fact["place"] - 1]
        return value, None

    def cell(self, table, fact, roles):
        tries = [()]
        for field in table.by:
            if field == "subject_role":
                words = [role for role in self.scheme.roles if role in roles] + ["none"]
            else:
                words = [fact[field] or "none"]
            tries = [(*one, word) for one in tries for word in words]
        for words in tries:
            if words in table.values:
                return table.values[words]
        return table.otherwise

    def units(self, item, rows):
        kind = item.unit.count
        for row in rows:
            row["units"] = D(1)
            if kind == "quantity" or (kind == "half_day" and row["fact"]["half_day"] is None):
                row["units"] = D(row["fact"]["quantity"]) / 1000 * (2 if kind == "half_day" else 1)
        if item.unit.step:
            step, so_far = D(item.unit.step) / 1000, D(0)

            def steps(amount):
                whole = int(amount / step)
                return whole + (1 if item.unit.part == "ceil" and amount > whole * step else 0)

            for row in rows:
                amount = row["units"]
                if item.unit.over == "each":
                    row["units"] = D(steps(amount))
                else:
                    row["units"] = D(steps(so_far + amount) - steps(so_far))
                    so_far += amount
        if kind in ("record", "quantity"):
            return
        order = list(rows)
        if item.unit.keep == "highest":
            order.sort(key=lambda row: -row["value"])
        whole_days = {row["day"] for row in rows if row["fact"]["half_day"] is None}
        seen = set()
        for row in order:
            day, fact = row["day"], row["fact"]
            if kind == "object":
                key = fact["object"] or ("own", fact["fact"])
            elif kind == "half_day":
                key = (day, fact["half_day"])
            else:
                key = {"day": day, "week": day.isocalendar()[:2], "month": (day.year, day.month)}[
                    kind
                ]
            doubled = kind == "half_day" and fact["half_day"] is not None and day in whole_days
            if key in seen or doubled:
                row["units"], row["mark"] = D(0), "repeat"
            seen.add(key)

    def item(self, item, rows):
        rounding = self.scheme.switches.get("rounding")
        self.units(item, rows)
        if item.ladder == "highest":
            best = {}
            for row in rows:
                key = row["fact"]["object"] or ("own", row["fact"]["fact"])
                if row["units"] and (key not in best or row["value"] > best[key]["value"]):
                    best[key] = row
            for row in rows:
                if not any(row is one for one in best.values()):
                    self.nothing(row, "lower_step")
        if item.award.kind == "from_nth":
            so_far = D(0)
            for row in rows:
                before, so_far = so_far, so_far + row["units"]
                skip = D(item.award.n - 1)
                row["units"] = max(D(0), so_far - skip) - max(D(0), before - skip)
                if row["units"] == 0:
                    self.nothing(row, "before_nth")
        if item.award.kind == "once":
            able = [row for row in rows if row["units"] > 0]
            if able and item.award.choose == "highest":
                chosen = max(able, key=lambda row: row["value"])
            else:
                chosen = able[0] if able else None
            for row in rows:
                if row is chosen:
                    row["units"] = D(1)
                else:
                    self.nothing(row, "once_only")
        if item.award.kind == "target":
            self.target(item, rows, rounding)
        elif item.counted:
            values.count_through(item, rows, self.round)
            for row in rows:
                row["before"] = D(row["before"].numerator) / D(row["before"].denominator)
        else:
            for row in rows:
                row["before"] = rounded(row["value"] * Fraction(row["units"]), rounding)
        for row in rows:
            if row["before"] == 0 and row["mark"] == "counted":
                row["mark"] = "worth_nothing"

    @staticmethod
    def nothing(row, mark):
        row["units"] = D(0)
        if row["mark"] == "counted":
            row["mark"] = mark

    def target(self, item, rows, rounding):
        goal, worth, so_far = D(item.award.n), D(item.points) / 1000, D(0)
        for row in rows:
            before, so_far = so_far, so_far + row["units"]
            if item.award.missed == "pro_rata":
                now = Fraction(worth) * Fraction(min(so_far, goal)) / Fraction(goal)
                then = Fraction(worth) * Fraction(min(before, goal)) / Fraction(goal)
                row["before"] = rounded(now, rounding) - rounded(then, rounding)
            elif before < goal <= so_far:
                row["before"] = worth
            if row["mark"] == "counted":
                if before >= goal:
                    row["mark"] = "beyond_target"
                elif so_far < goal and item.award.missed == "nothing":
                    row["mark"] = "toward_target"

    def exclusions(self, rows):
        codes = [item.code for item in self.scheme.items]
        for group in self.scheme.exclusions:
            sides = {codes.index(code): n for n, side in enumerate(group.sides) for code in side}
            self.exclude(rows, sides, group.per, group.choose)
        switch = self.scheme.switches.get("one_object", "all_items")
        if switch == "all_items":
            return
        credits = {
            number: number
            for number, item in enumerate(self.scheme.items)
            if not item.counted
            and max(
                item.points or 0,
                item.judged.maximum if item.judged else 0,
                *(item.table.values.values() if item.table else (0,)),
            )
            > 0
        }
        self.exclude(rows, credits, "object", "highest" if switch == "highest_item" else "order")

    @staticmethod
    def exclude(rows, side_of, per, choose):
        groups = {}
        for row in rows:
            if row["item"] in side_of and row["points"] != 0:
                own = row["fact"]["object"] or ("own", row["fact"]["fact"])
                groups.setdefault(own if per == "object" else "", []).append(row)
        for members in groups.values():
            by_side = {}
            for row in members:
                by_side.setdefault(side_of[row["item"]], []).append(row)

            def rank(side, by_side=by_side):
                mine = by_side[side]
                total = sum(row["points"] for row in mine)
                first = min(row["day"] for row in mine)
                earliest = min(row["fact"]["fact"] for row in mine)
                return {
                    "highest": (-total, side),
                    "first": (first, earliest, side),
                    "order": (side,),
                }[choose]

            winner = min(by_side, key=rank)
            for row in members:
                if side_of[row["item"]] != winner:
                    row["points"], row["mark"] = D(0), "excluded"

    def limited(self, rows, limit, where):
        windows = {}
        for row in rows:
            day = row["day"]
            key = {
                "period": 0,
                "half_year": (day.year, day.month > 6),
                "quarter": (day.year, (day.month + 2) // 3),
                "month": (day.year, day.month),
            }[limit.window]
            windows.setdefault(key, []).append(row)
        for members in windows.values():
            if limit.count and where == "item":
                left = D(limit.count)
                spent = D(0)
                for row in self.filling(members, limit.order):
                    if row["points"] != 0:
                        spent += row["units"]
                        if spent > left:
                            row["points"], row["mark"] = D(0), "over_count"
            self.bound(members, points(limit.maximum), points(limit.floor), D(0), limit.order,
                       limit.excess)  # fmt: skip

    @staticmethod
    def filling(rows, order):
        def key(row):
            time = (row["day"], row["fact"]["fact"], row["item"])
            return (-abs(row["points"]), *time) if order == "highest_first" else time

        return sorted(rows, key=key)

    def bound(self, rows, most, least, start, order, excess):
        rows = self.filling(rows, order)
        given = [row["points"] for row in rows]
        if most is not None:
            room = most - start
            if self.scheme.switches.get("cap_on") == "net":
                room += sum((-value for value in given if value < 0), D(0))
            full = False
            for row in rows:
                if row["points"] <= 0:
                    continue
                if excess == "drop":
                    full = full or row["points"] > room
                    if full:
                        self.cut(row, D(0))
                    else:
                        room -= row["points"]
                else:
                    keep = max(D(0), min(row["points"], room))
                    room -= row["points"]
                    self.cut(row, keep)
        if least is not None:
            have = start + sum((row["points"] for row in rows if row["points"] > 0), D(0)) - least
            for row in rows:
                if row["points"] < 0:
                    loss = min(-row["points"], max(D(0), have))
                    have += row["points"]
                    self.cut(row, -loss)

    @staticmethod
    def cut(row, keep):
        if keep == row["points"]:
            return
        if keep != 0:
            row["mark"] = "truncated"
        else:
            row["mark"] = "capped" if row["points"] > 0 else "floored"
        row["points"] = keep

    def starts(self, facts):
        """Base (key -1) and full blocks."""
        scheme, out = self.scheme, {}
        if scheme.base:
            held = {role for role, start, end in self.spans if within(self.last_day, start, end)}
            out[-1] = points(scheme.base.points)
            for role, value in reversed(scheme.base.by_role):
                if role in held:
                    out[-1] = points(value)
        for number, block in enumerate(scheme.blocks):
            if block.full:
                out[number] = points(block.maximum)
                if scheme.switches.get("no_meeting_held") == "empty":
                    inside = [
                        fact
                        for fact in facts
                        if self.period.start <= fact["on"] <= self.last_day
                        and (self.subject["start"] is None or fact["on"] >= self.subject["start"])
                        and fits(block.held, fact, self.roles(fact["on"]))
                        and not any(within(fact["on"], a, b) for a, b in self.suspensions)
                    ]
                    if not inside:
                        del out[number]
        return out


__all__ = ["Person", "fits"]
