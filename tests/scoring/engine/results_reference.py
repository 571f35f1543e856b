"""What follows from the totals, read aloud person by person; written apart from the engine.

``Reader`` takes the Scheme, plain rows and the totals, and answers as a patient clerk would.
"""

from datetime import date, timedelta
from fractions import Fraction

from .reference import fits, within


class Reader:
    """One scoring of several people. ``people``: dicts with subject, start, end; ``totals``:
    {subject: (total, tier by points, class)}."""

    def __init__(self, scheme, people, spans, suspensions, period, rows, past, records_from):
        self.scheme, self.people, self.period = scheme, people, period
        self.spans, self.away = spans, suspensions
        self.rows, self.past, self.records_from = rows, past, records_from

    def roles(self, subject, day):
        if self.scheme.switches.get("role_at") == "period_end":
            person = next(one for one in self.people if one["subject"] == subject)
            day = self.period.end
            if person["end"]:
                day = min(day, person["end"] - timedelta(days=1))
        return {role for who, role, a, b in self.spans if who == subject and within(day, a, b)}

    def days(self, selector, person, first, last, also=None):
        """The days of the records that count: in office, not suspended."""
        mine = []
        for row in self.rows:
            on = row["on"]
            if (
                row["subject"] == person["subject"]
                and first <= on <= last
                and within(on, person["start"], person["end"])
                and not any(
                    who == person["subject"] and within(on, a, b) for who, a, b in self.away
                )
                and fits(selector, row, self.roles(person["subject"], on))
                and (also is None or fits(also, row, self.roles(person["subject"], on)))
            ):
                mine.append(on)
        return mine

    def gate(self, gate, person):
        """met or not."""
        first, last = self.period.start, self.period.end
        if gate.per:
            months = {"month": 1, "quarter": 3, "half_year": 6}[gate.per]
            verdicts = []
            for begin in range(1, 13, months):
                a = date(first.year, begin, 1)
                after = begin + months
                b = date(first.year + after // 13, (after - 1) % 12 + 1, 1) - timedelta(days=1)
                whole = within(a, person["start"], person["end"]) and within(
                    b, person["start"], person["end"]
                )
                if whole:
                    verdicts.append(self.enough(gate, len(self.days(gate.when, person, a, b))))
            return all(verdicts)
        have = len(self.days(gate.when, person, first, last))
        if gate.share:
            of = len(self.days(gate.share.of, person, first, last))
            have = len(self.days(gate.when, person, first, last, also=gate.share.of))
            if of == 0:
                return gate.share.nothing_due == "met"
            return Fraction(have, of) >= Fraction(gate.share.percent, 100_000)
        return self.enough(gate, have)

    @staticmethod
    def enough(rule, count):
        return count <= rule.at_most if rule.at_most is not None else count >= rule.at_least

    def served(self, person, first, last):
        return (person["start"] is None or person["start"] <= last) and (
            person["end"] is None or person["end"] > first
        )

    def suspended_throughout(self, person):
        day = self.period.start
        while day <= self.period.end:
            if within(day, person["start"], person["end"]) and not any(
                who == person["subject"] and within(day, a, b) for who, a, b in self.away
            ):
                return False
            day += timedelta(days=1)
        return True

    def complete(self, day):
        return self.records_from is not None and self.records_from <= day

    def look_back(self, one, person, now):
        """yes, no or unknown; ``now`` is this period's result of the person."""
        if one.result:
            return self.over_results(one, person, now)
        if one.span in ("period", "month"):
            days = self.days(one.when, person, self.period.start, self.period.end)
            if one.span == "period":
                return "yes" if self.enough(one, len(days)) else "no"
            most = max((sum(d.month == m for d in days) for m in range(1, 13)), default=0)
            return "yes" if self.enough(one, most) else "no"
        if one.span == "term":
            count = len(self.days(one.when, person, date.min, self.period.end))
            begin = person["start"] or self.records_from
            known = begin is not None and (begin >= self.period.start or self.complete(begin))
            return self.with_doubt(one, count, known)
        left, doubt, year = one.periods, False, self.period.start.year
        while left:
            a, b = date(year, 1, 1), date(year, 12, 31)
            if person["start"] and person["start"] > b:
                return "no"
            here = year == self.period.start.year
            if not self.served(person, a, b) or (here and self.suspended_throughout(person)):
                if self.scheme.switches["look_back_gaps"] == "breaks":
                    return "no"
                year -= 1
                if year < self.period.start.year - 30:
                    return "no"
                continue
            known = here or self.complete(max(a, person["start"] or a))
            state = self.with_doubt(one, len(self.days(one.when, person, a, b)), known)
            if state == "no":
                return "no"
            doubt = doubt or state == "unknown"
            left, year = left - 1, year - 1
        return "unknown" if doubt else "yes"

    def with_doubt(self, one, count, known):
        """Missing records can only add to the count."""
        if known:
            return "yes" if self.enough(one, count) else "no"
        if one.at_most is not None:
            return "no" if count > one.at_most else "unknown"
        return "yes" if count >= one.at_least else "unknown"

    def result_fits(self, outcome, row):
        if outcome.tiers and row["tier"] not in outcome.tiers:
            return False
        if outcome.below is not None and not (
            row["total"] is not None and row["total"] < outcome.below
        ):
            return False
        if outcome.from_bottom is None:
            return True
        if row["rank"] is None:
            return False
        last = row["rank_last"] or row["rank"]
        behind = row["of"] - last if outcome.ties == "include_all" else row["of"] - row["rank"]
        return behind + 1 <= outcome.from_bottom

    def over_results(self, one, person, now):
        year, rows = self.period.start.year, [now]
        for back in range(1, 31):
            a, b = date(year - back, 1, 1), date(year - back, 12, 31)
            if person["start"] and person["start"] > b:
                break
            row = self.past.get((person["subject"], a))
            if row is None:
                row = "missing" if self.served(person, a, b) else "gap"
            rows.append(row)
        if one.span == "term":
            sure = sum(isinstance(r, dict) and self.result_fits(one.result, r) for r in rows)
            open_ = rows.count("missing")
            return {(True, True): "yes", (False, False): "no"}.get(
                (self.enough(one, sure), self.enough(one, sure + open_)), "unknown"
            )
        left, doubt = one.periods, False
        for row in rows:
            if left == 0:
                break
            gap = row == "gap" or (
                isinstance(row, dict) and row["class"] in ("not_scored", "too_few_data")
            )
            if row == "missing":
                doubt, left = True, left - 1
            elif gap:
                if self.scheme.switches["look_back_gaps"] == "breaks":
                    return "no"
            elif self.result_fits(one.result, row):
                left -= 1
            else:
                return "no"
        if left:
            return "no"
        return "unknown" if doubt else "yes"


def quota_states(quota, people, ranked, eligible):
    """{subject: yes | edge} of one ranking group; ``ranked``: {subject: total} of the eligible.

    ``people``: how many stand behind the percentage.
    """
    if quota.count is not None:
        size = quota.count
    else:
        exact = Fraction(quota.percent, 100_000) * people
        size = {
            "down": int(exact),
            "up": -int(-exact // 1),
            "half_up": int(exact + Fraction(1, 2)),
        }[quota.rounding]
    out = {}
    for subject in eligible:
        mine = ranked[subject]
        better = sum(
            (other > mine) if quota.take == "top" else (other < mine)
            for name, other in ranked.items()
            if name in eligible
        )
        level = sum(ranked[name] == mine for name in eligible)
        if better + level <= size:
            out[subject] = "yes"
        elif better < size and quota.ties != "exclude_all":
            out[subject] = "yes" if quota.ties == "include_all" else "edge"
    return out
