"""No number that names somebody gets into the record: found however it is written."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.private_words import ID_NUMBER, PHONE, private_numbers

digit = st.sampled_from("0123456789")


@st.composite
def id_numbers(draw):
    """Eighteen characters of an identity card: region, day of birth, order, check character."""
    region = draw(st.sampled_from("123456")) + "".join(
        draw(st.lists(digit, min_size=5, max_size=5))
    )
    born = draw(st.dates(min_value=date(1900, 1, 1)).filter(lambda d: d.year < 2100))
    order = "".join(draw(st.lists(digit, min_size=3, max_size=3)))
    return f"{region}{born:%Y%m%d}{order}{draw(st.sampled_from('0123456789Xx'))}"


@st.composite
def disguises(draw, numbers):
    """The same number in full-width digits, with invisible characters, spaces or dashes between."""
    written = ""
    for character in draw(numbers):
        if draw(st.booleans()):
            character = chr(ord(character) + 0xFEE0)
        written += (
            draw(st.sampled_from(["", "", "", " ", "-", "—", "\u200b", "·", " - "])) + character
        )
    around = st.text(st.characters(categories=["Lo"]), max_size=8)
    return draw(around) + written + draw(around)


phones = st.builds(
    "1{}{}".format, st.sampled_from("3456789"), st.text("0123456789", min_size=9, max_size=9)
)


@given(disguises(id_numbers()))
def test_an_identity_card_number_is_found_however_it_is_written(text):
    assert ID_NUMBER in private_numbers(text)


@given(disguises(phones))
def test_a_mobile_number_is_found_however_it_is_written(text):
    assert private_numbers(text) & {PHONE, ID_NUMBER}


@pytest.mark.parametrize(
    "text",
    [
        "桥头第3户",
        "2026-03-02 至 2026-03-05 走访12户",
        "2026年3月2日上午9:30在东岭村开会，到会128人",
        "捐款10000元，大米200公斤",
        "文号：云人发〔2026〕15号",
        "水管从K12+350修到K13+900",
        "3月、4月、5月各走访10户",
        "座机0719-3222222",
        "",
    ],
)
def test_what_deputies_really_write_is_left_alone(text):
    assert private_numbers(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "3 110101199003070011",
        "110101900307001",
        "420323 1990 0307 001x",
        "身份证110101199003070011号",
    ],
)
def test_more_ways_to_write_an_identity_card(text):
    assert private_numbers(text) == {ID_NUMBER}


@pytest.mark.parametrize(
    "text", ["+86 138-0000-0002", "电话：１３８００００００02", "3户 13800000002、13900000003"]
)
def test_more_ways_to_write_a_phone(text):
    assert private_numbers(text) == {PHONE}


def test_other_scripts_digits_count_as_digits():
    text = "".join(chr(ord("\N{ARABIC-INDIC DIGIT ZERO}") + int(n)) for n in "13800000002")
    assert unicodedata.category(text[0]) == "Nd"
    assert private_numbers(text) == {PHONE}
