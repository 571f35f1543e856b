"""The demonstration: a county that is all there, once, and never in production."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from config.demo import PASSWORD
from config.demo.cast import CAST
from foundation.models import User
from performance.models import Activity, Deputy, DutyRecord, Mandate, RecordEvent


def seed(**options):
    out = StringIO()
    call_command("seed_demo", stdout=out, json=True, **options)
    return json.loads(out.getvalue())


def test_seeding_twice_changes_nothing(db):
    first = seed()
    counted = DutyRecord.objects.count(), RecordEvent.objects.count(), User.objects.count()
    second = seed()
    assert first["created"] and not second["created"]
    assert counted == (
        DutyRecord.objects.count(),
        RecordEvent.objects.count(),
        User.objects.count(),
    )
    assert first["sign_ins"] == second["sign_ins"]
    assert first["records"] == second["records"] == counted[0] > 500


def test_everyone_a_clerk_meets_is_there_and_can_sign_in(db, client):
    seed()
    assert Deputy.objects.filter(name="王芳").count() == 2
    assert Mandate.objects.filter(end_reason="moved_away").count() == 1
    assert Mandate.objects.filter(suspensions__isnull=False).count() == 1
    assert DutyRecord.objects.waiting().count() >= 3
    assert DutyRecord.objects.filter(status="returned").count() >= 1
    assert Activity.objects.filter(status="published").count() >= 2
    for name in [*(member.username for member in CAST), "13800000002"]:
        answer = client.post(
            reverse("foundation:sign-in"), {"username": name, "password": PASSWORD}
        )
        assert answer.status_code == 302, name
        client.logout()


def test_every_record_lies_in_office_and_was_confirmed_by_another(db):
    seed()
    for record in DutyRecord.objects.select_related("mandate").filter(status="confirmed"):
        assert record.mandate.covers(record.on)
        if record.events.filter(verb="confirmed").exists():
            assert record.submitted_by_id != record.confirmed_by_id


def test_it_refuses_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        seed()
    assert not User.objects.exists()
