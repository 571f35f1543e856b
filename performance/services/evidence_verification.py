"""Does every piece of evidence still say what its events say? `verification.py` asks."""

from django.utils.translation import gettext as _

from ..models import Evidence, RecordEvent
from .evidence import KEPT_COLUMNS

COLUMNS = [
    "pk",
    "record_id",
    *KEPT_COLUMNS,
    "uploaded_by_id",
    "at",
    "dropped_by_id",
    "dropped_at",
    "dropped_reason",
]


def evidence_by_mandate(span):
    """Rows of evidence as dicts, by mandate, for mandates from `span[0]` to `span[1]`."""
    found = {}
    rows = Evidence.objects.filter(
        record__mandate__gte=span[0], record__mandate__lte=span[1]
    ).values_list("record__mandate", *COLUMNS)
    for mandate_id, *values in rows.iterator(chunk_size=5000):
        row = dict(zip(COLUMNS, values, strict=True))
        found.setdefault(mandate_id, {})[row["pk"]] = row
    return found


def evidence_fault(events, rows):
    """The first thing wrong with the evidence of one volume, as a sentence, or None."""
    replayed = {}
    for event in events:
        if event["verb"] == RecordEvent.Verb.EVIDENCE:
            _replay(event, replayed)
    for pk in sorted({*rows, *replayed}):
        if pk not in rows:
            return _("evidence %(pk)s is gone.") % {"pk": pk}
        if pk not in replayed:
            return _("evidence %(pk)s has no event.") % {"pk": pk}
        if rows[pk] != replayed[pk]:
            return _("evidence %(pk)s was changed.") % {"pk": pk}
    return None


def _replay(event, replayed):
    payload = event["payload"]
    signed = {"uploaded_by_id": event["actor_id"], "at": event["at"]}
    if "dropped" in payload:
        replayed.get(payload["dropped"], {}).update(
            dropped_by_id=event["actor_id"],
            dropped_at=event["at"],
            dropped_reason=payload.get("reason", ""),
        )
    elif "evidence" in payload:
        replayed[payload["evidence"]] = {
            "pk": payload["evidence"],
            "record_id": event["record_id"],
            **{name: payload.get(name) for name in KEPT_COLUMNS},
            **signed,
            "dropped_by_id": None,
            "dropped_at": None,
            "dropped_reason": "",
        }
