"""Announce, draw and carry out a random check (抽查); a person decides about every record."""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation.models import Posting

from ..audit import LEAST, SHARE, commitment_of, draw_sample, fingerprint
from ..evidence_permissions import AUDIT_CHECKERS, can_announce_audit, can_check_item, involved
from ..models import AuditItem, AuditRound, DutyRecord

Verdict = AuditItem.Verdict


@transaction.atomic
def announce_round(congress, *, name, first, last, commitment, by, share=SHARE, least=LEAST):
    """Announce a check of the days `first` to `last` by the SHA-256 of a seed kept secret.

    Only while the span still runs: who announces later could look for a seed that suits them. The
    same commitment announced again is the same round.
    """
    if not can_announce_audit(by, congress):
        raise PermissionDenied
    commitment = commitment.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", commitment):
        raise ValidationError(_("The commitment is 64 characters, 0–9 and a–f: SHA-256 of a seed."))
    now = timezone.now()
    if last < first:
        raise ValidationError(_("The last day lies before the first."))
    if last < timezone.localdate(now):
        raise ValidationError(
            _("This span is over. A check is announced while its days still run, so that nobody"
              " can choose a seed that suits the records.")
        )  # fmt: skip
    announced, created = AuditRound.objects.get_or_create(
        congress=congress,
        commitment=commitment,
        defaults={
            "name": name,
            "first": first,
            "last": last,
            "share": share,
            "least": least,
            "announced_by": by,
            "announced_at": now,
        },
    )
    if created:
        data = {"commitment": commitment}
        log(instance=announced, action="performance.audit_announce", user=by, data=data)
    return announced


@transaction.atomic
def draw_round(audit, *, seed, by):
    """Reveal the seed and draw the sample from what is confirmed of the span now.

    Refused when the seed is not the announced one or the span still runs. Drawing twice changes
    nothing. Every drawn record is given to somebody with no hand in it.
    """
    audit = AuditRound.objects.select_for_update(of=("self",)).get(pk=audit.pk)
    if not can_announce_audit(by, audit.congress):
        raise PermissionDenied
    seed = seed.strip()
    if commitment_of(seed) != audit.commitment:
        raise ValidationError(_("This is not the seed that was announced: its SHA-256 differs."))
    if audit.drawn_at is not None:
        return audit
    now = timezone.now()
    if audit.last >= timezone.localdate(now):
        raise ValidationError(
            _("The span runs until %(last)s; it can be drawn the day after."),
            params={"last": audit.last},
        )
    records = list(
        DutyRecord.objects.confirmed()
        .filter(congress=audit.congress_id)
        .within(audit.first, audit.last)
        .order_by("pk")
        .values_list("pk", "kind__code")
    )
    if not records:
        raise ValidationError(_("No confirmed record lies in this span."))
    drawn = draw_sample(records, seed, audit.share, audit.least)
    audit.seed, audit.drawn_by, audit.drawn_at = seed, by, now
    audit.population = [[number, kind] for number, kind in records]
    audit.population_sha256 = fingerprint(number for number, _kind in records)
    audit.save()
    AuditItem.objects.bulk_create(_items(audit, drawn), batch_size=500)
    data = {"seed": seed, "drawn": len(drawn), "of": len(records)}
    log(instance=audit, action="performance.audit_draw", user=by, data=data)
    return audit


def _items(audit, drawn):
    """The drawn records, each given to whoever has fewest so far and no hand in it."""
    today = timezone.localdate(audit.drawn_at)
    posted = Posting.objects.on(today).filter(
        scope="congress", scope_id=audit.congress_id, role__in=AUDIT_CHECKERS
    )
    load = dict.fromkeys(sorted(set(posted.values_list("user", flat=True))), 0)
    records = DutyRecord.objects.select_related("mandate__deputy").in_bulk(drawn)
    for position, number in enumerate(drawn, start=1):
        record = records[number]
        free = [user for user in load if user not in involved(record)]
        checker = min(free, key=lambda user: (load[user], user), default=None)
        if checker is not None:
            load[checker] += 1
        yield AuditItem(round=audit, record=record, position=position, checker_id=checker)


@transaction.atomic
def check_item(item, *, verdict, by, note=""):
    """Say what was found: in order, not in order (then say what), or cannot tell.

    The record stays as it is; taking it back is a step of its own, by people.
    """
    item = (
        AuditItem.objects.select_for_update(of=("self",))
        .select_related("round__congress", "record__mandate__deputy")
        .get(pk=item.pk)
    )
    if not can_check_item(by, item):
        raise PermissionDenied
    if verdict not in Verdict.values or verdict == Verdict.OPEN:
        raise ValidationError(_("Choose what was found."))
    note = " ".join(note.split())
    if verdict != Verdict.IN_ORDER and not note:
        raise ValidationError(_("Write what is not in order, or why it cannot be told."))
    if (item.verdict, item.note) == (verdict, note):
        return item
    item.verdict, item.note = verdict, note
    item.checked_by, item.checked_at = by, timezone.now()
    item.save(update_fields=["verdict", "note", "checked_by", "checked_at"])
    data = {"verdict": str(verdict), "note": note, "record": item.record_id}
    log(instance=item.round, action="performance.audit_check", user=by, data=data)
    return item
