"""What deputies tell of themselves: linked households and talks, a gift, a course; and inspections
a township presidium entered for its deputies, one waiting at the county's desk, one sent back."""

from datetime import timedelta
from uuid import UUID

from foundation.models import Posting, Role
from performance.models import DutyKind, DutyRecord
from performance.self_reports import offer_of
from performance.services.desk_entries import enter_duty
from performance.services.households import link_household
from performance.services.records import confirm_record, return_record
from performance.services.self_reports import Told, report_duty

from .clock import instant

HOUSEHOLDS = [
    "桥头第1户",
    "桥头第3户",
    "坡上第2户",
    "坡上第5户",
    "河湾第1户",
    "河湾第4户",
    "老街第6户",
]
TALKS = [
    (150, 0, "谈春耕用水，反映支渠渗漏"),
    (96, 1, "了解孩子上学路上的接送情况"),
    (61, 2, "听取对合作医疗报销手续的意见"),
    (33, 0, "回访支渠维修，已通水"),
    (4, 3, "了解冬季取暖和住房安全"),
]


def plan_self_reports(diary, place, people, today):
    """Enter households, talks, a gift, a course and a presidium's entry in the diary."""
    lin, zhao = place.mandates[:2]
    Posting.objects.create(
        user=people["he"],
        role=Role.TOWN_CLERK,
        scope="delegation",
        scope_id=lin.delegation_id,
    )
    linked = max(place.term.starts_on, today - timedelta(days=300))
    diary.add(instant(linked, 10), _link, lin, people["lin"], HOUSEHOLDS, linked)
    diary.add(instant(linked, 11), _link, zhao, people["zhao"], HOUSEHOLDS[:3], linked)
    for number, (ago, household, words) in enumerate(TALKS):
        on = today - timedelta(days=ago)
        if on > linked:
            told = {"mandate": lin, "by": people["lin"], "on": on, "title": words}
            confirmer = people["gao"] if ago > 7 else None
            args = ("household_talk", number, told, HOUSEHOLDS[household], confirmer)
            diary.add(instant(on, 20), _report, place, *args)
    on = today - timedelta(days=40)
    gift = {"mandate": lin, "by": people["lin"], "on": on, "title": "向村小学捐赠图书和过冬校服"}
    more = Told(amount_cents=200000, goods="图书 60 册")
    diary.add(instant(on, 19), _report, place, "donation", 20, gift, None, people["gao"], more)
    study = {"mandate": lin, "by": people["lin"], "on": on, "title": "学习新修改的代表法"}
    more = Told(course="代表法（2025 年修正）", hours="半天")
    diary.add(instant(on, 21), _report, place, "study", 21, study, None, people["gao"], more)
    diary.add(instant(today - timedelta(days=3), 16), _enter, place, people, today, 30)
    diary.add(instant(today - timedelta(days=12), 16), _enter, place, people, today, 31)
    diary.add(instant(today - timedelta(days=11), 9), _send_back, people)


def _link(mandate, by, labels, on):
    for number, label in enumerate(labels):
        link_household(mandate, label=label, area=f"第{number % 4 + 1}村民小组", by=by, on=on)


def _report(place, duty, number, said, household, confirmer, told=None):
    offer = offer_of(DutyKind.objects.of(place.county), duty)
    mandate = said["mandate"]
    if household:
        told = Told(households=(mandate.households.get(label=household),))
    record, _new = report_duty(
        offer=offer, key=UUID(int=number + 1).hex, place="东岭村", told=told, **said
    )
    if confirmer:
        confirm_record(record, by=confirmer)


def _enter(place, people, today, number):
    offer = offer_of(DutyKind.objects.of(place.county), "inspection")
    title = {30: "视察镇区供水管网改造", 31: "视察秋粮收购点"}[number]
    delegation = place.mandates[0].delegation_id
    ago = {30: 3, 31: 12}[number]
    on = today - timedelta(days=ago)
    mandates = [m for m in place.mandates if m.delegation_id == delegation and m.covers(on)]
    suspended = place.mandates[0].__class__.objects.not_suspended_on(on)
    kept = set(suspended.filter(pk__in=[m.pk for m in mandates]).values_list("pk", flat=True))
    enter_duty(
        offer,
        [m for m in mandates if m.pk in kept][:3],
        on=on,
        title=title,
        place="东岭镇",
        key=UUID(int=number + 1).hex,
        by=people["he"],
    )


def _send_back(people):
    for record in DutyRecord.objects.filter(source=f"performance.desk:{UUID(int=32).hex}"):
        return_record(record, by=people["gao"], reason="请写明视察的是哪个收购点。")
