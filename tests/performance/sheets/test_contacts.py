"""Links and contacts of committee members come in, go out, and come in again unchanged."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from foundation.services.imports import (
    confirm_import,
    judge_import,
    preview_of,
    take_back_import,
    upload_sheet,
)
from foundation.sheets import sheet_kind
from foundation.sheets.writing import write_xlsx
from performance.models import ContactLink, ContactLog
from performance.services.contacts import finish_follow_up
from performance.services.moves import take_office
from performance.services.records import confirm_record

LINKS = ["常委会组成人员", "组成人员代表证号", "代表", "代表证号", "联系起始日", "解除联系日"]
LINK = ["林秀英", "19001", "赵大山", "", "2025年1月10日", ""]
LOGS = ["联系人", "日期", "联系方式", "所联系代表", "联系内容", "跟进事项", "期限", "办结日期"]
LOG = [
    "林秀英",
    "2025-03-05",
    "走访",
    "赵大山(19002)",
    "听取对道路的意见",
    "报送交通局",
    "2025-04-01",
    "",
]


@pytest.fixture
def judged(cast):
    take_office(cast.lin_mandate, role="standing_member", on=date(2024, 1, 1), by=cast.gao)

    def run(code, headings, *rows, by=None):
        kind = sheet_kind(code)
        content = write_xlsx(headings, [list(row) for row in rows])
        job = upload_sheet(content, "双联系.xlsx", kind=kind, place=cast.county, by=by or cast.gao)
        judge_import(job, by=cast.gao)
        return job

    return run


@pytest.fixture
def bring_in(cast, judged):
    def run(*sheet):
        job = judged(*sheet)
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao)

    return run


def test_links_come_in_once_are_ended_by_sheet_and_go_out_again(cast, bring_in, judged):
    bring_in("contact_links", LINKS, LINK)
    assert ContactLink.objects.get().starts_on == date(2025, 1, 10)
    assert judged("contact_links", LINKS, LINK).counts["same"] == 1
    job = bring_in("contact_links", LINKS, [*LINK[:5], "2025-06-01"])
    assert ContactLink.objects.get().ends_on == date(2025, 6, 1)
    headings, rows = sheet_kind("contact_links").export(cast.county, cast.gao)
    again = judged("contact_links", headings, *rows)
    assert (again.counts["same"], again.writes, again.errors) == (1, 0, 0)
    take_back_import(job, by=cast.gao, reason="传错")
    assert ContactLink.objects.get().ends_on is None
    with pytest.raises(PermissionDenied):
        judged("contact_links", LINKS, LINK, by=cast.bai)
    assert sheet_kind("contact_links").export(cast.county, cast.bai)[1] == []


def test_links_that_cannot_be_name_their_rows(cast, bring_in, judged):
    bring_in("contact_links", LINKS, LINK)
    rows = [
        ["赵大山", "", "林秀英", "", "2025-01-10", ""],
        ["林秀英", "", "林秀英", "", "2025-01-10", ""],
        ["林秀英", "", "赵大山", "", "2025-05-10", ""],
        ["林秀英", "", "赵大山", "19001", "2025-05-10", ""],
        ["林秀英", "", "赵大山", "", "2025-01-10", "2025-01-10"],
        ["林秀英", "", "赵大山", "", "1月10日", ""],
    ]
    faults = preview_of(judged("contact_links", LINKS, *rows)).errors
    assert {fault.row: fault.code for fault in faults} == {
        2: "not_a_member",
        3: "same_person",
        4: "link_since",
        5: "name_and_certificate",
        6: "leaves_before_joining",
        7: "no_year",
    }


def test_contacts_wait_for_another_person_and_are_followed_up_by_sheet(cast, bring_in, judged):
    bring_in("contact_links", LINKS, LINK)
    job = bring_in("contacts", LOGS, LOG, LOG)
    contact = ContactLog.objects.get()
    assert (contact.record.status, contact.record.late) == ("submitted", True)
    with pytest.raises(PermissionDenied):
        confirm_record(contact.record, by=cast.gao)
    assert judged("contacts", LOGS, LOG).counts["same"] == 1
    done = bring_in("contacts", LOGS, [*LOG[:7], "2025-03-20"])
    contact.refresh_from_db()
    assert contact.done_on == date(2025, 3, 20)
    headings, rows = sheet_kind("contacts").export(cast.county, cast.gao)
    again = judged("contacts", headings, *rows)
    assert (again.counts["same"], again.writes, again.errors) == (1, 0, 0)
    take_back_import(done, by=cast.gao, reason="传错")
    contact.refresh_from_db()
    assert contact.done_on is None
    finish_follow_up(contact, on=date(2025, 3, 21), note="", by=cast.gao)
    confirm_record(contact.record, by=cast.tang)
    with pytest.raises(ValidationError):
        take_back_import(job, by=cast.gao, reason="传错")
    assert sheet_kind("contacts").export(cast.county, cast.bai)[1] == []


def test_contacts_that_cannot_be_name_their_rows(cast, bring_in, judged):
    bring_in("contact_links", LINKS, LINK)
    rows = [
        [*LOG[:1], "2025-01-09", *LOG[2:]],
        [*LOG[:4], "电话13912345678", *LOG[5:]],
        [*LOG[:5], "", "2025-04-01", ""],
        [*LOG[:4], "另一件事", *LOG[5:7], "2025-03-04"],
        [*LOG[:2], "托梦", *LOG[3:]],
        [*LOG[:1], "2099-01-09", *LOG[2:]],
        [*LOG[:3], "", *LOG[4:]],
    ]
    faults = preview_of(judged("contacts", LOGS, *rows)).errors
    assert {fault.row: fault.code for fault in faults} == {
        2: "not_linked",
        3: "private_number",
        4: "no_follow_up",
        5: "done_before_contact",
        6: "not_a_choice",
        7: "duty_to_come",
        8: "required",
    }
    assert not ContactLog.objects.exists()
