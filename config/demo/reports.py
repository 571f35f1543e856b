"""Duty reports and money of the story: one published, one to be written, a run paid, receipts."""

from datetime import timedelta

from django.core.exceptions import ValidationError

from performance.ballot import Tally
from performance.models import AllowanceRule, DutyReport, Mandate
from performance.services.allowances import approve_run, check_run, draw_run, pay_run
from performance.services.duty_reports import (
    deliver_report,
    hand_in_report,
    plan_reports,
    save_text,
    step_report,
)
from performance.services.money import add_spending, set_budget
from performance.services.report_ballots import enter_tally, publish_result

TEXT = """各位选民、各位代表：
我是本届县人大代表。现将任职以来的履职情况报告如下，请予评议。

一、出席会议和参加活动情况
按时参加县人大会议和代表小组活动，因事不能参加的都履行了请假手续。

二、联系选民情况
到联络站接待选民，走访选区群众，把群众关心的灌溉用水、通村道路等问题整理成建议提交大会。

三、存在的不足
走访外出务工人员家庭不够，今后逐户补上。

以上报告，请予评议和监督。"""


def make_reports(place, people, today):
    """Zhao's report is published, two more wait for the office, Lin's is hers to write."""
    lin, zhao, *others = place.mandates
    gao, tang = people["gao"], people["tang"]
    given = today - timedelta(days=40)
    writers = {zhao.pk: people["zhao"]}
    for mandate in (zhao, others[0], others[1]):
        [report] = plan_reports(
            place.county,
            [mandate],
            planned_on=given,
            place=f"{place.town_of[mandate.pk]}代表联络站",
            organiser=f"{place.town_of[mandate.pk]}人大主席团",
            audience="选区选民代表、村（社区）干部",
            by=gao,
        )
        by = writers.get(mandate.pk, gao)
        save_text(report, text=TEXT, version=0, by=by)
        hand_in_report(report, by=by)
        if mandate is others[1]:
            continue
        step_report(report, "notified", by=gao)
        deliver_report(report, delivered_on=given, place=report.place, present=52, by=gao)
        if mandate is zhao:
            tally = Tally(50, 49, 48, 1, 43, 4, 1)
            enter_tally(report, tally, by=gao, tellers="周会计、吴老师")
            enter_tally(report, tally, by=tang)
            publish_result(DutyReport.objects.get(pk=report.pk), by=gao)
    plan_reports(
        place.county,
        [lin],
        planned_on=today + timedelta(days=9),
        place="东岭镇代表联络站",
        organiser="东岭镇人大主席团",
        audience="选区选民代表、村（社区）干部",
        spot_review=True,
        by=gao,
    )


def make_money(place, people, today):
    """1,600 yuan for each deputy's activities; 150 yuan a day for those without fixed income."""
    gao, tang = people["gao"], people["tang"]
    set_budget(place.county, today.year, 160_000, by=gao)
    for number, mandate in enumerate(place.mandates[:3], start=1):
        add_spending(
            mandate,
            on=today - timedelta(days=20 + number),
            title="印制选民意见征集表" if number % 2 else "走访租车",
            receipt_no=f"{today.year}{number:05d}",
            cents=12_050 * number,
            by=gao,
        )
    Mandate.objects.filter(pk__in=[m.pk for m in place.mandates[:2]]).update(no_fixed_income=True)
    rule = AllowanceRule.objects.create(
        congress=place.county, cents=15_000, starts_on=place.term.starts_on
    )
    rule.kinds.set([place.kinds[code] for code in ("meeting", "inspection", "group_activity")])
    last = today.replace(day=1) - timedelta(days=1)
    before = last.replace(day=1) - timedelta(days=1)
    for end, paid in ((before, True), (last, False)):
        try:
            run = draw_run(place.county, first=end.replace(day=1), last=end, by=gao)
        except ValidationError:  # a month without a day to pay
            continue
        if paid:
            check_run(run, by=gao)
            approve_run(run, by=tang)
            pay_run(run, on=min(today, end + timedelta(days=10)), by=gao)
