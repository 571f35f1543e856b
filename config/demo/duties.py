"""What deputies did on their own: visits and suggestions, submitted, confirmed, some waiting."""

from collections import defaultdict
from datetime import date, timedelta

from django.utils import timezone

from performance.models import DutyRecord, Level, Outcome, RecordEvent
from performance.services.events import append_events, fact_payload
from performance.services.records import (
    LATE_AFTER_DAYS,
    announce,
    note_outcome,
    return_record,
    submit_record,
)

from .clock import instant, real_now
from .names import SUGGESTIONS, VISIT_TOPICS

Status = DutyRecord.Status
Verb = RecordEvent.Verb
Kind = Outcome.Kind
MOST_FOLLOWED = 60  # suggestions of a year whose outcomes are told


def plan_duties(diary, place, people, year, scale, made_up, dice, diligence, until):
    """Enter a year of visits and suggestions in the diary, month by month."""
    months = defaultdict(list)
    suggestions = []
    for mandate in place.mandates:
        town = place.town_of[mandate.pk]
        keen = diligence[mandate.pk]
        for number in range(round(scale.visits * keen * dice.uniform(0.4, 1.0))):
            on = date(year, 1, 1) + timedelta(days=dice.randrange(365))
            if mandate.covers(on) and on < until:
                months[on.month].append(
                    _record(
                        place,
                        mandate,
                        "voter_contact",
                        on,
                        made_up.fill(dice.choice(VISIT_TOPICS), town),
                        source=f"demo.visit:{year}-{mandate.pk}-{number}",
                        occasion="contact",
                        mode=dice.choice(["visit", "visit", "visit", "phone"]),
                        place_name=town,
                    )
                )
        for number in range(round(scale.suggestions * keen * dice.uniform(0.2, 1.0))):
            on = date(year, 1, 17) + timedelta(days=dice.randrange(300) if number else 0)
            if mandate.covers(on) and on < until:
                key = f"suggestion:{year}-{mandate.pk}-{number}"
                record = _record(
                    place,
                    mandate,
                    "suggestion",
                    on,
                    made_up.fill(dice.choice(SUGGESTIONS), town),
                    source=f"demo.{key}",
                    object_key=key,
                    role="lead",
                )
                suggestions.append(record)
                months[on.month].append(record)
                for cosigner in dice.sample(place.mandates, dice.choice([0, 1, 2])):
                    if cosigner.pk != mandate.pk and cosigner.covers(on):
                        months[on.month].append(
                            _record(
                                place,
                                cosigner,
                                "suggestion",
                                on,
                                record.title,
                                source=f"demo.{key}",
                                object_key=key,
                                role="cosigner",
                            )
                        )
    for month, records in sorted(months.items()):
        first_of_next = date(year + month // 12, month % 12 + 1, 1)
        diary.add(instant(first_of_next, 14), _hand_in, place, people, records)
    _plan_outcomes(diary, people, suggestions, dice, until)


def _record(place, mandate, kind, on, title, *, source, place_name="", **fact):
    return DutyRecord(
        congress=place.county,
        mandate=mandate,
        kind=place.kinds[kind],
        on=on,
        title=title,
        place=place_name,
        level=Level.COUNTY,
        source=source,
        **fact,
    )


def _hand_in(place, people, records):
    """A month's records are handed in after its end and confirmed the same afternoon.

    Lin and Zhao log their own and the clerk confirms them; for those without a sign-in the clerk
    enters and the head confirms.
    """
    own = {m.pk: people[who] for who, m in zip(("lin", "zhao"), place.mandates, strict=False)}
    records.sort(key=lambda record: (record.on, record.source, record.mandate_id))
    by_hand = defaultdict(list)
    for record in records:
        by_hand[own.get(record.mandate_id)].append(record)
    now = timezone.now()
    later = min(now + timedelta(hours=2), real_now())
    for submitter, handed in by_hand.items():
        submitter, confirmer = (
            (submitter, people["gao"]) if submitter else (people["gao"], people["tang"])
        )
        write_confirmed(handed, submitter, confirmer, now, later)


def write_confirmed(records, submitter, confirmer, submitted_at, confirmed_at):
    """Write records as submitted and then confirmed by another, with both events chained."""
    for record in records:
        record.status = Status.CONFIRMED
        record.submitted_by, record.submitted_at = submitter, submitted_at
        record.confirmed_by, record.confirmed_at = confirmer, confirmed_at
        record.late = (timezone.localdate(submitted_at) - record.on).days > LATE_AFTER_DAYS
    DutyRecord.objects.bulk_create(records, batch_size=1000)
    submitted = [(record, Verb.SUBMITTED, fact_payload(record)) for record in records]
    append_events(submitted, by=submitter, at=submitted_at)
    append_events([(r, Verb.CONFIRMED, {}) for r in records], by=confirmer, at=confirmed_at)
    announce(record.mandate_id for record in records)


def _plan_outcomes(diary, people, suggestions, dice, until):
    """Suggestions are filed, some chosen as key, some solved or named excellent, on later days."""
    for record in suggestions[:MOST_FOLLOWED]:
        ladder = [(Kind.FILED, 20, ""), (Kind.SOLVED, 90, ""), (Kind.EXCELLENT, 200, Level.COUNTY)]
        if dice.random() < 0.15:
            ladder.insert(1, (Kind.KEY, 45, Level.COUNTY))
        for kind, days, level in ladder[: dice.choice([0, 1, 1, 2, 2, 3])]:
            on = record.on + timedelta(days=days)
            if on >= until:
                break
            # A record is handed in within five weeks; nothing is noted of it before.
            noted = max(on, record.on + timedelta(days=40)) + timedelta(days=1)
            diary.add(instant(noted, 11), _note, record, kind, on, people["gao"], level)


def _note(record, kind, on, by, level):
    note_outcome(record, kind=kind, on=on, by=by, level=level)


def plan_waiting(diary, place, people, today):
    """Three of Lin's and Zhao's own records wait at the clerk's desk; one was sent back."""
    lin, zhao = place.mandates[:2]
    waiting = [
        (zhao, people["zhao"], 9, "走访个体工商户"),
        (lin, people["lin"], 5, "走访茶园村困难户"),
        (zhao, people["zhao"], 3, "联系上湾村选民，了解灌溉用水"),
        (lin, people["lin"], 2, "到大树村了解老年助餐点运行情况"),
    ]
    for number, (mandate, who, ago, title) in enumerate(waiting, start=1):
        moment = instant(today - timedelta(days=ago - 1), 20, 10)
        diary.add(moment, _submit, place, mandate, who, today - timedelta(days=ago), title, number)
    diary.add(instant(today - timedelta(days=6), 9, 40), _send_back, people)


def _submit(place, mandate, who, on, title, number):
    submit_record(
        mandate,
        kind=place.kinds["voter_contact"],
        on=on,
        title=title,
        source=f"demo.waiting:{number}",
        by=who,
        occasion="contact",
        mode="visit",
        level=Level.COUNTY,
    )


def _send_back(people):
    record = DutyRecord.objects.get(source="demo.waiting:1")
    return_record(record, by=people["gao"], reason="请写明走访了哪几户、反映了什么问题。")
