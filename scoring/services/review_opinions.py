"""What people say of a deputy under review: notes, each member's opinion, then the committee's."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import CaseStatus, Conclusion, MemberOpinion, ReviewCase, ReviewNote
from ..review_permissions import (
    can_conclude,
    can_confirm_conclusion,
    can_give_opinion,
    can_note,
)
from ..review_workflow import OUTCOMES, move_case

LEAST = 6  # signs of a reason: "同意" is none


@transaction.atomic
def add_note(case, *, text, by, key, reason="", first_day=None, last_day=None):
    """Add what the committee should know (补充说明); it may say why months stayed empty.

    The same key again adds nothing. Raises PermissionDenied; ValidationError once decided, or when
    a reason for a gap names no days.
    """
    case = _held(case)
    if not can_note(by, case):
        raise PermissionDenied
    known = case.notes.filter(key=key).first()
    if known:
        return known
    if case.status == CaseStatus.DECIDED:
        raise ValidationError(_("This case is decided; nothing is added any more."))
    if reason and not (first_day and last_day and first_day <= last_day):
        raise ValidationError(
            {"first_day": _("Say from which day until which day the reason held.")}
        )
    return ReviewNote.objects.create(
        case=case,
        text=text.strip(),
        reason=reason,
        first_day=first_day if reason else None,
        last_day=last_day if reason else None,
        by=by,
        key=key,
    )


@transaction.atomic
def give_opinion(case, *, opinion, reason, by, key):
    """Give one's own opinion (发表意见), always with a reason; a later one replaces it.

    The same key again changes nothing. Raises PermissionDenied, of oneself too; ValidationError
    when opinions are not asked for, or without a reason.
    """
    case = _held(case)
    if not can_give_opinion(by, case):
        raise PermissionDenied
    known = case.opinions.filter(key=key, member=by).first()
    if known:
        return known
    if case.status != CaseStatus.OPINIONS:
        raise ValidationError(_("Opinions on this deputy are not asked for now."))
    reason = _reason(reason)
    case.opinions.filter(member=by, stands=True).update(stands=False)
    return MemberOpinion.objects.create(
        case=case, member=by, opinion=opinion, reason=reason, key=key
    )


@transaction.atomic
def write_conclusion(case, *, opinion, reason, met_on, by, key):
    """Write down what the committee said (委员会意见); a second person confirms it.

    Raises PermissionDenied; ValidationError before any member gave an opinion, without a reason,
    or for a meeting that lies ahead.
    """
    case = _held(case)
    if not can_conclude(by, case):
        raise PermissionDenied
    known = case.conclusions.filter(key=key).first()
    if known:
        return known
    if case.status != CaseStatus.OPINIONS:
        raise ValidationError(_("Opinions on this deputy are not asked for now."))
    if not case.opinions.filter(stands=True).exists():
        raise ValidationError(
            _("No member has given an opinion yet. The committee's comes after its members'.")
        )
    if met_on > timezone.localdate():
        raise ValidationError({"met_on": _("The meeting has not been held yet.")})
    reason = _reason(reason)
    case.conclusions.filter(stands=True).update(stands=False)
    return Conclusion.objects.create(
        case=case, opinion=opinion, reason=reason, met_on=met_on, written_by=by, key=key
    )


@transaction.atomic
def confirm_conclusion(conclusion, *, by):
    """Confirm the committee's opinion as the second person (复核); the case moves on.

    Confirmed already, it changes nothing. Raises PermissionDenied for whoever wrote it.
    """
    case = _held(conclusion.case)
    conclusion = Conclusion.objects.get(pk=conclusion.pk)
    if not can_confirm_conclusion(by, case, conclusion):
        raise PermissionDenied
    if conclusion.confirmed_by_id:
        return conclusion
    if not conclusion.stands:
        raise ValidationError(_("It has been written anew meanwhile. Load the page again."))
    Conclusion.objects.filter(pk=conclusion.pk, confirmed_by=None).update(
        confirmed_by=by, confirmed_at=timezone.now()
    )
    move_case(case, OUTCOMES[conclusion.opinion], by=by, note=conclusion.reason)
    conclusion.refresh_from_db()
    return conclusion


@transaction.atomic
def take_up_again(case, *, reason, by):
    """Ask for opinions once more on a deputy who was held (再议); says why."""
    case = _held(case)
    if not can_conclude(by, case):
        raise PermissionDenied
    reason = _reason(reason)
    move_case(case, CaseStatus.OPINIONS, by=by, note=reason)
    case.conclusions.filter(stands=True).update(stands=False)
    return case


@transaction.atomic
def note_decision(case, *, decision, decided_on, by):
    """Note what was decided elsewhere, by the law and the voters (外部决定).

    Raises PermissionDenied; ValidationError before the committee gave its opinion.
    """
    case = _held(case)
    if not can_conclude(by, case):
        raise PermissionDenied
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("The day lies ahead.")})
    values = {"decision": decision.strip(), "decided_on": decided_on}
    return move_case(case, CaseStatus.DECIDED, by=by, note=decision, **values)


def _held(case):
    cases = ReviewCase.objects.select_related("review__congress", "mandate__deputy")
    return cases.select_for_update(of=("self",)).get(pk=case.pk)


def _reason(reason):
    reason = reason.strip()
    if len(reason) < LEAST:
        raise ValidationError(
            {
                "reason": _(
                    "Write the reason, in at least %(least)s signs: what in the record led to it."
                )
                % {"least": LEAST}
            }
        )
    return reason
