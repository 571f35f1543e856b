"""Something every month (月月有活动): the matrix at the desk, and as a workbook."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.private_files import TYPES
from foundation.sheets.writing import write_xlsx

from ..models import Mandate
from ..month_matrix import month_matrix
from ..querysets import congresses_read_by
from .access import mandates_with_names, readers_only


@readers_only
def months(request):
    """Every deputy by month; those with an empty month alone when asked."""
    rows, chosen, year = _rows(request)
    today = timezone.localdate()
    context = {
        "rows": rows,
        "year": year,
        "years": range(today.year, today.year - 5, -1),
        "chosen": chosen,
        "numbers": range(1, 13),
        "with_gaps": sum(bool(row.empty) for row in rows),
        "delegations": Mandate.objects.filter(congress__in=congresses_read_by(request.user))
        .exclude(delegation=None)
        .values_list("delegation", "delegation__name")
        .distinct()
        .order_by("delegation__name"),
    }
    return render(request, "performance/months.html", context)


@readers_only
def months_xlsx(request):
    """The same matrix; counts stay numbers, months outside the mandate stay blank."""
    rows, _chosen, year = _rows(request)
    headers = [
        _("Name"),
        _("Certificate no."),
        _("Delegation"),
        *(_("month %(number)s") % {"number": number} for number in range(1, 13)),
        _("Duties done"),
        _("Receptions"),
        pgettext("months", "Empty"),
    ]
    lines = [
        [
            row.mandate.deputy.name,
            row.mandate.certificate_no,
            str(row.mandate.delegation or ""),
            *(month.count if month.state in {"done", "empty"} else "" for month in row.months),
            row.count,
            row.receptions,
            "、".join(str(month.month) for month in row.empty),
        ]
        for row in rows
    ]
    body = write_xlsx(headers, lines, title=_("Something every month"))
    response = HttpResponse(body, content_type=TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="months-{year}.xlsx"'
    return response


def _rows(request):
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 1900 < int(asked) < 2200 else today.year
    chosen = {name: request.GET.get(name, "").strip() for name in ("delegation", "gaps")}
    mandates = mandates_with_names().filter(congress__in=congresses_read_by(request.user))
    mandates = mandates.overlapping(date(year, 1, 1), date(year, 12, 31))
    if chosen["delegation"].isdigit():
        mandates = mandates.filter(delegation=chosen["delegation"])
    ordered = mandates.order_by("congress", "delegation__name", "certificate_no")
    rows = month_matrix(ordered, year, today)
    if chosen["gaps"]:
        rows = [row for row in rows if row.empty]
    return rows, chosen, year
