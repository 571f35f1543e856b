"""What the compared groups are called, for pages and paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from performance.models import Constituency, Deputy, Mandate

from .fairness.percentile import tenths_text
from .fairness_figures import fairness_strips

DIMENSIONS = {
    "occupation": gettext_lazy("Occupation"),
    "sex": gettext_lazy("Sex"),
    "area": gettext_lazy("Urban or rural"),
    "first_term": gettext_lazy("First term or re-elected"),
}
GROUPS = {
    "occupation": dict(Mandate.Occupation.choices),
    "sex": dict(Deputy.Sex.choices),
    "area": dict(Constituency.Area.choices),
    "first_term": {
        "first": pgettext_lazy("term", "First term"),
        "again": pgettext_lazy("term", "Re-elected"),
    },
}


@dataclass(frozen=True)
class ComparedGroup:
    """One group in words; figures empty where it is too small to be compared."""

    name: str
    n: int
    median: str
    share: str
    compared: bool
    low: int
    middle: int
    high: int


@dataclass(frozen=True)
class Comparison:
    """One dimension in words: its groups, both ratios and what they mean."""

    code: str
    name: str
    groups: tuple
    median_ratio: str
    share_ratio: str
    is_unequal: bool
    uncertain: bool
    unknown: int
    said: str

    @property
    def chart(self):
        """How the percentiles of each group spread, drawn."""
        return fairness_strips(self)


def comparisons(fairness):
    """The compared groups of a Fairness as pages and paper show them."""
    return tuple(_comparison(dimension) for dimension in fairness.dimensions)


def ratio_text(thousandths):
    """800 → "0.80"; None → "—"."""
    if thousandths is None:
        return "—"
    return f"{thousandths // 1000}.{thousandths % 1000 // 10:02d}"


def _comparison(dimension):
    names = GROUPS[dimension.code]
    groups = tuple(
        ComparedGroup(
            name=str(names.get(group.code, group.code)),
            n=group.n,
            median=tenths_text(group.median) if group.compared else "",
            share=tenths_text(group.share) if group.compared else "",
            compared=group.compared,
            low=group.low,
            middle=group.median,
            high=group.high,
        )
        for group in dimension.groups
    )
    return Comparison(
        code=dimension.code,
        name=str(DIMENSIONS[dimension.code]),
        groups=groups,
        median_ratio=ratio_text(dimension.median_ratio),
        share_ratio=ratio_text(dimension.share_ratio),
        is_unequal=dimension.is_unequal,
        uncertain=dimension.uncertain,
        unknown=dimension.unknown,
        said=_said(dimension),
    )


def _said(dimension):
    if not dimension.ratios:
        return _("Not compared: fewer than two groups are large enough.")
    if dimension.is_unequal and dimension.uncertain:
        return _("Below 0.8, but few people: one person more or less could change it.")
    if dimension.is_unequal:
        return _("Below 0.8: the committee has to say what it makes of this.")
    if dimension.uncertain:
        return _("No ratio below 0.8, but few people: one person more or less could change it.")
    return _("No ratio below 0.8.")


# code → what the pattern is called, and what it says.
PATTERNS = {
    "last_month": (
        gettext_lazy("Entered in the last month"),
        gettext_lazy("More than 40% of what was written down came in the last month, or later."),
    ),
    "cheapest": (
        gettext_lazy("Points from the cheapest line"),
        gettext_lazy(
            "More than half of the points earned come from the line of the measure that gives"
            " least for one record."
        ),
    ),
    "alike": (
        gettext_lazy("Texts nearly the same"),
        gettext_lazy(
            "Seven tenths of all runs of three characters are shared (half in long texts). Records"
            " of one event and phrases that many deputies write are passed over."
        ),
    ),
    "split": (
        gettext_lazy("Split in time and place"),
        gettext_lazy("Several records of the same kind on one day at one place."),
    ),
    "each_other": (
        gettext_lazy("Confirm each other"),
        gettext_lazy("Two deputies have confirmed each other's records."),
    ),
}


def figure_text(look):
    """The figure of a pattern in words."""
    if look.code == "cheapest":
        return _("%(share)s%% of the points earned") % {"share": tenths_text(look.share)}
    return _("%(have)s of %(of)s records (%(share)s%%)") % {
        "have": look.have,
        "of": look.of,
        "share": tenths_text(look.share),
    }
