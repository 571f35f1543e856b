"""Check-ins to today's inspection: some by code, two that an officer must look at."""

from datetime import timedelta

from django.utils import timezone

from performance.models import Attendance, CheckIn
from performance.proofs import timed_proof

CAME = Attendance.Status.PRESENT
MOST = 4


def check_ins_at(place, sitting, lines):
    """The first who came had scanned the code; two who are not marked yet are flagged."""
    users = {m.pk: m.deputy.user for m in place.mandates}
    opened = sitting.check_in_opens_at
    now = timezone.now()
    rows = []
    for number, line in enumerate([line for line in lines if line.status == CAME][:MOST]):
        at = min(opened + timedelta(minutes=20 + 3 * number, seconds=7), now)
        line.method, line.proof, line.recorded_at = "code", timed_proof("code", at), at
        rows.append(_scan(sitting, line, users, at, f"{number:032x}"))
    Attendance.objects.bulk_update(
        [line for line in lines if line.method == "code"], ["method", "proof", "recorded_at"]
    )
    expected = Attendance.Status.EXPECTED
    odd = [line for line in lines if line.status == expected][: 2 if rows else 0]
    first = rows[0].mandate.deputy.name if rows else ""
    seen = [("shared_device", first, "0" * 32), ("sent_later", "", "f" * 32)]
    for line, (code, about, phone) in zip(odd, seen, strict=False):
        at = min(opened + timedelta(minutes=41), now)
        row = _scan(sitting, line, users, at, phone)
        row.state, row.reasons = CheckIn.State.WAITING, [{"code": code, "about": about}]
        row.method = CheckIn.Method.LATE if code == "sent_later" else CheckIn.Method.CODE
        rows.append(row)
    CheckIn.objects.bulk_create(rows)


def _scan(sitting, line, users, at, device):
    by = users.get(line.mandate_id) or line.recorded_by or sitting.activity.created_by
    return CheckIn(
        sitting=sitting,
        mandate=line.mandate,
        method=CheckIn.Method.CODE,
        state=CheckIn.State.COUNTED,
        by=by,
        at=at,
        shown_at=at,
        device=device,
        nonce=device,
    )
