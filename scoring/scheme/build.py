"""From the checked plain values to the frozen Scheme."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from itertools import pairwise

from .aggregates.build import build_aggregates
from .build_items import build_item, build_limit
from .build_values import (
    as_list,
    fact_selector,
    milli,
    milli_or_none,
    switch_values,
)
from .document import (
    Base,
    Block,
    Example,
    Exclusion,
    Exempt,
    Kind,
    LimitSet,
    PeriodRule,
    Ranking,
    Scheme,
    Tier,
    TooFew,
)
from .results.build import build_results
from .scope import build_publication
from .selector import build_selector


def digest_of(plain):
    """SHA-256 over the content of the file; comments, layout and key order play no part."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=_canonical)
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value):
    if isinstance(value, Decimal):
        normal = format(value.normalize(), "f")
        return int(normal) if "." not in normal else f"decimal {normal}"
    raise TypeError(type(value))


def build_scheme(plain):
    """The Scheme of a plain document that has passed the structural checks."""
    switches = switch_values(plain)
    total = plain.get("total", {})
    ranking = plain.get("ranking")
    population = plain.get("population", {})
    return Scheme(
        digest=digest_of(plain),
        code=plain["code"],
        title=plain["title"],
        version=str(plain["version"]),
        level=plain.get("level"),
        body=plain.get("body", "npc"),
        source=tuple(plain.get("source", ())),
        completeness=plain["completeness"],
        left_out=tuple(plain.get("left_out", ())),
        notes=tuple(plain.get("notes", ())),
        period=build_period(plain["period"]),
        kinds={code: build_kind(code, kind) for code, kind in plain["kinds"].items()},
        roles=dict(plain.get("roles", {})),
        switches=switches,
        base=build_base(plain["base"]) if "base" in plain else None,
        blocks=tuple(
            build_block(block, pool=key == "pools")
            for key in ("categories", "pools")
            for block in plain.get(key, ())
        ),
        items=tuple(build_item(item, switches) for item in plain.get("items", ())),
        limits=tuple(build_set(limit, switches) for limit in plain.get("limits", ())),
        exclusions=tuple(
            Exclusion(
                one["code"],
                one.get("name", one["code"]),
                one.get("clause", ""),
                tuple(tuple(as_list(side)) for side in one["items"]),
                one["per"],
                one["choose"],
            )
            for one in plain.get("exclusions", ())
        ),
        total_max=milli_or_none(total.get("max")),
        total_floor=milli_or_none(total.get("floor")),
        total_stated=milli_or_none(total.get("stated_max")),
        tiers=build_tiers(plain.get("tiers") or (), switches),
        results=build_results(plain),
        aggregates=build_aggregates(plain),
        subject=plain.get("subject", "deputy"),
        publication=build_publication(plain),
        ranking=Ranking(
            None if ranking["group"] == "none" else ranking["group"],
            ranking["min_size"],
            ranking["ties"],
        )
        if ranking
        else None,
        too_few=build_too_few(plain.get("too_few_data")),
        unscored=build_exempt(population.get("unscored")),
        unranked=build_exempt(population.get("unranked")),
        subject_fields=tuple(population.get("fields", ())),
        examples=tuple(
            Example(one["name"], index, one.get("note", ""), one["given"], one["expect"])
            for index, one in enumerate(plain.get("examples", ()))
        ),
        plain=plain,
    )


def build_period(plain):
    """The period rule; a wrong date has been refused before."""
    cycle = plain["cycle"]
    interim = tuple(as_list(plain.get("interim")))
    if cycle == "window":
        return PeriodRule(
            cycle,
            start=date.fromisoformat(plain["start"]),
            end=date.fromisoformat(plain["end"]),
            interim=interim,
        )
    if cycle == "year_from":
        month, day = plain["from"].split("-")
        return PeriodRule(cycle, int(month), int(day), interim=interim)
    return PeriodRule(cycle, interim=interim)


def build_kind(code, plain):
    """A kind; ``fields`` values are lists of words, ``number`` for quantity and judged."""
    fields = {
        field: () if field in ("quantity", "judged") else tuple(as_list(values))
        for field, values in plain.get("fields", {}).items()
    }
    return Kind(code, plain["name"], fields)


def build_base(plain):
    """Base points, one number or by role."""
    if not isinstance(plain, dict):
        return Base(milli(plain))
    by_role = tuple((role, milli(value)) for role, value in plain.get("by_role", {}).items())
    return Base(milli(plain["points"]), by_role, plain.get("clause", ""), plain.get("name", ""))


def build_block(plain, *, pool):
    """A category or a pool."""
    return Block(
        code=plain["code"],
        name=plain["name"],
        clause=plain.get("clause", ""),
        pool=pool,
        maximum=milli_or_none(plain["max"]),
        not_stated=plain["max"] == "not_stated",
        full=plain.get("start", "zero") == "full",
        floor=milli_or_none(plain.get("floor")),
        held=fact_selector(plain["held"]) if "held" in plain else None,
    )


def build_set(plain, switches):
    """A named set of items under one limit."""
    return LimitSet(
        plain["code"],
        plain["name"],
        plain.get("clause", ""),
        tuple(plain["items"]),
        build_limit(plain, switches),
    )


PLACE = {
    "exact": 1,
    "whole_half_up": 1000,
    "whole_down": 1000,
    "tenth_half_up": 100,
    "tenth_down": 100,
}


def build_tiers(plain, switches):
    """Tiers from high to low, each half-open. ``to`` (inclusive) ends one step of the rounding
    place later; a missing end is the start of the tier above."""
    step = PLACE.get(switches.get("tier_rounding"), 1)
    rows = []
    for tier in plain:
        low = milli_or_none(tier.get("from"))
        high = milli_or_none(tier.get("below"))
        if high is None and "to" in tier:
            high = milli(tier["to"]) + step
        rows.append([tier["code"], tier["name"], low, high, tier.get("clause", "")])
    rows.sort(key=lambda row: (row[2] is None, -(row[2] or 0)))
    for upper, lower in pairwise(rows):
        if lower[3] is None:
            lower[3] = upper[2]
    return tuple(Tier(*row) for row in rows)


def build_too_few(plain):
    """The too-few-data rule."""
    if not plain:
        return None
    obliged = plain.get("min_obliged") or {}
    return TooFew(
        plain.get("min_days"),
        obliged.get("count"),
        fact_selector(obliged["when"]) if obliged else None,
        plain.get("min_months"),
    )


def build_exempt(plain):
    """People exempt from scoring or ranking."""
    return tuple(Exempt(build_selector(one["when"], milli), one["reason"]) for one in plain or ())
