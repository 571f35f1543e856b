"""Duty reports, and money, as sections of the volume."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .duty_report_reads import GIVEN
from .models import AllowanceLine, DutyReport, Spending
from .permissions import can_keep_records
from .sections import Section


def duty_report_section(mandate, viewer, span):
    """Every report given, with its verdict once that is published (述职)."""
    reports = DutyReport.objects.visible_to(viewer).filter(mandate=mandate, status__in=GIVEN)
    reports = reports.select_related("ballot").order_by("-delivered_on")
    rows = tuple(
        (
            report.delivered_on,
            report.place,
            report.present if report.present is not None else "",
            *_result(report),
        )
        for report in reports
        if span.holds(report.delivered_on)
    )
    if not rows:
        return None
    own = mandate.deputy.user_id == viewer.pk
    return Section(
        code="duty_reports",
        title=_("Duty reports"),
        columns=(_("Day"), _("Place"), _("Number present"), _("Votes"), _("Verdict")),
        rows=rows,
        url=reverse("performance:my-duty-reports" if own else "performance:duty-reports"),
    )


def _result(report):
    ballot = getattr(report, "ballot", None)
    if ballot is None or report.status not in {"result_published", "archived"}:
        return "", ""
    votes = pgettext("between items", "; ").join(f"{name} {count}" for name, count in ballot.votes)
    return votes, ballot.verdict_name


def money_section(mandate, viewer, span):
    """Spendings and days of allowance; only for the deputy and the keepers of the record."""
    if viewer.pk != mandate.deputy.user_id and not can_keep_records(viewer, mandate.congress):
        return None
    spent = [
        (entry.on, _("Budget of activities"), entry.title, _yuan(entry.cents))
        for entry in Spending.objects.filter(mandate=mandate).standing()
        if span.holds(entry.on)
    ]
    lines = AllowanceLine.objects.filter(mandate=mandate, run__status="paid")
    paid = [
        (line.on, _("Allowance"), line.record.title, _yuan(line.cents))
        for line in lines.select_related("record")
        if span.holds(line.on)
    ]
    if not spent and not paid:
        return None
    return Section(
        code="money",
        title=_("Allowance and budget"),
        columns=(_("Day"), _("Kind"), _("What for"), _("Yuan")),
        rows=tuple(sorted(spent + paid, key=lambda row: row[0], reverse=True)),
        note=_("Shown only to the deputy and to those who keep the record."),
    )


def _yuan(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
