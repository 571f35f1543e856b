"""Duty reports as a section of the volume."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .duty_report_reads import GIVEN
from .models import DutyReport
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
