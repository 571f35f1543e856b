"""People say what two photos that look alike are; the deputy answers (核对疑似重复照片)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..evidence_permissions import can_answer_pair, can_judge_pair
from ..models import PhotoPair

Verdict = PhotoPair.Verdict


def _locked(pair):
    return (
        PhotoPair.objects.select_for_update(of=("self",))
        .select_related(
            "congress",
            "earlier__record__mandate__deputy",
            "later__record__mandate__deputy",
        )
        .get(pk=pair.pk)
    )


@transaction.atomic
def judge_pair(pair, *, verdict, by, note=""):
    """Note what a person found: the same and explained, not the same, or raised with the deputy.

    It changes no record and no points. Judging again the same way changes nothing; another verdict
    replaces the last, and both stay in the audit trail.
    """
    pair = _locked(pair)
    if not can_judge_pair(by, pair):
        raise PermissionDenied
    if verdict not in Verdict.values or verdict == Verdict.OPEN:
        raise ValidationError(_("Choose what the two photos are."))
    note = " ".join(note.split())
    if verdict == Verdict.RAISED and not note:
        raise ValidationError(_("Write what the deputy should explain."))
    if (pair.verdict, pair.note) == (verdict, note):
        return pair
    pair.verdict, pair.note = verdict, note
    pair.judged_by, pair.judged_at = by, timezone.now()
    pair.save(update_fields=["verdict", "note", "judged_by", "judged_at"])
    data = {"verdict": str(verdict), "note": note}
    log(instance=pair, action="performance.pair_judge", user=by, data=data)
    return pair


@transaction.atomic
def answer_pair(pair, *, by, answer):
    """The deputy's own words on a pair raised with them; a later answer replaces the last."""
    pair = _locked(pair)
    if not can_answer_pair(by, pair):
        raise PermissionDenied
    if pair.verdict != Verdict.RAISED:
        raise ValidationError(_("Nothing is asked about these photos any more."))
    answer = answer.strip()
    if not answer:
        raise ValidationError(_("Write your answer."))
    if pair.answer == answer:
        return pair
    pair.answer, pair.answered_by, pair.answered_at = answer, by, timezone.now()
    pair.save(update_fields=["answer", "answered_by", "answered_at"])
    log(instance=pair, action="performance.pair_answer", user=by, data={"answer": answer})
    return pair
