"""What self-reports add to the volume, what hints a confirmer gets, what no measure reads."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from performance.hints import Told as Report
from performance.hints import find_hints, hints_for
from performance.models import DutyKind, DutyRecord, Gift
from performance.sections import Span
from performance.self_report_sections import gifts_section, households_section, studies_section
from performance.self_reports import offer_of
from performance.services.households import link_household
from performance.services.records import confirm_record
from performance.services.self_reports import Told, report_duty

DAY = date(2026, 3, 3)
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def report(cast):
    """Deputy Lin reports a duty in the fuller catalogue."""
    cast.county.kind_catalogue = "full"
    cast.county.save()

    def run(duty="visit", on=DAY, place="东岭村", confirmed=True, **told):
        offer = offer_of(DutyKind.objects.of(cast.county), duty)
        record, _new = report_duty(
            cast.lin_mandate, offer, on=on, title="说明", key=uuid4().hex, place=place,
            by=cast.lin, told=Told(**told),
        )  # fmt: skip
        return confirm_record(record, by=cast.gao) if confirmed else record

    return run


def test_labels_are_read_by_the_deputy_and_keepers_and_counted_for_others(cast, report):
    one, two = (
        link_household(cast.lin_mandate, label=f"第{n}户", area="三组", on=DAY, by=cast.lin)
        for n in (1, 2)
    )
    report("household_talk", households=(one,))
    report("household_talk", households=(one, two), confirmed=False)
    for viewer in (cast.lin, cast.gao):
        section = households_section(cast.lin_mandate, viewer, YEAR)
        assert [row[0] for row in section.rows] == ["第1户", "第2户"]
        assert [row[3] for row in section.rows] == [1, 0]
        assert (section.numerator, section.denominator) == (1, 2)
    for viewer in (cast.xie, cast.jin):
        section = households_section(cast.lin_mandate, viewer, YEAR)
        assert section.rows == ((2, 1, 1),)
        assert "第1户" not in repr(section)
    assert households_section(cast.zhao_mandate, cast.gao, YEAR) is None
    before = households_section(
        cast.lin_mandate, cast.lin, Span(date(2025, 1, 1), date(2025, 12, 31))
    )
    assert before is None


def test_donations_and_studies_stand_in_the_volume_once_confirmed(cast, report):
    report("donation", amount_cents=120050, goods="大米十袋")
    report("donation", goods="图书", confirmed=False)
    report("study", course="代表法", hours="半天")
    [gift] = gifts_section(cast.lin_mandate, cast.xie, YEAR).rows
    assert gift[2:] == ("1,200.50", "大米十袋")
    [note] = studies_section(cast.lin_mandate, cast.lin, YEAR).rows
    assert note[2:] == ("代表法", "半天")


def test_no_measure_can_read_what_a_donation_was_worth(cast, report):
    from scoring.engine import FACT_COLUMNS
    from scoring.facts import RECORD

    small, large = report("donation", amount_cents=100), report("donation", amount_cents=10**9)
    columns = {f.attname for f in DutyRecord._meta.local_concrete_fields}
    assert not {
        c for c in [*columns, *FACT_COLUMNS] if "amount" in c or "cents" in c or "yuan" in c
    }
    apart = {"id", "source"}
    facts = [
        {name: getattr(record, name) for name in columns - apart if not name.endswith("_at")}
        for record in (small, large)
    ]
    assert facts[0] == facts[1] and facts[0]["quantity"] == 1000
    assert Gift._meta.db_table not in RECORD


def test_one_event_told_three_times_is_a_hint_two_are_not():
    visit = Report(1, mandate=7, on=DAY, place="东岭村")
    three = [replace(visit, pk=number) for number in (1, 2, 3)]
    assert find_hints(three[:2]) == {}
    assert set(find_hints(three)) == {1, 2, 3}
    for other in (replace(visit, pk=3, mandate=8), replace(visit, pk=3, on=date(2026, 3, 4)),
                  replace(visit, pk=3, place="西河村")):  # fmt: skip
        assert find_hints([*three[:2], other]) == {}
    spaced = replace(visit, pk=3, place=" 东岭 村")
    assert set(find_hints([*three[:2], spaced])) == {1, 2, 3}
    talk = replace(visit, households=((5, "第1户"),))
    found = find_hints([talk, replace(talk, pk=2, place="电话")])
    assert found == {1: ["2 talks with 第1户 on this day"], 2: ["2 talks with 第1户 on this day"]}


def test_the_confirmer_gets_hints_with_the_same_few_queries(
    cast, report, django_assert_num_queries
):
    first = [report(confirmed=False) for _ in range(2)]
    with django_assert_num_queries(2):
        assert hints_for(first) == {}
    report()  # one that is confirmed already belongs to the same day
    more = first + [report(confirmed=False, on=date(2026, 2, day)) for day in range(1, 20)]
    with django_assert_num_queries(2):
        found = hints_for(more)
    assert set(found) == {record.pk for record in first}
    assert found[first[0].pk] == ["3 entries of this deputy on this day at the same place"]
    with django_assert_num_queries(0):
        assert hints_for([]) == {}
