"""Something every month, and the six sides of a deputy's work."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from performance.axes import AxisTable, axis_profile
from performance.dossier import build_dossier
from performance.models import Activity, AxisRule, DutyKind, DutyRecord, Suspension
from performance.models.axis import Axis
from performance.month_matrix import month_matrix
from performance.services.records import confirm_records, submit_records
from performance.views.access import mandates_with_names

from ..cast import login

TODAY = date(2026, 11, 22)


@pytest.fixture
def confirmed(cast):
    """Confirm duties: (mandate, kind, day, occasion)."""

    def write(*lines):
        records = submit_records(
            [
                DutyRecord(
                    mandate=mandate,
                    congress=cast.county,
                    kind=DutyKind.objects.get(catalogue="zhushan", code=kind),
                    on=on,
                    occasion=occasion,
                    title=f"{kind}{number}",
                    source=f"test:{on}:{number}",
                )
                for number, (mandate, kind, on, occasion) in enumerate(lines)
            ],
            by=cast.tang,
        )
        return confirm_records(records, by=cast.gao)

    return write


def test_c1_every_deputy_by_month_with_the_empty_ones_listed(client, cast, confirmed):
    lin, zhao = cast.lin_mandate, cast.zhao_mandate
    for month in range(1, 11):
        if month not in (4, 9):
            confirmed((lin, "voter_contact", date(2026, month, 5), f"m{month}"))
            break
    confirmed(
        *[
            (lin, "voter_contact", date(2026, month, 6), "contact")
            for month in range(2, 11)
            if month not in (4, 9)
        ]
    )
    zhao.starts_on = date(2026, 9, 1)
    zhao.save()
    Suspension.objects.create(
        mandate=zhao, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 1), reason="调查"
    )
    first, second = month_matrix([lin, zhao], 2026, TODAY)
    assert [month.month for month in first.empty] == [4, 9]
    assert (first.months[0].count, first.receptions) == (1, 7)
    assert [month.month for month in second.empty] == [9]
    assert [month.state for month in second.months[7:10]] == ["outside", "empty", "suspended"]
    login(client, cast.xie)
    page = client.get(reverse("performance:months"), {"year": 2026}).content.decode()
    assert "林秀英" in page and "赵大山" in page
    answer = client.get(reverse("performance:months-xlsx"), {"year": 2026})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert cells["林秀英"][3:7] == [1, 1, 1, 0]
    assert str(cells["林秀英"][-1]).startswith("4、9")
    only = client.get(reverse("performance:months"), {"year": 2026, "delegation": "999999"})
    assert only.context["rows"] == []


def test_c1_a_duty_not_confirmed_or_not_come_to_fills_no_month(cast, confirmed):
    [record] = confirmed((cast.lin_mandate, "meeting", date(2026, 3, 5), "plenary"))
    absent = DutyRecord.objects.filter(pk=record.pk)
    absent.update(presence="absent", obliged="yes")
    [row] = month_matrix([cast.lin_mandate], 2026, TODAY)
    assert row.count == 0 and 3 in [month.month for month in row.empty]


def test_c1_the_matrix_costs_the_same_queries_at_300_deputies(cast, more_deputies):
    counts = []
    for number in (1, 299):
        more_deputies(number)
        with CaptureQueriesContext(connection) as queries:
            month_matrix(mandates_with_names().filter(congress=cast.county), 2026, TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 3


def test_hn1_every_kind_and_occasion_falls_on_exactly_one_side(cast):
    table = AxisTable(cast.county)
    for kind in DutyKind.objects.values_list("code", flat=True).distinct():
        for occasion in ["", "anything", *Activity.Occasion.values]:
            assert table.axis_of(kind, occasion) in Axis
    assert table.axis_of("meeting", "training") == Axis.STUDY
    assert table.axis_of("voter_contact", "") == Axis.STATIONS


def test_hn1_the_sides_add_up_to_the_chapters_and_a_congress_may_sort_otherwise(cast, confirmed):
    lin = cast.lin_mandate
    confirmed(
        (lin, "meeting", date(2026, 1, 17), "plenary"),
        (lin, "meeting", date(2026, 4, 10), "training"),
        (lin, "inspection", date(2026, 5, 3), "research"),
        (lin, "voter_contact", date(2026, 6, 3), ""),
        (lin, "group_activity", date(2026, 7, 3), "group_activity"),
    )
    dossier = build_dossier(lin, cast.lin, TODAY)

    def counts():
        return {row.axis: row.count for row in axis_profile(AxisTable(cast.county), entries)}

    entries = dossier.entries
    assert sum(counts().values()) == sum(chapter.done for chapter in dossier.chapters) == 5
    assert counts() == {
        "sessions": 1,
        "stations": 1,
        "study": 1,
        "research": 1,
        "oversight": 0,
        "lead": 1,
    }
    AxisRule.objects.create(congress=cast.county, kind="group_activity", axis=Axis.OVERSIGHT)
    AxisRule.objects.create(
        congress=cast.county, kind="meeting", occasion="training", axis=Axis.LEAD
    )
    changed = counts()
    assert (changed["oversight"], changed["lead"], changed["study"]) == (1, 1, 0)
    assert sum(changed.values()) == 5
    for row in axis_profile(AxisTable(cast.county), entries):
        assert sum(count for _kind, count in row.parts) == row.count
