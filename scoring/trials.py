"""A what-if as its page shows it: the fields of the measure's numbers, and the effect in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.charts import bar_figure, slope_figure

from .engine import points_text
from .figures import Chart
from .rules import word_text
from .services.measures import scheme_of
from .services.whatif import people_of
from .whatif.numbers import numbers_of, written

WHAT = {
    "points": gettext_lazy("points"),
    "max": gettext_lazy("at most"),
    "floor": gettext_lazy("not below"),
    "count": gettext_lazy("so many count at most"),
    "n": gettext_lazy("so many are asked for"),
    "factor": gettext_lazy("factor"),
    "else": gettext_lazy("everything else"),
    "from": gettext_lazy("from"),
    "below": gettext_lazy("below"),
    "to": gettext_lazy("up to"),
}
GROUPS = {
    "tiers": gettext_lazy("Tiers"),
    "categories": gettext_lazy("Most and least of the parts"),
    "items": gettext_lazy("Points of each item"),
}
GROUP_OF = {"base": "categories", "pools": "categories", "limits": "categories",
            "total": "categories"}  # fmt: skip
IN_CHART = 12


@dataclass(frozen=True)
class Field:
    """One number as a field: its name in the form, its words, what it was and is."""

    name: str
    label: str
    was: str
    value: str
    changed: bool
    error: str


@dataclass(frozen=True)
class Owner:
    """An item, category or tier with its fields."""

    name: str
    clause: str
    fields: tuple


@dataclass(frozen=True)
class Group:
    """A fold of the form."""

    title: str
    owners: tuple
    open: bool


def groups_of(version, typed, errors):
    """The form: every number of the measure in its fold, with what was typed in its place."""
    scheme = scheme_of(version)
    owners = {name: {} for name in GROUPS}
    for number in numbers_of(version.text):
        group = GROUP_OF.get(number.part, number.part)
        name = number.owner or PART_NAMES.get(number.part, "")
        was = written(number.value)
        value = typed.get(number.key, was)
        field = Field(
            f"n:{number.key}",
            _label(scheme, number),
            was,
            value,
            value != was,
            errors.get(number.key, ""),
        )
        owners[group].setdefault((str(name), number.clause), []).append(field)
    return [
        Group(
            GROUPS[group],
            tuple(Owner(*owner, tuple(fields)) for owner, fields in found.items()),
            group == "tiers" or any(f.changed or f.error for one in found.values() for f in one),
        )
        for group, found in owners.items()
        if found
    ]


PART_NAMES = {"base": gettext_lazy("Base points"), "total": gettext_lazy("Total")}


def _label(scheme, number):
    words = [*number.what]
    if "by_role" in words:
        return str(scheme.roles.get(words[-1], words[-1]))
    if "values" in words:
        item = scheme.item(number.key.split(".")[1])
        by = item.table.by if item and item.table else ()
        cells = words[words.index("values") + 1 :]
        pairs = zip(by, cells, strict=False)
        return " · ".join(_("none") if w == "none" else word_text(scheme, f, w) for f, w in pairs)
    return str(WHAT.get(words[-1], words[-1])) if words else str(WHAT["points"])


@dataclass(frozen=True)
class Line:
    """One person of a table of the effect."""

    name: str
    label: str
    place_before: int | None
    place_after: int | None
    climb: int
    before: int | None
    after: int | None
    tier_before: str
    tier_after: str


@dataclass(frozen=True)
class Effect:
    """A comparison in words and rows."""

    numbers: object
    tiers: tuple
    sizes: tuple
    caps: tuple
    movers: tuple
    changers: tuple
    charts: tuple

    @property
    def alike(self):
        """The two rank correlations as text; a dash where nobody or nothing differs in rank."""
        pair = (self.numbers.spearman, self.numbers.kendall)
        return tuple("—" if one is None else f"{one:.3f}" for one in pair)


def effect_of(trial):
    """What a trial would do, ready to be shown; None when it was not scored."""
    found = trial.comparison
    if found is None:
        return None
    scheme, people = trial.scheme, people_of(found)
    tiers = {tier.code: tier.name for tier in scheme.tiers} | {"": _("no tier")}
    movers = tuple(_line(one, people, tiers) for one in found.movers)
    return Effect(
        numbers=found,
        tiers=tuple((tiers[was], tiers[now], n) for was, now, n in found.tiers),
        sizes=tuple((tiers[code], was, now) for code, was, now in found.tier_sizes),
        caps=tuple(_cap(scheme, cap, people) for cap in found.caps),
        movers=movers,
        changers=tuple(_line(one, people, tiers) for one in found.changers),
        charts=_charts(scheme, found, movers),
    )


def _line(one, people, tiers):
    name, label = people.get(one.subject, (one.subject, ""))
    return Line(
        name, label, one.place_before, one.place_after, one.climb, one.before, one.after,
        tiers[one.tier_before], tiers[one.tier_after],
    )  # fmt: skip


def _cap(scheme, cap, people):
    if cap.kind == "item":
        owner = scheme.item(cap.code)
    elif cap.kind == "block":
        owner = scheme.block(cap.code)
    else:
        owner = None
    name = owner.name if owner else _("Total")

    def names(subjects):
        return "、".join(people[subject][0] for subject in subjects if subject in people)

    return name, cap.kind, cap.before, cap.after, names(cap.newly), names(cap.no_longer)


def _charts(scheme, found, movers):
    was, now = _("As it stands"), _("Tried out")
    charts = []
    if movers:
        lines = movers[:IN_CHART]
        series = {f"{one.name} {one.label}": (one.place_before, one.place_after) for one in lines}
        charts.append(
            Chart(
                "slopes",
                _("Who moves furthest: place as it stands and place tried out"),
                slope_figure(was, now, series, unit=_("place")),
                (_("Deputy"), was, now, _("Points as it stands"), _("Points tried out")),
                tuple(
                    (f"{one.name} {one.label}", one.place_before, one.place_after,
                     points_text(one.before), points_text(one.after))
                    for one in lines
                ),
            )
        )  # fmt: skip
    names = {block.code: block.name for block in scheme.blocks} | {"base": _("Base points")}
    rows = [(names.get(code, code), one, two) for code, one, two in found.shares]
    charts.append(
        Chart(
            "shares",
            _("What part of all points each category gives"),
            bar_figure(
                [name for name, _one, _two in rows],
                {was: [one for _n, one, _t in rows], now: [two for _n, _o, two in rows]},
                unit="%",
            ),
            (_("Category"), was, now),
            tuple((name, f"{one} %", f"{two} %") for name, one, two in rows),
        )
    )
    return tuple(charts)


def changed_words(trial):
    """How many numbers are changed, in words."""
    n = len(trial.changes)
    return ngettext("%(n)s number changed", "%(n)s numbers changed", n) % {"n": n}
