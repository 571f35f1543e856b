"""Objections: filed by the deputy within the window, decided by someone who did not confirm."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundation.working_days import add_working_days, stored_calendar
from performance.models import DutyRecord, Outcome
from performance.private_words import refuse_private_numbers
from performance.services.records import check_inside_mandate, submit_record, withdraw_record

from ..models import Appeal, AppealEvent, EditionRow
from ..objections import rule_of, window_of
from ..permissions import can_decide_appeal
from .appeal_chain import append_step

Status, Result, Verb = Appeal.Status, Appeal.Outcome, AppealEvent.Verb
BY_SHEET = "performance.attendance:"
SOURCE = "scoring.appeal:"


@transaction.atomic
def file_appeal(mandate, period, *, by, statement, key, fact="", about="", on=None):
    """Object to a line of one's points, or to something missing (提出异议).

    `fact` names the line; without one `about` and `on` say what is missing. The same form sent
    twice is one objection, and a line has one open objection at a time. Raises PermissionDenied
    for anybody but the deputy; ValidationError after the window.
    """
    if by.pk != mandate.deputy.user_id:
        raise PermissionDenied
    again = Appeal.objects.filter(mandate=mandate, key=key).first()
    if again:
        return again
    now = timezone.now()
    today = timezone.localdate(now)
    last = window_of(mandate, period)
    if last is not None and today > last:
        raise ValidationError(
            _("Objections to this ranking were taken until %(day)s."), params={"day": last}
        )
    for words in (statement, about):
        refuse_private_numbers(words)
    record = _record_of(mandate, fact) if fact else None
    if record is None:
        check_inside_mandate(mandate, on)
    rule = rule_of(mandate.congress_id)
    rows = EditionRow.objects.filter(
        mandate=mandate, edition__period=period, edition__status="published"
    )
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                congress_id=mandate.congress_id,
                mandate=mandate,
                period=period,
                row=rows.first(),
                record=record,
                fact=fact,
                about=record.title if record else about.strip(),
                on=record.on if record else on,
                statement=statement.strip(),
                key=key,
                filed_by=by,
                filed_at=now,
                decide_by=add_working_days(stored_calendar(), today, rule.decision_days),
            )
    except IntegrityError:
        raise ValidationError(_("You have objected to this line already; it is open.")) from None
    append_step(appeal, Verb.FILED, by=by, at=now)
    return appeal


def _record_of(mandate, fact):
    """The record a line rests on: `record:17`, or an outcome of one, `outcome:5`."""
    what, _colon, number = fact.partition(":")
    found = None
    if number.isdecimal():
        records = DutyRecord.objects.filter(mandate=mandate)
        if what == "outcome":
            record = Outcome.objects.filter(pk=number).values("record")
            found = records.filter(pk__in=record).first()
        elif what == "record":
            found = records.filter(pk=number).first()
    if found is None:
        raise ValidationError(_("There is no such line among your points."))
    return found


@transaction.atomic
def take_back_appeal(appeal, *, by):
    """Take one's own objection back (撤回异议) while it is open; twice is once."""
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if by.pk != appeal.mandate.deputy.user_id:
        raise PermissionDenied
    if appeal.status == Status.WITHDRAWN:
        return appeal
    _move(appeal, Status.WITHDRAWN)
    append_step(appeal, Verb.WITHDRAWN, by=by, at=timezone.now())
    return appeal


@transaction.atomic
def decide_appeal(appeal, *, by, outcome, answer, new=None):
    """Decide an objection (处理异议): withdraw the record, enter a new one, both, or neither.

    `new` (kind, on, title and what else the record says) is submitted and waits for another person
    to confirm it. Deciding the same twice changes nothing. Raises PermissionDenied for the deputy
    and for whoever confirmed the record; ValidationError when an answer is missing, or the record
    comes from an attendance sheet that still says so.
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if not can_decide_appeal(by, appeal):
        raise PermissionDenied
    if appeal.outcome == outcome and appeal.decided_by_id == by.pk:
        return appeal
    if not appeal.is_open:
        raise ValidationError(_("This objection is no longer open. Load the page again."))
    if not answer.strip():
        raise ValidationError({"answer": _("Say why; the deputy reads it.")})
    if outcome in (Result.WITHDRAWAL, Result.REPLACED):
        _withdraw(appeal, by, answer)
    record = None
    if outcome in (Result.NEW_RECORD, Result.REPLACED):
        if not new:
            raise ValidationError(_("Say which record is entered."))
        record = submit_record(appeal.mandate, source=f"{SOURCE}{appeal.pk}", by=by, **new)
    now = timezone.now()
    _move(
        appeal,
        Status.DISMISSED if outcome == Result.DISMISSED else Status.UPHELD,
        outcome=outcome,
        answer=answer.strip(),
        decided_by=by,
        decided_at=now,
        new_record=record,
    )
    append_step(appeal, Verb.DECIDED, by=by, at=now)
    log(instance=appeal, action="scoring.decide_appeal", user=by, data={"outcome": str(outcome)})
    return appeal


def _withdraw(appeal, by, answer):
    record = appeal.record
    if record is None:
        raise ValidationError(_("There is no record to withdraw; the objection is about one "
                                "missing."))  # fmt: skip
    if record.status == DutyRecord.Status.WITHDRAWN:  # corrected at its source already
        return
    if record.source.startswith(BY_SHEET):
        raise ValidationError(
            _("This record comes from an attendance sheet. Correct the line of the sheet first; "
              "then decide.")
        )  # fmt: skip
    withdraw_record(record, by=by, reason=_("Objection upheld: %(why)s") % {"why": answer[:200]})


def _move(appeal, to, **values):
    """The one place an objection's status changes; refuses when someone was faster."""
    moved = Appeal.objects.filter(pk=appeal.pk, status=Status.OPEN).update(status=to, **values)
    if moved != 1:
        raise ValidationError(_("This objection is no longer open. Load the page again."))
    appeal.refresh_from_db()
