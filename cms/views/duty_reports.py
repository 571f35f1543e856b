"""Duty reports the public may read (代表述职公开): only those whose result two people let out."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from performance.models import DutyReport

A_PAGE = 20


def published():
    """The published reports with what their headings need, newest first."""
    reports = DutyReport.objects.published().filter(ballot__isnull=False)
    return reports.select_related(
        "ballot", "congress", "mandate__deputy", "mandate__constituency"
    ).order_by("-delivered_on", "-pk")


@require_safe
def report_list(request):
    """Every published report."""
    page = Paginator(published(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cms/duty_report_list.html", {"page_obj": page})


@require_safe
def report_page(request, pk):
    """One report: what the deputy told their voters, and how they judged it."""
    report = get_object_or_404(published(), pk=pk)
    return render(request, "cms/duty_report.html", {"report": report, "ballot": report.ballot})
