"""The life of a duty report (述职): planned, written, notified, delivered. The ballot is beside."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..duty_report_moves import REPORT_MOVES, can_write_report
from ..models import DutyKind, DutyRecord, DutyReport, ReportMove, ReportText
from ..permissions import can_keep_records
from .attendance import write_records
from .records import check_inside_mandate, submit_record

Status = DutyReport.Status
# The kind a delivered report is recorded as: the first of these the congress's catalogue has.
RECORDED_AS = ("duty_report", "voter_contact", "group_activity")


class TextConflict(Exception):
    """Someone saved the text meanwhile; `theirs` is the version that stands now."""

    def __init__(self, theirs):
        super().__init__()
        self.theirs = theirs


@transaction.atomic
def plan_reports(congress, mandates, *, planned_on, by, **details):
    """Plan a report for each of these deputies (安排述职); those planned for that day stay.

    `details`: year, place, organiser, audience, spot_review. Refused for a day outside anyone's
    mandate; then nobody is planned. Returns the reports that are new.
    """
    if not can_keep_records(by, congress):
        raise PermissionDenied
    new = []
    for mandate in mandates:
        if mandate.congress_id != congress.pk:
            raise PermissionDenied
        check_inside_mandate(mandate, planned_on)
        known = DutyReport.objects.filter(mandate=mandate, planned_on=planned_on).exclude(
            status=Status.CANCELLED
        )
        if known.exists():
            continue
        report = DutyReport.objects.create(
            congress=congress, mandate=mandate, planned_on=planned_on, created_by=by, **details
        )
        ReportMove.objects.create(report=report, to=Status.PLANNED, by=by)
        log(instance=report, action="performance.report_plan", user=by)
        new.append(report)
    return new


@transaction.atomic
def save_text(report, *, text, version, by):
    """Save the text of a report (保存述职报告). `version` is the one it was written over.

    Raises TextConflict when someone saved meanwhile: nothing is written, both texts are there to be
    compared. The same text again changes nothing.
    """
    report = locked_report(report)
    if not can_write_report(by, report):
        raise PermissionDenied
    if report.status != Status.PLANNED:
        raise ValidationError(
            _("The report has been handed in. Ask the office to send it back before changing it.")
        )
    text = text.replace("\r\n", "\n").strip()
    if text == report.text:
        return report
    if version != report.text_version:
        raise TextConflict(report)
    report.text, report.text_version = text, report.text_version + 1
    report.save(update_fields=["text", "text_version"])
    ReportText.objects.create(report=report, version=report.text_version, text=text, by=by)
    return report


@transaction.atomic
def hand_in_report(report, *, by):
    """The text is finished and goes to the office (提交). Handing it in twice is harmless."""
    report = locked_report(report)
    if report.status == Status.DRAFTED and can_write_report(by, report):
        return report
    if not report.text:
        raise ValidationError(_("There is no text yet. Write the report first, or make a draft."))
    return move_report(report, Status.DRAFTED, by=by)


@transaction.atomic
def deliver_report(report, *, delivered_on, place, present, by, spot_note=""):
    """The report was given before voters (已述职). It becomes a duty record of the deputy.

    As its kind says, the record counts at once or waits for a second person. Recording it twice is
    harmless. Raises ValidationError for a day still to come or outside the mandate.
    """
    report = locked_report(report)
    if report.status == Status.DELIVERED and report.delivered_on == delivered_on:
        return report
    if delivered_on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    check_inside_mandate(report.mandate, delivered_on)
    report = move_report(
        report,
        Status.DELIVERED,
        by=by,
        delivered_on=delivered_on,
        place=place,
        present=present,
        spot_note=spot_note,
    )
    record_delivery(report, by=by)
    return report


def record_delivery(report, *, by):
    """Write the duty record of a delivered report; None where the catalogue has no fitting kind."""
    kind = kind_for_reports(report.congress)
    if kind is None:
        return None
    fact = {
        "on": report.delivered_on,
        "title": _title(report),
        "place": report.place,
        "occasion": "duty_report",
        "level": report.congress.level,
        "object_key": f"duty_report:{report.pk}",
    }
    if kind.attestation == DutyKind.Attestation.EVENT:
        record = DutyRecord(
            congress=report.congress,
            mandate=report.mandate,
            kind=kind,
            source=report.source,
            **fact,
        )
        return write_records(kind, [record], by=by)
    return submit_record(report.mandate, kind=kind, source=report.source, by=by, **fact)


def kind_for_reports(congress):
    """The kind of duty a delivered report is recorded as, or None."""
    found = {kind.code: kind for kind in DutyKind.objects.of(congress)}
    return next((found[code] for code in RECORDED_AS if code in found), None)


def _title(report):
    # A fact of the ledger is written in the language of the record, not of whoever presses.
    span = f"{report.year}年度" if report.year else "本届"
    return f"向选民述职（{span}履职情况）"


def move_report(report, to, *, by, note="", **values):
    """The one place a report's status changes; writes who, when and why beside it."""
    move = REPORT_MOVES[report.status].get(to)
    if move is None:
        raise ValidationError(
            _("This report is “%(status)s” by now; that step is not open. Reload the page."),
            params={"status": report.get_status_display()},
        )
    if not move.who(by, report):
        raise PermissionDenied
    was = report.status
    moved = DutyReport.objects.filter(pk=report.pk, status=was).update(status=to, **values)
    if moved != 1:
        raise ValidationError(_("Someone else has just dealt with this report."))
    ReportMove.objects.create(report=report, was=was, to=to, by=by, note=note)
    log(instance=report, action="performance.report_move", user=by, data={"to": str(to)})
    report.refresh_from_db()
    return report


@transaction.atomic
def step_report(report, to, *, by, note=""):
    """A plain step: give notice, send back, call off, archive. Taking it twice is harmless."""
    report = locked_report(report)
    if report.status == to:
        if not any(step[to].who(by, report) for step in REPORT_MOVES.values() if to in step):
            raise PermissionDenied
        return report
    if to in {Status.PLANNED, Status.CANCELLED} and not note.strip():
        raise ValidationError(_("Say why."))
    return move_report(report, to, by=by, note=note)


def locked_report(report):
    """The report as it stands now, held until the transaction ends."""
    return (
        DutyReport.objects.select_for_update(of=("self",))
        .select_related("congress", "mandate__deputy", "mandate__congress")
        .get(pk=report.pk)
    )
