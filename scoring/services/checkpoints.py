"""Checkpoints: how long every chain was and how it ended, signed, kept elsewhere (检查点).

A chain alone cannot tell that its last links are gone or that yesterday's database was put back;
a statement kept outside can.
"""

import json

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from foundation import chain
from performance.models import RecordEvent

from ..facts import tails_of
from ..models import Edition

SALT = "luzhi.checkpoint"


def checkpoint_text():
    """A signed JSON document: the tail of every volume and of every congress's editions."""
    from performance.models import Congress

    volumes = {}
    for congress_id in Congress.objects.order_by("pk").values_list("pk", flat=True):
        for row in tails_of(congress_id).iter_rows(named=True):
            volumes[str(row["mandate"])] = [row["tail_seq"], row["tail_hash"]]
    editions = {
        str(edition.congress_id): [edition.number, edition.hash]
        for edition in Edition.objects.published().order_by("congress", "number")
    }
    body = {
        "origin": settings.BASE_URL,
        "at": timezone.now().isoformat(),
        "events": sum(seq for seq, _tail in volumes.values()),
        "volumes": volumes,
        "editions": editions,
        "root": chain.digest(chain.canonical({"volumes": volumes, "editions": editions})),
    }
    signed = {**body, "signature": _signature(body)}
    return json.dumps(signed, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def checkpoint_faults(text):
    """Sentences saying where the database is older than, or not the one of, this checkpoint."""
    try:
        body = json.loads(text)
        signature = body.pop("signature")
        volumes, editions = body["volumes"], body["editions"]
    except (ValueError, KeyError, AttributeError, TypeError):
        yield _("the checkpoint is not readable.")
        return
    if not constant_time_compare(signature, _signature(body)):
        yield _("the checkpoint was not signed here, or was changed.")
        return
    for mandate_id, (seq, tail) in sorted(volumes.items(), key=lambda item: int(item[0])):
        if not RecordEvent.objects.filter(mandate=mandate_id, seq=seq, hash=tail).exists():
            yield _(
                "volume %(mandate)s: event %(seq)s of the checkpoint of %(at)s is not there; this "
                "database is older, or the volume was cut short."
            ) % {"mandate": mandate_id, "seq": seq, "at": body.get("at")}
    for congress_id, (number, tail) in sorted(editions.items()):
        if not Edition.objects.filter(congress=congress_id, number=number, hash=tail).exists():
            yield _("edition no. %(number)s of the checkpoint of %(at)s is not there.") % {
                "number": number,
                "at": body.get("at"),
            }


def _signature(body):
    return salted_hmac(SALT, chain.canonical(body), algorithm="sha256").hexdigest()
