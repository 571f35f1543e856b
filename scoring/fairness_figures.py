"""Charts of how firm ranks are and how groups compare, each with the rows of its table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.charts import range_figure

from .fairness.percentile import tenths_text

DRAWN = 30  # deputies in one chart of bands; the table has as many


@dataclass(frozen=True)
class Chart:
    """What `components/chart.html` takes."""

    id: str
    title: str
    figure: str
    headers: tuple
    rows: tuple


def rank_bands(ranking):
    """Where each rank may fall: the first of the cohort, from the best down."""
    rows = [row for row in ranking.rows if row.place][:DRAWN]
    names = [f"{row.rank} {row.name}" for row in rows]
    names = [name if names.count(name) == 1 else f"{name} {row.label}"
             for name, row in zip(names, rows, strict=True)]  # fmt: skip
    return Chart(
        "bands",
        _("Ranks and their bands with weights up to 25% off"),
        range_figure(
            names,
            [row.place.low for row in rows],
            [row.place.high for row in rows],
            [row.rank for row in rows],
            names=(_("Band"), _("Rank")),
        ),
        (_("Deputy"), _("Rank"), _("Band: best rank"), _("Band: worst rank"), _("Percentile")),
        tuple(
            (row.name, row.rank, row.place.low, row.place.high, row.place.percentile_text)
            for row in rows
        ),
    )


def fairness_strips(comparison):
    """How the percentiles of each group spread: the middle half and the middle; None where no
    group is large enough."""
    groups = [group for group in comparison.groups if group.compared]
    if not groups:
        return None
    return Chart(
        f"strips-{comparison.code}",
        _("Percentiles of each group: the middle half, and the middle"),
        range_figure(
            [f"{group.name} ({group.n})" for group in groups],
            [group.low / 10 for group in groups],
            [group.high / 10 for group in groups],
            [group.middle / 10 for group in groups],
            names=(_("Middle half"), _("Middle percentile")),
        ),
        (pgettext("compared", "Group"), _("Ranked"), _("A quarter is below"),
         _("Middle percentile"), _("A quarter is above")),
        tuple(
            (group.name, group.n, tenths_text(group.low), group.median, tenths_text(group.high))
            for group in groups
        ),
    )  # fmt: skip
