"""Two scorings of the same people side by side: who moves, who changes tier, which caps are met."""

from collections import Counter
from dataclasses import dataclass

import polars as pl

from .correlation import kendall, spearman

SHOWN = 30
NAMED = 8


@dataclass(frozen=True)
class Mover:
    """One person whose place, total or tier would differ. Points are thousandths."""

    subject: str
    before: int | None
    after: int | None
    place_before: int | None
    place_after: int | None
    tier_before: str
    tier_after: str

    @property
    def climb(self):
        """Places won (positive) or lost."""
        if self.place_before is None or self.place_after is None:
            return 0
        return self.place_before - self.place_after


@dataclass(frozen=True)
class Cap:
    """A bound and how many meet it; ``kind`` is item, block or total."""

    kind: str
    code: str
    before: int
    after: int
    newly: tuple
    no_longer: tuple


@dataclass(frozen=True)
class Comparison:
    """What one change of a measure does to everybody scored."""

    people: int
    ranked: int
    raised: int
    lowered: int
    climbed: int
    fallen: int
    furthest: int
    spearman: float | None
    kendall: float | None
    tiers: tuple  # (tier before, tier after, how many), those that differ
    tier_sizes: tuple  # (tier, how many before, how many after)
    shares: tuple  # (category, share before, share after), in per cent
    caps: tuple
    movers: tuple  # the furthest moves
    changers: tuple  # everybody who changes tier, at most SHOWN


def compare(before, after):
    """Compare two scorings; each is a list of (scheme, Result with items) for the same periods."""
    was, now = standing(before), standing(after)
    both = was.join(now, on="subject", suffix="_now")
    movers = [_mover(row) for row in both.sort("subject").iter_rows(named=True)]
    ranked = [one for one in movers if one.place_before and one.place_after]
    climbs = [one.climb for one in ranked]
    totals = [one.before for one in ranked], [one.after for one in ranked]
    changed, sizes, changers = tiers_of(before, after)
    far = sorted((one for one in ranked if one.climb), key=lambda one: (-abs(one.climb), one.after))
    by_subject = {one.subject: one for one in movers}
    return Comparison(
        people=both.height,
        ranked=len(ranked),
        raised=sum((one.after or 0) > (one.before or 0) for one in movers),
        lowered=sum((one.after or 0) < (one.before or 0) for one in movers),
        climbed=sum(climb > 0 for climb in climbs),
        fallen=sum(climb < 0 for climb in climbs),
        furthest=max((abs(climb) for climb in climbs), default=0),
        spearman=spearman(*totals),
        kendall=kendall(*totals),
        tiers=changed,
        tier_sizes=sizes,
        shares=shares_of(before, after),
        caps=caps_of(before, after),
        movers=tuple(far[:SHOWN]),
        changers=tuple(by_subject[s] for s in changers[:SHOWN] if s in by_subject),
    )


def standing(scored):
    """Total over all periods, the tier of the last, and the place among those ranked in it."""
    frames = [
        result.totals.select(
            "subject", "total", "tier", "rank_group", "class", pl.lit(n).alias("n")
        )
        for n, (_scheme, result) in enumerate(scored)
    ]
    table = pl.concat(frames).sort("subject", "n")
    table = table.group_by("subject", maintain_order=True).agg(
        pl.when(pl.col("total").is_not_null().any()).then(pl.col("total").sum()),
        pl.col("tier", "rank_group", "class").last(),
    )
    total = pl.when(pl.col("class") == "ranked").then("total")
    place = total.rank("min", descending=True).over("rank_group").cast(pl.Int64)
    return table.with_columns(place.alias("place"))


def _mover(row):
    return Mover(
        row["subject"], row["total"], row["total_now"], row["place"], row["place_now"],
        row["tier"] or "", row["tier_now"] or "",
    )  # fmt: skip


def tiers_of(before, after):
    """Changes of tier over all periods, the size of every tier, and who changes (latest first)."""
    changed, was, now, people = Counter(), Counter(), Counter(), {}
    for (_old, first), (_new, second) in reversed(list(zip(before, after, strict=True))):
        both = first.totals.select("subject", "tier").join(
            second.totals.select("subject", "tier"), on="subject", suffix="_now"
        )
        for tier, tier_now, n in both.group_by("tier", "tier_now").len().iter_rows():
            was[tier] += n
            now[tier_now] += n
            if tier != tier_now:
                changed[tier or "", tier_now or ""] += n
        moved = both.filter(~pl.col("tier").eq_missing(pl.col("tier_now"))).sort("subject")
        people.update(dict.fromkeys(moved.get_column("subject").to_list()))
    order = [tier.code for tier in after[-1][0].tiers]
    sizes = tuple((code, was[code], now[code]) for code in order)
    moves = tuple((*pair, n) for pair, n in changed.most_common())
    return moves, sizes, list(people)


def shares_of(before, after):
    """What part of all points each category gives, in per cent, one decimal."""
    shares = [_shares(side) for side in (before, after)]
    codes = dict.fromkeys(code for side in shares for code in side)
    return tuple((code, shares[0].get(code, 0.0), shares[1].get(code, 0.0)) for code in codes)


def _shares(scored):
    sums = {}
    for _scheme, result in scored:
        parts = result.parts.group_by("category", maintain_order=True).agg(pl.col("points").sum())
        for code, points in parts.iter_rows():
            sums[code] = sums.get(code, 0) + max(points, 0)
    whole = sum(sums.values())
    return {code: round(100 * points / whole, 1) if whole else 0.0 for code, points in sums.items()}


def caps_of(before, after):
    """Bounds that cut somebody's points in any period, and whom they newly or no longer cut."""
    was, now = _cut(before), _cut(after)
    found = []
    for kind, code in dict.fromkeys([*was, *now]):
        first, second = was.get((kind, code), set()), now.get((kind, code), set())
        found.append(
            Cap(
                kind,
                code,
                len(first),
                len(second),
                tuple(sorted(second - first)[:NAMED]),
                tuple(sorted(first - second)[:NAMED]),
            )
        )
    order = {"item": 0, "block": 1, "total": 2}
    return tuple(sorted(found, key=lambda cap: order[cap.kind]))


def _cut(scored):
    """{(kind, code): people} whose points an item's own limits, a category or the total cut."""
    found = {}
    for scheme, result in scored:
        own = result.items.filter(pl.col("points") < pl.col("before"))
        for code, subject in own.select("item", "subject").iter_rows():
            found.setdefault(("item", code), set()).add(subject)
        blocks = {item.code: item.block for item in scheme.items}
        earned = result.items.with_columns(
            pl.col("item").replace_strict(blocks, return_dtype=pl.String).alias("category")
        )
        earned = earned.group_by("subject", "category").agg(pl.col("points").sum().alias("had"))
        full = {block.code: block.maximum for block in scheme.blocks if block.full}
        start = pl.col("category").replace_strict(full, default=0, return_dtype=pl.Int64)
        parts = result.parts.join(earned, on=["subject", "category"])
        cut = parts.filter(pl.col("points") < pl.col("had") + start)
        for code, subject in cut.select("category", "subject").iter_rows():
            found.setdefault(("block", code), set()).add(subject)
        if scheme.total_max is not None:
            top = result.totals.filter(pl.col("total") == scheme.total_max)
            if top.height:
                found.setdefault(("total", ""), set()).update(top.get_column("subject").to_list())
    return found
