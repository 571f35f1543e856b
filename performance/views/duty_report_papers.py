"""Duty reports on paper and in workbooks: the notice, the result, the lists."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.paper import PaperUnavailable, pdf_of
from foundation.sheets.writing import write_xlsx

from ..models import DutyReport
from .access import readers_only
from .deputies import XLSX
from .duty_reports import congress_of, missing_of, report_read_by

PAPERS = {"notice": ("notified",), "result": ("reviewed", "result_published", "archived")}
AFTER_NOTICE = ("notified", "delivered", "reviewed", "result_published", "archived")


def _paper(request, pk, which):
    report = report_read_by(request, pk)
    ballot = getattr(report, "ballot", None)
    if which == "notice" and report.status not in AFTER_NOTICE:
        raise Http404
    if which == "result" and ballot is None:
        raise Http404
    return {
        "report": report,
        "mandate": report.mandate,
        "ballot": ballot,
        "which": which,
        "back": reverse("performance:duty-report", args=[report.pk]),
        "pdf": reverse(f"performance:duty-report-{which}-pdf", args=[report.pk]),
        "today": timezone.localdate(),
    }


def _print(request, pk, which):
    return render(request, "performance/duty_report_print.html", _paper(request, pk, which))


def _pdf(request, pk, which):
    context = _paper(request, pk, which)
    try:
        body = pdf_of("performance/duty_report_pdf.html", context, request)
    except PaperUnavailable as error:
        context = {
            "error": error,
            "urls": {"dossier": context["back"], "print": context["pdf"][:-4] + "/"},
            "frame_template": "frames/desk.html",
        }
        return render(request, "performance/no_pdf.html", context, status=503)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="duty-report-{which}-{pk}.pdf"'
    return response


notice_print = readers_only(lambda request, pk: _print(request, pk, "notice"))
notice_pdf = readers_only(lambda request, pk: _pdf(request, pk, "notice"))
result_print = readers_only(lambda request, pk: _print(request, pk, "result"))
result_pdf = readers_only(lambda request, pk: _pdf(request, pk, "result"))


@readers_only
def reports_xlsx(request):
    """The list on the page as a workbook: the reports, or those who have not reported."""
    congress, today = congress_of(request), timezone.localdate()
    if request.GET.get("list") == "none":
        missing, _in_office, _rule = missing_of(congress, today)
        missing = missing.select_related("deputy", "delegation", "constituency")
        title = _("Not reported yet")
        headers = [_("Name"), _("Certificate no."), _("Delegation"), _("Constituency")]
        rows = [
            [
                mandate.deputy.name,
                mandate.certificate_no,
                mandate.delegation.name if mandate.delegation else "",
                mandate.constituency.name if mandate.constituency else "",
            ]
            for mandate in missing.order_by("delegation__name", "deputy__stroke_key", "pk")
        ]
    else:
        title = _("Duty reports")
        headers = [_("Name"), _("Certificate no."), _("Day"), _("Place"), _("Status")]
        headers += [_("Number present"), _("Verdict")]
        reports = DutyReport.objects.visible_to(request.user).filter(congress=congress)
        rows = [
            [
                report.mandate.deputy.name,
                report.mandate.certificate_no,
                report.day,
                report.place,
                report.get_status_display(),
                report.present,
                report.ballot.verdict_name if hasattr(report, "ballot") else "",
            ]
            for report in reports.select_related("mandate__deputy", "ballot")
        ]
    response = HttpResponse(write_xlsx(headers, rows, title=title), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="duty-reports-{today}.xlsx"'
    return response
