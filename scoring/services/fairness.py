"""Percentiles, bands and compared groups of a whole period (公平性), from facts and stored totals.

The seed of the draws comes from the measure and the totals ranked, so the same cards give the same
bands today, tomorrow, live or frozen.
"""

import polars as pl

from foundation import chain
from performance.models import Mandate
from performance.terms import re_elected

from ..engine import score
from ..engine.results.vetoes import ZEROED
from ..fairness import DRAWS, SPREAD, Bounds, Fairness, Place, bands, disparity_of, percentiles
from ..models import Standing

TOP_QUARTER = 750  # tenths of a percent, where a measure has no tiers
DIMENSIONS = ("occupation", "sex", "area", "first_term")


def fairness_of(scheme, rows, facts, cohort, span):
    """The Fairness of these totals. `rows`: dicts of mandate_id, total, tier, standing, rank_group
    and parts of everybody in the period; `facts`, `cohort` and `span` as they were scored."""
    ranked = ranked_rows(scheme, rows)
    seed = _seed(scheme, ranked)
    people, items = to_weigh(scheme, ranked, facts, cohort, span)
    found = bands(people, items, bounds_of(scheme), seed=int(seed[:16], 16), ties=_ties(scheme))
    groups = {}
    for row in ranked:
        groups.setdefault(row["rank_group"], {})[row["mandate_id"]] = row["total"]
    share = {key: p for totals in groups.values() for key, p in percentiles(totals).items()}
    size = {key: len(totals) for totals in groups.values() for key in totals}
    places = {}
    for subject, rank, low, middle, high, _held in found.iter_rows():
        key = int(subject)
        places[key] = Place(rank, size[key], share[key], low, middle, high)
    dimensions, shares_of = _dimensions(scheme, ranked, places)
    held = found.get_column("held").sum()
    return Fairness(seed, DRAWS, SPREAD, places, dimensions, held, shares_of)


def bounds_of(scheme):
    """What the measure says of categories, pools and the total."""
    return Bounds(
        blocks={
            block.code: (block.maximum if block.full else 0, block.maximum, block.floor)
            for block in scheme.blocks
        },
        total_max=scheme.total_max,
        total_floor=scheme.total_floor,
        net=scheme.switches.get("cap_on") == "net",
    )


def _ties(scheme):
    return scheme.ranking.ties if scheme.ranking else "competition"


def ranked_rows(scheme, rows):
    """Who is ranked: the class, and a group that is large enough."""
    rule = scheme.ranking
    if rule is None:
        return []
    mine = [row for row in rows if row["standing"] == Standing.RANKED]
    sizes = {}
    for row in mine:
        sizes[row["rank_group"]] = sizes.get(row["rank_group"], 0) + 1
    return [row for row in mine if sizes[row["rank_group"]] >= rule.min_size]


def _seed(scheme, ranked):
    told = sorted([row["rank_group"], row["mandate_id"], row["total"]] for row in ranked)
    return chain.digest(chain.canonical({"scheme": scheme.digest, "ranked": told}))


def to_weigh(scheme, ranked, facts, cohort, span):
    """(people, items) for the draws; whoever an override brought to nothing stays at nothing."""
    people = pl.DataFrame(
        [(str(row["mandate_id"]), row["rank_group"], row["total"], _base(row)) for row in ranked],
        schema={"subject": pl.String, "group": pl.String, "total": pl.Int64, "base": pl.Int64},
        orient="row",
    )
    zeroed = [
        str(r["mandate_id"]) for r in ranked if any(p["category"] == ZEROED for p in r["parts"])
    ]
    items = item_sums(scheme, facts, cohort, span)
    items = items.filter(
        pl.col("subject").is_in(people.get_column("subject").implode())
        & ~pl.col("subject").is_in(zeroed)
    )
    return people, items


def _base(row):
    return sum(part["points"] for part in row["parts"] if part["category"] == "base")


def item_sums(scheme, facts, cohort, span):
    """subject, item, block, points: what every item gave within its own limits and named sets,
    before categories, pools and the total bound it."""
    items = score(scheme, facts, cohort, span, lines=False, items=True).items
    codes = [item.code for item in scheme.items]
    blocks = [item.block for item in scheme.items]
    block = pl.col("item").replace_strict(codes, blocks, return_dtype=pl.String)
    return items.with_columns(block.alias("block"))


def _dimensions(scheme, ranked, places):
    top = max(scheme.tiers, key=lambda tier: (tier.low is not None, tier.low or 0), default=None)
    traits = traits_of([row["mandate_id"] for row in ranked])
    members = {code: [] for code in DIMENSIONS}
    for row in ranked:
        key = row["mandate_id"]
        percentile = places[key].percentile
        reached = row["tier"] == top.code if top else percentile >= TOP_QUARTER
        for code in DIMENSIONS:
            members[code].append((traits.get(key, {}).get(code, ""), percentile, reached))
    return tuple(disparity_of(code, members[code]) for code in DIMENSIONS), top.name if top else ""


def traits_of(mandate_ids):
    """What groups a deputy belongs to: {mandate: {dimension: code}}; "" where not recorded."""
    wanted = set(mandate_ids)
    congresses = Mandate.objects.filter(pk__in=list(wanted)[:1]).values("congress")
    again = set(
        Mandate.objects.filter(re_elected(), congress__in=congresses).values_list("pk", flat=True)
    )
    rows = Mandate.objects.filter(congress__in=congresses).values_list(
        "pk", "occupation", "deputy__sex", "constituency__area"
    )
    return {
        pk: {
            "occupation": occupation,
            "sex": sex,
            "area": area or "",
            "first_term": "again" if pk in again else "first",
        }
        for pk, occupation, sex, area in rows
        if pk in wanted
    }
