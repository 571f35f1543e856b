"""Volumes on paper: each gets a code; the code tells later whether the record is still that one."""

import secrets

from django.db import transaction
from django.utils import timezone

from ..models import VolumePrint
from ..volume_facts import checksum_of
from .verification import fault_of

# Crockford's base 32: no letter that is taken for a digit. Twelve of them cannot be guessed.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})

UNCHANGED, GROWN, REVISED, BROKEN = "unchanged", "grown", "revised", "broken"


@transaction.atomic
def note_print(volume, *, source, by):
    """Note that this volume leaves the house; asked again for the same source, the same note."""
    dossier = volume.dossier
    found, _made = VolumePrint.objects.get_or_create(
        source=source,
        defaults={
            "code": new_code(),
            "mandate": volume.mandate,
            "year": dossier.year,
            "made_on": timezone.localdate(),
            "made_by": by,
            "events": dossier.events,
            "tail_hash": dossier.tail_hash,
            "checksum": volume.checksum,
        },
    )
    return found


def new_code():
    """Twelve signs, 60 bits, drawn by the machine's own chance."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def code_from(typed):
    """A code as somebody typed it: spaces and hyphens dropped, O read as 0, I and L as 1."""
    kept = "".join(sign for sign in typed.upper() if sign.isalnum())
    return kept.translate(READ_AS)


def state_of(printed):
    """What became of the record since that paper was made.

    `broken`: the chain, or an event in it, is not what it was. `grown`: it goes on from there.
    `revised`: no new event, but the basic data or the awards have changed. `unchanged`: all as it
    was.
    """
    mandate = printed.mandate
    events = mandate.record_events
    if printed.events:
        then = events.filter(seq=printed.events).values_list("hash", flat=True).first()
        if then != printed.tail_hash:
            return BROKEN
    if fault_of(mandate):
        return BROKEN
    if events.filter(seq__gt=printed.events).exists():
        return GROWN
    return UNCHANGED if checksum_of(mandate) == printed.checksum else REVISED


def masked(name):
    """A name as it may stand in public: the first character and two stars."""
    return f"{name[:1]}**"
