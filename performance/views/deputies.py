"""The deputies of a congress at the desk, each with what they were called to and came to."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.sheets.writing import write_xlsx

from ..deputy_list import deputies_asked_for, filter_choices, names_of_unknown_strokes
from ..models import DutyRecord
from ..permissions import keeps_records
from ..rates import CAME, LEAVE, Tally
from .access import kept_congresses, mandates_with_names, readers_only

PER_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@readers_only
def deputy_list(request):
    """All mandates of the congresses the person reads, with their rate this year (代表名册)."""
    mandates, chosen = deputies_asked_for(mandates_with_names(), request)
    page = Paginator(mandates, PER_PAGE).get_page(request.GET.get("page"))
    year = timezone.localdate().year
    rows = rows_with_rates(page.object_list, year)
    context = {
        "page_obj": page,
        "rows": rows,
        "year": year,
        "chosen": chosen,
        "keeps": keeps_records(request.user),
        "unknown": names_of_unknown_strokes(kept_congresses(request.user)),
        "set": sum(bool(v) for name, v in chosen.items() if name not in ("q", "order")),
        "filtered": any(value for name, value in chosen.items() if name != "order"),
        "selects": filter_choices(request, chosen),
    }
    return render(request, "performance/deputy_list.html", context)


@readers_only
def deputies_xlsx(request):
    """The same list, all its pages, as a workbook; numbers stay numbers."""
    mandates, _chosen = deputies_asked_for(mandates_with_names(), request)
    mandates = mandates.prefetch_related("specialities")
    year = timezone.localdate().year
    headers = [
        _("Name"),
        _("Certificate no."),
        _("Delegation"),
        _("Constituency"),
        _("Obliged"),
        _("Attended"),
        _("Leave"),
        _("Absent"),
        _("Rate %(year)s") % {"year": year},
        _("Duties done"),
        _("Specialities"),
    ]
    rows = [
        [
            mandate.deputy.name,
            mandate.certificate_no,
            mandate.delegation.name if mandate.delegation else "",
            mandate.constituency.name if mandate.constituency else "",
            tally.obliged,
            tally.fulfilled,
            tally.leave,
            tally.absent,
            tally.percent or "",
            done,
            "；".join(speciality.name for speciality in mandate.specialities.all()),
        ]
        for mandate, tally, done in rows_with_rates(mandates, year)
    ]
    body = write_xlsx(headers, rows, title=_("Deputies"))
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="deputies-{year}.xlsx"'
    return response


def rows_with_rates(mandates, year=None):
    """[(mandate, Tally, duties done)] of these mandates, one query for all of them."""
    mandates = list(mandates)
    records = DutyRecord.objects.filter(mandate__in=[m.pk for m in mandates]).in_volume()
    if year:
        records = records.filter(on__year=year)
    called = Q(obliged="yes")
    totals = {
        row["mandate"]: row
        for row in records.values("mandate").annotate(
            obliged_count=Count("pk", filter=called),
            fulfilled=Count("pk", filter=called & Q(presence__in=CAME)),
            leave=Count("pk", filter=called & Q(presence__in=LEAVE)),
            done=Count("pk", filter=Q(presence="") | Q(presence__in=CAME)),
        )
    }
    rows = []
    for mandate in mandates:
        row = totals.get(mandate.pk)
        if row is None:
            rows.append((mandate, Tally(), 0))
            continue
        absent = row["obliged_count"] - row["fulfilled"] - row["leave"]
        rows.append((mandate, Tally(row["fulfilled"], row["leave"], absent), row["done"]))
    return rows
