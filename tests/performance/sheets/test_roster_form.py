"""The deputy's form of 汝州: every field comes in as clerks write it, and goes out again."""

import pytest

from foundation.services.imports import judge_import, preview_of, upload_sheet
from foundation.sheets import sheet_kind
from foundation.sheets.cells import CellFault
from foundation.sheets.part_dates import part_date
from foundation.sheets.writing import write_xlsx
from performance.models import Congress, Deputy, Mandate, Term
from tests.foundation.sheets.books import book

from .test_roster import bring_in  # noqa: F401 - the fixture

HEADINGS = [
    "姓名",
    "代表证号",
    "性别",
    "出生年月",
    "民族",
    "政治面貌",
    "学历",
    "职称",
    "籍贯",
    "参加工作时间",
    "代表类型",
    "是否基层代表",
    "归侨",
    "是否非公有制经济",
    "无固定收入",
    "收入来源",
    "工作单位及职务",
    "手机",
    "办公电话",
    "家庭住址",
    "代表团",
    "代表小组",
    "是否常委会组成人员",
    "是否连任",
    "专长",
    "补选",
    "选举日期",
    "任职日期",
]
ROW = [
    "单雄信",
    "20001",
    "男性",
    "一九七五年三月",
    "汉族",
    "中共党员",
    "大专",
    "工程师",
    "云岭县",
    "1995.7",
    "农民",
    "√",
    "否",
    "×",
    "是",
    "务农",
    "东岭镇上湾村村民",
    "139-0000-0001",
    "0396-1234567",
    "上湾村1号",
    "东岭镇代表团",
    "东岭小组",
    "√",
    "连任",
    "法律；教育",
    "是",
]
ROW = [*ROW, "2025-03-01", "2025-03-02"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1975.3", "1975-03"),
        (1975.3, "1975-03"),
        ("1975-03", "1975-03"),
        ("一九七五年三月", "1975-03"),
        ("一九七五年十二月", "1975-12"),
        ("二〇〇一年十月五日", "2001-10-05"),
        ("197503", "1975-03"),
        ("1975年3月12日", "1975-03-12"),
        ("1975", "1975"),
        ("", ""),
    ],
)
def test_a_birth_is_read_however_it_is_written(written, read):
    assert part_date(written) == read


@pytest.mark.parametrize("written", ["1975.13", "三月", "1475-03", "不详"])
def test_what_is_no_date_is_a_fault(written):
    with pytest.raises(CellFault):
        part_date(written)


def test_every_field_of_the_form_comes_in_and_the_export_comes_in_unchanged(cast, bring_in):  # noqa: F811
    bring_in(book(HEADINGS, ROW))
    mandate = Mandate.objects.get(certificate_no="20001")
    deputy = mandate.deputy
    assert (deputy.sex, deputy.birth_year, deputy.pinyin) == ("m", 1975, "shan xiong xin")
    assert (deputy.party, deputy.education, deputy.degree) == ("中共党员", "大专", "工程师")
    assert (deputy.joined_work, deputy.returned_overseas) == ("1995-07", False)
    assert (deputy.private.born, deputy.private.address) == ("1975-03", "上湾村1号")
    assert (mandate.occupation, mandate.grassroots, mandate.non_public_economy) == (
        "farmer", True, False,
    )  # fmt: skip
    assert mandate.no_fixed_income and mandate.by_election and mandate.earlier_terms == 1
    assert {s.name for s in mandate.specialities.all()} == {"法律", "教育"}
    assert mandate.role_spans.get().role == "standing_member"
    assert mandate.memberships.get().group.name == "东岭小组"
    headers, rows = sheet_kind("roster").export(cast.county, cast.gao)
    again = bring_in(write_xlsx(headers, rows), name="名册")
    assert again.counts["same"] == 3 and again.writes == 0


def test_restricted_columns_leave_only_with_those_who_keep_the_record(cast, bring_in):  # noqa: F811
    bring_in(book(HEADINGS, ROW))
    kind = sheet_kind("roster")
    assert "上湾村1号" in str(kind.export(cast.county, cast.gao)[1])
    assert "13900000001" in str(kind.export(cast.county, cast.gao)[1])
    read = str(kind.export(cast.county, cast.xie))
    assert "上湾村1号" not in read and "13900000001" not in read and "单雄信" in read


def test_two_people_of_one_name_and_year_are_two_and_one_phone_twice_is_refused(cast, bring_in):  # noqa: F811
    bring_in(book(HEADINGS, ROW))
    other = [*ROW[:1], "20002", *ROW[2:17], "13900000002", *ROW[18:]]
    bring_in(book(HEADINGS, other))
    assert Deputy.objects.filter(name="单雄信").count() == 2
    twice = [*ROW[:1], "20003", *ROW[2:]]
    kind = sheet_kind("roster")
    job = upload_sheet(
        book(HEADINGS, twice), "名册.xlsx", kind=kind, place=cast.county, by=cast.gao
    )
    judge_import(job, by=cast.gao)
    [fault] = preview_of(job).errors
    assert fault.code == "overlapping_mandates" and "20001" in fault.message


def test_a_deputy_of_an_unrelated_area_is_warned_of_and_of_a_nested_one_is_not(cast, bring_in):  # noqa: F811
    township = Congress.objects.create(
        code="dongling", name="东岭镇人大", short_name="东岭镇人大", level="township",
        parent=cast.county,
    )  # fmt: skip
    below = Term.objects.create(congress=township, number=8, starts_on="2022-01-05")
    elsewhere = Term.objects.get(congress=cast.other_county)
    person = Deputy.objects.create(name=ROW[0], phone="13900000001")
    nested = Mandate.objects.create(
        deputy=person, congress=township, term=below, certificate_no="1", starts_on="2022-01-05"
    )
    assert "unrelated_area" not in warned(cast)
    nested.congress, nested.term = cast.other_county, elsewhere
    nested.save()
    assert "unrelated_area" in warned(cast)
    nested.ends_on = "2022-01-06"
    nested.save()
    assert "unrelated_area" not in warned(cast)


def warned(cast):
    """The codes of what is said of a roster with that one row."""
    job = upload_sheet(
        book(HEADINGS, ROW), "名册.xlsx", kind=sheet_kind("roster"), place=cast.county, by=cast.gao
    )
    judge_import(job, by=cast.gao)
    return str([fault.code for fault in preview_of(job).warnings])
