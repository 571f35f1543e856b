"""Deputy Lin reports to her voters: drafted, notified, delivered, judged, published."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from performance.ballot import Tally
from performance.dossier import build_dossier
from performance.duty_report_draft import draft_text
from performance.duty_report_reads import not_reported
from performance.models import (
    BallotEntry,
    DutyKind,
    DutyRecord,
    DutyReport,
    Mandate,
    ReportBallot,
    ReportRule,
)
from performance.report_sections import duty_report_section
from performance.sections import Span
from performance.services.duty_reports import (
    TextConflict,
    deliver_report,
    hand_in_report,
    plan_reports,
    save_text,
    step_report,
)
from performance.services.records import confirm_record, submit_record
from performance.services.report_ballots import enter_tally, publish_result
from tests.access_rows.duty_reports import COUNTS
from tests.cast import login

DAY = date(2026, 3, 20)
TALLY = Tally(**COUNTS)


@pytest.fixture
def report(cast):
    [report] = plan_reports(
        cast.county, [cast.lin_mandate], planned_on=DAY, place="东岭村", by=cast.gao
    )
    return report


@pytest.fixture
def delivered(cast, report):
    save_text(report, text="各位选民：", version=0, by=cast.lin)
    hand_in_report(report, by=cast.lin)
    step_report(report, "notified", by=cast.gao)
    return deliver_report(report, delivered_on=DAY, place="东岭村", present=50, by=cast.gao)


def test_a_plan_is_made_once_for_each_deputy_and_never_outside_a_mandate(cast, report):
    both = [cast.lin_mandate, cast.zhao_mandate]
    assert len(plan_reports(cast.county, both, planned_on=DAY, place="东岭村", by=cast.gao)) == 1
    assert plan_reports(cast.county, both, planned_on=DAY, place="东岭村", by=cast.gao) == []
    with pytest.raises(ValidationError, match="outside"):
        plan_reports(cast.county, both, planned_on=date(2021, 1, 1), place="东岭村", by=cast.gao)
    for stranger in (cast.lin, cast.bai, cast.xie):
        with pytest.raises(PermissionDenied):
            plan_reports(cast.county, both, planned_on=DAY, place="东岭村", by=stranger)


def test_one_click_drafts_the_report_from_confirmed_duties_only(cast, client, report, settings):
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")
    for number, title in enumerate(["走访茶园村", "走访大树村"]):
        record = submit_record(
            cast.lin_mandate,
            kind=kind,
            on=date(2026, 3, 3 + number),
            title=title,
            source=f"t:{number}",
            by=cast.lin,
        )
        if number == 0:
            confirm_record(record, by=cast.gao)
    login(client, cast.lin)
    page = reverse("performance:my-duty-report", args=[report.pk])
    settings.LANGUAGE_CODE = "zh-hans"
    client.cookies["django_language"] = "zh-hans"
    assert client.post(f"{page}draft/").status_code == 302
    report.refresh_from_db()
    assert "走访茶园村（2026-03-03）" in report.text and "走访大树村" not in report.text
    assert "我是林秀英，云岭县人民代表大会第19届代表，由第1选区选出" in report.text
    client.cookies["django_language"] = "en"
    client.post(f"{page}draft/")
    report.refresh_from_db()
    assert "I contacted voters 1 time." in report.text and report.text_version == 2
    assert report.texts.count() == 2, "the text replaced is kept"


def test_a_draft_says_numerator_and_denominator_and_the_empty_months(cast):
    dossier = build_dossier(cast.lin_mandate, cast.lin, date(2026, 3, 20), 2026)
    text = draft_text(dossier)
    assert "I was called to no meeting or activity in this time." in text
    assert "In 2026 I have no duty on record in these months: 1, 2." in text


def test_two_tabs_lose_nothing(cast, client, report):
    page = reverse("performance:my-duty-report", args=[report.pk])
    login(client, cast.lin)
    assert client.post(page, {"text": "甲稿", "version": 0, "save": ""}).status_code == 302
    answer = client.post(page, {"text": "乙稿", "version": 0, "save": ""})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "乙稿" in shown and "甲稿" in shown and "Someone saved this report meanwhile" in shown
    report.refresh_from_db()
    assert report.text == "甲稿"
    assert client.post(page, {"text": "乙稿", "version": 1, "save": ""}).status_code == 302
    with pytest.raises(TextConflict):
        save_text(report, text="丙稿", version=1, by=cast.lin)
    assert [text.text for text in report.texts.all()] == ["乙稿", "甲稿"]


def test_only_the_deputy_writes_and_only_until_it_is_handed_in(cast, client, report):
    for other in (cast.gao, cast.zhao):
        with pytest.raises(PermissionDenied):
            save_text(report, text="代写", version=0, by=other)
    with pytest.raises(ValidationError, match="no text yet"):
        hand_in_report(report, by=cast.lin)
    save_text(report, text="各位选民：", version=0, by=cast.lin)
    hand_in_report(report, by=cast.lin)
    assert hand_in_report(report, by=cast.lin).status == "drafted", "twice is harmless"
    with pytest.raises(ValidationError, match="handed in"):
        save_text(report, text="改", version=1, by=cast.lin)
    with pytest.raises(ValidationError):
        step_report(report, "planned", by=cast.gao)
    step_report(report, "planned", by=cast.gao, note="补上建议办理情况")
    login(client, cast.lin)
    page = client.get(reverse("performance:my-duty-report", args=[report.pk])).content.decode()
    assert "补上建议办理情况" in page
    save_text(report, text="各位选民：补上。", version=1, by=cast.lin)


def test_a_keeper_writes_for_a_deputy_without_a_sign_in(cast, client, more_deputies):
    [mandate] = more_deputies(1)
    [report] = plan_reports(cast.county, [mandate], planned_on=DAY, place="东岭村", by=cast.gao)
    login(client, cast.gao)
    page = reverse("performance:my-duty-report", args=[report.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"text": "稿", "version": 0, "hand_in": "1"}).status_code == 302
    login(client, cast.lin)
    assert client.get(page).status_code == 404


def test_delivering_leaves_one_record_that_waits_for_a_second_person(cast, delivered):
    deliver_report(delivered, delivered_on=DAY, place="东岭村", present=50, by=cast.gao)
    [record] = DutyRecord.objects.filter(mandate=cast.lin_mandate)
    assert record.source == f"performance.duty_report:{delivered.pk}"
    assert (record.kind.code, record.occasion, record.status) == (
        "voter_contact",
        "duty_report",
        "submitted",
    ), "竹山's five kinds have none for reports"
    with pytest.raises(PermissionDenied):
        confirm_record(record, by=cast.gao)
    assert confirm_record(record, by=cast.tang).status == "confirmed"


def test_a_catalogue_with_duty_reports_records_them_as_such(cast):
    cast.county.kind_catalogue = "ruzhou"
    cast.county.save()
    plan = {"planned_on": DAY, "place": "东岭村", "by": cast.gao}
    [report] = plan_reports(cast.county, [cast.lin_mandate], **plan)
    save_text(report, text="稿", version=0, by=cast.lin)
    hand_in_report(report, by=cast.lin)
    step_report(report, "notified", by=cast.gao)
    with pytest.raises(ValidationError, match="still to come"):
        deliver_report(
            report, delivered_on=date(2200, 1, 1), place="东岭村", present=9, by=cast.gao
        )
    deliver_report(report, delivered_on=DAY, place="东岭村", present=9, by=cast.gao)
    assert DutyRecord.objects.get().kind.code == "duty_report"


def test_two_people_read_the_tally_and_a_slip_leaves_neither(cast, delivered):
    slip = Tally(**{**COUNTS, "competent": 39, "basically": 4})
    assert enter_tally(delivered, TALLY, by=cast.gao).state == "waiting"
    assert enter_tally(delivered, TALLY, by=cast.gao).state == "waiting", "oneself twice is once"
    entered = enter_tally(delivered, slip, by=cast.tang)
    assert entered.state == "differs" and entered.differing == ("competent", "basically")
    assert not BallotEntry.objects.exists() and not ReportBallot.objects.exists()
    enter_tally(delivered, TALLY, by=cast.tang)
    assert enter_tally(delivered, TALLY, by=cast.gao).state == "counted"
    ballot = ReportBallot.objects.get()
    assert (ballot.first_by, ballot.second_by) == (cast.tang, cast.gao)
    assert ballot.verdict == "competent" and ballot.verdict_name == "Competent"
    assert enter_tally(delivered, TALLY, by=cast.gao).state == "counted", "again is harmless"
    for stranger in (cast.lin, cast.xie, cast.bai):
        with pytest.raises(PermissionDenied):
            enter_tally(delivered, TALLY, by=stranger)


def test_a_tally_that_does_not_add_up_is_refused_by_sentence_and_by_the_database(cast, delivered):
    wrong = Tally(**{**COUNTS, "issued": 51, "valid": 43})
    with pytest.raises(ValidationError) as refused:
        enter_tally(delivered, wrong, by=cast.gao)
    assert set(refused.value.message_dict) == {"issued", "valid", "competent"}
    people = {"first_by": cast.gao, "second_by": cast.tang}
    rule = {"base": "valid", "competent_from": 80, "basically_from": 50, "names": "甲、乙、丙"}
    for changes in (
        {"issued": 51},
        {"returned": 47, "invalid": 3, "issued": 46},
        {"valid": 43},
        {"competent": 39},
        {"second_by": cast.gao},
    ):
        values = {**COUNTS, **people, **rule, "present": 50, **changes}
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportBallot.objects.create(report=delivered, **values)


def test_a_result_is_published_by_another_and_then_everyone_may_read_it(cast, client, delivered):
    enter_tally(delivered, TALLY, by=cast.gao)
    enter_tally(delivered, TALLY, by=cast.tang)
    assert not DutyReport.objects.published().exists()
    with pytest.raises(PermissionDenied):
        publish_result(delivered, by=cast.tang)
    publish_result(delivered, by=cast.gao)
    assert publish_result(delivered, by=cast.gao).status == "result_published"
    ballot = DutyReport.objects.published().get().ballot
    assert ballot.verdict_name == "Competent" and ballot.votes[0] == ("Competent", 40)
    section = duty_report_section(cast.lin_mandate, cast.lin, Span(date(2022, 1, 1)))
    assert section.rows[0][-1] == "Competent" and len(section.rows[0]) == len(section.columns)
    login(client, cast.lin)
    page = reverse("performance:my-duty-report", args=[delivered.pk])
    assert "Competent" in client.get(page).content.decode()


def test_a_ballot_keeps_the_rule_it_was_read_by(cast, delivered):
    ReportRule.objects.create(
        congress=cast.county, base="issued", competent_from=90, names="满意、基本满意、不满意"
    )
    enter_tally(delivered, TALLY, by=cast.gao)
    enter_tally(delivered, TALLY, by=cast.tang)
    ballot = ReportBallot.objects.get()
    assert ballot.verdict == "basically" and ballot.base_count == 46
    ReportRule.objects.update(competent_from=50)
    ballot.refresh_from_db()
    assert ballot.verdict == "basically" and ballot.competent_from == 90


def test_who_has_not_reported_once_is_a_list_that_shrinks(cast, client, report, more_deputies):
    more_deputies(3)
    in_office = Mandate.objects.filter(congress=cast.county).in_office_on(DAY)
    assert not_reported(in_office, None, DAY).count() == 5
    save_text(report, text="稿", version=0, by=cast.lin)
    hand_in_report(report, by=cast.lin)
    step_report(report, "notified", by=cast.gao)
    deliver_report(report, delivered_on=DAY, place="东岭村", present=50, by=cast.gao)
    assert not_reported(in_office, None, DAY).count() == 4
    yearly = ReportRule(congress=cast.county, every="year")
    assert not_reported(in_office, yearly, date(2027, 1, 10)).count() == 5, "相山: each January"
    login(client, cast.xie)
    page = client.get(reverse("performance:duty-reports"), {"list": "none"}).content.decode()
    assert "1 / 5" in page and "赵大山" in page and "林秀英" not in page


def test_lists_cost_the_same_at_three_rows_and_at_thirty(
    cast, client, more_deputies, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(**query):
        login(client, cast.gao)
        with CaptureQueriesContext(
            connection,
        ) as told:
            assert client.get(reverse("performance:duty-reports"), query).status_code == 200
        return len(told)

    plan = {"planned_on": DAY, "place": "东岭村", "by": cast.gao}
    plan_reports(cast.county, more_deputies(3), **plan)
    few = cost(), cost(list="none")
    plan_reports(cast.county, more_deputies(27), **plan)
    assert (cost(), cost(list="none")) == few


def test_the_notice_and_the_result_come_on_paper(cast, client, delivered):
    login(client, cast.gao)
    page = reverse("performance:duty-report-result", args=[delivered.pk])
    assert client.get(page).status_code == 404, "no ballot yet"
    notice = client.get(reverse("performance:duty-report-notice-pdf", args=[delivered.pk]))
    assert notice.content.startswith(b"%PDF")
    assert DutyReport.objects.get().moves.count() == 4
