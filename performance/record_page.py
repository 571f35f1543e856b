"""One record with everything that proves it, as the desk and as its deputy read it."""

from dataclasses import dataclass

from django.db.models import Q

from .models import Evidence, PhotoPair
from .permissions import (
    can_add_evidence,
    can_confirm_record,
    can_drop_evidence,
    can_read_camera_notes,
    can_withdraw_record,
)
from .queue import why_not


@dataclass(frozen=True)
class RecordPage:
    """`pairs`: like photos this reader is told of. `may_*`: what they may do now."""

    record: object
    pieces: tuple
    dropped: tuple
    pairs: tuple
    events: tuple
    why_not: str
    may_confirm: bool
    may_withdraw: bool
    may_add: bool
    reads_notes: bool


def record_page(record, user, *, own):
    """The page of a record; `own` when its deputy reads it. A constant number of queries."""
    pieces = list(
        Evidence.objects.filter(record=record)
        .select_related("notes", "uploaded_by", "dropped_by")
        .order_by("position")
    )
    for piece in pieces:
        piece.record = record
        piece.may_drop = can_drop_evidence(user, piece)
    return RecordPage(
        record=record,
        pieces=tuple(piece for piece in pieces if piece.dropped_at is None),
        dropped=tuple(piece for piece in pieces if piece.dropped_at is not None),
        pairs=tuple(pairs_of(record, user, own=own)),
        events=tuple(record.events.select_related("actor").order_by("seq")),
        why_not=why_not(user, record) if record.status == "submitted" else "",
        may_confirm=record.status == "submitted" and can_confirm_record(user, record),
        may_withdraw=record.status == "confirmed" and can_withdraw_record(user, record),
        may_add=record.status != "withdrawn" and can_add_evidence(user, record),
        reads_notes=can_read_camera_notes(user, record),
    )


def pairs_of(record, user, *, own):
    """Pairs one of whose photos is this record's; its deputy sees those raised with them."""
    pairs = PhotoPair.objects.told_to(user) if own else PhotoPair.objects.visible_to(user)
    found = with_both_records(pairs.filter(Q(later__record=record) | Q(earlier__record=record)))
    for pair in found:
        pair.mine, pair.other = (
            (pair.later, pair.earlier)
            if pair.later.record_id == record.pk
            else (pair.earlier, pair.later)
        )
    return found


def with_both_records(pairs):
    """The same with both records, their deputies and kinds."""
    sides = ("earlier", "later")
    parts = ("__record__mandate__deputy", "__record__mandate__delegation", "__record__kind")
    parts += ("__uploaded_by",)
    return pairs.select_related(
        "congress", "judged_by", "answered_by", *(side + part for side in sides for part in parts)
    )
