"""A measure as people read it: categories, items, what counts, how much, up to where."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from performance.models import Activity, Attendance, Level, Outcome, Sitting

from .engine import points_text
from .why import bounds_text

FIELDS = {
    "occasion": gettext_lazy("occasion"),
    "status": gettext_lazy("attendance"),
    "role": gettext_lazy("role in it"),
    "level": gettext_lazy("level"),
    "mode": gettext_lazy("manner"),
    "degree": gettext_lazy("how much of it"),
    "outcome": gettext_lazy("outcome"),
    "half_day": gettext_lazy("half-day"),
    "subject_role": gettext_lazy("office held"),
    "quantity": gettext_lazy("quantity"),
}
WORDS = {
    "occasion": dict(Activity.Occasion.choices),
    "status": dict(Attendance.Status.choices)
    | {
        "late_and_left_early": gettext_lazy("Late and left early"),
        "no_answer": gettext_lazy("No answer"),
    },
    "level": dict(Level.choices),
    "outcome": dict(Outcome.Kind.choices),
    "half_day": dict(Sitting.HalfDay.choices),
    "role": {"lead": gettext_lazy("lead"), "cosigner": gettext_lazy("co-signer")},
    "mode": {
        "visit": gettext_lazy("visit"),
        "reception": gettext_lazy("reception"),
        "phone": gettext_lazy("by phone"),
        "online": gettext_lazy("online"),
        "on_site": gettext_lazy("on site"),
    },
    "degree": {"whole": gettext_lazy("all of it"), "partial": gettext_lazy("part of it")},
}
UNITS = {
    "record": gettext_lazy("for each record"),
    "object": gettext_lazy("for each matter or event, once"),
    "half_day": gettext_lazy("for each half-day"),
    "day": gettext_lazy("for each day"),
    "week": gettext_lazy("for each week with a record"),
    "month": gettext_lazy("for each month with a record"),
    "quantity": gettext_lazy("for each unit of quantity"),
}
WINDOWS = {
    "period": gettext_lazy("in the period"),
    "half_year": gettext_lazy("in each half-year"),
    "quarter": gettext_lazy("in each quarter"),
    "month": gettext_lazy("in each month"),
}


@dataclass(frozen=True)
class Matrix:
    """A table of points by two words: column heads, and (row head, cells) for each row."""

    heads: tuple
    rows: tuple


@dataclass(frozen=True)
class RuleItem:
    """One item: what counts, what it is worth, and its own limit, in words."""

    code: str
    name: str
    clause: str
    counts: str
    worth: tuple
    limit: str
    matrix: Matrix | None = None


@dataclass(frozen=True)
class RuleBlock:
    """One category or pool with its items."""

    name: str
    clause: str
    bounds: str
    pool: bool
    items: tuple


def rule_blocks(scheme):
    """The rules of a Scheme in reading order."""
    return [
        RuleBlock(
            block.name,
            block.clause,
            bounds_text(block),
            block.pool,
            tuple(_item(scheme, item) for item in scheme.items if item.block == block.code),
        )
        for block in scheme.blocks
    ]


def base_text(scheme):
    """The base points in words, roles included."""
    if scheme.base is None:
        return ""
    texts = [points_text(scheme.base.points)]
    texts += [
        _("%(role)s: %(points)s")
        % {"role": scheme.roles.get(role, role), "points": points_text(points)}
        for role, points in scheme.base.by_role
    ]
    return pgettext("in a list", "; ").join(texts)


def tier_rows(scheme):
    """(name, bounds in words, clause) of every tier, from the highest down."""
    rows = []
    for tier in scheme.tiers:
        bounds = []
        if tier.low is not None:
            bounds.append(_("from %(points)s") % {"points": points_text(tier.low)})
        if tier.high is not None:
            bounds.append(_("below %(points)s") % {"points": points_text(tier.high)})
        rows.append((tier.name, pgettext("between two bounds", ", ").join(bounds), tier.clause))
    return rows


def _item(scheme, item):
    return RuleItem(
        item.code, item.name, item.clause, selector_text(scheme, item.when), _worth(scheme, item),
        limit_words(item.limit), _matrix(scheme, item.table),
    )  # fmt: skip


def _worth(scheme, item):
    unit = UNITS.get(item.unit.count, item.unit.count)
    texts = []
    if item.table:
        if len(item.table.by) == 1:
            for (word,), points in item.table.values.items():
                texts.append(f"{word_text(scheme, item.table.by[0], word)} {_signed(points)}")
        if item.table.otherwise is not None:
            texts.append(f"{_('otherwise')} {_signed(item.table.otherwise)}")
    elif item.points is not None:
        texts.append(_signed(item.points))
    award = item.award
    if award.kind == "once":
        texts.append(_("once, however many"))
    elif award.kind == "from_nth":
        texts.append(_("%(unit)s, from no. %(n)s on") % {"unit": unit, "n": award.n})
    elif award.kind == "target":
        texts.append(_("when %(n)s are reached") % {"n": award.n})
    else:
        texts.append(str(unit))
    for factor in item.factors:
        texts.append(
            _("× %(factor)s if %(when)s")
            % {
                "factor": points_text(factor.factor),
                "when": selector_text(scheme, factor.when),
            }
        )
    return tuple(texts)


def _matrix(scheme, table):
    """A table by two fields: the first goes down, the second across."""
    if table is None or len(table.by) != 2:
        return None
    down = list(dict.fromkeys(first for first, _second in table.values))
    across = list(dict.fromkeys(second for _first, second in table.values))
    return Matrix(
        tuple(word_text(scheme, table.by[1], word) for word in across),
        tuple(
            (
                word_text(scheme, table.by[0], first),
                tuple(
                    _signed(table.values[first, second]) if (first, second) in table.values else ""
                    for second in across
                ),
            )
            for first in down
        ),
    )


def _signed(points):
    return f"+{points_text(points)}" if points > 0 else points_text(points)


def limit_words(limit):
    """A limit on an item or a set in words; empty when there is none."""
    if limit is None:
        return ""
    bounds = []
    if limit.maximum is not None:
        bounds.append(_("at most %(points)s") % {"points": points_text(limit.maximum)})
    if limit.count is not None:
        bounds.append(_("at most %(count)s times") % {"count": limit.count})
    if limit.floor is not None:
        bounds.append(_("at least %(points)s") % {"points": points_text(limit.floor)})
    if not bounds:
        return ""
    return f"{pgettext('between two bounds', ', ').join(bounds)} {WINDOWS.get(limit.window, '')}"


def selector_text(scheme, selector):
    """What a rule speaks of, in words."""
    parts = []
    for ask in selector.asks:
        if ask.field == "outcome" and ask.op == "in" and ask.values == ("none",):
            continue  # the engine's own reading of a rule that does not speak of outcomes
        parts.append(_ask(scheme, ask))
    parts += [selector_text(scheme, part) for part in selector.every]
    if selector.some:
        options = [selector_text(scheme, part) for part in selector.some]
        parts.append(f"({pgettext('one or the other', ' or ').join(options)})")
    parts += [
        _("not (%(what)s)") % {"what": selector_text(scheme, part)} for part in selector.never
    ]
    return pgettext("in a list", "; ").join(part for part in parts if part)


def _ask(scheme, ask):
    if ask.op in ("at_least", "more_than", "at_most", "less_than"):
        signs = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}
        return f"{FIELDS[ask.field]} {signs[ask.op]} {points_text(ask.values[0])}"
    words = pgettext("one or the other", " or ").join(
        word_text(scheme, ask.field, value) for value in ask.values
    )
    if ask.field == "kind" and ask.op == "in":
        return words
    values = {"field": FIELDS.get(ask.field, ask.field), "words": words}
    if ask.op == "not_in":
        return _("%(field)s is not %(words)s") % values
    return _("%(field)s: %(words)s") % values


def word_text(scheme, field, word):
    """A word of the measure as people say it."""
    if word == "none":
        return _("not stated")
    if field == "kind":
        return scheme.kinds[word].name if word in scheme.kinds else word
    if field == "subject_role":
        return scheme.roles.get(word, word)
    return str(WORDS.get(field, {}).get(word, word))
