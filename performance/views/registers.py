"""The registers (六本台账) at the desk: on a page, on paper, as a workbook, of any span of days."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from foundation.paper import PaperUnavailable, pdf_of
from foundation.private_files import TYPES, hand_out
from foundation.sheets.writing import write_xlsx

from ..registers import book_of, books
from ..sections import Span
from .access import congresses_read, readers_only


@readers_only
def registers(request):
    """Which books there are, for which congress and which days."""
    context = _asked(request) | {"books": books(), "congresses": congresses_read(request.user)}
    return render(request, "performance/registers.html", context)


@readers_only
def register_page(request, code):
    return render(request, "performance/register.html", _book(request, code))


@readers_only
def register_pdf(request, code):
    context = _book(request, code) | {"printed_at": timezone.localtime()}
    try:
        content = pdf_of("performance/register_pdf.html", context, request)
    except PaperUnavailable as error:
        context["error"] = error
        return render(request, "performance/register.html", context, status=503)
    return hand_out(content, f"{context['section'].title}-{context['span'].first.year}.pdf")


@readers_only
def register_xlsx(request, code):
    context = _book(request, code)
    section = context["section"]
    body = write_xlsx(section.columns, section.rows, title=section.title)
    response = HttpResponse(body, content_type=TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{code}.xlsx"'
    return response


def _asked(request):
    """The congress and the days asked for; this year of the first congress unless told."""
    congresses = congresses_read(request.user)
    pk = request.GET.get("congress", "")
    congress = get_object_or_404(congresses, pk=pk) if pk.isdigit() else congresses.first()
    today = timezone.localdate()
    first = _day(request, "first") or date(today.year, 1, 1)
    last = _day(request, "last") or date(first.year, 12, 31)
    if last < first:
        first, last = last, first
    return {"congress": congress, "span": Span(first, last)}


def _day(request, name):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:  # 2026-02-30
        return None


def _book(request, code):
    book = book_of(code)
    if book is None:
        raise Http404
    asked = _asked(request)
    section = book.build(asked["congress"], request.user, asked["span"])
    return asked | {"book": book, "section": section}
