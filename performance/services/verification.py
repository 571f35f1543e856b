"""Proof that the ledger of records is what was written: every link, every fact, every status.

`record_faults()` reads every volume from its first event and says where the first thing is wrong
in it. It changes nothing.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import chain

from ..models import DutyRecord, Mandate, Outcome, RecordEvent
from .events import FACT_FIELDS
from .evidence_verification import evidence_by_mandate, evidence_fault
from .records import LATE_AFTER_DAYS

Status = DutyRecord.Status
Verb = RecordEvent.Verb
# verb -> the status it leaves the record in, and the statuses it may find it in.
REPLAY = {
    Verb.SUBMITTED: (Status.SUBMITTED, {None, Status.RETURNED}),
    Verb.ATTESTED: (Status.CONFIRMED, {None}),
    Verb.RETURNED: (Status.RETURNED, {Status.SUBMITTED}),
    Verb.CONFIRMED: (Status.CONFIRMED, {Status.SUBMITTED}),
    Verb.WITHDRAWN: (
        Status.WITHDRAWN,
        {Status.CONFIRMED, Status.SUBMITTED, Status.RETURNED},
    ),
    Verb.OUTCOME: (Status.CONFIRMED, {Status.CONFIRMED}),
    Verb.EVIDENCE: (None, set(Status)),  # leaves it as it is
}
EVENT_COLUMNS = [
    "pk",
    "mandate_id",
    "record_id",
    "seq",
    "verb",
    "actor_id",
    "at",
    "payload",
    "salt",
    "payload_digest",
    "previous_hash",
    "hash",
    "algorithm",
]
RECORD_COLUMNS = [
    "pk",
    "congress_id",
    "mandate_id",
    *FACT_FIELDS,
    "status",
    "late",
    "submitted_by_id",
    "submitted_at",
    "confirmed_by_id",
    "confirmed_at",
    "reason",
]
OUTCOME_COLUMNS = ["pk", "record_id", "kind", "on", "level", "proof", "recorded_by_id"]


def record_faults(congress=None, *, batch=200):
    """Sentences, one for each volume (mandate) whose events or records are not as written."""
    mandates = Mandate.objects.order_by("pk")
    if congress is not None:
        mandates = mandates.filter(congress=congress)
    pks = list(mandates.values_list("pk", "congress_id"))
    for start in range(0, len(pks), batch):
        yield from _batch_faults(dict(pks[start : start + batch]))
    if congress is None:
        yield from _strays()


def fault_of(mandate):
    """The first thing wrong in this one volume, as a sentence, or None."""
    return next(_batch_faults({mandate.pk: mandate.congress_id}), None)


def _batch_faults(mandates):
    span = (min(mandates), max(mandates))
    events, records, outcomes = {}, {}, {}
    for row in _rows(RecordEvent.objects.order_by("mandate", "seq"), EVENT_COLUMNS, span):
        events.setdefault(row["mandate_id"], []).append(row)
    for row in _rows(DutyRecord.objects.order_by("pk"), RECORD_COLUMNS, span):
        records.setdefault(row["mandate_id"], {})[row["pk"]] = row
    for row in _rows(Outcome.objects.order_by("pk"), OUTCOME_COLUMNS, span, "record__mandate"):
        outcomes.setdefault(row["record_id"], {})[row["pk"]] = row
    evidence = evidence_by_mandate(span)
    for mandate_id, congress_id in mandates.items():
        chained = events.get(mandate_id, [])
        fault = _volume_fault(
            mandate_id, congress_id, chained, records.get(mandate_id, {}), outcomes
        )
        if not fault and (lost := evidence_fault(chained, evidence.get(mandate_id, {}))):
            words = {"mandate": mandate_id, "fault": lost}
            fault = _("volume %(mandate)s: %(fault)s") % words
        if fault:
            yield fault


def _rows(queryset, columns, span, key="mandate"):
    found = queryset.filter(**{f"{key}__gte": span[0], f"{key}__lte": span[1]})
    for values in found.values_list(*columns).iterator(chunk_size=5000):
        yield dict(zip(columns, values, strict=True))


def _strays():
    """Records and events whose volume is not even there (rows put in past the constraints)."""
    for model, what in [(RecordEvent, _("event")), (DutyRecord, _("record"))]:
        stray = model.objects.exclude(mandate__in=Mandate.objects.all()).first()
        if stray:
            yield _("%(what)s %(pk)s belongs to no volume.") % {"what": what, "pk": stray.pk}


def _volume_fault(mandate_id, congress_id, events, records, outcomes):
    """The first thing wrong in one volume, as a sentence, or None."""
    previous, state, noted = chain.GENESIS, {}, set()
    for seq, event in enumerate(events, start=1):
        fault = _event_fault(event, seq, previous, records, state, outcomes, noted)
        if fault:
            return _("volume %(mandate)s, event %(seq)s: %(fault)s") % {
                "mandate": mandate_id,
                "seq": seq,
                "fault": fault,
            }
        previous = event["hash"]
    for record in records.values():
        fault = _record_fault(record, state.get(record["pk"]), congress_id)
        if not fault:
            missing = set(outcomes.get(record["pk"], {})) - noted
            fault = _("an outcome has no event.") if missing else None
        if fault:
            return _("volume %(mandate)s, record %(record)s: %(fault)s") % {
                "mandate": mandate_id,
                "record": record["pk"],
                "fault": fault,
            }
    return None


def _event_fault(event, seq, previous, records, state, outcomes, noted):
    if event["seq"] != seq:
        return _("number %(have)s stands where %(want)s belongs.") % {
            "have": event["seq"],
            "want": seq,
        }
    if event["previous_hash"] != previous:
        return _("it does not hang on the event before it.")
    if event["hash"] != chain.link(previous, _hashed(event)):
        return _("its columns are not what its hash says.")
    record = records.get(event["record_id"])
    if record is None:
        return _("its record %(record)s is not in this volume.") % {"record": event["record_id"]}
    payload = event["payload"]
    if event["verb"] == Verb.ATTESTED:
        if payload != {}:
            return _("it carries a text it was not written with.")
        payload = _fact(record)
    if event["payload_digest"] != chain.payload_digest(event["salt"], payload):
        return _("what was recorded is not what its digest says.")
    return _replay_fault(event, payload, record, state, outcomes, noted)


def _hashed(event):
    return {
        "mandate": event["mandate_id"],
        "record": event["record_id"],
        "seq": event["seq"],
        "verb": event["verb"],
        "actor": event["actor_id"],
        "at": event["at"],
        "payload": event["payload_digest"],
        "algorithm": event["algorithm"],
    }


def _fact(record):
    return {
        name: value.isoformat() if hasattr(value := record[name], "isoformat") else value
        for name in FACT_FIELDS
    }


def _replay_fault(event, payload, record, state, outcomes, noted):
    """Move the replayed record along; a sentence when the event cannot have happened then."""
    now = state.setdefault(record["pk"], {"status": None, "confirmed": (None, None), "reason": ""})
    status, found_in = REPLAY[event["verb"]]
    if now["status"] not in found_in:
        return _("this event cannot follow what happened to its record before.")
    now["status"] = status or now["status"]
    signed = (event["actor_id"], event["at"])
    if event["verb"] in (Verb.SUBMITTED, Verb.ATTESTED):
        now.update(fact=payload, submitted=signed, reason="", attested=False)
    if event["verb"] in (Verb.CONFIRMED, Verb.ATTESTED):
        now["confirmed"] = signed
        now["attested"] = event["verb"] == Verb.ATTESTED
    if event["verb"] in (Verb.RETURNED, Verb.WITHDRAWN):
        now["reason"] = payload.get("reason", "")
    if event["verb"] == Verb.OUTCOME:
        noted.add(payload.get("outcome"))
        return _outcome_fault(event, payload, outcomes.get(record["pk"], {}))
    return None


def _outcome_fault(event, payload, outcomes):
    outcome = outcomes.get(payload.get("outcome"))
    if outcome is None:
        return _("the outcome it noted is gone.")
    stored = {
        "kind": outcome["kind"],
        "on": outcome["on"].isoformat(),
        "level": outcome["level"],
        "proof": outcome["proof"],
        "outcome": outcome["pk"],
    }
    if stored != payload or outcome["recorded_by_id"] != event["actor_id"]:
        return _("the outcome it noted was changed.")
    return None


def _record_fault(record, replayed, congress_id):
    """Does the row say what its events say?"""
    if replayed is None:
        return _("it has no event.")
    if record["status"] != replayed["status"]:
        return _("its status is %(have)s; its events leave it %(want)s.") % {
            "have": record["status"],
            "want": replayed["status"],
        }
    if _fact(record) != replayed["fact"]:
        return _("its fact was changed.")
    if record["congress_id"] != congress_id:
        return _("it was moved to another congress.")
    if (record["submitted_by_id"], record["submitted_at"]) != replayed["submitted"]:
        return _("who submitted it, or when, was changed.")
    if (record["confirmed_by_id"], record["confirmed_at"]) != replayed["confirmed"]:
        return _("who confirmed it, or when, was changed.")
    if record["reason"] != replayed["reason"]:
        return _("the reason on it was changed.")
    if record["late"] != _is_late(record, replayed):
        return _("its mark of late entry was changed.")
    return None


def _is_late(record, replayed):
    """An attested record comes from its own event and is never late."""
    if replayed["attested"]:
        return False
    day = timezone.localdate(record["submitted_at"])
    return (day - record["on"]).days > LATE_AFTER_DAYS
