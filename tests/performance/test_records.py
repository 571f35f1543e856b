"""A duty record's life: submitted, confirmed by someone else, only ever withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from foundation import chain
from performance.models import DutyKind, DutyRecord, RecordEvent
from performance.services.events import event_columns
from performance.services.records import (
    confirm_record,
    return_record,
    submit_record,
    withdraw_record,
)
from performance.signals import duty_records_changed


@pytest.fixture
def visit(cast):
    """Deputy Lin says she visited two households."""
    kind = DutyKind.objects.get(catalogue="zhushan", code="voter_contact")

    def submit(by=None, source="performance.visit:1", on=date(2026, 3, 2)):
        return submit_record(
            cast.lin_mandate, kind=kind, on=on, title="走访两户", source=source, by=by or cast.lin
        )

    return submit


def test_lin_cannot_confirm_her_own_visit_but_clerk_gao_can(cast, visit):
    record = visit()
    with pytest.raises(PermissionDenied):
        confirm_record(record, by=cast.lin)
    assert confirm_record(record, by=cast.gao).status == DutyRecord.Status.CONFIRMED


def test_gao_cannot_confirm_what_he_submitted_himself_but_head_tang_can(cast, visit):
    record = visit(by=cast.gao)
    with pytest.raises(PermissionDenied):
        confirm_record(record, by=cast.gao)
    assert confirm_record(record, by=cast.tang).confirmed_by == cast.tang


def test_a_clerk_of_another_county_has_no_say(cast, visit):
    with pytest.raises(PermissionDenied):
        visit(by=cast.bai)
    record = visit()
    with pytest.raises(PermissionDenied):
        confirm_record(record, by=cast.bai)


def test_submitting_and_confirming_twice_changes_nothing(cast, visit):
    record = visit()
    assert visit() == record
    confirm_record(record, by=cast.gao)
    confirm_record(record, by=cast.gao)
    assert RecordEvent.objects.filter(record=record).count() == 2


def test_a_visit_before_the_mandate_is_refused(cast, visit):
    with pytest.raises(ValidationError, match="outside"):
        visit(on=date(2021, 12, 31))
    assert not DutyRecord.objects.exists()


def test_a_confirmed_record_is_withdrawn_with_a_reason_and_stays(cast, visit):
    record = confirm_record(visit(), by=cast.gao)
    with pytest.raises(ValidationError, match="why"):
        withdraw_record(record, by=cast.gao, reason=" ")
    withdrawn = withdraw_record(record, by=cast.gao, reason="重复登记")
    assert withdrawn.status == DutyRecord.Status.WITHDRAWN
    with pytest.raises(ValidationError, match="Only a confirmed"):
        withdraw_record(record, by=cast.gao, reason="再撤一次")


def test_a_returned_record_is_filled_in_again_and_waits_again(cast, visit):
    record = return_record(visit(), by=cast.gao, reason="没有写地点")
    assert record.status == DutyRecord.Status.RETURNED
    assert visit().status == DutyRecord.Status.SUBMITTED


def test_every_event_hangs_on_the_one_before_it(cast, visit):
    for number in range(3):
        confirm_record(visit(source=f"performance.visit:{number}"), by=cast.gao)
    events = list(RecordEvent.objects.filter(mandate=cast.lin_mandate))
    assert [event.seq for event in events] == [1, 2, 3, 4, 5, 6]
    previous = chain.GENESIS
    for event in events:
        assert event.previous_hash == previous
        assert event.hash == chain.link(previous, event_columns(event))
        previous = event.hash


def test_confirming_announces_the_mandate_after_commit(
    cast, visit, django_capture_on_commit_callbacks
):
    heard = []

    def listen(mandate_ids, **kwargs):
        heard.extend(mandate_ids)

    duty_records_changed.connect(listen)
    try:
        record = visit()
        with django_capture_on_commit_callbacks(execute=True):
            confirm_record(record, by=cast.gao)
    finally:
        duty_records_changed.disconnect(listen)
    assert heard == [cast.lin_mandate.pk]
