"""An inspection day and a session, told with the same cast."""

from datetime import date

import pytest

from performance.models import Activity, Attendance, Deputy, DutyKind, Mandate
from performance.services.activities import create_activity, publish_activity
from performance.services.attendance import mark_attendance

DAY = date(2026, 3, 3)


@pytest.fixture
def meeting(cast):
    return DutyKind.objects.get(catalogue="zhushan", code="meeting")


@pytest.fixture
def make_activity(cast, meeting):
    """A draft of Clerk Gao's: one morning of the whole congress unless told otherwise."""

    def make(**changes):
        values = {
            "term": cast.term,
            "kind": meeting,
            "occasion": Activity.Occasion.PLENARY,
            "title": "第五次会议",
            "sittings": [(DAY, "morning")],
            "by": cast.gao,
        }
        return create_activity(cast.county, **{**values, **changes})

    return make


@pytest.fixture
def published(make_activity, cast):
    def publish(**changes):
        return publish_activity(make_activity(**changes), by=cast.gao)

    return publish


@pytest.fixture
def more_deputies(cast):
    """Elect that many more deputies, without a sign-in."""

    def elect(count, **fields):
        values = {"congress": cast.county, "term": cast.term, "starts_on": cast.term.starts_on}
        people = Deputy.objects.bulk_create(
            [Deputy(name=f"代表{number:03d}") for number in range(count)]
        )
        return Mandate.objects.bulk_create(
            [
                Mandate(
                    deputy=person,
                    certificate_no=f"C{person.pk:05d}",
                    delegation=cast.delegation,
                    **{**values, **fields},
                )
                for person in people
            ]
        )

    return elect


def line_of(activity, mandate):
    return Attendance.objects.get(sitting__activity=activity, mandate=mandate)


def mark_all(activity, by, code="present", **codes_by_mandate):
    """Mark every line of the sheet with one code."""
    lines = Attendance.objects.filter(sitting__activity=activity)
    return mark_attendance(activity, {line.pk: (None, code) for line in lines}, by=by)
