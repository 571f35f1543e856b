"""The two charts of a ranking, each with the rows of its table."""

from django.utils.translation import gettext as _

from foundation.charts import bar_figure

from .engine import points_text
from .fairness_figures import Chart, rank_bands

BINS = 12
NICE = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000]


def charts_of(ranking):
    """The charts worth drawing for this cohort: none when nobody is ranked."""
    if not ranking.rows:
        return []
    bands = [rank_bands(ranking)] if ranking.fairness else []
    return [*bands, _distribution(ranking), _composition(ranking)]


def _distribution(ranking):
    """How many deputies have how many points, coloured by tier."""
    totals = [row.total for row in ranking.rows]
    step = _step(min(totals), max(totals))
    first = min(totals) // step * step
    bins = list(range(first, max(totals) + 1, step))
    labels = [
        _("%(low)s to under %(high)s") % {"low": points_text(low), "high": points_text(low + step)}
        for low in bins
    ]
    tiers = [(tier.code, tier.name) for tier in ranking.scheme.tiers] or [("", _("Deputies"))]
    series = {name: [0] * len(bins) for _code, name in tiers}
    names = dict(tiers)
    for row in ranking.rows:
        name = names.get(row.tier_code)
        if name is not None:
            series[name][(row.total - first) // step] += 1
    short = [points_text(low) for low in bins]
    return Chart(
        "distribution",
        _("How the totals are spread"),
        bar_figure(short, series, stacked=True, unit=_("deputies")),
        (_("Points"), *series),
        tuple(zip(labels, *series.values(), strict=True)),
    )


def _step(low, high):
    for nice in NICE:
        if (high - low) / (nice * 1000) <= BINS:
            return nice * 1000
    return NICE[-1] * 1000


def _composition(ranking):
    """What an average deputy of each tier earned in each category."""
    tiers = [(tier.name, tier.code) for tier, n in ranking.tiers if n]
    tiers = tiers or [(_("Deputies"), "")]
    categories = [
        (name or _("Base points"), place)
        for place, (code, name) in enumerate(ranking.categories)
        if code != "base"
    ]
    series = {}
    for name, place in categories:
        series[name] = [
            _mean([row.parts[place] or 0 for row in ranking.rows if row.tier_code == code])
            for _tier, code in tiers
        ]
    names = [name for name, _code in tiers]
    return Chart(
        "composition",
        _("What the points are made of: average of each tier, base points left out"),
        bar_figure(names, series, stacked=True, unit=_("points")),
        (_("Tier"), *series),
        tuple(
            (name, *values) for (name, _code), *values in zip(tiers, *series.values(), strict=True)
        ),
    )


def _mean(values):
    return round(sum(values) / len(values) / 1000, 1) if values else 0
