"""A made-up prefecture-year: deputies, and confirmed records in the mix of a busy year.

The same generator makes the large congress (5,500 deputies, 400,000 records) and the small one
(500 and 36,000) that a single confirmation is measured against.
"""

import random
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from foundation.models import Posting, Role, User
from performance.models import (
    Congress,
    Constituency,
    Deputy,
    DeputyGroup,
    DutyKind,
    DutyRecord,
    Level,
    Mandate,
    RecordEvent,
    Term,
)
from performance.services.events import append_events, fact_payload

YEAR = 2025
PER_DEPUTY = 400_000 / 5_500
DELEGATIONS = 20
# Shares of visits, receptions, suggestions and attendance in a year's records.
MIX = {"visit": 0.64, "reception": 0.245, "suggestion": 0.0925, "attendance": 0.0225}
ATTENDANCE = [
    ("meeting", "plenary"),
    ("meeting", "training"),
    ("meeting", "sit_in"),
    ("inspection", "inspection"),
    ("inspection", "research"),
    ("inspection", "law_check"),
    ("group_activity", "group_activity"),
]
CHUNK = 20_000


def make_people():
    """The clerk and the second person everything is entered and confirmed by."""
    gao, _ = User.objects.get_or_create(username="gao", defaults={"name": "高文书"})
    tang, _ = User.objects.get_or_create(username="tang", defaults={"name": "唐主任"})
    return gao, tang


def make_congress(code, deputies, *, delegations=DELEGATIONS):
    """A congress with that many deputies in office all year; returns it."""
    gao, tang = make_people()
    congress = Congress.objects.create(
        code=code, name=f"{code}人民代表大会", short_name=f"{code}人大", level=Level.PREFECTURE
    )
    for user, role in ((gao, Role.CLERK), (tang, Role.HEAD)):
        Posting.objects.create(user=user, role=role, scope="congress", scope_id=congress.pk)
    term = Term.objects.create(congress=congress, number=16, starts_on=date(YEAR - 2, 1, 10))
    groups = DeputyGroup.objects.bulk_create(
        DeputyGroup(congress=congress, kind="delegation", name=f"第{n + 1}代表团")
        for n in range(delegations)
    )
    places = Constituency.objects.bulk_create(
        Constituency(congress=congress, name=f"第{n + 1}选举单位") for n in range(delegations)
    )
    people = Deputy.objects.bulk_create(
        [Deputy(name=f"代表{code}{n:05d}") for n in range(deputies)], batch_size=1000
    )
    Mandate.objects.bulk_create(
        [
            Mandate(
                deputy=deputy,
                congress=congress,
                term=term,
                constituency=places[n % delegations],
                delegation=groups[n % delegations],
                certificate_no=f"16{n:05d}",
                starts_on=term.starts_on,
            )
            for n, deputy in enumerate(people)
        ],
        batch_size=1000,
    )
    return congress


def make_year(congress, *, records=None, seed=1):
    """A year of confirmed records with their chained events; returns how many."""
    dice = random.Random(seed)  # noqa: S311 - a measurement, not a secret
    gao, _tang = make_people()
    mandates = list(congress.mandates.all())
    kinds = {kind.code: kind for kind in DutyKind.objects.of(congress)}
    wanted = records or round(len(mandates) * PER_DEPUTY)
    sorts = dice.choices(list(MIX), weights=list(MIX.values()), k=wanted)
    now = timezone.now()
    for start in range(0, wanted, CHUNK):
        rows = [
            _record(congress, dice.choice(mandates), kinds, sort, number, dice)
            for number, sort in enumerate(sorts[start : start + CHUNK], start=start)
        ]
        for row in rows:
            row.status = DutyRecord.Status.CONFIRMED
            row.submitted_by = row.confirmed_by = gao
            row.submitted_at = row.confirmed_at = now
        with transaction.atomic():
            DutyRecord.objects.bulk_create(rows, batch_size=1000)
            attested = RecordEvent.Verb.ATTESTED
            append_events([(row, attested, fact_payload(row)) for row in rows], by=gao, at=now)
    return wanted


def _record(congress, mandate, kinds, sort, number, dice):
    fact = {
        "on": date(YEAR, 1, 1) + timedelta(days=dice.randrange(365)),
        "half_day": dice.choice(["morning", "afternoon", "evening"]),
        "source": f"bench:{number}",
        "level": Level.PREFECTURE,
    }
    kind = "voter_contact"
    if sort == "visit":
        fact |= {"occasion": "contact", "mode": dice.choice(["visit", "phone", "online", "letter"])}
        fact["title"] = "走访选民，了解灌溉用水情况"
    elif sort == "reception":
        fact |= {"occasion": "reception", "title": "代表联络站接待群众"}
    elif sort == "suggestion":
        kind = "suggestion"
        levels = ["province", "prefecture", "county", "township"]
        fact |= {
            "role": dice.choices(["lead", "cosigner"], weights=[1, 2])[0],
            "level": dice.choice(levels),
            "object_key": f"suggestion:{number}",
            "title": "关于改善农村饮水条件的建议",
        }
    else:
        kind, fact["occasion"] = dice.choice(ATTENDANCE)
        fact |= {
            "presence": dice.choices(
                ["present", "late", "leave_approved", "absent"], weights=[88, 3, 7, 2]
            )[0],
            "obliged": "yes",
            "object_key": f"activity:{number % 900}",
            "title": "全市人大代表集中活动",
        }
    return DutyRecord(congress=congress, mandate=mandate, kind=kinds[kind], **fact)


def waiting_records(congress, count, *, seed=2):
    """Submitted visits that wait to be confirmed, each of another deputy."""
    gao, _tang = make_people()
    kind = DutyKind.objects.of(congress).get(code="voter_contact")
    now = timezone.now()
    dice = random.Random(seed)  # noqa: S311
    rows = [
        DutyRecord(
            congress=congress,
            mandate=mandate,
            kind=kind,
            on=date(YEAR, 6, 15),
            title="走访选民",
            occasion="contact",
            mode="visit",
            level=Level.PREFECTURE,
            source=f"bench.waiting:{number}",
            status=DutyRecord.Status.SUBMITTED,
            submitted_by=gao,
            submitted_at=now,
        )
        for number, mandate in enumerate(dice.sample(list(congress.mandates.all()), count))
    ]
    with transaction.atomic():
        DutyRecord.objects.bulk_create(rows)
        append_events(
            [(row, RecordEvent.Verb.SUBMITTED, fact_payload(row)) for row in rows], by=gao, at=now
        )
    return rows
