"""The county's measure in force, last year's ranking published, this year's drawn and waiting."""

from datetime import date, timedelta
from pathlib import Path

from django.apps import apps

from performance.models import DutyRecord
from performance.services.records import withdraw_record
from scoring.covered import covered
from scoring.models import ScoringPeriod
from scoring.services.cards import recompute_cards
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.fairness_sheets import note_disparity
from scoring.services.periods import set_period
from scoring.services.schemes import publish_scheme_version, save_draft

from .clock import instant
from .ledger import object_to_this_year, plan_ledger

NOTE = (
    "镇村代表离会场较远，部分接待和走访未及时登记；基层代表参加视察的名额也偏少。"
    "下一年度按代表小组轮流安排视察，由各镇专干协助登记。积分不作调整。"
)
SCHEMES = Path(apps.get_app_config("scoring").path) / "schemes"


def plan_scores(diary, place, people, today, years):
    """Enter in the diary: the measure, the periods, last year's edition, a later withdrawal."""
    first = date(today.year - years + 1, 1, 5)
    diary.add(instant(first, 9), _put_measure_in_force, place, people, first, today)
    for year in range(first.year, today.year):
        diary.add(instant(date(year + 1, 1, 20), 11), _publish, place, people, year)
        diary.add(instant(date(year + 1, 3, 9), 15), _withdraw_one, place, people, year)
    plan_ledger(diary, place, people, first, today)


def bring_up_to_date(place, people, today):
    """Live cards of every period, and this year's ranking drawn by the clerk."""
    for period in ScoringPeriod.objects.filter(congress=place.county):
        recompute_cards(period)
    period = ScoringPeriod.objects.get(congress=place.county, first_day__year=today.year)
    draw_edition(
        period,
        by=people["gao"],
        name=f"{today.year}年度代表履职积分榜",
        cohort=covered(delegation=place.mandates[0].delegation, served="full"),
    )
    draw_edition(period, by=people["gao"], name=f"{today.year}年度代表履职积分榜")
    object_to_this_year(place, people, period, today)


def _put_measure_in_force(place, people, first, today):
    text = (SCHEMES / "demo-county.yaml").read_text(encoding="utf-8")
    draft = save_draft(place.county, text, by=people["gao"])
    in_force = publish_scheme_version(
        draft, by=people["tang"], in_force_from=first - timedelta(days=4)
    )
    for year in range(first.year, today.year + 1):
        set_period(
            place.county,
            name=f"{year}年度",
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
            scheme_version=in_force,
            by=people["gao"],
        )


def _publish(place, people, year):
    period = ScoringPeriod.objects.get(congress=place.county, first_day__year=year)
    drawn = draw_edition(period, by=people["gao"], name=f"{year}年度代表履职积分榜")
    if drawn.fairness_sheet.waits_for_a_note:
        note_disparity(drawn, NOTE, by=people["tang"])
    publish_edition(drawn, by=people["tang"])


def _withdraw_one(place, people, year):
    """Found after the ranking was published: the live card changes, the edition stands."""
    record = (
        DutyRecord.objects.confirmed()
        .filter(congress=place.county, kind__code="voter_contact", on__year=year)
        .exclude(mandate__in=place.mandates[:2])
        .order_by("on", "pk")
        .first()
    )
    if record:
        withdraw_record(record, by=people["tang"], reason="与另一条走访重复登记。")
