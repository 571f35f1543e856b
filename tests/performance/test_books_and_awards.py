"""The six registers print themselves; awards are entered once and stand in the volume."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from foundation.services.imports import confirm_import, judge_import, upload_sheet
from foundation.sheets import sheet_kind
from foundation.sheets.writing import write_xlsx
from performance.models import Award
from performance.registers import book_of, books
from performance.sections import Span
from performance.services.activities import close_activity
from performance.services.awards import enter_award
from performance.volume import build_volume

from ..cast import login
from .conftest import mark_all

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def test_x2_six_registers_print_from_what_is_recorded_anyway(client, cast, published):
    session = published(title="第五次会议")
    mark_all(session, cast.gao)
    close_activity(session, by=cast.gao)
    inspection = published(title="执法检查", occasion="law_check")
    mark_all(inspection, cast.gao, "absent")
    close_activity(inspection, by=cast.gao)
    codes = [book.code for book in books()]
    assert codes == ["major", "meetings", "activities", "receptions", "transfers", "deputies"]
    rows = {code: book_of(code).build(cast.county, cast.gao, YEAR).rows for code in codes}
    assert [row[2] for row in rows["major"]] == ["第五次会议", "执法检查"]
    assert [row[2] for row in rows["meetings"]] == ["第五次会议"]
    assert [row[2] for row in rows["activities"]] == ["执法检查"]
    assert rows["meetings"][0][6:] == (2, 2, 0, 0)
    assert rows["activities"][0][6:] == (2, 0, 0, 2)
    assert [row[1] for row in rows["deputies"]] == ["林秀英", "赵大山"]
    login(client, cast.xie)
    span = {"first": "2026-01-01", "last": "2026-12-31"}
    for code in codes:
        page = client.get(reverse("performance:register", args=[code]), span)
        assert page.status_code == 200
        empty = "No entries in this span." in page.content.decode()
        assert empty == (not rows[code]), code
        body = client.get(reverse("performance:register-xlsx", args=[code]), span).content
        assert load_workbook(io.BytesIO(body)).active.max_row == 1 + len(rows[code])
    assert client.get(reverse("performance:register", args=["nonsense"])).status_code == 404
    odd = {"first": "2026-02-30", "last": "x", "congress": "999999"}
    assert client.get(reverse("performance:register", args=["major"]), odd).status_code == 404


def test_x2_a_register_goes_on_paper_with_its_head_even_when_empty(client, cast):
    login(client, cast.gao)
    answer = client.get(reverse("performance:register-pdf", args=["transfers"]))
    if answer.status_code == 503:
        pytest.skip("pango is not installed on this machine, so no PDF can be made")
    assert b"".join(answer).startswith(b"%PDF-")


def test_x2_another_congress_s_clerk_reads_none_of_it(cast):
    for book in books():
        assert book.build(cast.county, cast.bai, YEAR).rows == (), book.code


def test_a_register_costs_the_same_queries_however_much_was_held(cast, published, more_deputies):
    counts = []
    for number in range(3):
        activity = published(title=f"会议{number}")
        mark_all(activity, cast.gao)
        close_activity(activity, by=cast.gao)
        more_deputies(10)
        with CaptureQueriesContext(connection) as queries:
            book_of("meetings").build(cast.county, cast.gao, YEAR)
            book_of("deputies").build(cast.county, cast.gao, YEAR)
        counts.append(len(queries))
    assert counts[0] == counts[2]


AWARD = {"title": "优秀人大代表", "body": "县人大常委会", "on": "2026-01-20", "level": "county"}


def test_gao_enters_an_award_once_and_it_stands_in_the_volume(client, cast):
    login(client, cast.gao)
    url = reverse("performance:award-new", args=[cast.lin_mandate.pk])
    key = str(client.get(url).context["form"]["key"].value())
    for _twice in range(2):
        assert client.post(url, {**AWARD, "key": key}).status_code == 302
    award = Award.objects.get()
    assert (award.entered_by, award.level) == (cast.gao, "county")
    again = client.get(url).context["form"]["key"].value()
    refused = client.post(url, {**AWARD, "key": str(again)})
    assert refused.status_code == 422 and "already" in refused.content.decode()
    for on, words in [("2099-01-01", "still to come"), ("2001-01-01", "not in office")]:
        answer = client.post(url, {**AWARD, "on": on, "key": str(again)})
        assert answer.status_code == 422 and words in answer.content.decode()
    [section] = build_volume(cast.lin_mandate, cast.lin, date(2026, 11, 22)).sections
    assert section.code == "awards" and section.rows[0][1] == "优秀人大代表"
    assert build_volume(cast.lin_mandate, cast.lin, date(2026, 11, 22), 2025).sections == ()


def test_a_reader_enters_no_award(cast):
    values = {"on": date(2026, 1, 20), "title": "优秀", "body": "县"}
    for person in (cast.lin, cast.xie, cast.bai):
        with pytest.raises(PermissionDenied):
            enter_award(cast.lin_mandate, **values, by=person)
    enter_award(cast.lin_mandate, **values, by=cast.tang)
    with pytest.raises(ValidationError):
        enter_award(cast.lin_mandate, **values, by=cast.tang)


def test_awards_go_out_and_come_in_again_unchanged(cast):
    enter_award(
        cast.lin_mandate,
        on=date(2026, 1, 20),
        title="优秀人大代表",
        body="县人大常委会",
        level="county",
        proof="云人发〔2026〕3号",
        by=cast.gao,
    )
    kind = sheet_kind("awards")

    def bring_in(rows):
        content = write_xlsx(headings, rows)
        job = upload_sheet(content, "表彰.xlsx", kind=kind, place=cast.county, by=cast.gao)
        judge_import(job, by=cast.gao)
        return job

    headings, rows = kind.export(cast.county, cast.gao)
    assert kind.export(cast.county, cast.bai)[1] == []
    job = bring_in(rows)
    assert (job.counts.get("same"), job.writes, job.errors) == (1, 0, 0)
    second = ["赵大山", "19002", "2026-02-01", "先进个人", "市人大常委会", "市级", ""]
    job = bring_in([*rows, second, ["林秀英", "19001", "2099-01-01", "x", "y", "", ""]])
    assert (job.counts.get("new"), job.errors) == (1, 1)
    job = bring_in([[*rows[0][:6], "云人发〔2026〕4号"], second])
    confirm_import(job, preview_id=job.preview_id, by=cast.gao)
    assert set(Award.objects.values_list("title", "proof")) == {
        ("优秀人大代表", "云人发〔2026〕4号"),
        ("先进个人", ""),
    }
