"""Households in and out: judged, imported, exported, and imported again unchanged."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from foundation.services.imports import (
    confirm_import,
    judge_import,
    preview_of,
    take_back_import,
    upload_sheet,
)
from foundation.sheets import sheet_kind
from foundation.sheets.writing import write_xlsx
from performance.models import Household
from performance.services.households import close_household, link_household

HEADINGS = ["姓名", "代表证号", "代称", "所在村组", "联系起始日", "解除联系日"]


@pytest.fixture
def judged(cast):
    """Clerk Gao uploads a sheet; returns the import, judged."""

    def run(*rows, headings=HEADINGS):
        kind = sheet_kind("households")
        content = write_xlsx(headings, [list(row) for row in rows])
        job = upload_sheet(content, "联系户.xlsx", kind=kind, place=cast.county, by=cast.gao)
        judge_import(job, by=cast.gao)
        return job

    return run


def confirm(job, by):
    return confirm_import(job, preview_id=job.preview_id, by=by)


def row(number, name="林秀英", certificate="19001", start="2026-01-12", end=""):
    return [name, certificate, f"桥头第{number}户", "东岭村三组", start, end]


def test_new_households_are_linked_and_the_same_sheet_again_changes_nothing(cast, judged):
    rows = [row(1), row(2, start="", certificate=""), row(3, end="2026-05-01")]
    job = confirm(judged(*rows), cast.gao)
    assert job.counts["new"] == 3
    assert Household.objects.linked().count() == 2
    assert Household.objects.get(label="桥头第1户").linked_on == date(2026, 1, 12)
    again = judged(*rows)
    assert (again.counts["same"], again.writes, again.errors) == (3, 0, 0)


def test_what_is_exported_is_imported_again_unchanged(cast, judged):
    kept = link_household(cast.lin_mandate, label="第1户", area="一组", by=cast.lin)
    gone = link_household(cast.lin_mandate, label="第2户", area="一组", by=cast.lin)
    close_household(gone, by=cast.lin)
    link_household(cast.zhao_mandate, label="第1户", area="一组", by=cast.zhao)
    headings, rows = sheet_kind("households").export(cast.county, cast.gao)
    assert len(rows) == 3 and kept.label in {cells[2] for cells in rows}
    job = judged(*rows, headings=headings)
    assert (job.counts["same"], job.writes, job.errors) == (3, 0, 0)
    assert sheet_kind("households").export(cast.county, cast.xie)[1] == []


def test_an_identity_one_too_many_and_a_stranger_are_refused_by_row(cast, judged):
    rows = [row(number) for number in range(1, 12)]
    rows[0][2] = "李某420323199003070010"
    rows += [row(20), row(21, name="无此人", certificate="")]
    job = judged(*rows)
    faults = {fault.row: fault.code for fault in preview_of(job).errors}
    assert faults == {2: "private_number", 13: "too_many_households", 14: "unknown_deputy"}
    with pytest.raises(ValidationError):
        confirm(job, cast.gao)
    assert not Household.objects.exists()
    assert confirm(judged(*rows[1:11]), cast.gao).counts["new"] == 10


def test_a_sheet_closes_a_household_and_taken_back_it_is_linked_again(cast, judged):
    household = link_household(
        cast.lin_mandate, label="桥头第1户", area="东岭村三组", on=date(2026, 1, 12), by=cast.lin
    )
    job = confirm(judged(row(1, end="2026-06-01"), row(2)), cast.gao)
    household.refresh_from_db()
    assert household.closed_on == date(2026, 6, 1)
    take_back_import(job, by=cast.gao, reason="传错表")
    household.refresh_from_db()
    assert household.is_linked and Household.objects.count() == 1
