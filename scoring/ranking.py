"""A ranking as a page shows it, live or frozen: one cohort, ties as ties, the unranked apart."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from .engine.sentences import reason_text
from .findings import findings_in_words, is_withheld
from .models import Standing
from .services.live_fairness import live_fairness
from .services.measures import scheme_of

APART = [Standing.UNRANKED, Standing.TOO_FEW_DATA, Standing.NOT_SCORED]
COLUMNS = [
    "pk", "mandate_id", "total", "tier", "standing", "reason", "parts", "records", "findings",
    "days", "obliged",
]  # fmt: skip
WITHHELD = "withheld"
MARKED = {"override", "flag", "quota", "band", "history"}  # findings shown in the list itself


@dataclass(frozen=True)
class RankedRow:
    """One deputy of the cohort. Points are thousandths; `parts` follow the ranking's categories."""

    rank: int | None
    tied: bool
    name: str
    label: str
    total: int | None
    tier: str
    tier_code: str
    standing: str
    reason: str
    parts: tuple
    records: int
    url: str
    marks: tuple
    withheld: bool
    mandate: int | None = None
    days: int = 0
    obliged: int = 0
    place: object = None  # a fairness.Place: percentile and band


@dataclass(frozen=True)
class Ranking:
    """One cohort of a period: who is ranked, who is not and why, and what it rests on."""

    group: str
    groups: tuple
    categories: tuple
    rows: tuple
    apart: tuple
    scheme: object
    fairness: object = None  # None: not worked out yet

    @property
    def n(self):
        """How many are ranked."""
        return len(self.rows)

    @property
    def median_width(self):
        """The width of the middle band of this cohort; None before bands are known."""
        widths = sorted(row.place.width for row in self.rows if row.place)
        return widths[len(widths) // 2] if widths else None

    @property
    def tiers(self):
        """(tier, how many) from the highest tier down; tiers without anybody included."""
        found = Counter(row.tier_code for row in self.rows)
        return tuple((tier, found[tier.code]) for tier in self.scheme.tiers)


def live_ranking(period, group=None):
    """The ranking of the live cards of one cohort; the first cohort when none is named."""
    scheme = scheme_of(period.scheme_version)
    groups = _groups(period.cards)
    group = _chosen(groups, group)
    cards = (
        period.cards.filter(rank_group=group)
        .order_by("-total", "mandate__certificate_no")
        .values(*COLUMNS, "mandate__deputy__name", "mandate__certificate_no")
    )
    people = [
        {**card, "name": card["mandate__deputy__name"], "label": card["mandate__certificate_no"]}
        for card in cards
    ]
    _rank(people, scheme)
    return _ranking(people, scheme, group, groups, "scoring:card", live_fairness(period))


def live_rankings(period, *, only=None):
    """The rankings of the live cards of all cohorts, read at once; ranked among `only` these
    mandates, when given."""
    scheme = scheme_of(period.scheme_version)
    groups, people = _groups(period.cards), {}
    names = ["mandate__deputy__name", "mandate__certificate_no"]
    cards = period.cards.order_by("-total", names[1]).values(*COLUMNS, "rank_group", *names)
    for card in cards:
        if only is not None and card["mandate_id"] not in only:
            continue
        person = {**card, "name": card[names[0]], "label": card[names[1]]}
        people.setdefault(card["rank_group"], []).append(person)
    for cohort in people.values():
        _rank(cohort, scheme)
    fairness = live_fairness(period)
    return tuple(
        _ranking(people[group], scheme, group, groups, "scoring:card", fairness)
        for group, _n in groups
        if group in people
    )


def edition_ranking(edition, group=None, *, withhold=True):
    """The ranking of one cohort of an edition, as frozen. Results a veto withholds are listed
    apart without any figure, but for those who work on them (`withhold=False`)."""
    scheme = scheme_of(edition.scheme_version)
    groups = _groups(edition.rows)
    group = _chosen(groups, group)
    rows = edition.rows.filter(rank_group=group).order_by("position")
    people = list(rows.values(*COLUMNS, "rank", "name", "label"))
    if withhold:
        _withhold(people, scheme)
    fairness = edition_fairness_figures(edition)
    return _ranking(people, scheme, group, groups, "scoring:edition-row", fairness)


def edition_fairness_figures(edition):
    """Places beside the ranks of an edition; None for one drawn before there were any."""
    sheet = getattr(edition, "fairness_sheet", None)
    return sheet.fairness if sheet else None


def _withhold(people, scheme):
    """Take away every figure of those whose result a veto withholds."""
    for person in people:
        if is_withheld(scheme, person["findings"]):
            person.update(
                total=None, rank=None, tier="", parts=[], findings=[], standing=WITHHELD, reason=""
            )


def edition_rankings(edition, *, withhold=True):
    """The rankings of all cohorts of an edition, read at once."""
    scheme, fairness = scheme_of(edition.scheme_version), edition_fairness_figures(edition)
    groups, people = _groups(edition.rows), {}
    rows = edition.rows.order_by("position").values(*COLUMNS, "rank", "name", "label", "rank_group")
    for row in rows:
        people.setdefault(row["rank_group"], []).append(row)
    if withhold:
        for cohort in people.values():
            _withhold(cohort, scheme)
    return tuple(
        _ranking(people[group], scheme, group, groups, "scoring:edition-row", fairness)
        for group, _n in groups
    )


def _groups(rows):
    counted = rows.values("rank_group").annotate(n=Count("pk")).order_by("rank_group")
    return tuple((one["rank_group"], one["n"]) for one in counted)


def _chosen(groups, group):
    names = [name for name, _size in groups]
    return group if group in names else (names[0] if names else "")


def _rank(people, scheme):
    """Give ranks by the measure's tie rule; a cohort below its least size is not ranked."""
    ranked = [person for person in people if person["standing"] == Standing.RANKED]
    rule = scheme.ranking
    if rule and len(ranked) < rule.min_size:
        for person in ranked:
            person.update(standing=Standing.UNRANKED, reason="group_too_small")
        ranked = []
    rank, distinct, last = 0, 0, None
    for place, person in enumerate(ranked, start=1):
        if person["total"] != last:
            rank, distinct, last = place, distinct + 1, person["total"]
        person["rank"] = distinct if rule and rule.ties == "dense" else rank


def _ranking(people, scheme, group, groups, url_name, fairness):
    places = fairness.places if fairness else {}
    shared = Counter(
        person.get("rank") for person in people if person["standing"] == Standing.RANKED
    )
    categories = [("base", "")] if scheme.base else []
    categories += [(block.code, block.name) for block in scheme.blocks]
    tiers = {tier.code: tier.name for tier in scheme.tiers}
    rows, apart = [], {standing: [] for standing in (*APART, WITHHELD)}
    for person in people:
        parts = {part["category"]: part["points"] for part in person["parts"]}
        row = RankedRow(
            rank=person.get("rank"),
            tied=shared[person.get("rank")] > 1,
            name=person["name"],
            label=person["label"],
            total=person["total"],
            tier=tiers.get(person["tier"], ""),
            tier_code=person["tier"],
            standing=person["standing"],
            reason=reason_text(scheme, person["reason"]),
            parts=tuple(parts.get(code) for code, _label in categories),
            records=person["records"],
            url=reverse(url_name, args=[person["pk"]]) if person["standing"] != WITHHELD else "",
            marks=tuple(
                one for one in findings_in_words(scheme, person["findings"]) if one.what in MARKED
            ),
            withheld=is_withheld(scheme, person["findings"]),
            mandate=person["mandate_id"],
            days=person["days"],
            obliged=person["obliged"],
            place=places.get(person["mandate_id"]) if person["standing"] != WITHHELD else None,
        )
        if person["standing"] == Standing.RANKED:
            rows.append(row)
        else:
            apart[person["standing"]].append(row)
    return Ranking(
        group=group,
        groups=groups,
        categories=tuple(categories),
        rows=tuple(rows),
        apart=(
            *((s.label, tuple(apart[s])) for s in APART if apart[s]),
            *([(_("Withheld from publication"), tuple(apart[WITHHELD]))] * bool(apart[WITHHELD])),
        ),
        scheme=scheme,
        fairness=fairness,
    )
