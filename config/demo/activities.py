"""What the county's deputies were called to, and the sheets closed after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from performance.models import Activity, Attendance, Mandate, Sitting
from performance.services.attendance import records_from
from performance.services.records import record_attested

from .check_ins import check_ins_at
from .clock import instant
from .names import TOWNS

Occasion = Activity.Occasion
Status = Attendance.Status
HALF_DAYS = [Sitting.HalfDay.MORNING, Sitting.HalfDay.AFTERNOON]
REASONS = ["外出务工", "住院治疗", "参加上级会议", "家中农忙", "照顾病人"]


@dataclass(frozen=True)
class Call:
    """One activity deputies were called to; `who` picks the mandates obliged to come."""

    title: str
    kind: str
    occasion: str
    on: date
    place: str
    who: str = "all"
    half_days: int = 1
    group: str = ""


def calls_of(year, scale, session_number):
    """A year's calendar: the session in January, the standing committee every other month,
    training in spring, an inspection and a group activity for every town in turn."""
    session = date(year, 1, 16)
    calls = [
        Call(
            f"县十九届人大{session_number}次会议",
            "meeting",
            Occasion.PLENARY,
            session,
            "云岭县会议中心",
            half_days=scale.half_days,
        ),
        Call(
            "代表初任与履职培训",
            "meeting",
            Occasion.TRAINING,
            date(year, 4, 10),
            "县委党校",
            half_days=2,
        ),
    ]
    for month in (2, 4, 6, 8, 10, 12):
        on = _weekday(date(year, month, 24))
        title = f"县人大常委会{year}年第{month // 2}次会议"
        calls.append(
            Call(title, "meeting", Occasion.STANDING_COMMITTEE, on, "县人大会议室", "standing")
        )
        calls.append(
            Call(f"列席{title}", "meeting", Occasion.SIT_IN, on, "县人大会议室", "invited")
        )
    for quarter, topic in enumerate(
        ["春耕备耕", "饮用水安全", "校园食品安全", "冬季取暖"], start=1
    ):
        on = _weekday(date(year, quarter * 3, 12))
        for town, _english, _short in TOWNS:
            calls.append(
                Call(
                    f"{topic}视察（{town}）",
                    "inspection",
                    Occasion.INSPECTION,
                    on,
                    town,
                    "town",
                    1,
                    town,
                )
            )
            calls.append(
                Call(
                    f"{town}代表小组第{quarter}季度活动",
                    "group_activity",
                    Occasion.GROUP_ACTIVITY,
                    _weekday(date(year, quarter * 3 - 1, 18)),
                    f"{town}人大代表之家",
                    "town",
                    1,
                    town,
                )
            )
    return sorted(calls, key=lambda call: (call.on, call.title))


def _weekday(day):
    """That day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def plan_activities(diary, place, people, year, scale, dice, diligence, today):
    """Enter a year's activities in the diary, each closed on the morning after its last day."""
    session_number = "一二三四五"[year - place.term.starts_on.year]
    for call in calls_of(year, scale, session_number):
        last = call.on + timedelta(days=(call.half_days - 1) // 2)
        if last < today:
            closing = instant(last + timedelta(days=1), 10, 5)
            diary.add(closing, _hold, place, people, call, dice, diligence)


def _hold(place, people, call, dice, diligence):
    """Hold one activity: everyone obliged is listed, marked, and the sheet is closed."""
    activity, sittings = _announce(place, people["gao"], call)
    attendances = [
        Attendance(
            sitting=sitting,
            mandate=mandate,
            status=_came(dice, diligence[mandate.pk]),
            recorded_by=people["gao"],
            recorded_at=instant(sitting.on, 12 if sitting.half_day == "morning" else 17),
        )
        for sitting in sittings
        for mandate in _obliged(place, call, sitting.on, dice)
    ]
    for attendance in attendances:
        if call.kind == "inspection" and attendance.mandate == place.mandates[0]:
            # Lin was in hospital in June, and came to every other inspection.
            ill = call.on.month == 6
            attendance.status = Status.LEAVE_APPROVED if ill else Status.PRESENT
        if call.occasion == Occasion.PLENARY and attendance.mandate == place.mandates[-2]:
            attendance.status = Status.ABSENT  # from every session, without a word
        if attendance.status == Status.LEAVE_APPROVED:
            attendance.leave_reason = dice.choice(REASONS)
    Attendance.objects.bulk_create(attendances, batch_size=1000)
    record_attested(records_from(attendances), by=people["gao"])
    Activity.objects.filter(pk=activity.pk).update(
        status=Activity.Status.CLOSED, closed_by=people["gao"], closed_at=timezone.now()
    )


def announce_open_sheet(place, people, today, dice):
    """An inspection held today: everyone is listed, half are marked, the sheet is still open."""
    call = Call("安全生产专题视察", "inspection", Occasion.INSPECTION, today, "云岭县工业园区")
    activity, sittings = _announce(place, people["gao"], call)
    rows = []
    for number, mandate in enumerate(_obliged(place, call, today, dice)):
        marked = number % 2 == 0
        rows.append(
            Attendance(
                sitting=sittings[0],
                mandate=mandate,
                status=Status.PRESENT if marked else Status.EXPECTED,
                recorded_by=people["gao"] if marked else None,
                recorded_at=min(instant(today, 9), timezone.now()) if marked else None,
            )
        )
    Attendance.objects.bulk_create(rows)
    check_ins_at(place, sittings[0], rows)
    return activity


def announce_coming(place, people, today, dice):
    """Next week's research trip: announced, nobody marked yet; a deputy's next duty."""
    on = _weekday(today + timedelta(days=6))
    call = Call("乡村医疗服务专题调研", "inspection", Occasion.RESEARCH, on, "县人民医院")
    _activity, sittings = _announce(place, people["gao"], call)
    Attendance.objects.bulk_create(
        [
            Attendance(sitting=sittings[0], mandate=mandate)
            for mandate in _obliged(place, call, on, dice)[:12]
        ]
    )


def _announce(place, by, call):
    activity = Activity.objects.create(
        congress=place.county,
        term=place.term,
        kind=place.kinds[call.kind],
        occasion=call.occasion,
        group=place.groups.get(call.group),
        title=call.title,
        place=call.place,
        starts_on=call.on,
        status=Activity.Status.PUBLISHED,
        created_by=by,
    )
    sittings = [
        Sitting(
            activity=activity,
            on=call.on + timedelta(days=number // 2),
            half_day=HALF_DAYS[number % 2],
        )
        for number in range(call.half_days)
    ]
    return activity, Sitting.objects.bulk_create(sittings)


def _obliged(place, call, on, dice):
    in_office = set(
        Mandate.objects.filter(congress=place.county)
        .in_office_on(on)
        .not_suspended_on(on)
        .values_list("pk", flat=True)
    )
    pools = {"all": place.mandates, "standing": place.standing}
    pool = pools.get(call.who, place.mandates)
    if call.who == "town":
        pool = [m for m in pool if place.town_of[m.pk] == call.group]
    pool = [mandate for mandate in pool if mandate.pk in in_office]
    if call.who == "invited":
        pool = dice.sample(pool, min(3, len(pool)))
    return pool


def _came(dice, diligence):
    if dice.random() < diligence:
        return Status.LATE if dice.random() < 0.03 else Status.PRESENT
    return dice.choices(
        [Status.LEAVE_APPROVED, Status.LEAVE_REFUSED, Status.ABSENT], weights=[7, 1, 2]
    )[0]
