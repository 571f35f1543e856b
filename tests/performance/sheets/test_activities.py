"""The plan of activities comes in as drafts, goes out, and comes in again unchanged."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from foundation.services.imports import (
    confirm_import,
    judge_import,
    preview_of,
    take_back_import,
    upload_sheet,
)
from foundation.sheets import CellFault, sheet_kind
from foundation.sheets.writing import write_xlsx
from performance.models import Activity, DeputyGroup
from performance.services.activities import cancel_activity, edit_activity, publish_activity
from performance.sheets.plan_words import HalfDaysWidget, TimesWidget, half_days_of

HEADINGS = [
    *("名称", "会议活动", "履职类别", "编组", "首日", "半天安排", "起止时刻", "地点"),
    "必须出席",
]
ROAD = [
    *("视察乡村道路", "视察", "参加视察", "", "2026年3月5日", "上午；2026-03-06", ""),
    *("东岭村", "是"),
]
MEET = ["东岭镇代表团会议", "代表团会议", "meeting", "东岭镇代表团", "2026.4.1", "上午",
        "上午 9:00—11:30", "", ""]  # fmt: skip


@pytest.fixture
def judged(cast):
    """Clerk Gao uploads a plan; returns the import, judged."""

    def run(*rows, headings=HEADINGS, by=None):
        kind = sheet_kind("activities")
        content = write_xlsx(headings, [list(row) for row in rows])
        job = upload_sheet(content, "计划.xlsx", kind=kind, place=cast.county, by=by or cast.gao)
        judge_import(job, by=cast.gao)
        return job

    return run


@pytest.fixture
def bring_in(cast, judged):
    def run(*rows, **more):
        job = judged(*rows, **more)
        return confirm_import(job, preview_id=job.preview_id, by=cast.gao)

    return run


def road(**changes):
    return [changes.get(heading, cell) for heading, cell in zip(HEADINGS, ROAD, strict=True)]


@pytest.fixture(autouse=True)
def _name_of_the_inspection(cast):
    from performance.models import DutyKind

    kind = DutyKind.objects.of(cast.county).get(code="inspection")
    ROAD[2] = kind.name


def test_new_rows_are_drafts_and_the_same_sheet_again_changes_nothing(cast, bring_in, judged):
    bring_in(ROAD, MEET)
    trip, meeting = Activity.objects.order_by("starts_on")
    assert (trip.status, meeting.status) == ("draft", "draft")
    assert (trip.occasion, trip.kind.code, trip.mandatory) == ("inspection", "inspection", True)
    assert [(s.on.day, s.half_day) for s in trip.sittings.order_by("on", "-half_day")] == [
        (5, "morning"),
        (6, "morning"),
        (6, "afternoon"),
    ]
    sitting = meeting.sittings.get()
    assert (sitting.begins, sitting.ends) == (time(9), time(11, 30))
    assert meeting.group == cast.delegation
    again = judged(ROAD, MEET)
    assert (again.counts["same"], again.writes, again.errors) == (2, 0, 0)
    with pytest.raises(PermissionDenied):
        judged(ROAD, by=cast.bai)


def test_what_is_exported_is_imported_again_unchanged(cast, bring_in, judged):
    bring_in(ROAD, MEET, road(名称="调研水利", 首日="2026-05-06", 半天安排=""))
    first, second, third = Activity.objects.order_by("starts_on")
    publish_activity(first, by=cast.gao)
    cancel_activity(second, by=cast.gao, reason="改期")
    committee = DeputyGroup.objects.create(congress=cast.county, kind="committee", name="法制")
    DeputyGroup.objects.create(congress=cast.county, kind="professional", name="法制")
    edit_activity(third, by=cast.gao, group=committee, number="第3次", invited_only=True)
    headings, rows = sheet_kind("activities").export(cast.county, cast.gao)
    assert [row[-1] for row in rows] == ["已发布", "已取消", "筹备中"]
    again = judged(*rows, headings=headings)
    assert (again.counts["same"], again.writes, again.errors) == (3, 0, 0)
    assert sheet_kind("activities").export(cast.county, cast.bai)[1] == []


def test_a_plan_changed_on_its_page_is_not_made_twice(cast, bring_in, judged):
    bring_in(ROAD)
    edit_activity(Activity.objects.get(), by=cast.gao, title="视察乡村公路")
    again = judged(ROAD)
    assert (again.counts["same"], again.writes, again.errors) == (1, 0, 0)
    assert [fault.code for fault in preview_of(again).warnings] == ["activity_changed_since"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"履职类别": "打扫卫生"}, "not_a_kind_of_duty"),
        ({"编组": "西岭镇代表团"}, "no_such_group"),
        ({"首日": "2019-03-05", "半天安排": ""}, "outside_terms"),
        ({"首日": "3月5日"}, "no_year"),
        ({"半天安排": "2026-03-04 上午"}, "first_day_differs"),
        ({"半天安排": "三个半天"}, "not_half_days"),
        ({"半天安排": "上午", "起止时刻": "下午 14:00-16:00"}, "times_without_half_day"),
        ({"起止时刻": "上午 11:00-9:00"}, "not_times"),
        ({"会议活动": "郊游"}, "not_a_choice"),
        ({"名称": ""}, "required"),
    ],
)
def test_a_fault_names_its_row_and_nothing_comes_in(cast, judged, bring_in, changes, code):
    job = judged(road(名称="别的"), road(**changes))
    assert {(fault.row, fault.code) for fault in preview_of(job).errors} == {(3, code)}
    with pytest.raises(ValidationError):
        confirm_import(job, preview_id=job.preview_id, by=cast.gao)
    assert not Activity.objects.exists()


def test_what_is_recorded_is_not_changed_from_a_sheet_and_one_row_is_enough(cast, bring_in, judged):
    bring_in(ROAD)
    job = judged(road(地点="西河村"))
    assert {(f.row, f.code) for f in preview_of(job).errors} == {(2, "activity_differs")}
    other = road(名称="调研", 首日="2026-05-06", 半天安排="")
    job = judged(other, other)
    assert {(f.row, f.code) for f in preview_of(job).errors} == {(3, "same_key_twice")}


def test_an_import_is_taken_back_while_everything_is_a_draft(cast, bring_in):
    job = bring_in(ROAD)
    take_back_import(job, by=cast.gao, reason="传错")
    assert not Activity.objects.exists()
    job = bring_in(ROAD)
    publish_activity(Activity.objects.get(), by=cast.gao)
    with pytest.raises(ValidationError):
        take_back_import(job, by=cast.gao, reason="传错")
    assert Activity.objects.count() == 1


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
HALVES = st.sampled_from(["morning", "afternoon", "evening"])


@given(st.lists(st.tuples(DAYS, HALVES), min_size=1, max_size=6))
def test_half_days_written_out_are_read_again(pairs):
    widget = HalfDaysWidget()
    assert half_days_of(widget.clean(widget.render(pairs)), pairs[0][0]) == sorted(
        set(pairs), key=lambda p: (p[0], ["morning", "afternoon", "evening"].index(p[1]))
    )


@given(st.one_of(st.text(max_size=30), st.text("0123456789-年月日上下午全天；、:— ", max_size=30)))
def test_whatever_is_in_a_cell_is_read_or_refused(written):
    for widget in (HalfDaysWidget(), TimesWidget()):
        try:
            widget.clean(written)
        except CellFault as fault:
            assert fault.code
