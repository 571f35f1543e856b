"""Patterns that deserve a second look: what is one, and what is none."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from scoring.fairness.indicators import Noted, alike, cheap, each_other, entered_last, split
from scoring.fairness.likeness import are_alike, like_texts, runs_of

LAST = date(2026, 12, 31)
LIN, ZHAO, WANG = 1, 2, 3
LONG = "走访东岭镇茶农合作社了解夏茶收购价格和冷链运输方面的困难"
OTHER = "视察县第二中学食堂改造工程并听取家长委员会的意见建议"


def noted(pk, mandate=LIN, on=date(2026, 3, 2), entered=None, **more):
    values = {"kind": "voter_contact", "place": "", "title": "走访", "event": "", "confirmer": None}
    return Noted(pk, mandate, on, entered or on, **{**values, **more})


def test_three_of_six_entries_in_december_are_much_and_two_are_not():
    december = date(2026, 12, 20)
    records = [noted(n) for n in range(3)] + [noted(n, entered=december) for n in range(3, 6)]
    [look] = entered_last(records, LAST)
    assert (look.code, look.have, look.of, look.share) == ("last_month", 3, 6, 500)
    assert look.records == (3, 4, 5)
    assert list(entered_last([noted(9), *records[:5]], LAST)) == []
    assert list(entered_last(records[2:], LAST)) == []  # four entries say nothing


def test_more_than_half_of_the_points_from_the_cheapest_line():
    found = [*cheap({LIN: (6_000, 10_000), ZHAO: (5_000, 10_000), WANG: (0, 0)})]
    assert [(look.mandate, look.share) for look in found] == [(LIN, 600)]


def test_a_text_with_its_days_changed_is_alike_and_another_is_not():
    records = [
        noted(1, title=f"3月2日{LONG}"),
        noted(2, title=f"5月18日，{LONG}", on=date(2026, 5, 18)),
        noted(3, ZHAO, title=LONG[:18] + OTHER),
        noted(4, WANG, title=OTHER[::-1]),
        noted(5, WANG, title="走访两户"),
        noted(6, WANG, title="走访两户"),
    ]
    looks = {look.mandate: look for look in alike(records)}
    assert set(looks) == {LIN}
    assert (looks[LIN].have, looks[LIN].others) == (2, ())
    long = [noted(7, title=LONG + OTHER), noted(8, ZHAO, title=OTHER + LONG[:9] + LONG[::-1])]
    assert [look.others for look in alike(long)] == [(ZHAO,), (LIN,)]
    phrase = [noted(n, n, title=LONG) for n in range(1, 8)]
    assert list(alike(phrase)) == []  # seven deputies write it: a phrase of the trade
    same = [replace(one, event="activity:7", title=LONG) for one in records[:2]]
    assert list(alike(same)) == []  # one event shares its words honestly


def test_two_visits_to_one_place_on_one_day_are_a_split_and_two_days_are_not():
    here = {"place": "东岭村"}
    records = [noted(1, **here), noted(2, **here), noted(3, ZHAO, **here), noted(4)]
    [look] = split([*records, noted(5, on=date(2026, 3, 3), **here)])
    assert (look.mandate, look.records, look.of) == (LIN, (1, 2), 4)


def test_lin_and_zhao_confirm_each_other_and_wang_only_confirms():
    records = [
        noted(1, LIN, confirmer=ZHAO),
        noted(2, ZHAO, confirmer=LIN),
        noted(3, LIN, confirmer=WANG),
    ]
    looks = list(each_other(records))
    assert [(look.mandate, look.have, look.of, look.others) for look in looks] == [
        (LIN, 1, 2, (ZHAO,)),
        (ZHAO, 1, 1, (LIN,)),
    ]


@given(st.lists(st.sampled_from([LONG, OTHER, LONG[3:], LONG + OTHER, "走访"]), max_size=6))
def test_likeness_agrees_with_comparing_every_pair(texts):
    numbered = dict(enumerate(texts))
    runs = {key: runs_of(text) for key, text in numbered.items()}
    every = [
        (one, other)
        for one in numbered
        for other in numbered
        if one < other
        and min(len(runs[one]), len(runs[other])) >= 8
        and are_alike(runs[one], runs[other])
    ]
    assert like_texts(numbered) == every
