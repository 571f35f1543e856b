"""What clerks write into cells, and what is read."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.sheets import cells
from foundation.sheets.faults import CellFault, letter, sentence
from foundation.sheets.widgets import ChoiceWidget, ListWidget, PhoneWidget, WholeNumberWidget


@pytest.mark.parametrize(
    "written",
    [
        *("2026-03-05", "2026.3.5", "2026/3/5", "2026年3月5日", "2026 年 3 月 5 日", "20260305"),
        *(
            "２０２６年３月５日",
            "2026-03-05 09:30",
            "2026-03-05T09:30:00+08:00",
            "2026年3月5日 星期四",
        ),
        *("2026-3-5（周四）", " 2026-03-05 ", 46086, 46086.0, 46086.375, "46086", 20260305),
        *(datetime(2026, 3, 5, 9, 30), date(2026, 3, 5), "2026。3。5"),
    ],
)
def test_one_day_written_in_many_ways(written):
    assert cells.day(written) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2025年2月30日", "no_such_day"),
        ("2026-13-01", "no_such_day"),
        ("3月5日", "no_year"),
        ("3.5", "no_year"),
        ("03/05/2026", "which_day"),
        ("5-3-26", "which_day"),
        ("昨天", "not_a_date"),
        ("2026", "not_a_date"),
        ("0026-03-05", "year_out_of_range"),
        (12, "not_a_date"),
        ("#N/A", "error_cell"),
    ],
)
def test_what_is_no_day_says_why(written, code):
    with pytest.raises(CellFault) as caught:
        cells.day(written)
    assert caught.value.code == code


def test_blanks_of_all_kinds_are_nothing():
    assert cells.day("") is None and cells.day(None) is None
    assert cells.text("\u00a0\u3000 \ufeff") == ""


def test_text_is_trimmed_and_full_width_letters_are_folded_but_chinese_marks_stay():
    assert cells.text("　Ａ１２（乙）\u00a0 三  四 ") == "A12（乙） 三 四"
    assert cells.text(101.0) == "101" and cells.text(1.5) == "1.5"
    assert cells.text("'=1+1") == "=1+1"


def test_names_are_matched_without_the_blanks_people_put_into_them():
    assert cells.name_key("李　明") == cells.name_key("李明") == cells.name_key(" 李 明 ")
    assert cells.name_key("阿依古丽·买买提") == cells.name_key("阿依古丽•买买提")


def test_numbers_choices_lists_and_phones():
    assert WholeNumberWidget(1, 99).clean("１９") == 19
    with pytest.raises(CellFault):
        WholeNumberWidget(1, 99).clean("1.5")
    with pytest.raises(CellFault):
        WholeNumberWidget(1, 99).clean("100")
    sex = ChoiceWidget({"f": ["女", "Female"], "m": ["男"]})
    assert [sex.clean(value) for value in ("女", " female ", "f", "")] == ["f", "f", "f", None]
    assert ListWidget().clean("财经委；农业委、 社会委;") == ["财经委", "农业委", "社会委"]
    assert PhoneWidget().clean("138 0000-0001") == "13800000001"
    with pytest.raises(CellFault):
        PhoneWidget().clean("没有")


def test_columns_are_lettered_as_in_excel():
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_way_of_writing_it(day):
    for written in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        datetime(day.year, day.month, day.day, 12),
    ):
        assert cells.day(written) == day


@given(st.one_of(st.text(max_size=40), st.floats(allow_nan=False), st.integers(), st.booleans()))
def test_nothing_written_into_a_cell_raises_anything_but_a_fault(value):
    for read in (cells.text, cells.day, cells.whole_number):
        try:
            read(value)
        except CellFault as fault:
            assert str(fault)


def test_a_sentence_stored_by_an_older_version_is_still_shown():
    assert sentence("too_long", {"value": "甲"}) == "“甲” is longer than … characters. Shorten it."
    assert sentence("gone_since", {"value": "甲"}) == "gone_since"
