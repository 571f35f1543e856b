"""Rankings as workbooks: numbers stay numbers, no cell is a formula."""

from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from foundation.sheets.writing import write_xlsx

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ranking_workbook(ranking, filename):
    """A response with one cohort of a ranking, the unranked after the ranked with their class."""
    names = [name or _("Base points") for _code, name in ranking.categories]
    headers = [
        _("Rank"), _("Name"), _("No."), _("Ranked among"), _("Total"), _("Tier"), *names,
        _("Percentile"), _("Band: best rank"), _("Band: worst rank"), _("Days in office"),
        _("Class"), _("Reason"),
    ]  # fmt: skip
    rows = [_row(row, ranking.group, _("Ranked")) for row in ranking.rows]
    for label, apart in ranking.apart:
        rows += [_row(row, ranking.group, str(label)) for row in apart]
    response = HttpResponse(write_xlsx(headers, rows), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _row(row, group, standing):
    return [
        row.rank, row.name, row.label, group, _points(row.total), row.tier,
        *(_points(part) for part in row.parts), *_place(row.place), row.days, standing, row.reason,
    ]  # fmt: skip


def _place(place):
    return (Decimal(place.percentile) / 10, place.low, place.high) if place else (None, None, None)


def _points(milli):
    return None if milli is None else Decimal(milli) / 1000
