"""A deputy objects to a line; someone who did not confirm it decides; nothing is overwritten."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from performance.models import DutyKind, DutyRecord
from performance.services.records import confirm_record
from scoring.models import Appeal, Edition
from scoring.objections import last_day_of, window_of
from scoring.services.appeal_chain import appeal_faults
from scoring.services.appeals import decide_appeal, file_appeal, take_back_appeal
from scoring.services.editions import draw_edition, publish_edition
from tests.cast import login

Result = Appeal.Outcome


@pytest.fixture
def visit(duty):
    return duty(on=date(2026, 3, 2))


def objects(cast, year, record, **words):
    words = {"statement": "那天我没有去。", "key": uuid4(), "by": cast.lin} | words
    return file_appeal(cast.lin_mandate, year, fact=f"record:{record.pk}", **words)


def test_lin_objects_once_and_only_lin_may(cast, year, visit, duty):
    key = uuid4()
    appeal = objects(cast, year, visit, key=key)
    assert objects(cast, year, visit, key=key) == appeal
    assert (appeal.about, appeal.on, appeal.status) == ("走访两户", date(2026, 3, 2), "open")
    with pytest.raises(ValidationError, match="already"):
        objects(cast, year, visit)
    for person in (cast.zhao, cast.gao, cast.tang):
        with pytest.raises(PermissionDenied):
            objects(cast, year, visit, by=person)
    theirs = duty(cast.zhao_mandate)
    for fact in (f"record:{theirs.pk}", "record:0", "outcome:9", "nonsense"):
        with pytest.raises(ValidationError, match="no such line"):
            file_appeal(cast.lin_mandate, year, by=cast.lin, statement="x", key=uuid4(), fact=fact)
    assert Appeal.objects.count() == 1


def test_the_confirmer_does_not_decide_and_tang_withdraws_the_record(cast, year, visit):
    appeal = objects(cast, year, visit)
    for person in (cast.gao, cast.lin, cast.xie, cast.jin, cast.bai):
        with pytest.raises(PermissionDenied):
            decide_appeal(appeal, by=person, outcome=Result.WITHDRAWAL, answer="属实")
    with pytest.raises(ValidationError):
        decide_appeal(appeal, by=cast.tang, outcome=Result.WITHDRAWAL, answer=" ")
    visit.refresh_from_db()
    assert visit.status == "confirmed"
    decided = decide_appeal(appeal, by=cast.tang, outcome=Result.WITHDRAWAL, answer="属实")
    visit.refresh_from_db()
    assert (decided.status, visit.status) == ("upheld", "withdrawn")
    assert decide_appeal(appeal, by=cast.tang, outcome=Result.WITHDRAWAL, answer="属实") == decided
    with pytest.raises(ValidationError, match="no longer open"):
        decide_appeal(appeal, by=cast.tang, outcome=Result.DISMISSED, answer="再想想")
    assert [event.verb for event in decided.events.all()] == ["filed", "decided"]


def test_a_missing_reception_becomes_a_new_record_that_another_person_confirms(cast, year, visit):
    missing = {"about": "接待群众", "on": date(2026, 5, 6), "statement": "名册上有我。"}
    appeal = file_appeal(cast.lin_mandate, year, by=cast.lin, key=uuid4(), **missing)
    with pytest.raises(ValidationError, match="no record to withdraw"):
        decide_appeal(appeal, by=cast.gao, outcome=Result.WITHDRAWAL, answer="x")
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")
    new = {"kind": kind, "on": date(2026, 5, 6), "title": "接待群众"}
    decide_appeal(appeal, by=cast.gao, outcome=Result.NEW_RECORD, answer="查实", new=new)
    appeal.refresh_from_db()
    record = appeal.new_record
    assert (record.status, record.submitted_by) == ("submitted", cast.gao)
    with pytest.raises(PermissionDenied):
        confirm_record(record, by=cast.gao)
    assert confirm_record(record, by=cast.tang).status == "confirmed"
    outside = missing | {"on": date(2020, 1, 1)}
    with pytest.raises(ValidationError):
        file_appeal(cast.lin_mandate, year, by=cast.lin, key=uuid4(), **outside)


def test_a_line_of_an_attendance_sheet_is_corrected_there_first(cast, year, meeting):
    record = meeting()
    DutyRecord.objects.filter(pk=record.pk).update(source="performance.attendance:7")
    appeal = objects(cast, year, record)
    with pytest.raises(ValidationError, match="sheet"):
        decide_appeal(appeal, by=cast.tang, outcome=Result.WITHDRAWAL, answer="属实")
    appeal.refresh_from_db()
    assert appeal.is_open
    DutyRecord.objects.filter(pk=record.pk).update(status="withdrawn")  # the sheet was corrected
    decide_appeal(appeal, by=cast.tang, outcome=Result.WITHDRAWAL, answer="已更正签到表")


def test_lin_takes_it_back_and_may_object_again(cast, year, visit):
    appeal = objects(cast, year, visit)
    with pytest.raises(PermissionDenied):
        take_back_appeal(appeal, by=cast.tang)
    take_back_appeal(appeal, by=cast.lin)
    assert take_back_appeal(appeal, by=cast.lin).status == "withdrawn"
    with pytest.raises(ValidationError):
        decide_appeal(appeal, by=cast.tang, outcome=Result.DISMISSED, answer="x")
    assert objects(cast, year, visit).pk != appeal.pk


def test_objections_end_five_working_days_after_publication(cast, year, visit, duty):
    assert window_of(cast.lin_mandate, year) is None
    edition = publish_edition(draw_edition(year, by=cast.gao, name="2026"), by=cast.tang)
    last = last_day_of(edition)
    assert timedelta(5) <= last - timezone.localdate() <= timedelta(14)
    assert objects(cast, year, visit).row.edition == edition
    from scoring.guards import lay_guards, lift_guards

    lift_guards()
    Edition.objects.filter(pk=edition.pk).update(published_at=timezone.now() - timedelta(40))
    lay_guards()
    with pytest.raises(ValidationError, match="were taken until"):
        objects(cast, year, duty(on=date(2026, 3, 9)))


def test_every_step_is_chained_and_a_change_is_found(cast, year, visit):
    appeal = objects(cast, year, visit)
    decide_appeal(appeal, by=cast.tang, outcome=Result.DISMISSED, answer="照片可证")
    assert list(appeal_faults()) == []
    Appeal.objects.filter(pk=appeal.pk).update(answer="别的")
    assert "objection" in next(appeal_faults())
    Appeal.objects.filter(pk=appeal.pk).update(answer="照片可证")
    event = appeal.events.get(seq=1)
    type(event).objects.filter(pk=event.pk).update(actor=cast.gao)
    assert "step 1" in next(appeal_faults())


def test_lin_objects_on_the_phone_and_tang_answers_at_the_desk(cast, year, visit, client):
    card = year.cards.get(mandate=cast.lin_mandate)
    login(client, cast.lin)
    page = client.get(reverse("scoring:my-card", args=[card.pk])).content.decode()
    url = reverse("scoring:objection-file", args=[card.pk]) + f"?fact=record:{visit.pk}"
    assert f"?fact=record%3A{visit.pk}" in page
    assert client.get(url).status_code == 200
    assert client.post(url, {"key": uuid4(), "statement": ""}).status_code == 422
    form = {"key": uuid4(), "statement": "那天我没有去。"}
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    appeal = Appeal.objects.get()
    assert client.get(reverse("scoring:my-objections")).status_code == 200
    login(client, cast.gao)
    edition = draw_edition(year, by=cast.gao, name="2026")
    assert len(client.get(edition.get_absolute_url()).context["open_objections"]) == 1
    decide = {"outcome": "replaced", "answer": "属实，另补一条"}
    assert client.post(appeal.get_absolute_url(), decide).status_code == 403
    login(client, cast.tang)
    assert "林秀英" in client.get(reverse("scoring:objections")).content.decode()
    refused = client.post(appeal.get_absolute_url(), decide | {"kind": "", "title": "", "on": ""})
    assert refused.status_code == 422
    decide |= {"kind": visit.kind_id, "on": "2026-03-03", "title": "走访两户"}
    assert client.post(appeal.get_absolute_url(), decide).status_code == 302
    appeal.refresh_from_db()
    visit.refresh_from_db()
    assert (appeal.status, visit.status, appeal.new_record.status) == (
        "upheld",
        "withdrawn",
        "submitted",
    )
    login(client, cast.lin)
    shown = client.get(reverse("scoring:my-objection", args=[appeal.pk])).content.decode()
    assert "属实，另补一条" in shown


def test_the_list_costs_the_same_at_three_and_thirty(
    cast, year, duty, client, django_assert_max_num_queries
):
    def more(first, last):
        for n in range(first, last):
            objects(cast, year, duty(on=date(2026, 3, 1) + timedelta(n)))

    login(client, cast.tang)
    counts = []
    for first, last in ((0, 3), (3, 30)):
        more(first, last)
        with django_assert_max_num_queries(60) as queries:
            assert client.get(reverse("scoring:objections")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
