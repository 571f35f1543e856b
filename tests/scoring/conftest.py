"""The measure of 云岭县 in force for 2026, and a short way to confirm a duty."""

from datetime import date

import pytest

from performance.models import DutyKind, DutyRecord
from performance.services.records import confirm_record, record_attested, submit_record
from scoring.services.periods import set_period

from . import stage


@pytest.fixture
def measure(cast):
    """Drafted by Clerk Gao, put into force by Head Tang."""
    return stage.measure(cast)


@pytest.fixture
def year(cast, measure):
    return set_period(
        cast.county,
        name="2026",
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
        scheme_version=measure,
        by=cast.gao,
    )


@pytest.fixture
def duty(cast, django_capture_on_commit_callbacks):
    """A duty submitted by its deputy and confirmed by Clerk Gao; listeners have heard of it."""
    numbers = iter(range(1, 100_000))

    def confirmed(mandate=None, kind="voter_contact", on=date(2026, 3, 2), **fact):
        mandate = mandate or cast.lin_mandate
        with django_capture_on_commit_callbacks(execute=True):
            record = submit_record(
                mandate,
                kind=DutyKind.objects.get(catalogue="zhushan", code=kind),
                on=on,
                title=fact.pop("title", "走访两户"),
                source=f"story:{next(numbers)}",
                by=mandate.deputy.user,
                **fact,
            )
            return confirm_record(record, by=cast.gao)

    return confirmed


@pytest.fixture
def meeting(cast, django_capture_on_commit_callbacks):
    """A half-day of a session attested by its own sheet."""
    numbers = iter(range(1, 100_000))

    def attested(mandate=None, presence="present", on=date(2026, 1, 20)):
        mandate = mandate or cast.lin_mandate
        record = DutyRecord(
            congress=cast.county,
            mandate=mandate,
            kind=DutyKind.objects.get(catalogue="zhushan", code="meeting"),
            on=on,
            title="县十九届人大五次会议",
            presence=presence,
            obliged="yes",
            object_key="activity:1",
            source=f"sheet:{next(numbers)}",
        )
        with django_capture_on_commit_callbacks(execute=True):
            return record_attested([record], by=cast.gao)[0]

    return attested
