"""Charts of one deputy's points: the months, the categories beside the cohort, the years."""

from datetime import date
from statistics import median

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.charts import bar_figure, line_figure, ring_figure

from .engine import points_text
from .fairness_figures import Chart
from .findings import is_withheld
from .models import EditionRow, PastResult, Standing
from .services.measures import scheme_of


def charts_of_card(card, why, today, *, with_cohort):
    """The charts of a live card; the cohort beside it only for those who may see ranks."""
    cohort = card.period.cards.filter(rank_group=card.rank_group) if with_cohort else None
    years = points_over_years(card.mandate, now=(str(card.period), card.total))
    return _present(month_ring(why, card.period, today), profile(why, cohort), years)


def charts_of_row(row, why, today, *, with_cohort):
    """The charts of a row of an edition."""
    cohort = row.edition.rows.filter(rank_group=row.rank_group) if with_cohort else None
    ring = month_ring(why, row.edition, today)
    return _present(ring, profile(why, cohort), points_over_years(row.mandate))


def _present(*charts):
    return [chart for chart in charts if chart is not None]


def month_ring(why, span, today):
    """Duties by month (月月有活动): a ring of the months of a period, no longer than a year."""
    months = _months(span.first_day, span.last_day)
    if not 2 <= len(months) <= 12:
        return None
    lines = [line for section in why.sections for line in section.lines]
    done = {(line.on, line.title) for line in (*lines, *why.others) if line.on}
    counts = [sum((on.year, on.month) == month for on, _title in done) for month in months]
    first = [date(*month, 1) for month in months]
    states = [
        "done" if n else "ahead" if day > today else "none"
        for n, day in zip(counts, first, strict=True)
    ]
    names = [date_format(day, "M") for day in first]
    return Chart(
        "months",
        _("Duties by month"),
        ring_figure(names, counts, states),
        (_("Month"), _("Duties")),
        tuple(zip(names, counts, strict=True)),
    )


def _months(first, last):
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        (first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1)
        for n in range(count)
    ]


def profile(why, cohort):
    """Points of each category beside the middle of everybody ranked in the same group."""
    if cohort is None:
        return None
    mine = [section for section in why.sections if section.code != "base"]
    parts = cohort.filter(standing=Standing.RANKED).values_list("parts", flat=True)
    sums = [{part["category"]: part["points"] for part in one} for one in parts]
    if not mine or len(sums) < 2:
        return None
    middle = [median(one.get(section.code, 0) for one in sums) / 1000 for section in mine]
    names = [section.name for section in mine]
    own = [section.points / 1000 for section in mine]
    return Chart(
        "profile",
        _("Categories beside the middle of the group"),
        bar_figure(
            names,
            {_("Own points"): own, _("Middle of the group"): middle},
            horizontal=True,
            unit=_("points"),
        ),
        (_("Category"), _("Own points"), _("Middle of the group")),
        tuple(
            (name, points_text(section.points), f"{half:g}")
            for name, section, half in zip(names, mine, middle, strict=True)
        ),
    )


def points_over_years(mandate, *, now=None):
    """Totals of the published editions and of earlier results taken over, then the live total."""
    found = {}
    past = PastResult.objects.filter(mandate=mandate, status="confirmed", total__isnull=False)
    for first, total in past.values_list("first_day", "total"):
        found[first] = (str(first.year), total)
    rows = EditionRow.objects.filter(
        mandate=mandate, edition__status="published", total__isnull=False
    )
    rows = rows.select_related("edition__period", "edition__scheme_version")
    rows = rows.order_by("-edition__cohort_key", "edition")  # that of everybody has the last word
    for row in rows.defer("lines", "subject", "parts"):
        if not is_withheld(scheme_of(row.edition.scheme_version), row.findings):
            found[row.edition.first_day] = (row.edition.period.name, row.total)
    points = [found[first] for first in sorted(found)]
    if now and now[1] is not None and now[0] not in [name for name, _total in points]:
        points.append((_("%(period)s, live") % {"period": now[0]}, now[1]))
    if len(points) < 2:
        return None
    names = [name for name, _total in points]
    return Chart(
        "years",
        _("Points over the years"),
        line_figure(names, {_("Points"): [total / 1000 for _name, total in points]},
                    unit=_("points")),
        (_("Period"), _("Points")),
        tuple((name, points_text(total)) for name, total in points),
    )  # fmt: skip
