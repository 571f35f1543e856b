"""The life of a duty record: submit, return, confirm, withdraw, note an outcome.

Every verb writes one chained event per record in the same transaction and announces the mandates
it touched after commit. The bulk forms do for many what the single ones do for one.
"""

from collections import defaultdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.bulk import insert_rows

from ..models import DutyRecord, Outcome, RecordEvent
from ..permissions import can_confirm_record, can_submit_record, can_withdraw_record
from ..signals import duty_records_changed
from .events import append_events, fact_payload

Status = DutyRecord.Status
Verb = RecordEvent.Verb
LATE_AFTER_DAYS = 15


def announce(mandate_ids):
    """Tell who listens, after commit, that these mandates' confirmed facts changed."""
    ids = sorted(set(mandate_ids))
    if ids:

        def tell():  # a partial has no name, and Django's own log of a failing hook asks for one
            duty_records_changed.send(DutyRecord, mandate_ids=ids)

        transaction.on_commit(tell, robust=True)


def check_inside_mandate(mandate, on):
    """Raise ValidationError unless the deputy was in office on that day (代表法 §2)."""
    if not mandate.covers(on):
        raise ValidationError(
            _("%(day)s lies outside %(deputy)s's time in office (from %(start)s%(end)s)."),
            code="outside_mandate",
            params={
                "day": on,
                "deputy": mandate.deputy.name,
                "start": mandate.starts_on,
                "end": _(" until before %(day)s") % {"day": mandate.ends_on}
                if mandate.ends_on
                else "",
            },
        )


@transaction.atomic
def submit_record(mandate, *, kind, on, title, source, by, **fact):
    """Submit a duty of a deputy (提交履职记录). It waits until someone else confirms it.

    The same (mandate, kind, source) submitted again returns the record already there; a returned
    one is filled anew and waits again. Raises ValidationError for a day outside the mandate,
    PermissionDenied for someone with no say over this volume.
    """
    if not can_submit_record(by, mandate):
        raise PermissionDenied
    check_inside_mandate(mandate, on)
    now = timezone.now()
    values = {
        "congress_id": mandate.congress_id,
        "on": on,
        "title": title,
        "status": Status.SUBMITTED,
        "late": (timezone.localdate(now) - on).days > LATE_AFTER_DAYS,
        "submitted_by": by,
        "submitted_at": now,
        **fact,
    }
    record, created = DutyRecord.objects.get_or_create(
        mandate=mandate, kind=kind, source=source, defaults=values
    )
    if not created:
        if record.status != Status.RETURNED:
            return record
        for name, value in values.items():
            setattr(record, name, value)
        record.reason = ""
        record.save()
    append_events([(record, Verb.SUBMITTED, fact_payload(record))], by=by, at=now)
    return record


@transaction.atomic
def confirm_record(record, *, by):
    """Confirm a submitted record (确认). From now on it counts, and is only ever withdrawn.

    Confirming it twice is harmless. Raises PermissionDenied for its submitter and its deputy.
    """
    record = _locked(record)
    if not can_confirm_record(by, record):
        raise PermissionDenied
    if record.status == Status.CONFIRMED:
        return record
    if record.status != Status.SUBMITTED:
        raise ValidationError(_("Only a record waiting to be confirmed can be confirmed."))
    now = timezone.now()
    _move(record, Status.SUBMITTED, Status.CONFIRMED, confirmed_by=by, confirmed_at=now)
    append_events([(record, Verb.CONFIRMED, {})], by=by, at=now)
    announce([record.mandate_id])
    return record


@transaction.atomic
def return_record(record, *, by, reason):
    """Send a submitted record back with a reason (退回). It may be filled in and sent again."""
    record = _locked(record)
    if not can_confirm_record(by, record):
        raise PermissionDenied
    _need_reason(reason)
    if record.status != Status.SUBMITTED:
        raise ValidationError(_("Only a record waiting to be confirmed can be returned."))
    _move(record, Status.SUBMITTED, Status.RETURNED, reason=reason)
    append_events([(record, Verb.RETURNED, {"reason": reason})], by=by, at=timezone.now())
    return record


@transaction.atomic
def withdraw_record(record, *, by, reason):
    """Take a confirmed record back (撤回). It stays in the volume, struck through."""
    record = _locked(record)
    if not can_withdraw_record(by, record):
        raise PermissionDenied
    _need_reason(reason)
    if record.status != Status.CONFIRMED:
        raise ValidationError(_("Only a confirmed record can be withdrawn."))
    _move(record, Status.CONFIRMED, Status.WITHDRAWN, reason=reason)
    append_events([(record, Verb.WITHDRAWN, {"reason": reason})], by=by, at=timezone.now())
    announce([record.mandate_id])
    return record


@transaction.atomic
def withdraw_records(records, *, by, reason, announced=True):
    """Take many confirmed records back for one reason (批量撤回); all or none.

    `records` come with `congress` and `mandate__deputy` loaded.
    """
    records = list(records)
    if not records:
        return []
    if not all(can_withdraw_record(by, record) for record in records):
        raise PermissionDenied
    _need_reason(reason)
    keys = [record.pk for record in records]
    for start in range(0, len(keys), 500):
        batch = keys[start : start + 500]
        moved = DutyRecord.objects.filter(pk__in=batch, status=Status.CONFIRMED).update(
            status=Status.WITHDRAWN, reason=reason
        )
        if moved != len(batch):
            raise ValidationError(_("Only a confirmed record can be withdrawn."))
    entries = [(record, Verb.WITHDRAWN, {"reason": reason}) for record in records]
    append_events(entries, by=by, at=timezone.now())
    if announced:
        announce(record.mandate_id for record in records)
    return records


@transaction.atomic
def retract_record(record, *, by, reason):
    """Take a record back before anyone confirmed it (撤销提交); its submitter or a keeper may."""
    record = _locked(record)
    if by.pk != record.submitted_by_id and not can_withdraw_record(by, record):
        raise PermissionDenied
    _need_reason(reason)
    if record.status not in {Status.SUBMITTED, Status.RETURNED}:
        raise ValidationError(_("Only a record not yet confirmed can be taken back."))
    _move(record, record.status, Status.WITHDRAWN, reason=reason)
    append_events([(record, Verb.WITHDRAWN, {"reason": reason})], by=by, at=timezone.now())
    return record


@transaction.atomic
def note_outcome(record, *, kind, on, by, level="", proof=""):
    """Note what became of a confirmed record's object (登记成果). Noting it twice is harmless."""
    record = _locked(record)
    if not can_withdraw_record(by, record):
        raise PermissionDenied
    if record.status != Status.CONFIRMED:
        raise ValidationError(_("Only a confirmed record can have an outcome."))
    outcome, created = Outcome.objects.get_or_create(
        record=record,
        kind=kind,
        level=level,
        defaults={"on": on, "proof": proof, "recorded_by": by},
    )
    if created:
        payload = {
            "kind": str(kind),
            "on": on.isoformat(),
            "level": str(level),
            "proof": proof,
            "outcome": outcome.pk,
        }
        append_events([(record, Verb.OUTCOME, payload)], by=by, at=timezone.now())
        announce([record.mandate_id])
    return outcome


@transaction.atomic
def record_attested(records, *, by, announced=True, fresh=False):
    """Write records that their own event attests, confirmed at once (a closed attendance sheet).

    `records`: unsaved DutyRecord rows with mandate, kind and source set. Those already there, by
    (mandate, kind, source), are left alone, so closing or importing twice changes nothing.
    Returns the rows that were new. An import of many chunks passes `announced=False` and
    announces once at its end; `fresh=True` says that what they are made from was written this
    instant, so none can be there (the unique key would refuse it).
    """
    now = timezone.now()
    new = list(records) if fresh else _not_yet_there(records)
    key = by.pk if by else None
    for record in new:
        record.status = Status.CONFIRMED
        record.submitted_by_id = record.confirmed_by_id = key
        record.submitted_at = record.confirmed_at = now
    insert_rows(new)
    append_events([(record, Verb.ATTESTED, fact_payload(record)) for record in new], by=by, at=now)
    if announced:
        announce(record.mandate_id for record in new)
    return new


@transaction.atomic
def submit_records(records, *, by):
    """Submit many records at once (a closed sheet of a kind that a second person confirms).

    `records`: unsaved DutyRecord rows, made for deputies of congresses whose record `by` keeps.
    Those already there are left alone. Returns the rows that were new, waiting to be confirmed.
    """
    now = timezone.now()
    new = _not_yet_there(records)
    for record in new:
        record.status = Status.SUBMITTED
        record.submitted_by, record.submitted_at = by, now
        record.late = (timezone.localdate(now) - record.on).days > LATE_AFTER_DAYS
    insert_rows(new)
    append_events([(record, Verb.SUBMITTED, fact_payload(record)) for record in new], by=by, at=now)
    return new


@transaction.atomic
def confirm_records(records, *, by):
    """Confirm many submitted records at once (批量确认); all-or-nothing in one transaction.

    Those this person may not confirm (own submissions, own volume) and those someone else dealt
    with meanwhile are left as they are. Returns the records now confirmed by this call.
    """
    keys = [record.pk for record in records]
    waiting = (
        DutyRecord.objects.select_for_update(of=("self",))
        .select_related("congress", "mandate__deputy")
        .filter(pk__in=keys, status=Status.SUBMITTED)
        .order_by("mandate_id", "on", "pk")
    )
    mine = [record for record in waiting if can_confirm_record(by, record)]
    now = timezone.now()
    moved = DutyRecord.objects.filter(
        pk__in=[record.pk for record in mine], status=Status.SUBMITTED
    ).update(status=Status.CONFIRMED, confirmed_by=by, confirmed_at=now)
    if moved != len(mine):
        raise ValidationError(_("Someone else has just dealt with one of these records."))
    append_events([(record, Verb.CONFIRMED, {}) for record in mine], by=by, at=now)
    announce(record.mandate_id for record in mine)
    return mine


def _not_yet_there(records):
    known = defaultdict(set)
    sources = [record.source for record in records]
    for start in range(0, len(sources), 500):
        batch = records[start : start + 500]
        rows = DutyRecord.objects.filter(
            mandate__in={record.mandate_id for record in batch},
            kind__in={record.kind_id for record in batch},
            source__in=sources[start : start + 500],
        )
        for mandate_id, kind_id, source in rows.values_list("mandate_id", "kind_id", "source"):
            known[source].add((mandate_id, kind_id))
    return [r for r in records if (r.mandate_id, r.kind_id) not in known[r.source]]


def _locked(record):
    return (
        DutyRecord.objects.select_for_update(of=("self",))
        .select_related("congress", "mandate__deputy")
        .get(pk=record.pk)
    )


def _move(record, was, to, **values):
    """The one place a record's status changes; refuses when someone else moved it first."""
    moved = DutyRecord.objects.filter(pk=record.pk, status=was).update(status=to, **values)
    if moved != 1:
        raise ValidationError(_("Someone else has just dealt with this record."))
    record.refresh_from_db()


def _need_reason(reason):
    if not reason.strip():
        raise ValidationError(_("Say why."))
