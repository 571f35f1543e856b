"""`verify` finds any change of any column of what has been written."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from performance.models import DutyRecord, Outcome, RecordEvent
from performance.services.records import note_outcome, return_record, submit_record, withdraw_record
from performance.services.verification import record_faults
from scoring.guards import lift_guards
from scoring.models import Edition, EditionRow, SchemeVersion
from scoring.services.editions import draw_edition, publish_edition
from scoring.services.verification import all_faults


@pytest.fixture
def history(cast, year, duty, meeting):
    """A volume with something of everything, and a published edition over it."""
    meeting()
    visit = duty()
    duty(cast.zhao_mandate)
    suggestion = duty(kind="suggestion", role="lead", on=date(2026, 2, 1), title="修路的建议")
    note_outcome(suggestion, kind="excellent", on=date(2026, 5, 1), by=cast.gao)
    withdraw_record(duty(on=date(2026, 3, 3)), by=cast.gao, reason="重复登记")
    waiting = submit_record(
        cast.lin_mandate, kind=visit.kind, on=date(2026, 3, 4), title="走访", source="w",
        by=cast.lin,
    )  # fmt: skip
    return_record(waiting, by=cast.gao, reason="没有写地点")
    edition = draw_edition(year, by=cast.gao, name="2026")
    publish_edition(edition, by=cast.tang)
    lift_guards()
    return edition


def other(field, value):
    """Some other value the column could hold."""
    if isinstance(field, models.JSONField):
        return [*value, {"x": 1}] if isinstance(value, list) else {**value, "x": 1}
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or timezone.now()) + timedelta(microseconds=1)
    if isinstance(field, models.DateField):
        return (value or timezone.localdate()) + timedelta(days=1)
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1000
    return "x" + (value or "")[1:] if (value or "")[:1] != "x" else "y" + value[1:]


def people(cast, value):
    return next(user.pk for user in (cast.sun, cast.wu) if user.pk != value)


def tampered_values(cast, model, row, field):
    """A changed value that the database lets through, foreign keys pointing at real rows."""
    value = getattr(row, field.attname)
    if field.name == "status" and model is DutyRecord:
        return "withdrawn" if value != "withdrawn" else "submitted"
    if field.name == "verb":
        return "returned" if value != "returned" else "withdrawn"
    if not field.is_relation:
        return other(field, value)
    related = field.related_model
    keys = related.objects.exclude(pk=value).order_by("-pk").values_list("pk", flat=True)
    return keys[0] if keys else None


def every_column(model, *left_out):
    return [f for f in model._meta.concrete_fields if not f.primary_key and f.name not in left_out]


def caught(model, pk, column, value, faults):
    """Write the value by SQL, ask for faults, put the old value back.

    A constraint of the database that refuses the value has caught it as well.
    """
    row = model.objects.filter(pk=pk)
    old = row.values_list(column, flat=True)[0]
    try:
        with transaction.atomic():
            row.update(**{column: value})
    except IntegrityError as refusal:
        return [refusal]
    found = list(faults())
    row.update(**{column: old})
    return found


def test_what_was_written_and_not_touched_is_good(history, capsys):
    assert list(record_faults()) == []
    assert list(all_faults()) == []
    call_command("verify", "--json")
    assert json.loads(capsys.readouterr().out)["ok"] is True


@pytest.mark.parametrize("model", [RecordEvent, DutyRecord, Outcome])
def test_any_changed_column_of_the_ledger_is_found(cast, history, model):
    tried = 0
    for row in model.objects.order_by("pk"):
        for field in every_column(model):
            value = tampered_values(cast, model, row, field)
            if value is None:
                continue
            assert caught(model, row.pk, field.attname, value, record_faults), (
                f"{model.__name__} {row.pk}.{field.name} = {value!r} went unseen"
            )
            tried += 1
    assert tried > 5
    assert list(record_faults()) == []


def test_any_changed_column_of_an_edition_is_found(cast, history):
    for row in EditionRow.objects.order_by("pk"):
        for field in every_column(EditionRow):
            value = tampered_values(cast, EditionRow, row, field)
            if value is not None:
                assert caught(EditionRow, row.pk, field.attname, value, all_faults), field.name
    for field in every_column(Edition, "status"):
        value = tampered_values(cast, Edition, history, field)
        if value is not None:
            assert caught(Edition, history.pk, field.attname, value, all_faults), field.name
    assert caught(Edition, history.pk, "status", "replaced", all_faults)
    version = history.scheme_version_id
    for name in ("text", "text_digest", "digest"):
        assert caught(SchemeVersion, version, name, "x" * 64, all_faults), name
    assert list(all_faults()) == []


@pytest.mark.parametrize("model", [RecordEvent, DutyRecord, Outcome, EditionRow])
def test_a_row_taken_out_is_found(history, model):
    for pk in model.objects.values_list("pk", flat=True):
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT intruder")
        if model is DutyRecord:
            RecordEvent.objects.filter(record=pk)._raw_delete("default")
            Outcome.objects.filter(record=pk)._raw_delete("default")
        model.objects.filter(pk=pk)._raw_delete("default")
        unseen = not [*record_faults(), *all_faults()]
        last = model is RecordEvent and not RecordEvent.objects.filter(pk__gt=pk).exists()
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT intruder")
        if model is DutyRecord:
            continue  # the end of a volume cut off whole: what a checkpoint is for, see below
        assert not unseen or last, f"{model.__name__} {pk}"


def test_verify_fails_with_the_first_bad_place(history, capsys):
    RecordEvent.objects.filter(seq=2).update(verb="returned")
    with pytest.raises(CommandError, match="event 2"):
        call_command("verify")


def test_a_volume_cut_short_is_found_against_a_checkpoint(cast, history, tmp_path, duty):
    file = tmp_path / "checkpoint.json"
    call_command("checkpoint", out=str(file))
    duty(cast.zhao_mandate, on=date(2026, 6, 1))
    call_command("verify", against=str(file))
    zhao = RecordEvent.objects.filter(mandate=cast.zhao_mandate)
    record = zhao.order_by("seq").first().record
    zhao._raw_delete("default")
    DutyRecord.objects.filter(mandate=cast.zhao_mandate)._raw_delete("default")
    assert record.pk
    with pytest.raises(CommandError, match="older, or the volume was cut short"):
        call_command("verify", against=str(file))
    file.write_text(file.read_text().replace('"events"', '"eventz"'))
    with pytest.raises(CommandError, match="not signed here"):
        call_command("verify", against=str(file))
