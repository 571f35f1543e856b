"""From an imported register to a published edition, and the same sums made by hand."""

from collections import defaultdict
from pathlib import Path

from performance.services.verification import record_faults
from scoring.services.cards import recompute_cards
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.periods import set_period
from scoring.services.schemes import publish_scheme_version, save_draft
from scoring.services.verification import recompute_edition

from .cast import person, post

MEASURE = (Path(__file__).parent / "data" / "register-measure.yaml").read_text(encoding="utf-8")
WORTH = {"present": 1500, "late": 1000, "left_early": 1000, "leave_approved": 0, "absent": -1000}
ENOUGH = 4


def published_edition(congress, *, clerk, first_day, last_day):
    """A measure put into force, the period scored, an edition drawn by one and published by
    another person; rebuilt once more to be sure it is what the facts and the measure give."""
    head = person("second", "第二人")
    post(head, "head", "congress", congress)
    version = publish_scheme_version(
        save_draft(congress, MEASURE, by=clerk), by=head, in_force_from=first_day
    )
    name = str(last_day.year)
    days = {"first_day": first_day, "last_day": last_day}
    period = set_period(congress, name=name, scheme_version=version, by=clerk, **days)
    recompute_cards(period)
    edition = publish_edition(draw_edition(period, by=clerk, name=name), by=head)
    assert recompute_edition(edition) == []
    assert list(record_faults(congress)) == []
    return edition


def totals_by_hand(marks):
    """{who: (total in thousandths or None, rank or None)} from (who, status) pairs."""
    sums, counts = defaultdict(int), defaultdict(int)
    for who, status in marks:
        sums[who] += WORTH[status]
        counts[who] += 1
    ranked = [sums[who] for who in sums if counts[who] >= ENOUGH]
    return {
        who: (
            total,
            1 + sum(other > total for other in ranked) if counts[who] >= ENOUGH else None,
        )
        for who, total in sums.items()
    }
