"""One activity of two congresses: each deputy's record in their own mandate."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from foundation.models import Role
from performance.models import (
    Activity,
    Attendance,
    Congress,
    Deputy,
    DutyKind,
    DutyRecord,
    Mandate,
    Term,
)
from performance.services.activities import close_activity
from performance.services.attendance import correct_attendance, mark_attendance
from performance.services.joint import ask_partner, join_activity
from performance.services.summaries import forward_report, sum_up

from ..cast import login, person, post

DAY = date(2026, 3, 3)


@pytest.fixture
def town(cast):
    """The town of Lin and of another deputy, its own kinds of duty, its own clerk."""
    congress = Congress.objects.create(
        code="dongling",
        name="东岭镇人民代表大会",
        short_name="东岭镇人大",
        level="township",
        parent=cast.county,
        kind_catalogue="ruzhou",
    )
    term = Term.objects.create(congress=congress, number=8, starts_on=date(2022, 1, 5))
    both = [("林秀英", cast.lin_mandate.deputy), ("何田", Deputy.objects.create(name="何田"))]
    for number, (_name, deputy) in enumerate(both, start=1):
        Mandate.objects.create(
            deputy=deputy,
            congress=congress,
            term=term,
            certificate_no=f"080{number}",
            starts_on=term.starts_on,
        )
    congress.clerk = person("he", "何文书")
    post(congress.clerk, Role.CLERK, "congress", congress)
    congress.research = DutyKind.objects.of(congress).exclude(code="").first()
    return congress


@pytest.fixture
def research(published, cast, town):
    """County and town look into the embroidery of the place together (千阳 南寨)."""
    kind = DutyKind.objects.get(catalogue="zhushan", code="inspection")
    return published(occasion="research", title="刺绣非遗联合调研", kind=kind)


def lines(activity, congress):
    return Attendance.objects.filter(sitting__activity=activity, mandate__congress=congress)


def mark(activity, congress, by, code="present"):
    return mark_attendance(
        activity, {line.pk: (None, code) for line in lines(activity, congress)}, by=by
    )


def test_qn1_one_activity_two_levels_each_deputy_a_record_in_their_own_mandate(
    cast, town, research, client
):
    with pytest.raises(PermissionDenied):
        ask_partner(research, town, by=town.clerk)
    partner = ask_partner(research, town, by=cast.gao)
    assert ask_partner(research, town, by=cast.gao) == partner
    with pytest.raises(PermissionDenied):
        join_activity(partner, kind=town.research, by=cast.gao)
    with pytest.raises(ValidationError):
        join_activity(partner, kind=research.kind, by=town.clerk)
    join_activity(partner, kind=town.research, by=town.clerk)
    assert lines(research, town).count() == 2 and lines(research, cast.county).count() == 2

    # Each keeper sees and marks their own deputies only.
    with pytest.raises(ValidationError):
        mark(research, town, cast.gao)
    mark(research, cast.county, cast.gao)
    login(client, town.clerk)
    page = client.get(research.get_absolute_url()).content.decode()
    assert "何田" in page and "赵大山" not in page
    with pytest.raises(ValidationError) as told:
        close_activity(research, by=cast.gao)
    assert "何田" in told.value.messages[0], "the town has not marked its deputies yet"
    mark(research, town, town.clerk)
    close_activity(research, by=town.clerk)

    records = DutyRecord.objects.filter(object_key=f"activity:{research.pk}")
    by_congress = {congress: records.filter(congress=congress) for congress in (cast.county, town)}
    assert [r.kind for r in by_congress[town]] == [town.research] * 2
    assert {r.kind for r in by_congress[cast.county]} == {research.kind}
    assert all(r.congress_id == r.mandate.congress_id for r in records.select_related("mandate"))
    lins = records.filter(mandate__deputy=cast.lin_mandate.deputy)
    assert {r.congress for r in lins} == {cast.county, town}, "one in each, for each calls her"

    sum_up(research, text="形成调研报告一篇。", problems=3, credit="何文书", by=town.clerk)
    login(client, cast.lin)
    page = client.get(reverse("performance:my-duty", args=[research.pk])).content.decode()
    assert "形成调研报告一篇。" in page and "Photographs: 何文书" in page


def test_a_correction_of_a_joint_sheet_stays_in_its_own_congress(cast, town, research):
    partner = ask_partner(research, town, by=cast.gao)
    join_activity(partner, kind=town.research, by=town.clerk)
    mark(research, cast.county, cast.gao)
    mark(research, town, town.clerk)
    close_activity(research, by=cast.gao)
    line = lines(research, town).first()
    with pytest.raises(PermissionDenied):
        correct_attendance(line, mark="absent", by=cast.gao, reason="代签")
    correct_attendance(line, mark="absent", by=town.clerk, reason="代签")
    newest = DutyRecord.objects.filter(mandate=line.mandate).latest("pk")
    assert (newest.congress, newest.kind, newest.presence) == (town, town.research, "absent")


def test_a_congress_that_was_asked_and_did_not_join_has_no_part(cast, town, research):
    ask_partner(research, town, by=cast.gao)
    mark(research, cast.county, cast.gao)
    close_activity(research, by=cast.gao)
    assert not DutyRecord.objects.filter(congress=town).exists()


def test_a_summary_waits_for_the_sheet_and_overdue_ones_are_a_list(cast, research, client):
    with pytest.raises(ValidationError):
        sum_up(research, text="过早", by=cast.gao)
    mark(research, cast.county, cast.gao)
    close_activity(research, by=cast.gao)
    with pytest.raises(PermissionDenied):
        sum_up(research, text="不该写", by=cast.xie)
    today = timezone.localdate()
    assert not Activity.objects.without_summary(today).exists()
    later = today + timedelta(days=31)
    assert [*Activity.objects.without_summary(later)] == [research]
    sent = {"title": "刺绣非遗调研报告", "sent_to": "县文化和旅游局", "sent_on": DAY}
    report = forward_report(research, by=cast.gao, **sent)
    with pytest.raises(ValidationError):
        forward_report(research, by=cast.gao, answered_on=date(2026, 3, 2), **sent)
    again = forward_report(research, by=cast.gao, answered_on=date(2026, 4, 2), **sent)
    assert again.pk == report.pk
    sum_up(research, text="形成报告", by=cast.gao)
    assert not Activity.objects.without_summary(later).exists()
    login(client, cast.gao)
    page = client.get(research.get_absolute_url()).content.decode()
    assert "Summed up" in page and "Answered on 2026-04-02" in page
