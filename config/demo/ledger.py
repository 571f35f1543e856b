"""What follows from last year's ranking: an earlier result from paper, an objection, decisions."""

from datetime import date, timedelta
from uuid import UUID

from performance.models import DutyRecord
from scoring.models import Decision, Edition, ScoringPeriod
from scoring.services.appeals import decide_appeal, file_appeal
from scoring.services.decisions import confirm_decision, enter_decision
from scoring.services.past_results import confirm_past, enter_past_result, state_records_from

from .clock import clock_at, instant

NOTICE = "县人大常委会关于代表履职情况的通报（纸质）第3页"
Course = Decision.Course


def plan_ledger(diary, place, people, first, today):
    """Enter in the diary what people did with the results of the years before."""
    diary.add(instant(first + timedelta(days=14), 10), _take_over, place, people, first.year - 1)
    if first.year < today.year:
        year = today.year - 1
        diary.add(instant(date(today.year, 1, 22), 20), _object, place, people, year)
        diary.add(instant(date(today.year, 2, 4), 9), _decide, place, people, year)


def _take_over(place, people, year):
    """The year before the file began was scored on paper; two people took it over."""
    scheme = place.county.schemes.get()
    for mandate, tier, total in zip(place.mandates[:3], ("good", "basic", "good"), (78, 55, 66),
                                    strict=False):  # fmt: skip
        if mandate.starts_on > date(year, 12, 31):
            continue
        entry = enter_past_result(
            scheme, mandate, first_day=date(year, 1, 1), tier=tier, total=total * 1000,
            source=NOTICE, by=people["gao"],
        )  # fmt: skip
        confirm_past(entry, by=people["tang"])
    stated = state_records_from(
        place.county, date(year + 1, 1, 1), source="自该日起履职记录全部电子登记", by=people["gao"]
    )
    confirm_past(stated, by=people["tang"])


def _object(place, people, year):
    """Deputy Lin doubts a line of last year's ranking, within the window."""
    period = ScoringPeriod.objects.get(congress=place.county, first_day__year=year)
    record = (
        DutyRecord.objects.confirmed()
        .filter(mandate=place.mandates[0], on__year=year, confirmed_by=people["gao"])
        .exclude(kind__code="meeting")
        .order_by("on", "pk")
        .first()
    )
    if record:
        appeal = file_appeal(
            place.mandates[0], period, by=people["lin"], fact=f"record:{record.pk}",
            statement="这次我上午、下午各去了一个村，是否应当计两次？", key=UUID(int=year),
        )  # fmt: skip
        with clock_at(instant(date(year + 1, 1, 29), 15)):
            decide_appeal(
                appeal, by=people["tang"], outcome="dismissed",
                answer="同一天同一项活动按办法计一次，原记录不变。两个村的情况已在备注中保留。",
            )  # fmt: skip


def _decide(place, people, year):
    """The chairpersons' meeting approves the list; one step is decided otherwise, with a reason."""
    edition = Edition.objects.filter(
        congress=place.county, first_day__year=year, status=Edition.Status.PUBLISHED
    ).first()
    if edition is None:
        return
    said = {"body": "县人大常委会主任会议", "on": date(year + 1, 2, 3)}
    whole = enter_decision(edition, by=people["gao"], course=Course.FOLLOW, **said)
    confirm_decision(whole, by=people["tang"])
    praised = edition.rows.order_by("position")
    proposed = [row for row in praised if any(one["action"] == "praise" for one in row.actions)]
    for row, differs in zip(proposed[:2], (True, False), strict=False):
        step = {"row": row, "action": "praise", "course": Course.FOLLOW}
        if differs:
            step |= {
                "course": Course.DIFFER,
                "words": "在代表工作会议上介绍做法",
                "reason": "上年已通报表扬过，改为介绍经验，带动其他代表。",
            }
        enter_decision(edition, by=people["gao"], **step, **said)


def object_to_this_year(place, people, period, today):
    """Deputy Lin misses a reception; the objection waits for its decision."""
    on = max(today - timedelta(days=12), period.first_day)
    with clock_at(instant(today - timedelta(days=2), 19)):
        file_appeal(
            place.mandates[0], period, by=people["lin"], key=UUID(int=today.year), on=on,
            about="联络站接待群众半天", statement="那天下午我在站里接待，签到表上没有我的名字。",
        )  # fmt: skip
