"""Why this many points (积分说明): every line in words, by category, for a card or a frozen row.

One frozen dataclass serves the deputy's phone, the desk and the printed page.
"""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from performance.models import Attendance, Outcome
from performance.proofs import proof_words

from .cohort import load_cohort
from .engine import points_text, score
from .engine.results.vetoes import ZEROED
from .engine.sentences import MARKS, params_of, reason_text
from .engine.totals import ADJUSTED
from .facts import load_facts
from .findings import findings_in_words, is_withheld, without_places
from .models import Appeal, Standing
from .nearest import nearest
from .past import load_past
from .reach import compares_people
from .scheme.text import say
from .services.edition_rows import row_contents
from .services.live_fairness import live_fairness
from .services.measures import engine_period, scheme_of

OUTCOMES = dict(Outcome.Kind.choices)
PRESENCES = dict(Attendance.Status.choices)
# How an attendance was recorded stands as the proof of its record, in one word.
PROOFS = {
    "sheet": gettext_lazy("attendance sheet"),
    "import": gettext_lazy("imported register"),
    "correction": gettext_lazy("corrected attendance sheet"),
}
QUIET = {"base", "start", "from_zero", "same_count"}


@dataclass(frozen=True)
class WhyLine:
    """One credit, deduction or fact that earned nothing. Points are thousandths."""

    title: str
    detail: str
    on: date | None
    item: str
    clause: str
    before: int
    points: int
    said: str
    proof: str
    confirmer: str
    mark: str
    fact: str = ""
    objection: object = None

    @property
    def is_record(self):
        """Whether a deputy can object to it: it rests on a record of the volume."""
        return self.fact.startswith(("record:", "outcome:"))

    @property
    def is_cut(self):
        return self.before != self.points

    @property
    def is_nothing(self):
        return self.points == 0 and self.mark not in QUIET


@dataclass(frozen=True)
class WhySection:
    """One category or pool with its bounds and lines; a subtotal is the sum of its lines."""

    code: str
    name: str
    clause: str
    bounds: str
    before: int
    points: int
    maximum: int | None
    lines: tuple

    @property
    def has_gauge(self):
        """A bar makes sense: a highest number of points is known, and none are below zero."""
        return self.maximum is not None and self.points >= 0

    @property
    def silent(self):
        """How many lines earned nothing."""
        return sum(1 for line in self.lines if line.is_nothing)


@dataclass(frozen=True)
class Why:
    """A whole explanation. `total` is the sum of all lines of all sections."""

    name: str
    label: str
    group: str
    standing: str
    standing_label: str
    reason: str
    tier: str
    tier_code: str
    rank: int | None
    total: int | None
    days: int
    obliged: int
    records: int
    sections: tuple
    others: tuple
    actions: tuple
    findings: tuple
    withheld: bool
    nearest: tuple
    scheme: object
    place: object = None  # a fairness.Place: percentile and band beside the rank

    @property
    def adds_up(self):
        lines = [line for section in self.sections for line in section.lines]
        return (self.total or 0) == sum(line.points for line in (*lines, *self.others))


def why_of_card(card, *, with_rank=False):
    """The explanation of a live card, computed from the facts of this moment; with the rank of
    this moment for those who see live rankings."""
    period = card.period
    scheme, span = scheme_of(period.scheme_version), engine_period(period)
    everybody = scheme.aggregates.needs_everybody()
    only = None if everybody else [card.mandate_id]
    cohort = load_cohort(period.congress_id, span, mandate_ids=only)
    facts = load_facts(period.congress_id, scheme, span, mandate_ids=only, words=True)
    facts = facts.filter(pl.col("subject").is_in(cohort.subjects["subject"].implode()))
    past = load_past(period, scheme, mandate_ids=only)
    contents = row_contents(score(scheme, facts, cohort, span, past=past), facts, cohort, past)
    content = next(one for one in contents if one["mandate_id"] == card.mandate_id)
    if compares_people(scheme):  # what hangs on everybody stands on the card
        kept = ("tier", "findings", "actions")
        content |= {name: getattr(card, name) for name in kept}
    if content["reason"] == "group_too_small":  # one person alone; the group is not known here
        content |= {"standing": Standing.RANKED, "reason": ""}
    objections = objections_to(card.mandate_id, card.period_id)
    live = live_fairness(period) if with_rank else None
    standing = live.places.get(card.mandate_id) if live else None
    content |= {"rank": standing.rank if standing else None}
    if not with_rank:
        content["findings"] = without_places(content["findings"])
    today = timezone.localdate()
    alone = not everybody  # copies of one deputy would change what everybody is compared with
    near = nearest(scheme, facts, cohort, span, past, content, today) if alone else ()
    return _why(scheme, content, objections, standing, near)


def why_of_row(row, *, with_objections=True, with_rank=True):
    """The explanation of a row of an edition, as it was frozen; without rank, percentile and band
    for somebody who may not see them."""
    names = [
        "name", "label", "rank_group", "rank", "standing", "reason", "tier", "total", "days",
        "obliged", "records", "parts", "lines", "actions", "findings",
    ]  # fmt: skip
    scheme = scheme_of(row.edition.scheme_version)
    content = {name: getattr(row, name) for name in names}
    known = objections_to(row.mandate_id, row.edition.period_id) if with_objections else {}
    if not with_rank:
        content |= {"rank": None, "findings": without_places(content["findings"])}
        return _why(scheme, content, known)
    sheet = getattr(row.edition, "fairness_sheet", None)
    standing = sheet.fairness.places.get(row.mandate_id) if sheet else None
    return _why(scheme, content, known, standing)


def objections_to(mandate_id, period_id):
    """{fact: the newest objection to its line}."""
    appeals = Appeal.objects.filter(mandate=mandate_id, period=period_id).exclude(fact="")
    return {appeal.fact: appeal for appeal in appeals.order_by("pk")}


def _why(scheme, content, objections, standing=None, near=()):
    lines = {}
    for line in content["lines"]:
        place = line.get("category") if line["mark"] != "no_item" else None
        lines.setdefault(place, []).append(line_in_words(scheme, line, objections))
    sums = {part["category"]: part for part in content["parts"]}
    sections = [
        _section(scheme, code, sums.get(code), lines.get(code, ()))
        for code in ["base", *(block.code for block in scheme.blocks), ZEROED, ADJUSTED]
        if code in sums or code in lines
    ]
    tier = scheme.tier(content["tier"]) if content["tier"] else None
    return Why(
        name=content["name"],
        label=content["label"],
        group=content["rank_group"],
        standing=content["standing"],
        standing_label=Standing(content["standing"]).label,
        reason=reason_text(scheme, content["reason"]),
        tier=tier.name if tier else "",
        tier_code=content["tier"],
        rank=content["rank"],
        total=content["total"],
        days=content["days"],
        obliged=content["obliged"],
        records=content["records"],
        sections=tuple(sections),
        others=tuple(lines.get(None, ())),
        actions=tuple(content["actions"]),
        findings=findings_in_words(scheme, content["findings"]),
        withheld=is_withheld(scheme, content["findings"]),
        nearest=near,
        scheme=scheme,
        place=standing,
    )


def _section(scheme, code, part, lines):
    block = scheme.block(code)
    before, points = (part["before"], part["points"]) if part else (0, 0)
    if code in (ZEROED, ADJUSTED):
        name = _("Veto") if code == ZEROED else _("Done to the whole")
        return WhySection(code, name, "", "", before, points, None, tuple(lines))
    if block is None:
        base = scheme.base
        return WhySection(
            code, (base and base.name) or _("Base points"), base.clause if base else "", "",
            before, points, None, tuple(lines),
        )  # fmt: skip
    return WhySection(
        code, block.name, block.clause, bounds_text(block), before, points, block.maximum,
        tuple(lines),
    )  # fmt: skip


def bounds_text(block):
    """The bounds of a category or pool in words."""
    bounds = []
    if block.full:
        bounds.append(_("starts full at %(points)s") % {"points": points_text(block.maximum)})
    elif block.maximum is not None:
        bounds.append(_("at most %(points)s") % {"points": points_text(block.maximum)})
    if block.floor is not None:
        bounds.append(_("at least %(points)s") % {"points": points_text(block.floor)})
    return pgettext("between two bounds", ", ").join(bounds)


def line_in_words(scheme, line, objections=MappingProxyType({})):
    """A stored line of the ledger as a WhyLine."""
    item = scheme.item(line["item"]) if line.get("item") else None
    params = params_of(scheme, line, item)
    detail = [
        str(OUTCOMES.get(line.get("outcome"), "")),
        str(PRESENCES.get(line.get("status"), "")),
    ]
    return WhyLine(
        title=line.get("title", ""),
        detail=" · ".join(word for word in detail if word),
        on=date.fromisoformat(line["on"]) if line.get("on") else None,
        item=item.name if item else "",
        clause=line.get("clause", ""),
        before=line["before"],
        points=line["points"],
        said=str(say(MARKS[line["mark"]], **params)),
        proof=str(PROOFS.get(line.get("proof")) or proof_words(line.get("proof") or "")),
        confirmer=line.get("confirmer", ""),
        mark=line["mark"],
        fact=line.get("fact") or "",
        objection=objections.get(line.get("fact")),
    )
