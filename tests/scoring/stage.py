"""The scenes of scoring: the county's measure in force, its year 2026, an edition over it."""

from datetime import date
from pathlib import Path

from performance.models import DutyKind
from performance.services.records import confirm_record, submit_record
from scoring.services.cards import recompute_cards
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.periods import set_period
from scoring.services.schemes import publish_scheme_version, save_draft

MEASURE = (Path(__file__).parent / "measure.yaml").read_text(encoding="utf-8")


def draft(cast, text=MEASURE):
    """Clerk Gao's draft."""
    return save_draft(cast.county, text, by=cast.gao)


def measure(cast):
    """Drafted by Clerk Gao, put into force by Head Tang."""
    return publish_scheme_version(draft(cast), by=cast.tang, in_force_from=date(2026, 1, 1))


def year(cast):
    """The period 2026 with one visit of Deputy Lin in it."""
    period = set_period(
        cast.county,
        name="2026",
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
        scheme_version=measure(cast),
        by=cast.gao,
    )
    for mandate, deputy in ((cast.lin_mandate, cast.lin), (cast.zhao_mandate, cast.zhao)):
        record = submit_record(
            mandate,
            kind=DutyKind.objects.get(catalogue="zhushan", code="voter_contact"),
            on=date(2026, 3, 2),
            title="走访两户",
            source="stage:1",
            by=deputy,
        )
        confirm_record(record, by=cast.gao)
    recompute_cards(period)
    return period


def drawn(cast):
    """Drawn by Clerk Gao, waiting for a second person."""
    return draw_edition(year(cast), by=cast.gao, name="2026年度履职积分排名")


def published(cast):
    """Published by Head Tang."""
    return publish_edition(drawn(cast), by=cast.tang)
