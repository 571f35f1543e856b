"""The ballot on a duty report (民主测评): read from the tally by two people, then published."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..ballot import Tally, faults, verdict
from ..duty_report_moves import can_run_report
from ..models import BallotEntry, DutyReport, ReportBallot, ReportRule
from .duty_reports import locked_report, move_report

Status = DutyReport.Status


@dataclass(frozen=True)
class Entered:
    """What became of an entry: `waiting` for a second person, `counted`, or `differs` and where."""

    state: str
    differing: tuple = ()


def rule_of(congress):
    """The congress's rule for duty reports; the usual one where it has set none."""
    return ReportRule.objects.filter(congress=congress).first() or ReportRule(congress=congress)


@transaction.atomic
def enter_tally(report, tally, *, by, tellers=""):
    """Enter the tally as this person reads it (登记测评票).

    The first reading is kept unseen; a second person's equal reading counts the ballot. Where the
    two differ neither is kept. Raises ValidationError, with every sum that fails.
    """
    report = locked_report(report)
    if not can_run_report(by, report):
        raise PermissionDenied
    ballot = ReportBallot.objects.filter(report=report).first()
    if ballot is not None and not tally.differing(tally_of(ballot)):
        return Entered("counted")
    if report.status != Status.DELIVERED:
        raise ValidationError(
            _("This report is “%(status)s”; a tally is entered once it has been delivered."),
            params={"status": report.get_status_display()},
        )
    wrong = faults(tally, report.present)
    if wrong:
        errors = {}
        for name, sentence in wrong:
            errors.setdefault(name, []).append(sentence)
        raise ValidationError(errors)
    first = BallotEntry.objects.filter(report=report).first()
    if first is None or first.by_id == by.pk:
        BallotEntry.objects.update_or_create(
            report=report, defaults={"counts": asdict(tally), "tellers": tellers, "by": by}
        )
        return Entered("waiting")
    differing = tally.differing(Tally(**first.counts))
    first.delete()
    if differing:
        return Entered("differs", tuple(differing))
    write_ballot(report, tally, first_by=first.by, second_by=by, tellers=tellers or first.tellers)
    move_report(report, Status.REVIEWED, by=by)
    return Entered("counted")


def write_ballot(report, tally, *, first_by, second_by=None, tellers=""):
    """Keep the counted ballot with the rule it was read by."""
    rule = rule_of(report.congress)
    frozen = {
        "base": rule.base,
        "competent_from": rule.competent_from,
        "basically_from": rule.basically_from,
    }
    return ReportBallot.objects.create(
        report=report,
        present=report.present,
        **asdict(tally),
        **frozen,
        names=rule.names,
        verdict=verdict(tally, **frozen),
        tellers=tellers,
        first_by=first_by,
        second_by=second_by,
    )


def tally_of(ballot):
    """The figures of a counted ballot."""
    return Tally(**{name: getattr(ballot, name) for name in Tally.__dataclass_fields__})


@transaction.atomic
def publish_result(report, *, by):
    """Let the result out (公布结果): a second person's doing. Doing it twice is harmless."""
    report = locked_report(report)
    if report.status == Status.PUBLISHED and can_run_report(by, report):
        return report
    return move_report(report, Status.PUBLISHED, by=by)
