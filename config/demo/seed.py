"""The whole story in order, in one transaction: a place is seeded completely or not at all."""

import random
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from performance.models import Congress, DutyRecord, Mandate

from . import PASSWORD
from .activities import announce_coming, announce_open_sheet, plan_activities
from .callings import name_the_head
from .callings import tell as tell_of_calls
from .cast import CAST, make_cast
from .congress import CODE, make_congresses, make_deputies
from .diary import Diary, nobody_listening
from .duties import plan_duties, plan_waiting
from .evidence import plan_evidence
from .links import make_groups_and_campaigns, name_a_member, plan_links
from .names import People
from .public_site import make_site
from .reports import make_money, make_reports
from .reviews import make_reviews
from .scale import SCALES
from .scores import bring_up_to_date, plan_scores
from .self_reports import plan_self_reports
from .stations import make_stations
from .workbooks import FAULTY, RIGHT, folder, write_workbooks


@dataclass
class Seeded:
    """What is there after seeding."""

    created: bool
    congress: str = CODE
    deputies: int = 0
    records: int = 0
    workbooks: list = field(default_factory=list)
    sign_ins: list = field(default_factory=list)


def seed_county(scale_name, seed):
    """Make the fictional county, once. A second time changes nothing and says so."""
    if Congress.objects.filter(code=CODE).exists():
        return _seeded(created=False)
    with nobody_listening(), transaction.atomic():
        _story(SCALES[scale_name], random.Random(seed), timezone.localdate())  # noqa: S311 - a story
    return _seeded(created=True)


def _story(scale, dice, today):
    place = make_congresses(today)
    people = make_cast(place.county)
    make_deputies(place, people, scale, dice, today)
    name_the_head(place, people)
    name_a_member(place, people)
    diligence = {m.pk: min(0.99, dice.gauss(0.88, 0.1)) for m in place.mandates}
    diligence[place.mandates[0].pk] = 0.97
    made_up = People(dice)
    diary = Diary()
    for year in range(today.year - scale.years + 1, today.year + 1):
        plan_activities(diary, place, people, year, scale, dice, diligence, today)
        plan_duties(diary, place, people, year, scale, made_up, dice, diligence, until=today)
    plan_waiting(diary, place, people, today)
    plan_self_reports(diary, place, people, today)
    plan_evidence(diary, place, people, today)
    plan_links(diary, place, people, today, random.Random(7))  # noqa: S311 - a story
    plan_scores(diary, place, people, today, scale.years)
    diary.play()
    announce_open_sheet(place, people, today, dice)
    announce_coming(place, people, today, dice)
    make_reports(place, people, today)
    make_money(place, people, today)
    make_groups_and_campaigns(place, people, today)
    bring_up_to_date(place, people, today)
    make_reviews(place, people, today)
    make_stations(place, people, today)
    make_site(place, people, today)
    tell_of_calls(place, people, today)
    write_workbooks(place, today, dice)


def _seeded(created):
    return Seeded(
        created=created,
        deputies=Mandate.objects.filter(congress__code=CODE).count(),
        records=DutyRecord.objects.filter(congress__code=CODE).count(),
        workbooks=[str(folder() / name) for name in (FAULTY, RIGHT)],
        sign_ins=[
            {
                "user": member.username,
                "name": member.name,
                "password": PASSWORD,
                "who": member.what,
                "starts_at": member.starts_at,
            }
            for member in CAST
        ],
    )
