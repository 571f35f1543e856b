"""What a volume says, as one text that does not depend on the reader or their language.

Its SHA-256 is the checksum on the paper: two volumes of one mandate with the same checksum hold the
same facts, whoever printed them and in whichever language.
"""

from foundation import chain

from .models import DutyRecord, Outcome

RECORD_FIELDS = (
    "pk",
    "kind__code",
    "on",
    "half_day",
    "title",
    "place",
    "occasion",
    "presence",
    "obliged",
    "role",
    "level",
    "mode",
    "degree",
    "quantity",
    "object_key",
    "status",
    "reason",
    "confirmed_at",
)
STANDING = (DutyRecord.Status.CONFIRMED, DutyRecord.Status.WITHDRAWN)


def volume_facts(mandate):
    """The facts of a volume as plain values in a fixed order; the same few queries at any size."""
    records = mandate.duty_records.filter(status__in=STANDING)
    outcomes = Outcome.objects.filter(record__mandate=mandate, record__status__in=STANDING)
    return {
        "congress": mandate.congress.code,
        "term": mandate.term.number,
        "certificate": mandate.certificate_no,
        "name": mandate.deputy.name,
        "constituency": mandate.constituency.name if mandate.constituency else "",
        "in_office": [mandate.starts_on, mandate.ends_on, mandate.end_reason],
        "offices": _rows(mandate.role_spans, "role", "starts_on", "ends_on"),
        "groups": _rows(mandate.memberships, "group__name", "starts_on", "ends_on"),
        "suspensions": _rows(mandate.suspensions, "starts_on", "ends_on"),
        "records": _rows(records, *RECORD_FIELDS),
        "outcomes": _rows(outcomes, "record", "kind", "on", "level"),
        "awards": _rows(mandate.awards, "on", "title", "body", "level"),
    }


def checksum_of(mandate):
    """SHA-256 over the volume's facts as they stand now, in hexadecimal."""
    return chain.digest(chain.canonical(volume_facts(mandate)))


def _rows(rows, *fields):
    return list(rows.order_by(*fields).values_list(*fields))
