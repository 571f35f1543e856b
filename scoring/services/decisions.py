"""Decisions over published results and proposed steps; they stand beside, and never overwrite."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Decision, Edition
from ..permissions import can_confirm_decision, can_enter_decision
from .cards import recompute_later
from .measures import scheme_of
from .withdrawals import withdrawal_of

Course, Status = Decision.Course, Decision.Status
SAID = ("course", "words", "tier", "reason", "body", "on")


@transaction.atomic
def enter_decision(edition, *, by, course, body, on, row=None, action="", **said):
    """Enter what was decided (登记审定结果): over the list, a deputy's result, or a proposed step.

    `said`: words, tier, reason. A step's decision stands at once; one over a result waits for a
    second person. The same entered twice is one. Raises PermissionDenied, also for the deputy
    concerned; ValidationError for an edition not published, a different decision without a reason,
    or one that stands already.
    """
    if not can_enter_decision(by, edition) or (row and by.pk == row.mandate.deputy.user_id):
        raise PermissionDenied
    values = {"course": course, "body": body.strip(), "on": on}
    values |= {name: (said.get(name) or "").strip() for name in ("words", "tier", "reason")}
    check_decision(edition, row, action, values)
    standing = Decision.objects.not_withdrawn().filter(edition=edition, row=row, action=action)
    before = standing.first()
    if before:
        if all(getattr(before, name) == values[name] for name in SAID):
            return before
        raise ValidationError(_("A decision is entered already. Withdraw it first."))
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                edition=edition,
                row=row,
                action=action,
                proposed=_proposed(row, action),
                status=Status.STANDING if action else Status.WAITING,
                entered_by=by,
                entered_at=timezone.now(),
                **values,
            )
    except IntegrityError:
        raise ValidationError(_("A decision is entered already. Withdraw it first.")) from None
    log(instance=decision, action="scoring.enter_decision", user=by, data={"course": str(course)})
    return decision


def check_decision(edition, row, action, values):
    """Raise ValidationError with everything that cannot be decided so, each with its field."""
    if edition.status != Edition.Status.PUBLISHED:
        raise ValidationError(_("Decisions are about a published edition."))
    if row is not None and row.edition_id != edition.pk:
        raise ValidationError(_("This row belongs to another edition."))
    if action and (row is None or not _proposed(row, action)):
        raise ValidationError(_("This step is not proposed here."))
    faults = {}
    if values["on"] > timezone.localdate():
        faults["on"] = _("This day is still to come.")
    if values["course"] != Course.FOLLOW and not values["reason"]:
        faults["reason"] = _("A decision that differs needs its reason.")
    if action and values["course"] == Course.DIFFER and not values["words"]:
        faults["words"] = _("Say what was decided instead.")
    if not action and values["course"] == Course.NOTHING:
        faults["course"] = _("A result is followed or decided otherwise.")
    if row is None and values["course"] == Course.DIFFER:
        faults["course"] = _("The list is approved as a whole; what differs is entered by deputy.")
    differs = row is not None and not action and values["course"] == Course.DIFFER
    if differs and not values["tier"]:
        faults["tier"] = _("Say which tier was decided.")
    if values["tier"]:
        if not differs:
            faults["tier"] = _("Only a result decided otherwise has another tier.")
        elif not scheme_of(edition.scheme_version).tier(values["tier"]):
            faults["tier"] = _("The measure has no tier %(tier)s.") % {"tier": values["tier"]}
        elif values["tier"] == row.tier:
            faults["tier"] = _("This is the tier already.")
    if faults:
        raise ValidationError(faults)


def _proposed(row, action):
    """What was proposed: the words of the step, or nothing for a result."""
    if not action:
        return ""
    return next((one["text"] for one in row.actions if one["action"] == action), "")


@transaction.atomic
def confirm_decision(decision, *, by):
    """The second person agrees with a decision that moves a result (确认审定); twice is harmless.

    From then on later look-backs take the decided tier. Raises PermissionDenied for whoever
    entered it and for the deputy concerned.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not can_confirm_decision(by, decision):
        raise PermissionDenied
    if decision.status == Status.STANDING:
        return decision
    if decision.status != Status.WAITING:
        raise ValidationError(_("It was withdrawn meanwhile. Load the page again."))
    Decision.objects.filter(pk=decision.pk, status=Status.WAITING).update(
        status=Status.STANDING, confirmed_by=by, confirmed_at=timezone.now()
    )
    return _announced(decision, "scoring.confirm_decision", by)


@transaction.atomic
def withdraw_decision(decision, *, by, reason=""):
    """Take a decision back (撤回审定), with a reason; it stays on the page, struck through.

    A confirmed one that moves a result is withdrawn by two: the first call asks, and it holds until
    another person agrees by the second. Raises PermissionDenied, also for the deputy concerned.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not can_enter_decision(by, decision.edition):
        raise PermissionDenied
    if decision.status == Status.WITHDRAWN:
        return decision
    counts = decision.status == Status.STANDING and decision.moves_result
    said = {"counts": counts, "reason_field": "withdrawn_reason"}
    changed = withdrawal_of(decision, by=by, reason=reason, **said)
    if not changed:
        return decision
    Decision.objects.filter(pk=decision.pk).exclude(status=Status.WITHDRAWN).update(**changed)
    if "status" not in changed:
        log(instance=decision, action="scoring.ask_withdrawal", user=by, data={"reason": reason})
        decision.refresh_from_db()
        return decision
    return _announced(decision, "scoring.withdraw_decision", by)


def _announced(decision, action, by):
    decision.refresh_from_db()
    log(instance=decision, action=action, user=by)
    if decision.tier:
        edition = decision.edition
        later = partial(recompute_later, edition.congress_id, edition.first_day)
        transaction.on_commit(later, robust=True)
    return decision
