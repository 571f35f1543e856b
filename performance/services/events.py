"""The events of a volume (记录事件): each hung on the one before it, never changed.

`append_events` is the one place they are written; `services/verification.py` reads them back.
"""

from operator import attrgetter

from django.db.models import OuterRef, Subquery

from foundation import chain
from foundation.bulk import insert_columns

from ..models import Mandate, RecordEvent

Verb = RecordEvent.Verb

# The columns of a record that its submission sets in stone.
FACT_FIELDS = [
    "kind_id",
    "on",
    "title",
    "place",
    "occasion",
    "half_day",
    "presence",
    "obliged",
    "role",
    "level",
    "mode",
    "degree",
    "quantity",
    "object_key",
    "proof",
    "source",
]


_facts_of = attrgetter(*FACT_FIELDS)


def fact_payload(record):
    """What a submission records: every column of the fact."""
    payload = dict(zip(FACT_FIELDS, _facts_of(record), strict=True))
    payload["on"] = _plain(payload["on"])
    return payload


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def append_events(entries, *, by, at):
    """Write chained events for `entries`: (record, verb, payload) triples, in order.

    Holds the mandates' rows, so two writers of one volume queue up; the unique (mandate, seq)
    refuses a second row of one number wherever row locks are not to be had.
    """
    mandate_ids = sorted({record.mandate_id for record, _verb, _payload in entries})
    list(Mandate.objects.select_for_update().filter(pk__in=mandate_ids).order_by("pk").values("pk"))
    last = RecordEvent.objects.filter(mandate=OuterRef("pk")).order_by("-seq")
    volumes = Mandate.objects.filter(pk__in=mandate_ids).annotate(
        tail_seq=Subquery(last.values("seq")[:1]), tail_hash=Subquery(last.values("hash")[:1])
    )
    tails = {
        pk: (seq, tail) if seq else (0, chain.GENESIS)
        for pk, seq, tail in volumes.values_list("pk", "tail_seq", "tail_hash")
    }
    columns = {field.attname: [] for field in RecordEvent._meta.local_concrete_fields}
    del columns["id"]
    append = {name: column.append for name, column in columns.items()}
    actor = by.pk if by else None
    salts = chain.new_salts(len(entries))
    for (record, verb, payload), salt in zip(entries, salts, strict=True):
        mandate_id = record.mandate_id
        seq, previous = tails[mandate_id]
        event = {
            "mandate_id": mandate_id,
            "record_id": record.pk,
            "seq": seq + 1,
            "verb": verb.value,
            "actor_id": actor,
            "at": at,
            # An attested record never changes, so its row is the payload; storing it twice
            # would double the ledger's size. `verify` reads it back from the record.
            "payload": {} if verb == Verb.ATTESTED else payload,
            "salt": salt,
            "payload_digest": chain.payload_digest(salt, payload),
            "previous_hash": previous,
            "algorithm": chain.ALGORITHM,
        }
        event["hash"] = chain.link(previous, _chained(event))
        tails[mandate_id] = (seq + 1, event["hash"])
        for name, value in event.items():
            append[name](value)
    insert_columns(RecordEvent, columns)


def _chained(event):
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


def event_columns(event):
    """Every business column of an event, as its hash covers them."""
    return _chained(vars(event))
