"""The table of self-reports: what each catalogue offers, and under which kind it counts."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.models import Activity, DutyKind
from performance.self_reports import DUTIES, last_used_first, offer_of, offers
from performance.yuan import cents_from, yuan_text


def offered(catalogue):
    return {o.duty.code: o.kind.code for o in offers(DutyKind.objects.filter(catalogue=catalogue))}


def test_each_catalogue_offers_what_it_has_a_place_for(db):
    five, eight, full = (offered(name) for name in ("zhushan", "ruzhou", "full"))
    assert five["visit"] == five["household_talk"] == five["policy_talk"] == "voter_contact"
    assert (five["research"], eight["research"], full["research"]) == (
        "inspection",
        "research",
        "research",
    )
    assert full["donation"] == full["volunteering"] == full["good_deed"] == "voluntary"
    assert full["study"] == "study"
    assert "donation" not in five | eight, "counted as contact with voters, a gift buys points"
    assert {"study", "volunteering"}.isdisjoint(five | eight)


def test_every_kind_a_second_person_confirms_can_be_logged_and_no_other(db):
    for catalogue in ("zhushan", "ruzhou", "full"):
        kinds = DutyKind.objects.filter(catalogue=catalogue)
        reached = set(offered(catalogue).values())
        assert reached == set(
            kinds.filter(attestation="second_person").values_list("code", flat=True)
        )


def test_a_kind_nobody_foresaw_is_offered_by_its_own_name():
    kind = DutyKind(
        catalogue="own",
        code="mediation",
        name="调解",
        name_en="Mediation",
        attestation="second_person",
    )
    assert offer_of([kind], "mediation").kind is kind
    assert offer_of([kind], "visit") is None


def test_codes_fit_the_record_and_do_not_clash_with_other_occasions_meaning_another_thing():
    assert all(len(code) <= 20 for code in DUTIES)
    shared = set(DUTIES) & set(Activity.Occasion.values)
    reported = {"inspection", "research", "law_check", "group_activity", "duty_report", "other"}
    assert shared <= reported, "a new occasion must mean what the self-report of its name means"


def test_tiles_stand_as_they_were_last_used(db):
    found = offers(DutyKind.objects.filter(catalogue="zhushan"))
    used = ["policy_talk", "visit", "policy_talk", "gone"]
    codes = [offer.duty.code for offer in last_used_first(found, used)]
    assert codes[:2] == ["policy_talk", "visit"]
    assert codes[2:] == [o.duty.code for o in found if o.duty.code not in used]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("500", 50000), ("1,200.50", 120050), ("１２００元", 120000), ("¥ 88.8", 8880),
        ("1.2万", 1200000), ("0.01", 1), ("五百", None), ("-5", None), ("1e3", None),
        ("12.345", None), ("1,20", None), ("", None), ("99999999999", None),
    ],
)  # fmt: skip
def test_money_is_read_as_people_write_it(text, cents):
    assert cents_from(text) == cents


@given(st.integers(min_value=0, max_value=10**10))
def test_money_written_out_is_read_back_to_the_cent(cents):
    assert cents_from(yuan_text(cents)) == cents


@given(st.text(max_size=12))
def test_no_text_makes_reading_money_fail(text):
    assert cents_from(text) is None or cents_from(text) >= 0


def test_the_order_of_the_table_is_kept_where_nothing_was_used(db):
    for catalogue, used in product(("zhushan", "full"), ([], ["nonsense"])):
        found = offers(DutyKind.objects.filter(catalogue=catalogue))
        assert last_used_first(found, used) == found
