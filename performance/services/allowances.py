"""Allowance runs (补助发放): drawn from confirmed duties, checked, approved by a second, paid."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..allowance import Duty, Rate, allowance_days
from ..models import AllowanceLine, AllowanceRule, AllowanceRun, DutyRecord, Mandate, Suspension
from ..permissions import can_keep_records

Status = AllowanceRun.Status
SETTLED = (Status.APPROVED, Status.PAID)


@transaction.atomic
def draw_run(congress, *, first, last, by):
    """Draw a run for those days (生成补助发放表), and for days of earlier runs confirmed since.

    Every day is claimed once per person: what this congress already claimed is refused by name,
    what another congress claimed is left out and noted. Records withdrawn since they were approved
    come as negative lines.
    """
    if not can_keep_records(by, congress):
        raise PermissionDenied
    if last > timezone.localdate():
        raise ValidationError(_("The last day is still to come; draw the run after it."))
    _refuse_overlap(congress, first, last)
    run = AllowanceRun(congress=congress, first=first, last=last, drawn_by=by)
    spans = [(first, last)]
    spans += AllowanceRun.objects.filter(congress=congress).values_list("first", "last")
    claims = [
        claim
        for claim in claims_of(congress, spans)
        if claim.congress == congress.pk and any(a <= claim.on <= b for a, b in spans)
    ]
    live, rounds = _claimed([claim.person for claim in claims])
    settled = _to_settle(congress)
    for line in settled:  # a day settled by this run may be claimed anew in it
        live.pop((line.deputy_id, line.slot), None)
    new = []
    for claim in claims:
        earlier = live.get((claim.person, claim.slot))
        if earlier is None:
            new.append(claim)
        elif earlier.run.congress_id != congress.pk:
            run.notes.append([earlier.deputy.name, claim.slot, str(earlier.run)])
    if not new and not settled:
        raise ValidationError(_("There is no day to pay in this time."))
    try:
        with transaction.atomic():
            run.save()
            AllowanceLine.objects.bulk_create(
                [_line(run, claim, rounds.get((claim.person, claim.slot), 0)) for claim in new]
                + [_negative(run, line) for line in settled]
            )
    except IntegrityError:
        raise ValidationError(_first_twice(new)) from None
    log(instance=run, action="performance.allowance_draw", user=by)
    return run


def _refuse_overlap(congress, first, last):
    earlier = AllowanceRun.objects.filter(congress=congress, first__lte=last, last__gte=first)
    run = earlier.order_by("first").first()
    if run is None:
        return
    day = max(first, run.first)
    raise ValidationError(
        _("%(day)s is already in the run of %(first)s to %(last)s. A day is claimed once."),
        params={"day": day, "first": run.first, "last": run.last},
    )


def _claimed(people):
    """Live claims by (person, slot) and how often each slot was settled before."""
    live, rounds = {}, {}
    lines = AllowanceLine.objects.filter(deputy__in=set(people), settles=None)
    for line in lines.select_related("run", "deputy", "settled_by"):
        key = line.deputy_id, line.slot
        rounds[key] = max(rounds.get(key, 0), line.round + 1)
        if getattr(line, "settled_by", None) is None:
            live[key] = line
    return live, rounds


def _first_twice(claims):
    live, _rounds = _claimed([claim.person for claim in claims])
    for claim in claims:
        line = live.get((claim.person, claim.slot))
        if line is not None:
            return _("%(name)s, %(day)s: already claimed in the run %(run)s.") % {
                "name": line.deputy.name,
                "day": line.slot,
                "run": line.run,
            }
    return _("Someone else has just drawn a run with the same days. Reload the page.")


def _line(run, claim, settled_before):
    return AllowanceLine(
        run=run,
        deputy_id=claim.person,
        mandate_id=claim.mandate,
        record_id=claim.record,
        on=claim.on,
        slot=claim.slot,
        round=settled_before,
        cents=claim.cents,
    )


def _negative(run, line):
    return AllowanceLine(
        run=run,
        deputy_id=line.deputy_id,
        mandate_id=line.mandate_id,
        record_id=line.record_id,
        on=line.on,
        slot=line.slot,
        round=line.round,
        cents=-line.cents,
        settles=line,
    )


def _to_settle(congress):
    """Approved or paid lines whose record was withdrawn since, not settled yet."""
    return list(
        AllowanceLine.objects.filter(
            run__congress=congress,
            run__status__in=SETTLED,
            settles=None,
            settled_by=None,
        ).exclude(record__status=DutyRecord.Status.CONFIRMED)
    )


def claims_of(congress, spans):
    """What everyone with a mandate here may claim in those spans, at any of their congresses."""
    people = Mandate.objects.filter(congress=congress, no_fixed_income=True).values("deputy")
    mandates = {
        mandate.pk: mandate
        for mandate in Mandate.objects.filter(deputy__in=people, no_fixed_income=True)
    }
    suspended = {}
    for row in Suspension.objects.filter(mandate__in=mandates):
        suspended.setdefault(row.mandate_id, []).append((row.starts_on, row.ends_on))
    days = Q(pk__in=[])
    for first, last in spans:
        # A month may be paid for a day before the span; the whole month is looked at.
        days |= Q(on__gte=first.replace(day=1), on__lte=last)
    records = DutyRecord.objects.filter(days, mandate__in=mandates).confirmed()
    duties = [
        Duty(
            record=pk,
            person=mandates[mandate].deputy_id,
            mandate=mandate,
            congress=mandates[mandate].congress_id,
            kind=kind,
            on=on,
            presence=presence,
            in_office=mandates[mandate].covers(on),
            suspended=any(a <= on and (b is None or on < b) for a, b in suspended.get(mandate, ())),
        )
        for pk, mandate, kind, on, presence in records.values_list(
            "pk", "mandate", "kind", "on", "presence"
        )
    ]
    return allowance_days(duties, _rates({duty.congress for duty in duties}))


def _rates(congresses):
    rules = AllowanceRule.objects.filter(congress__in=congresses).prefetch_related("kinds")
    return [
        Rate(
            congress=rule.congress_id,
            cents=rule.cents,
            kinds=frozenset(kind.pk for kind in rule.kinds.all()),
            starts_on=rule.starts_on,
            ends_on=rule.ends_on,
            unit=rule.unit,
        )
        for rule in rules
    ]


@transaction.atomic
def check_run(run, *, by):
    """The run was checked line by line (审核). Checking it twice is harmless."""
    run = _locked(run, by)
    if run.status == Status.CHECKED:
        return run
    _move(run, Status.DRAWN, Status.CHECKED, checked_by=by)
    log(instance=run, action="performance.allowance_check", user=by)
    return run


@transaction.atomic
def approve_run(run, *, by):
    """A second person approves (批准). Refused when a record was withdrawn since it was drawn."""
    run = _locked(run, by)
    if run.status == Status.APPROVED:
        return run
    if run.checked_by_id == by.pk:
        raise PermissionDenied
    gone = run.lines.filter(settles=None).exclude(record__status=DutyRecord.Status.CONFIRMED)
    line = gone.select_related("deputy").first()
    if line is not None:
        raise ValidationError(
            _("%(name)s, %(day)s: the duty was withdrawn meanwhile. Discard the run, draw anew."),
            params={"name": line.deputy.name, "day": line.on},
        )
    _move(run, Status.CHECKED, Status.APPROVED, approved_by=by)
    log(instance=run, action="performance.allowance_approve", user=by)
    return run


@transaction.atomic
def pay_run(run, *, on, by):
    """The money was paid out on that day (发放)."""
    run = _locked(run, by)
    if run.status == Status.PAID:
        return run
    if on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    _move(run, Status.APPROVED, Status.PAID, paid_on=on)
    log(instance=run, action="performance.allowance_pay", user=by)
    return run


@transaction.atomic
def discard_run(run, *, by):
    """Throw a run away before it is approved (作废); its days can be drawn again."""
    run = _locked(run, by)
    if run.status not in {Status.DRAWN, Status.CHECKED}:
        raise ValidationError(_("An approved run stays; what was wrong is settled in the next."))
    log(instance=run, action="performance.allowance_discard", user=by)
    run.delete()


def _locked(run, by):
    run = AllowanceRun.objects.select_for_update().get(pk=run.pk)
    if not can_handle_run(by, run):
        raise PermissionDenied
    return run


def can_handle_run(user, run):
    """Check, approve, pay, discard: a keeper of its congress with no line of their own in it."""
    return can_keep_records(user, run.congress) and not run.lines.filter(deputy__user=user).exists()


def _move(run, was, to, **values):
    moved = AllowanceRun.objects.filter(pk=run.pk, status=was).update(status=to, **values)
    if moved != 1:
        raise ValidationError(
            _("This run is “%(status)s” by now; that step is not open. Reload the page."),
            params={"status": run.get_status_display()},
        )
    run.refresh_from_db()
