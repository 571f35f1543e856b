"""Days of allowance (误工补助) from duties done. Pure: no database, no clock, no row order.

A deputy without fixed income is paid for each calendar day on which a confirmed duty of a kind the
rule names was done, in office and not suspended: once per person and day whatever the mandates and
congresses, and the higher rate wins. Paid by the month, a month with one such day is paid once.
"""

from dataclasses import dataclass
from datetime import date

from .rates import CAME

DAY, MONTH = "day", "month"


@dataclass(frozen=True)
class Duty:
    """One duty record as the allowance sees it."""

    record: int
    person: int
    mandate: int
    congress: int
    kind: int
    on: date
    presence: str = ""
    confirmed: bool = True
    in_office: bool = True
    suspended: bool = False
    entitled: bool = True  # no fixed income, as it is stored now

    @property
    def counts(self):
        came = not self.presence or self.presence in CAME
        return self.confirmed and self.in_office and not self.suspended and self.entitled and came


@dataclass(frozen=True)
class Rate:
    """What one congress pays, for which kinds, from a day until before another."""

    congress: int
    cents: int
    kinds: frozenset
    starts_on: date
    ends_on: date | None = None
    unit: str = DAY

    def pays(self, duty):
        return (
            duty.congress == self.congress
            and duty.kind in self.kinds
            and self.starts_on <= duty.on
            and (self.ends_on is None or duty.on < self.ends_on)
        )


@dataclass(frozen=True)
class Claim:
    """One day (or month) of one person, with the record it rests on."""

    person: int
    slot: str  # 2026-03-05, or 2026-03 where paid by the month
    on: date
    cents: int
    record: int
    mandate: int
    congress: int


def slot_of(unit, on):
    """What can be claimed once: the day, or the month."""
    return f"{on:%Y-%m-%d}" if unit == DAY else f"{on:%Y-%m}"


def allowance_days(duties, rates):
    """The claims these duties give, in order of person and day; the same for any order of input."""
    best = {}
    for duty in duties:
        if not duty.counts:
            continue
        for rate in rates:
            if not rate.pays(duty):
                continue
            claim = Claim(
                duty.person,
                slot_of(rate.unit, duty.on),
                duty.on,
                rate.cents,
                duty.record,
                duty.mandate,
                duty.congress,
            )
            key = claim.person, claim.slot
            if key not in best or _before(claim, best[key]):
                best[key] = claim
    return tuple(sorted(_one_unit_a_month(best.values()), key=lambda c: (c.person, c.on, c.slot)))


def _before(one, other):
    """The higher rate wins; of equal ones the earlier day, then the smaller keys."""
    return _rank(one) < _rank(other)


def _rank(claim):
    return -claim.cents, claim.on, claim.congress, claim.mandate, claim.record


def _one_unit_a_month(claims):
    """Where one congress pays by the month and another by the day, the dearer of the two stands."""
    claims = list(claims)
    days, months = {}, {}
    for claim in claims:
        month = claim.person, claim.slot[:7]
        if len(claim.slot) == 7:
            months[month] = claim.cents
        else:
            days[month] = days.get(month, 0) + claim.cents
    by_month = {month for month, cents in months.items() if cents > days.get(month, 0)}
    return [
        claim
        for claim in claims
        if (len(claim.slot) == 7) == ((claim.person, claim.slot[:7]) in by_month)
    ]
