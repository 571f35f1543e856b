"""What-if over a prefecture-year and over a term of five: from the numbers typed to the effect."""

import os
import time
from decimal import Decimal
from itertools import count

from scoring.services import whatif
from scoring.services.whatif import periods_of, try_out

from .rounds import interleaved

FRESH = count(1)


def what_ifs(period, rounds, *, years=5):
    """Seconds a server takes for a change of a weight, a cap and a tier; and over a term.

    Every round types other numbers, so nothing is answered from memory but what the measure itself
    gives, which stays the same while somebody tries numbers out. A term of so many years is the
    same year so many times, each scored for itself.
    """
    version = period.scheme_version
    _periods, looked_at = periods_of(version, chosen=period.pk)
    try_out(version, {}, looked_at)

    def change(key, value, over):
        def run():
            tried = value + Decimal(next(FRESH)) / 1000
            found = try_out(version, {key: tried}, over)
            if found.faults or not found.changes:
                raise AssertionError("the what-if was not tried out")

        return run

    contenders = {
        "weight": change("items.visit.points", Decimal("0.5"), looked_at),
        "cap": change("categories.contact.max", Decimal(35), looked_at),
        "tier": change("tiers.good.from", Decimal(36), looked_at),
        "term": change("items.visit.points", Decimal("0.5"), AsYears(looked_at * years)),
    }
    wall = interleaved(contenders, rounds)
    started = time.process_time()
    contenders["weight"]()
    one = time.process_time() - started
    started = time.process_time()
    contenders["term"]()
    term = time.process_time() - started
    return {
        **{name: timed.plain() for name, timed in wall.items()},
        "cpu": {"weight": one, "term": term},
        "load": round(os.getloadavg()[0], 1),
    }


class AsYears(list):
    """Periods of a term: the same year counted again is read and scored again."""

    def __iter__(self):
        for period in super().__iter__():
            yield period
            if len(whatif._scored) > 1:
                whatif._scored.popitem(last=True)  # what was scored for this year
