"""Names in the order of official lists, and as they sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.names import name_keys, pinyin_of, split_name, stroke_key_of


def by_strokes(names):
    return sorted(names, key=lambda name: stroke_key_of(name)[0])


def test_an_official_list_goes_by_strokes_then_their_order_then_short_given_names():
    listed = [
        "丁一",
        "王军",
        "王勇",
        "王晨",
        "王毅",
        "王小洪",
        "王玉普",
        "王正伟",
        "王东明",
        "王志民",
        "田中",
        "白山",
        "林秀英",
        "欧阳静",
        "赵大山",
    ]
    assert by_strokes(reversed(listed)) == listed


def test_surnames_written_with_equal_strokes_stay_apart():
    ordered = by_strokes(["未三", "末一", "未一", "末三"])
    assert [name[0] for name in ordered] in (["未", "未", "末", "末"], ["末", "末", "未", "未"])


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("单雄信", "shan xiong xin"),
        ("曾国强", "zeng guo qiang"),
        ("仇英", "qiu ying"),
        ("解晓东", "xie xiao dong"),
        ("区志明", "ou zhi ming"),
        ("查良镛", "zha liang yong"),
        ("欧阳静", "ou yang jing"),
        ("尉迟恭", "yu chi gong"),
        ("张三", "zhang san"),
        ("Olivia Chow", "olivia chow"),
    ],
)
def test_a_surname_sounds_as_a_surname(name, sound):
    assert pinyin_of(name) == sound
    assert name_keys(name).initials == "".join(part[0] for part in sound.split())


def test_a_character_nobody_counted_stands_last_and_is_named_until_counted():
    keys = name_keys("王\U00030729")
    assert keys.unknown == "\U00030729"
    assert by_strokes(["王\U00030729", "王鑫"]) == ["王鑫", "王\U00030729"]
    told = name_keys("王\U00030729", counts="4 7")
    assert told.unknown == ""
    assert told.stroke_key < name_keys("王鑫").stroke_key


def test_names_of_two_and_more_parts_are_split():
    assert split_name("司马光") == ("司马", "光")
    assert split_name("司马") == ("司", "马")
    assert split_name("阿不都·热西提") == ("", "阿不都·热西提")
    assert pinyin_of("阿不都·热西提").startswith("a bu")


@given(st.text(min_size=0, max_size=60))
def test_any_text_has_keys_that_fit_their_columns(text):
    keys = name_keys(text)
    assert len(keys.stroke_key) <= 250
    assert len(keys.pinyin) <= 200
    assert len(keys.initials) <= 60
    assert all("0" <= sign <= "9" for sign in keys.stroke_key)
